/** What an import has staged and its next commit takes over. */
import type { Actor } from '../../auth/permissions.ts'
import { problems } from '../../problems.ts'
import { ConstraintError, runBatch } from '../../store/batch.ts'
import * as commits from '../../store/commits.ts'
import * as datasets from '../../store/datasets.ts'
import { Chunk } from '../../store/imports/chunk.ts'
import { promote } from '../../store/imports/promote.ts'
import { listDeferred, release, replaceDeferred, stage } from '../../store/imports/staging.ts'
import { dropResolved } from '../link-warnings.ts'
import { fullRecord, toVersionRow, type VersionStamp, warningsOf } from '../version-row.ts'
import type { RowChange } from './row-change.ts'

/** Versions of one kind: those in memory, the chunks of those that are staged, and what all of them change. */
class ChangeSet {
  readonly pending: Chunk
  readonly chunks: number[] = []
  readonly datasets = new Set<string>()
  readonly counts = { created: 0, updated: 0, retracted: 0, published: 0 }
  visible = false
  /** Whether rows without a reference made some of them. */
  hasRowMatches = false

  constructor({ isDeferred = false } = {}) {
    this.pending = new Chunk({ isDeferred })
  }

  add({ kind, staged, dataset, published, visible }: RowChange): void {
    if (!staged || kind === 'unchanged') return
    this.counts[kind]++
    this.counts.published += published
    this.visible ||= visible
    this.hasRowMatches ||= staged.lists.made.length > 0
    if (dataset !== undefined) this.datasets.add(dataset)
    this.pending.add(staged)
  }

  /** Takes over what the versions of another part change, all of them staged. */
  merge(other: ChangeSet): void {
    for (const name of Object.keys(this.counts) as (keyof ChangeSet['counts'])[])
      this.counts[name] += other.counts[name]
    this.visible ||= other.visible
    this.hasRowMatches ||= other.hasRowMatches
    for (const dataset of other.datasets) this.datasets.add(dataset)
  }

  get size(): number {
    return this.counts.created + this.counts.updated + this.counts.retracted
  }
}

export interface BatchContext {
  readonly db: D1Database
  /** Milliseconds since 1970 UTC. */
  readonly now: number
  readonly actor: Actor
  readonly reason?: string | undefined
  /** Whether a dataset that it begins may not be published. */
  readonly closed: boolean
}

/** So many chunks, of 1.9 MB each, are read at a time. */
const chunksAtOnce = 3

/** Refusals that come of another request at work on the same records. */
const conflictConstraints = [
  'stale_revision',
  'reference_taken',
  'row_taken',
  'id_taken',
  'not_publishable',
  'torn_version',
]

const throwConflict = (error: unknown): never => {
  throw error instanceof ConstraintError && conflictConstraints.includes(error.constraint)
    ? problems.conflict()
    : error
}

export class ImportBatch {
  readonly #context: BatchContext
  readonly #id: string
  #chunk = 0
  #ready = new ChangeSet()
  /** Versions that link to what may come further down. */
  readonly #deferred = new ChangeSet({ isDeferred: true })

  constructor(sender: BatchContext, id: string) {
    this.#context = sender
    this.#id = id
  }

  /** How many versions the next commit takes over. */
  get size(): number {
    return this.#ready.size
  }

  /** Takes up a change; a promise where what is in memory has to be written first. */
  add(change: RowChange): Promise<void> | undefined {
    const part = change.isDeferred ? this.#deferred : this.#ready
    if (change.staged && !part.pending.hasRoomFor(change.staged))
      return this.#flush(part).then(() => part.add(change))
    part.add(change)
    return undefined
  }

  async #flush(part: ChangeSet): Promise<void> {
    if (part.pending.size === 0) return
    const chunk = this.#chunk++
    await this.#write(stage(this.#context.db, this.#id, chunk, part.pending))
    part.chunks.push(chunk)
  }

  #write(statements: D1PreparedStatement[]): Promise<D1Result[]> {
    return runBatch(this.#context.db, statements).catch(throwConflict)
  }

  /** Ends the waiting: what was warned of and has arrived is warned of no more. */
  async resolveLinkWarnings(isResolved: (dataset: string, name: string) => boolean): Promise<void> {
    const { db } = this.#context
    await this.#flush(this.#deferred)
    const { chunks } = this.#deferred
    for (let at = 0; at < chunks.length; at += chunksAtOnce) {
      const some = await listDeferred(db, this.#id, chunks.slice(at, at + chunksAtOnce)).catch(throwConflict)
      for (const { chunk, versions } of some) {
        const settled = versions.map((version) => {
          const record = fullRecord(version)
          const isResolvable = (name: string) => isResolved(record.dataset, name)
          const warnings = dropResolved(record, warningsOf(version), isResolvable)
          return toVersionRow(record, warnings, version as typeof version & VersionStamp)
        })
        await this.#write(replaceDeferred(db, this.#id, chunk, settled))
      }
    }
    if (chunks.length > 0) await this.#write([release(db, this.#id)])
    this.#ready.merge(this.#deferred)
  }

  /** Takes over what is staged and does not wait; the number of the commit, undefined where there is nothing. */
  async commit(): Promise<number | undefined> {
    const part = this.#ready
    const { db, now, actor, reason, closed } = this.#context
    await this.#flush(part)
    if (part.size === 0) return undefined
    const { created, updated, retracted, published } = part.counts
    const { size: rows, visible } = part
    const commit = { now, actor: actor.id, kind: 'import', reason, rows, visible, published } as const
    const kinds = {
      hasNew: created > 0,
      hasUpdated: updated + retracted > 0,
      hasRowMatches: part.hasRowMatches,
    }
    const results = await this.#write([
      commits.insert(db, commit),
      datasets.createMissing(db, [...part.datasets], { publishable: !closed }),
      ...promote(db, this.#id, kinds),
      commits.selectNewestSeq(db),
    ])
    this.#ready = new ChangeSet()
    return (results.at(-1)?.results as { seq: number }[] | undefined)?.[0]?.seq
  }
}
