/** A group of rows becomes versions, or errors. */
import type { Incident, StoredIncident } from '../../../schemas/incident.ts'
import { type Issue, issue } from '../../../schemas/rules.ts'
import { type Actor, can, canEdit } from '../../auth/permissions.ts'
import type { SourceRow } from '../../ingest/rows/source-row.ts'
import { validate } from '../../ingest/validate/validate.ts'
import { Problem } from '../../problems.ts'
import { splitReadOnlyFields } from '../../record/shape.ts'
import { restoreWithheld } from '../../record/withheld.ts'
import type { Identity } from '../../store/ids.ts'
import type { Match, RowDigest, RowMatch } from '../../store/imports/match-rows.ts'
import { createLinkWarnings, withoutLinks } from '../link-warnings.ts'
import type { ServiceContext } from '../service-context.ts'
import { fullRecord, warningsOf } from '../version-row.ts'
import { type ImportState, scopedKey } from './file-state.ts'
import {
  datasetOf,
  findDrafts,
  findMatches,
  findResolvedNames,
  type ImportTarget,
  loadRowMatches,
  lookUpDatasets,
  rowDigest,
} from './lookups.ts'
import { addIssues, addNote, addWarnings, type Tally } from './report.ts'
import { noChange, type RowChange, toRowChange } from './row-change.ts'

/** What one row comes to. */
export type Outcome = RowChange | { readonly kind: 'rejected' }

export interface ImportContext {
  readonly context: ServiceContext
  readonly actor: Actor
  readonly ask: ImportTarget
  readonly seen: ImportState
  readonly tally: Tally
  /** New ids in ascending order. */
  readonly ids: (howMany: number) => readonly Identity[]
}

/** The candidate in the dataset of the import, without what the server sets; both are noted. */
const adoptDataset = (candidate: unknown, { dataset }: ImportTarget, tally: Tally): unknown => {
  if (typeof candidate !== 'object' || candidate === null || Array.isArray(candidate)) return candidate
  const { own, set } = splitReadOnlyFields(candidate)
  if (set.length > 0) addNote(tally, 'server_set.ignored')
  if (dataset === undefined) return own
  const { dataset: named } = own as { dataset?: unknown }
  if (typeof named === 'string' && named.trim() !== '' && named.trim() !== dataset)
    addNote(tally, 'dataset.overridden')
  return { ...own, dataset }
}

interface ValidRow {
  readonly row: SourceRow
  readonly record: Incident
  readonly warnings: readonly Issue[]
  /** The record that has the reference. */
  readonly stored: Match | undefined
  /** Of a row without a reference. */
  readonly digest: RowDigest | undefined
}

/** A row that is refused; its errors are reported in its turn. */
interface RejectedRow {
  readonly row: SourceRow
  readonly issues: readonly Issue[]
}

const notEditable = ({ reference }: SourceRow): Issue =>
  issue(['reference'], 'reference.taken', 'You may not edit the record with this reference.', reference)

const duplicateReference = ({ reference }: SourceRow): Issue =>
  issue(['reference'], 'reference.twice', 'Another row of this file has this reference.', reference)

const notPublishable = (dataset: string): Issue =>
  issue(
    ['dataset'],
    'dataset.not_publishable',
    `Records of the dataset ${dataset} may not be published.`,
    dataset,
  )

/** What a row states by itself; one whose reference came before in the file, or is another's, is refused. */
const parseRow = (
  { context, actor, ask, seen, tally }: ImportContext,
  row: SourceRow,
  matches: ReadonlyMap<string, Match>,
): ValidRow | RejectedRow => {
  const key = row.reference && scopedKey(datasetOf(row, ask), row.reference)
  if (key && !seen.claimReference(key)) return { row, issues: [duplicateReference(row)] }
  const stored = key ? matches.get(key) : undefined
  if (stored && !can(actor, 'edit') && stored.filer !== actor.id) return { row, issues: [notEditable(row)] }
  const current = stored && fullRecord(stored)
  const { candidate: input, issues, notes = [] } = row.build(current)
  const candidate = current ? restoreWithheld(input, current) : input
  for (const rule of notes) addNote(tally, rule)
  const { record, errors, warnings } = validate(adoptDataset(candidate, ask, tally), context.clock, {
    ...row.options,
    issues,
  })
  if (!record) return { row, issues: errors }
  return { row, record, warnings, stored, digest: record.reference ? undefined : rowDigest(record) }
}

/** What the database has about the group. */
interface GroupLookups {
  /** The record that a row without a reference made before, by the row. */
  readonly rowMatches: ReadonlyMap<SourceRow, RowMatch | undefined>
  /** Those of these records that are to be published, by key. */
  readonly drafts: ReadonlyMap<number, Match>
  /** Names that links lead to, of stored records, as `resolvedNames` gives them. */
  readonly resolved: ReadonlyMap<string, boolean>
}

const loadLookups = async (
  { context: { db }, actor, ask, seen }: ImportContext,
  rows: readonly ValidRow[],
): Promise<GroupLookups> => {
  const digests = rows.flatMap(({ digest }) => (digest ? [digest] : []))
  const records = rows.map(({ record }) => record)
  await Promise.all([lookUpDatasets(db, ask, records, seen), loadRowMatches(db, actor, digests, seen)])
  const rowMatches = new Map(
    rows.flatMap(({ row, digest }) => (digest ? [[row, seen.takeMatch(scopedKey(...digest))] as const] : [])),
  )
  const drafts = await findDrafts(db, ask, [...rowMatches.values()])
  const resolved = await findResolvedNames(db, actor, [...records, ...[...drafts.values()].map(fullRecord)])
  return { rowMatches, drafts, resolved }
}

