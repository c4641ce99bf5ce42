/** Bulk edits: one change of all records that match a filter, rehearsed first, in one commit. */
import type { Issue } from '../../../schemas/rules.ts'
import { type Actor, authorize } from '../../auth/permissions.ts'
import type { Query } from '../../ingest/request/list-query.ts'
import { problems } from '../../problems.ts'
import { type Change, diff } from '../../record/diff.ts'
import { sortedKeys } from '../../record/segments/select-keys.ts'
import type { Version } from '../../store/incidents.ts'
import { listFirst, type RecordState } from '../../store/version-pages.ts'
import { resolveQuery } from '../exports/resolve-query.ts'
import { countAll } from '../exports/select.ts'
import type { ImportBatch } from '../imports/commit-batch.ts'
import { isConflict, retry } from '../retry.ts'
import type { ServiceContext } from '../service-context.ts'
import { addLeft, maxListed } from './left-records.ts'
import { type BulkChange, type PlannedEdit, planEdits, toChanges } from './plan-edit.ts'
import { limitStatements, withStaging } from './stage-versions.ts'

/** The most records of a bulk edit. */
export const maxEdited = 5000
/** The most examples that a report has. */
const maxExamples = 10

/** An error of one record. */
export interface BulkError extends Issue {
  readonly id: string
}

/** A record as the edit changes it. */
export interface BulkExample {
  readonly id: string
  readonly title: string | undefined
  readonly changes: readonly Change[]
}

/** `all` writes nothing unless every record is valid; `valid` writes the valid ones. */
export const bulkModes = ['all', 'valid'] as const

export interface BulkEdit extends BulkChange {
  readonly query: Query
  readonly reason: string
  readonly dryRun: boolean
  readonly mode: (typeof bulkModes)[number]
  /** The number of records that the rehearsal found. */
  readonly confirm?: number | undefined
  /** The commit of the rehearsal: records changed after it are left as they are. */
  readonly rehearsed?: number | undefined
}

export interface BulkReport {
  /** The commit at which the records were found. */
  readonly rehearsed: number
  /** The number of records that match the filter. */
  readonly matched: number
  readonly changed: number
  readonly unchanged: number
  /** The number of records that would break a rule. */
  readonly rejected: number
  /** The number of records that were changed since they were found. */
  readonly stale: number
  /** The commit that changed them; null if there is none. */
  readonly commit: number | null
  readonly errors: readonly BulkError[]
  /** Those that were changed since. */
  readonly left: readonly RecordState[]
  readonly examples: readonly BulkExample[]
}

/** Counts what becomes of records, and lists the first of each kind. */
class BulkTally {
  readonly counts = { changed: 0, unchanged: 0, rejected: 0, stale: 0 }
  readonly errors: BulkError[] = []
  readonly left: RecordState[] = []
  readonly examples: BulkExample[] = []

  addStale({ id, status, revision }: Version): void {
    this.counts.stale++
    addLeft(this.left, [{ id, status, revision }])
  }

  reject({ id }: Version, issues: readonly Issue[]): void {
    this.counts.rejected++
    for (const found of issues) if (this.errors.length < maxListed) this.errors.push({ id, ...found })
  }

  addExample({ version, before, record }: PlannedEdit & { readonly kind: 'changed' }): void {
    if (this.examples.length >= maxExamples) return
    this.examples.push({ id: version.id, title: record.title, changes: diff(before, record) })
  }
}

/** Returns the keys of the matching records at a commit. Throws invalid-request if there are too many. */
const findKeys = async (context: ServiceContext, actor: Actor, { query, rehearsed }: BulkEdit) => {
  const asked = rehearsed === undefined ? query : { ...query, commit: rehearsed }
  const { matches = [], snapshot } = await resolveQuery(context, actor, asked, { columns: ['key'] })
  const keys = [...sortedKeys(matches)]
  if (keys.length > maxEdited)
    throw problems.invalidField('/filter', (m) => m.bulk.tooMany(keys.length, maxEdited))
  return { keys, seq: snapshot.seq }
}

