/** Undoing commits: the records that they wrote go back to the versions before, in one commit. */
import type { StoredIncident } from '../../../schemas/incident.ts'
import { type Actor, authorize, canEdit, isInScope } from '../../auth/permissions.ts'
import { problems, secondEditorIssue } from '../../problems.ts'
import type { CommitFacts, CommitKind } from '../../store/commits.ts'
import * as commits from '../../store/commits.ts'
import * as incidents from '../../store/incidents.ts'
import {
  countWritten,
  type LeftVersion,
  listChangedSince,
  listLeft,
  type NamedRecord,
} from '../../store/version-pages.ts'
import type { ImportBatch } from '../imports/commit-batch.ts'
import { findImport, parseStored } from '../imports/read-import.ts'
import { isConflict, retry } from '../retry.ts'
import type { ServiceContext } from '../service-context.ts'
import { storedWarnings } from '../validate-with-database.ts'
import { fullRecord, warningsOf } from '../version-row.ts'
import { addLeft, maxListed } from './left-records.ts'
import { type NextVersion, toChanges } from './plan-edit.ts'
import { limitStatements, withStaging } from './stage-versions.ts'

type Status = StoredIncident['status']

/** The kinds of commits that can be undone: those that write records, without merges and redactions. */
const undoableKinds: readonly CommitKind[] = [
  ...(['create', 'update', 'publish', 'reject', 'retract', 'restore', 'import', 'undo'] as const),
]

export const isUndoable = ({ kind, rows }: Pick<CommitFacts, 'kind' | 'rows'>): boolean =>
  rows > 0 && undoableKinds.includes(kind)

export interface UndoReport {
  /** The commit that undoes the others. */
  readonly commit: number
  /** The number of records that are as they were before. */
  readonly reverted: number
  /** The number of records that the commits created or published: they are retracted. */
  readonly retracted: number
  /** The number of records that the commits created and that were never public: they are rejected. */
  readonly rejected: number
  /**
   * The number of records that stay as they are, because they were changed or merged since and not changed back, or
   * because the actor may not edit them.
   */
  readonly stale: number
  /** The number of records that stay as they are, because a second editor has to agree. */
  readonly second_editor: number
  /** The first of both, of datasets that the actor's token is for. */
  readonly left: readonly NamedRecord[]
}

/** The status of a record that a commit created, once that is undone. */
const createdStatus: Readonly<Partial<Record<string, Status>>> = {
  published: 'retracted',
  submitted: 'rejected',
}

/** Returns the status after an undo; undefined if the version stays. A record that became public is retracted. */
const statusAfter = (version: incidents.Version, before: incidents.Version | undefined) => {
  if (!before) return createdStatus[version.status]
  if (version.status === 'merged' || before.status === 'merged') return undefined
  return version.status === 'published' && before.status !== 'published' ? 'retracted' : before.status
}

/** Returns the state of a record with its names. */
export const toNamed = (version: incidents.Version): NamedRecord => {
  const { id, status, revision } = version
  const { reference = null, title = null } = fullRecord(version)
  return { id, status, revision, reference, title }
}

/** Returns the versions that undo a page of versions, and those that stay. */
const planUndo = async (context: ServiceContext, actor: Actor, versions: readonly LeftVersion[]) => {
  const changed = versions.filter(({ written }) => written > 1)
  const pairs = changed.map(({ rowKey, written }) => ({ rowKey, revision: written - 1 }))
  const found = pairs.length > 0 ? await incidents.listRevisions(context.db, pairs) : []
  const previous = new Map(found.map((each) => [each.rowKey, each]))
  const next: NextVersion[] = []
  const kept: incidents.Version[] = []
  for (const version of versions) {
    const before = previous.get(version.rowKey)
    const status = statusAfter(version, before)
    const record = fullRecord(before ?? version)
    const warnings = before ? storedWarnings(context, record) : warningsOf(version)
    const isEditable = canEdit(actor, version) && isInScope(actor, record.dataset)
    if (status === undefined || !isEditable) kept.push(version)
    else next.push({ version, record, status, warnings })
  }
  return { next, kept }
}