const nextStatus = (stored: Match | undefined, publish: boolean): StoredIncident['status'] => {
  if (!stored) return publish ? 'published' : 'submitted'
  return publish && stored.status === 'submitted' ? 'published' : (stored.status as StoredIncident['status'])
}

interface Judgement {
  readonly status: StoredIncident['status']
  /** The draft that is published by its row, which states nothing else. */
  readonly draft: Match | undefined
  readonly warnings: readonly Issue[]
  readonly leads: (name: string) => boolean
}

/** What comes of a record, or why it is refused. */
const toChange = (
  { actor, seen }: ImportContext,
  { row, record, stored, digest }: ValidRow,
  { status, draft, warnings, leads }: Judgement,
  { rowMatches }: GroupLookups,
  identity: Identity,
): RowChange | Issue => {
  const match = rowMatches.get(row)
  if (status === 'published' && seen.publishable.get(record.dataset) === false)
    return notPublishable(record.dataset)
  if (draft) {
    const now = fullRecord(draft)
    return toRowChange(
      now,
      [...withoutLinks(warningsOf(draft)), ...createLinkWarnings(now, leads)],
      status,
      draft,
    )
  }
  const isSame =
    stored && stored.status === status && JSON.stringify(record) === JSON.stringify(fullRecord(stored))
  if (match || isSame) return noChange
  if (stored && !canEdit(actor, stored)) return notEditable(row)
  if (stored) return toRowChange(record, warnings, status, stored)
  const rowIdentity = digest && { digest: digest[1], nth: seen.nextOrdinal(scopedKey(...digest)) }
  return toRowChange(record, warnings, status, { ...identity, filer: actor.id, row: rowIdentity })
}

const reject = (tally: Tally, row: SourceRow, issues: readonly Issue[]): Outcome => {
  addIssues(tally, row, issues)
  return { kind: 'rejected' }
}

/** Whether a row is about a record that was merged: the row goes into that record's own history, which nobody is shown. */
const isMerged = ({ stored, row }: ValidRow, { rowMatches }: GroupLookups): boolean =>
  (stored ?? rowMatches.get(row))?.status === 'merged'

const processRow = (
  importing: ImportContext,
  validRow: ValidRow,
  lookups: GroupLookups,
  identity: Identity,
): Outcome => {
  const { ask, seen, tally } = importing
  const { row, record, warnings: own } = validRow
  const { dataset, reference } = record
  const before = lookups.rowMatches.get(row)
  const draft = before && lookups.drafts.get(before.n)
  const status = nextStatus(draft ?? validRow.stored, ask.publish)
  const isPublic = status === 'published'
  // What comes with this file is public with it, or is not: a published record then tells nothing of it.
  const together = ask.publish || !isPublic
  const leads = (name: string): boolean => {
    const key = scopedKey(dataset, name)
    const known = [lookups.resolved.get(name), lookups.resolved.get(key)]
    const isKnown = known.some((each) => (isPublic ? each === true : each !== undefined))
    return isKnown || (together && seen.isResolved(key))
  }
  const unresolvedLinks = record.links?.filter(({ incident }) => !leads(incident)) ?? []
  const warnings = record.links ? [...own, ...createLinkWarnings(record, leads)] : own
  try {
    const change = toChange(importing, validRow, { status, draft, warnings, leads }, lookups, identity)
    if ('rule' in change) return reject(tally, row, [change])
    if (isMerged(validRow, lookups)) addNote(tally, 'record.merged')
    addWarnings(tally, together ? own : warnings)
    if (together) seen.expectLinks(unresolvedLinks.map(({ incident }) => scopedKey(dataset, incident)))
    if (reference !== undefined && (isPublic || !ask.publish))
      seen.markResolved(scopedKey(dataset, reference))
    return { ...change, isDeferred: together && unresolvedLinks.length > 0 }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return reject(tally, row, [issue([], 'record.size', error.detail)])
  }
}

function* processAll(
  importing: ImportContext,
  readings: readonly (ValidRow | RejectedRow)[],
  lookups: GroupLookups,
  identities: readonly Identity[],
): Generator<readonly [SourceRow, Outcome]> {
  let i = 0
  for (const reading of readings) {
    const identity = identities[i++]
    if (!identity) throw new Error('There are fewer ids than rows.')
    const outcome =
      'record' in reading
        ? processRow(importing, reading, lookups, identity)
        : reject(importing.tally, reading.row, reading.issues)
    yield [reading.row, outcome]
  }
}

/**
 * Judges some rows, at most `rowsTogether`, with one look into the database for the records that they are about. What each
 * comes to is worked out when it is asked for: the versions of all of them at once would fill the memory that is young.
 */
export const processRows = async (
  importing: ImportContext,
  rows: readonly SourceRow[],
): Promise<Iterable<readonly [SourceRow, Outcome]>> => {
  const { context, ask, ids } = importing
  const matches = await findMatches(context.db, ask, rows)
  const readings = rows.map((row) => parseRow(importing, row, matches))
  const lookups = await loadLookups(
    importing,
    readings.filter((reading) => 'record' in reading),
  )
  return processAll(importing, readings, lookups, ids(rows.length))
}
