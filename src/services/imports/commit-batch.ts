/** The versions that an import stages, and the commits that write them. */
import type { Incident, Warning } from '../../../schemas/incident.ts'
import { type Issue, issue } from '../../../schemas/rules.ts'
import type { Actor } from '../../auth/permissions.ts'
import { Problem, problems, secondEditorIssue } from '../../problems.ts'
import { rowBeside, VersionLines } from '../../record/chain.ts'
import { ConstraintError, runBatch } from '../../store/batch.ts'
import * as commits from '../../store/commits.ts'
import * as datasets from '../../store/datasets.ts'
import type { Identity } from '../../store/ids.ts'
import {
  Chunk,
  canStage,
  createStaged,
  type LinkRow,
  type RowMatchRow,
  type StagedVersion,
} from '../../store/imports/chunk.ts'
import { promote } from '../../store/imports/promote.ts'
import {
  listDeferred,
  release,
  replaceDeferred,
  type StagedChunk,
  stage,
} from '../../store/imports/staging.ts'
import type { Version } from '../../store/incidents.ts'
import { addVersionLine, proveContent, publicEffect } from '../commit.ts'
import type { ServiceContext } from '../service-context.ts'
import { assertSecondEditor } from '../two-editors.ts'
import { dropResolved } from '../validate-with-database.ts'
import { fullRecord, linkNames, toVersionRow, warningsOf } from '../version-row.ts'
import { type ImportContext, type ImportOptions, scopedKey } from './import-context.ts'

/** A change of one record to write. */
interface StagedChange extends ReturnType<typeof publicEffect> {
  readonly kind: 'created' | 'updated' | 'retracted'
  readonly record: Incident
  readonly staged: StagedVersion
  /** The status of the version before; undefined if there is none. */
  readonly before: string | undefined
  /** What the commit says of the row, if it makes a record without a reference. */
  readonly beside: string | undefined
  /** Whether it links to records that may appear later in the file. */
  readonly isDeferred?: boolean
}

/** The effect of an import on one record. */
export type RowChange = StagedChange | { readonly kind: 'unchanged' }

/** A record to create. */
export interface NewRecord extends Identity {
  readonly filer: string
  /** For a row without a reference: the digest of its content, and its number among equal rows. */
  readonly row: { readonly digest: string; readonly nth: number } | undefined
}

const linkRows = (record: Incident, rowKey: number): LinkRow[] =>
  record.links === undefined
    ? []
    : linkNames(record).names.map((named) => [record.dataset, named, rowKey] as const)

/** A version of a valid record, before it is staged. */
interface PlannedVersion {
  readonly record: Incident
  readonly warnings: readonly (Issue | Warning)[]
  readonly status: string
  readonly target: Version | NewRecord
}

/** Returns the version of a valid record. Throws too-large if the database cannot store it, or second-editor-needed. */
export const toStagedChange = (
  context: ServiceContext,
  actor: Actor,
  { record, warnings, status, target }: PlannedVersion,
): StagedChange => {
  const { rowKey, id, filer } = target
  const stored = 'revision' in target ? target : undefined
  const made = 'row' in target ? target.row : undefined
  assertSecondEditor(context, actor, { before: stored, status, record })
  const row = toVersionRow(record, warnings, {
    rowKey,
    id,
    revision: (stored?.revision ?? 0) + 1,
    status,
    filer,
  })
  const before = stored ? linkRows(fullRecord(stored), rowKey) : []
  const after = linkRows(record, rowKey)
  const linked = before.length + after.length > 0
  const hasSameLinks = !linked || JSON.stringify(before) === JSON.stringify(after)
  const rowMatches: RowMatchRow[] = made ? [[record.dataset, made.digest, made.nth, rowKey]] : []
  const staged = createStaged(row, {
    removed_links: hasSameLinks ? [] : before,
    added_links: hasSameLinks ? [] : after,
    row_matches: rowMatches,
  })
  if (!canStage(staged)) throw problems.recordTooLarge()
  const change = {
    ...{ record, staged, before: stored?.status },
    ...publicEffect(stored?.status, status),
    beside: made && rowBeside(made),
  }
  return { kind: stored ? 'updated' : 'created', ...change }
}

/** Returns the issue of a version that cannot be staged. Rethrows other errors. */
export const stagingIssue = (error: unknown): Issue => {
  if (!(error instanceof Problem)) throw error
  if (error.type === 'second-editor-needed') return secondEditorIssue
  return issue([], 'record.size', error.say)
}

/** Versions of one kind: those in memory, the chunks of the staged ones, and the sum of their changes. */
class ChangeSet {
  readonly pending: Chunk
  readonly chunks: number[] = []
  readonly datasets = new Set<string>()
  readonly lines = new VersionLines()
  /** What lines say of deferred versions by key: they follow when the warnings are known. */
  readonly deferred: Map<number, Pick<StagedChange, 'before' | 'beside'>> | undefined
  readonly kinds = { hasNew: false, hasUpdated: false, hasRowMatches: false }
  rows = 0
  published = 0
  visible = false

  constructor({ isDeferred = false } = {}) {
    this.pending = new Chunk({ isDeferred })
    this.deferred = isDeferred ? new Map() : undefined
  }