interface Run {
  readonly context: ServiceContext
  readonly actor: Actor
  readonly edit: BulkEdit
  readonly seq: number
  readonly tally: BulkTally
  /** What stages the changes; undefined in a rehearsal. */
  readonly batch: ImportBatch | undefined
}

/** Plans a page of versions, and stages the changes. */
const takePage = async (versions: readonly Version[], run: Run): Promise<void> => {
  const { context, actor, edit, seq, tally, batch } = run
  const current = versions.filter((version) => version.commit <= seq)
  for (const version of versions) if (version.commit > seq) tally.addStale(version)
  const plans = planEdits(context, current, edit)
  for (const plan of plans)
    if (plan.kind === 'rejected') tally.reject(plan.version, plan.issues)
    else if (plan.kind === 'unchanged') tally.counts.unchanged++
  const changed = plans.filter((plan) => plan.kind === 'changed')
  const next = changed.map((plan) => ({ ...plan, status: plan.version.status }))
  const changes = await toChanges(context, actor, next)
  for (const [i, plan] of changed.entries()) {
    const change = changes[i]
    if (!change || 'rule' in change) {
      tally.reject(plan.version, change ? [change] : [])
      continue
    }
    tally.counts.changed++
    tally.addExample(plan)
    const isWritten = batch && (edit.mode === 'valid' || tally.counts.rejected === 0)
    if (isWritten && change.kind !== 'unchanged') await batch.add(change)
  }
}

/** Takes all records with these keys, page by page. */
const takeAll = async (keys: readonly number[], run: Run): Promise<void> => {
  for (let at = 0; at < keys.length; ) {
    const versions = await listFirst(run.context.db, keys.slice(at))
    const last = versions.at(-1)?.rowKey ?? Number.POSITIVE_INFINITY
    await takePage(versions, run)
    while (at < keys.length && (keys[at] as number) <= last) at++
  }
}

/** Throws invalid-request unless the number of records is confirmed. */
const assertConfirmed = ({ confirm, dryRun }: BulkEdit, matched: number): void => {
  if (dryRun || confirm === matched) return
  throw problems.invalidField('/confirm', (m) => m.bulk.confirm(matched))
}

/** Runs a bulk edit once. Throws conflict if a record changes meanwhile. */
const runOnce = async (
  run: Pick<Run, 'context' | 'actor' | 'edit' | 'seq'>,
  keys: readonly number[],
): Promise<BulkReport> => {
  const { context, actor, edit, seq } = run
  const tally = new BulkTally()
  const write = async (batch: ImportBatch | undefined): Promise<number | null> => {
    await takeAll(keys, { ...run, tally, batch })
    const hasFailed = edit.mode === 'all' && tally.counts.rejected > 0
    return (!hasFailed && (await batch?.commit())) || null
  }
  const { reason, dryRun } = edit
  const commit = dryRun
    ? await write(undefined)
    : await withStaging(context, actor, { kind: 'update', reason }, write)
  const { errors, left, examples, counts } = tally
  const changed = dryRun || commit !== null ? counts.changed : 0
  return { rehearsed: seq, matched: keys.length, ...counts, changed, commit, errors, left, examples }
}

/**
 * Changes all records that match a query in one commit, or rehearses it. Records that were changed since they were found
 * are left. Throws token-needed, forbidden, invalid-query, invalid-request or conflict.
 */
export const editMany = async (
  services: ServiceContext,
  actor: Actor,
  edit: BulkEdit,
): Promise<BulkReport> => {
  authorize(actor, 'edit')
  const context = limitStatements(services)
  const { keys, seq } = await findKeys(context, actor, edit)
  assertConfirmed(edit, keys.length)
  return retry(isConflict, () => runOnce({ context, actor, edit, seq }, keys))
}

/** Returns how many records match a query. Throws token-needed, forbidden or invalid-query. */
export const countMatching = async (context: ServiceContext, actor: Actor, query: Query): Promise<number> =>
  countAll(await resolveQuery(context, actor, query, { total: true }))