/** Counts what becomes of records. */
class UndoTally {
  readonly counts = { reverted: 0, retracted: 0, rejected: 0, stale: 0, second_editor: 0 }
  readonly left: NamedRecord[] = []

  keep(cause: 'stale' | 'second_editor', records: readonly NamedRecord[], count = records.length): void {
    this.counts[cause] += count
    addLeft(this.left, records)
  }

  count({ version, status }: NextVersion): void {
    const isNew = status !== version.status && (status === 'retracted' || status === 'rejected')
    this.counts[isNew ? status : 'reverted']++
  }
}

/** Stages the versions that undo a commit. */
const stageUndo = async (
  context: ServiceContext,
  actor: Actor,
  seq: number,
  { batch, tally }: { readonly batch: ImportBatch; readonly tally: UndoTally },
): Promise<void> => {
  const { left, changed } = await countWritten(context.db, [seq])
  if (changed > 0) {
    const { datasets } = actor
    tally.keep('stale', await listChangedSince(context.db, [seq], maxListed, { datasets }), changed)
  }
  for (let after = -1, taken = 0; taken < left; ) {
    const versions = await listLeft(context.db, seq, after)
    const { next, kept } = await planUndo(context, actor, versions)
    const named = kept.filter(({ datasetSlug }) => isInScope(actor, datasetSlug)).map(toNamed)
    tally.keep('stale', named, kept.length)
    for (const [i, change] of (await toChanges(context, actor, next)).entries()) {
      const planned = next[i] as NextVersion
      if (change === secondEditorIssue) tally.keep('second_editor', [toNamed(planned.version)])
      else if ('rule' in change) throw problems.recordTooLarge()
      else tally.count(planned)
      if ('kind' in change && change.kind !== 'unchanged') await batch.add(change)
    }
    taken += versions.length
    after = versions.at(-1)?.rowKey ?? Number.MAX_SAFE_INTEGER
  }
}

const runUndo = (services: ServiceContext, actor: Actor, seqs: readonly number[], reason: string) => {
  const context = limitStatements(services)
  return withStaging(
    context,
    actor,
    { kind: 'undo', reason, undoes: seqs },
    async (batch): Promise<UndoReport> => {
      const tally = new UndoTally()
      for (const seq of seqs) await stageUndo(context, actor, seq, { batch, tally })
      const commit = await batch.commit()
      const { counts, left } = tally
      if (commit === undefined && counts.second_editor > 0) throw problems.secondEditorNeeded()
      if (commit === undefined)
        throw problems.invalidTransition((details) => details.undoNothing(counts.stale))
      return { commit, ...counts, left }
    },
  )
}

/**
 * Takes what some commits wrote back to the versions before. Records that were changed since stay as they are. Throws
 * invalid-transition if nothing is left to undo, or conflict.
 */
const undoCommits = (
  services: ServiceContext,
  actor: Actor,
  seqs: readonly number[],
  reason: string,
): Promise<UndoReport> => retry(isConflict, () => runUndo(services, actor, seqs, reason))

/** Undoes a commit. Throws token-needed, forbidden, not-found, invalid-transition or conflict. */
export const undoCommit = async (
  context: ServiceContext,
  actor: Actor,
  seq: number,
  reason: string,
): Promise<UndoReport> => {
  authorize(actor, 'review')
  const found = await commits.findFacts(context.db, seq)
  if (!found) throw problems.notFound('commit')
  if (!isUndoable(found)) throw problems.invalidTransition((details) => details.undoKind(found.kind))
  return undoCommits(context, actor, [seq], reason)
}

/**
 * Undoes all commits of an import that the actor may see, as far as the actor may edit its records. Throws token-needed,
 * not-found, invalid-transition or conflict.
 */
export const undoImport = async (
  context: ServiceContext,
  actor: Actor,
  id: string,
  reason: string,
): Promise<UndoReport> => {
  authorize(actor, 'import')
  const found = await findImport(context.db, actor, id)
  if (found.report === null) throw problems.notFound('importUnfinished')
  return undoCommits(context, actor, parseStored(found.report).commits, reason)
}