  add({ kind, staged, record, published, visible, before, beside }: StagedChange): void {
    const { version } = staged
    if (this.deferred) this.deferred.set(version.rowKey, { before, beside })
    else addVersionLine(this.lines, { before, beside, version })
    this.rows++
    this.published += published
    this.visible ||= visible
    this.kinds[kind === 'created' ? 'hasNew' : 'hasUpdated'] = true
    this.kinds.hasRowMatches ||= staged.lists.row_matches.length > 0
    this.datasets.add(record.dataset)
    this.pending.add(staged)
  }

  /** Adds the totals of another set whose versions are all staged. */
  merge({ rows, published, visible, kinds, datasets, lines }: ChangeSet): void {
    this.lines.merge(lines)
    this.rows += rows
    this.published += published
    this.visible ||= visible
    for (const name of ['hasNew', 'hasUpdated', 'hasRowMatches'] as const) this.kinds[name] ||= kinds[name]
    for (const dataset of datasets) this.datasets.add(dataset)
  }
}

/** The number of chunks (1.9 MB each) read at a time, and written at a time: D1 counts statements, and memory is bounded. */
const [chunksPerRead, chunksPerWrite] = [3, 3]

/** Constraints violated if a concurrent request writes the same records. */
const conflictConstraints = [
  'stale_revision',
  'reference_taken',
  'row_taken',
  'id_taken',
  'not_publishable',
  'incomplete_version',
]

const throwConflict = (error: unknown): never => {
  throw error instanceof ConstraintError && conflictConstraints.includes(error.constraint)
    ? problems.conflict()
    : error
}

/** What a batch needs of its import, or of another act that stages versions. */
interface BatchContext extends Pick<ImportContext, 'db' | 'id' | 'now' | 'actor' | 'state'> {
  readonly options: Pick<ImportOptions, 'reason' | 'closed'> & Pick<commits.NewCommit, 'undoes'>
}

export class ImportBatch {
  readonly #context: BatchContext
  readonly #kind: commits.CommitKind
  #chunk = 0
  #ready = new ChangeSet()
  /** Chunks that are not written yet. */
  readonly #unwritten: StagedChunk[] = []
  /** Versions that link to records that may appear later. */
  readonly #deferred = new ChangeSet({ isDeferred: true })

  constructor(context: BatchContext, kind: commits.CommitKind = 'import') {
    this.#context = context
    this.#kind = kind
  }

  /** The number of versions that the next commit writes. */
  get size(): number {
    return this.#ready.rows
  }

  /** Adds a change; returns a promise if staged versions must be written first. */
  add(change: StagedChange): Promise<void> | undefined {
    const part = change.isDeferred ? this.#deferred : this.#ready
    if (!part.pending.hasRoomFor(change.staged)) return this.#flush(part).then(() => part.add(change))
    part.add(change)
    return undefined
  }

  /** Takes the pending versions as a chunk, and writes the chunks if they are enough. */
  async #flush({ pending, chunks }: ChangeSet): Promise<void> {
    if (pending.size === 0) return
    const chunk = this.#chunk++
    this.#unwritten.push({ chunk, isDeferred: pending.isDeferred, ...pending.take() })
    chunks.push(chunk)
    if (this.#unwritten.length >= chunksPerWrite) await this.#stage()
  }

  /** Writes the chunks that are not written yet. */
  async #stage(): Promise<void> {
    if (this.#unwritten.length === 0) return
    const { db, id } = this.#context
    await this.#write(stage(db, id, this.#unwritten.splice(0)))
  }

  #write(statements: D1PreparedStatement[]): Promise<D1Result[]> {
    return runBatch(this.#context.db, statements).catch(throwConflict)
  }

  /** Drops link.unresolved warnings whose target appeared later in the file; nothing is deferred then. */
  async resolveLinkWarnings(): Promise<void> {
    const { db, id, state } = this.#context
    await this.#flush(this.#deferred)
    const { chunks, lines, deferred } = this.#deferred
    if (chunks.length > 0) await this.#stage()
    for (let at = 0; at < chunks.length; at += chunksPerRead) {
      const some = await listDeferred(db, id, chunks.slice(at, at + chunksPerRead)).catch(throwConflict)
      for (const { chunk, versions } of some) {
        const rows = versions.map((version) => {
          const record = fullRecord(version)
          const isResolvable = (name: string) => state.isResolved(scopedKey(record.dataset, name))
          return toVersionRow(record, dropResolved(record, warningsOf(version), isResolvable), version)
        })
        for (const version of rows)
          addVersionLine(lines, { before: undefined, ...deferred?.get(version.rowKey), version })
        await this.#write(replaceDeferred(db, id, chunk, rows))
      }
    }
    if (chunks.length > 0) await this.#write([release(db, id)])
    this.#ready.merge(this.#deferred)
  }

  /** Commits the staged versions that are not deferred. Returns the commit number; undefined if there are none. */
  async commit(): Promise<number | undefined> {
    const { db, id, now, actor, options } = this.#context
    const part = this.#ready
    await this.#flush(part)
    await this.#stage()
    const { rows, visible, published, kinds, lines } = part
    if (rows === 0) return undefined
    const kind = this.#kind
    const { reason, closed = false, undoes } = options
    const proof = proveContent(actor, { kind, reason, rows, visible, lines, undoes })
    const results = await this.#write([
      commits.insert(db, { now, actor: actor.id, kind, reason, undoes, rows, visible, published, proof }),
      datasets.createMissing(db, [...part.datasets], { publishable: !closed }),
      ...promote(db, id, kinds),
      commits.selectNewestSeq(db),
    ])
    this.#ready = new ChangeSet()
    return (results.at(-1)?.results as { seq: number }[] | undefined)?.[0]?.seq
  }
}
