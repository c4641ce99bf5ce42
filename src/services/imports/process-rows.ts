/** Turning a batch of rows into versions or errors. */

import { createHash } from 'node:crypto'
import { hasMaxLength, slugPattern } from '../../../schemas/field-types.ts'
import { type Incident, maxReferenceLength, type Warning } from '../../../schemas/incident.ts'
import { echo, type Issue, issue } from '../../../schemas/rules.ts'
import { can, canEdit, isInScope } from '../../auth/permissions.ts'
import type { SourceRow } from '../../ingest/rows/source-row.ts'
import { renameFields } from '../../ingest/validate/rename-fields.ts'
import { validate } from '../../ingest/validate/validate.ts'
import { en } from '../../messages/en.ts'
import type { Messages } from '../../messages/messages.ts'
import { splitReadOnlyFields } from '../../record/shape.ts'
import { restoreWithheld } from '../../record/withheld.ts'
import * as datasets from '../../store/datasets.ts'
import type { Identity } from '../../store/ids.ts'
import {
  findByDigests,
  findByKeys,
  findByReferences,
  type Match,
  type RowDigest,
  type RowMatch,
} from '../../store/imports/match-rows.ts'
import * as links from '../../store/links.ts'
import {
  createLinkWarnings,
  datasetOutOfScope,
  knows,
  storedWarnings,
  unresolvedLinkRule,
} from '../validate-with-database.ts'
import { fullRecord, linkNames } from '../version-row.ts'
import { type NewRecord, type RowChange, stagingIssue, toStagedChange } from './commit-batch.ts'
import { type ImportContext, scopedKey } from './import-context.ts'

/** The result of one row. */
export type Outcome = RowChange | { readonly kind: 'rejected' }

interface ValidRow {
  readonly row: SourceRow
  readonly record: Incident
  readonly warnings: readonly Issue[]
  /** The record that has the reference. */
  readonly stored: Match | undefined
  /** The digest of a row without a reference. */
  readonly digest: RowDigest | undefined
  /** The record that an identical row created earlier. */
  match?: RowMatch | undefined
  /** That record, if its unchanged row gives it another status: it publishes it, or brings it back after an undo. */
  draft?: Match | undefined
}

/** A rejected row; its errors are reported in the order of rows. */
interface RejectedRow {
  readonly row: SourceRow
  readonly issues: readonly Issue[]
}

/** Returns the dataset of a row, or of the import. */
const datasetOf = ({ dataset }: SourceRow, { options }: ImportContext): string =>
  options.dataset ?? dataset ?? 'reports'

/** Returns the stored records with the references of the rows. References that no record can have are not looked up. */
const findMatches = async (
  context: ImportContext,
  rows: readonly SourceRow[],
): Promise<ReadonlyMap<string, Match>> => {
  const wanted = rows.flatMap((row) => {
    const { reference } = row
    const dataset = datasetOf(row, context)
    const canStore = reference && slugPattern.test(dataset) && hasMaxLength(reference, maxReferenceLength)
    return canStore ? [{ dataset, names: [reference] }] : []
  })
  const found = await findByReferences(context.db, wanted)
  return new Map(found.map((match) => [scopedKey(match.dataset, match.reference ?? ''), match]))
}

const digestLength = 32

/** Returns the digest of a row without a reference: 128 bits of SHA-256. */
const rowDigest = (record: Incident): RowDigest => [
  record.dataset,
  createHash('sha256').update(JSON.stringify(record)).digest('hex').slice(0, digestLength),
]

/** Returns the candidate in the dataset of the import, without server fields; both changes are noted. */
const adoptDataset = (
  candidate: unknown,
  { row, columnOf }: SourceRow,
  { options: { dataset }, tally }: ImportContext,
): unknown => {
  if (typeof candidate !== 'object' || candidate === null || Array.isArray(candidate)) return candidate
  const { own, set } = splitReadOnlyFields(candidate)
  if (set.length > 0) tally.addNote({ rule: 'server_set.ignored', row })
  if (dataset === undefined) return own
  const { dataset: named } = own as { dataset?: unknown }
  if (typeof named === 'string' && named.trim() !== '' && named.trim() !== dataset)
    tally.addNote({ rule: 'dataset.overridden', row, pointer: '/dataset', received: echo(named) }, columnOf)
  return { ...own, dataset }
}

const notEditable = ({ reference }: SourceRow): Issue =>
  issue(['reference'], 'reference.taken', (m: Messages) => m.imports.notEditable, reference)

const duplicateReference = ({ reference }: SourceRow): Issue =>
  issue(['reference'], 'reference.twice', (m: Messages) => m.imports.referenceTwice, reference)

const notPublishable = (dataset: string): Issue =>
  issue(['dataset'], 'dataset.not_publishable', (m: Messages) => m.imports.notPublishable(dataset), dataset)

/**
 * Parses and validates a row. Rejects it if its reference appeared before in the file, or belongs to a record that
 * the actor may not edit.
 */
const parseRow = (
  context: ImportContext,
  row: SourceRow,
  matches: ReadonlyMap<string, Match>,
): ValidRow | RejectedRow => {
  const { actor, state, tally } = context
  const key = row.reference && scopedKey(datasetOf(row, context), row.reference)
  if (key && !state.claimReference(key)) return { row, issues: [duplicateReference(row)] }
  const stored = key ? matches.get(key) : undefined
  const isMine =
    stored && isInScope(actor, stored.datasetSlug) && (can(actor, 'edit') || stored.filer === actor.id)
  if (stored && !isMine) return { row, issues: [notEditable(row)] }
  const current = stored && fullRecord(stored)
  const { candidate: input, issues, notes = [] } = row.build(current)
  const renamed = renameFields(input)
  const candidate = current ? restoreWithheld(renamed.value, current) : renamed.value
  for (const note of notes) tally.addNote({ ...note, row: row.row })
  const options = {
    ...row.options,
    issues: [...issues, ...renamed.issues],
    warnings: renamed.warnings,
    ...(current && { previous: [current] }),
  }
  const result = validate(adoptDataset(candidate, row, context), context, options)
  const { record, errors, warnings, notes: readings = [] } = result
  for (const note of readings) tally.addNote({ ...note, row: row.row }, row.columnOf)
  if (!record) return { row, issues: errors }
  const scopeError = datasetOutOfScope(actor, record.dataset)
  if (scopeError) return { row, issues: [scopeError] }
  return { row, record, warnings, stored, digest: record.reference ? undefined : rowDigest(record) }
}

/** Looks up whether new datasets of the rows may be published. */
const loadDatasets = async (
  { db, options, state: { publishable } }: ImportContext,
  records: readonly Incident[],
): Promise<void> => {
  if (!options.publish || options.dataset !== undefined) return
  const missing = [...new Set(records.map(({ dataset }) => dataset))].filter((name) => !publishable.has(name))
  if (missing.length === 0) return
  const unpublishable = await datasets.findUnpublishable(db, missing)
  for (const name of missing) publishable.set(name, !unpublishable.has(name))
}

/** Looks up the records that rows without a reference created, unless done before. */
const loadRowMatches = async (
  { db, actor, state: { rowMatches } }: ImportContext,
  digests: readonly RowDigest[],
): Promise<void> => {
  const missing = new Map(
    digests.map((digest) => [scopedKey(...digest), digest] as const).filter(([key]) => !rowMatches.has(key)),
  )
  const found = Map.groupBy(await findByDigests(db, [...missing.values()]), (match) =>
    scopedKey(match.dataset, match.digest),
  )
  const isEditable = ({ filer, now }: RowMatch) =>
    isInScope(actor, now) && (can(actor, 'edit') || filer === actor.id)
  for (const key of missing.keys()) {
    const matches = (found.get(key) ?? []).sort((a, b) => a.nth - b.nth)
    rowMatches.set(key, { remaining: matches.filter(isEditable), lastOrdinal: matches.at(-1)?.nth ?? 0 })
  }
}

/**
 * Returns the status after an import. A record that the undo of an import took back gets that of a new one, except that
 * a record that was public is no draft again.
 */
const nextStatus = (stored: Pick<Match, 'status' | 'isUndone'> | undefined, publish: boolean): string => {
  if (!stored) return publish ? 'published' : 'submitted'
  const { status, isUndone } = stored
  if (publish && (status === 'submitted' || isUndone)) return 'published'
  return isUndone && status === 'rejected' ? 'submitted' : status
}

/**
 * Looks up the records created earlier from identical rows, and the targets of links. Returns whether the public may
 * know each target, by id or `scopedKey`; targets that the actor may not know are left out.
 */
const loadLookups = async (
  context: ImportContext,
  rows: readonly ValidRow[],
): Promise<ReadonlyMap<string, boolean>> => {
  const { db, actor, options, state } = context
  const digests = rows.flatMap(({ digest }) => (digest ? [digest] : []))
  const records = rows.map(({ record }) => record)
  await Promise.all([loadDatasets(context, records), loadRowMatches(context, digests)])
  for (const each of rows) if (each.digest) each.match = state.takeMatch(scopedKey(...each.digest))
  // A record that was moved to another dataset is left unchanged.
  const draftKeys = rows.flatMap(({ match }) =>
    match && nextStatus(match, options.publish) !== match.status && match.now === match.dataset
      ? [match.rowKey]
      : [],
  )
  const drafts = new Map((await findByKeys(db, draftKeys)).map((draft) => [draft.rowKey, draft]))
  for (const each of rows) each.draft = each.match && drafts.get(each.match.rowKey)
  const linking = [...records, ...[...drafts.values()].map(fullRecord)].filter((record) => record.links)
  const resolved = (await links.resolve(db, linking.map(linkNames)))
    .filter((each) => knows(actor, each))
    .map(({ dataset, named, known }) => {
      return [dataset === null ? named : scopedKey(dataset, named), known === 1] as const
    })
  return new Map(resolved.sort(([, a], [, b]) => Number(a) - Number(b)))
}

/** Returns the change of a record, or the issue for which it is rejected. */
const createChange = (
  context: ImportContext,
  { row, record, warnings, stored, digest, match, draft }: ValidRow,
  status: string,
  isResolvable: (name: string) => boolean,
  identity: Identity,
): RowChange | Issue => {
  const { actor, state } = context
  if (status === 'published' && state.publishable.get(record.dataset) === false)
    return notPublishable(record.dataset)
  const change = (record: Incident, issues: readonly (Issue | Warning)[], target: Match | NewRecord) => {
    const warnings = [...issues, ...createLinkWarnings(record, isResolvable)]
    return toStagedChange(context, actor, { record, warnings, status, target })
  }
  if (draft) {
    const stated = fullRecord(draft)
    return change(stated, storedWarnings(context, stated), draft)
  }
  const isSame =
    stored && stored.status === status && JSON.stringify(record) === JSON.stringify(fullRecord(stored))
  if (match || isSame) return { kind: 'unchanged' }
  if (stored && !canEdit(actor, stored)) return notEditable(row)
  if (stored) return change(record, warnings, stored)
  const rowIdentity = digest && { digest: digest[1], nth: state.nextOrdinal(scopedKey(...digest)) }
  return change(record, warnings, { ...identity, filer: actor.id, row: rowIdentity })
}

/** Statuses that an import changes only after an undo. */
const hiddenStatuses: readonly string[] = ['merged', 'retracted', 'rejected']

const processValidRow = (
  context: ImportContext,
  valid: ValidRow,
  resolved: ReadonlyMap<string, boolean>,
  identity: Identity,
): RowChange | Issue => {
  const { options, state, tally } = context
  const { row, record, stored, match, draft, warnings } = valid
  const { dataset, reference, links = [] } = record
  const status = nextStatus(draft ?? stored, options.publish)
  const isPublic = status === 'published'
  // A published record must not reveal that this file also contains drafts.
  const together = options.publish || !isPublic
  const isResolvable = (name: string): boolean => {
    const key = scopedKey(dataset, name)
    const known = [resolved.get(name), resolved.get(key)]
    const isKnown = known.some((each) => (isPublic ? each === true : each !== undefined))
    return isKnown || (together && state.isResolved(key))
  }
  const unresolved = links.filter(({ incident }) => !isResolvable(incident))
  const change = createChange(context, valid, status, isResolvable, identity)
  if ('rule' in change) return change
  const equalLine = valid.digest && state.findEqual(scopedKey(...valid.digest), row.line)
  if (equalLine !== undefined)
    tally.addNote({ rule: 'rows.equal', row: row.row, received: en.imports.equalTo(equalLine) })
  // The row of a record that is no longer shown is stored in that record's history and publishes nothing, unless an undo
  // took the record back.
  const found = (stored ?? match)?.status
  const isRestored = (draft ?? stored) && status !== found
  if (found && hiddenStatuses.includes(found))
    tally.addNote({ rule: isRestored ? 'record.restored' : `record.${found}`, row: row.row })
  for (const warning of warnings) tally.addWarning(warning, row)
  for (const { incident } of unresolved)
    if (together) state.expectLink(scopedKey(dataset, incident), row.row)
    else tally.addWarning({ rule: unresolvedLinkRule }, row)
  if (reference !== undefined && (isPublic || !options.publish))
    state.markResolved(scopedKey(dataset, reference))
  const isDeferred = together && unresolved.length > 0
  return change.kind === 'unchanged' ? change : { ...change, isDeferred }
}

/** Returns the change of a row, or the errors for which it is rejected. */
const processRow = (...args: Parameters<typeof processValidRow>): RowChange | readonly Issue[] => {
  try {
    const change = processValidRow(...args)
    return 'rule' in change ? [change] : change
  } catch (error) {
    return [stagingIssue(error)]
  }
}

/**
 * Validates at most `maxRowsPerBatch` rows, with one lookup of the records that they concern. Results are computed
 * lazily: building all versions at once fills V8's young generation.
 */
export const processRows = async (
  context: ImportContext,
  rows: readonly SourceRow[],
): Promise<Iterable<readonly [SourceRow, Outcome]>> => {
  const matches = await findMatches(context, rows)
  const readings = rows.map((row) => parseRow(context, row, matches))
  const validRows = readings.filter((reading) => 'record' in reading)
  const resolved = await loadLookups(context, validRows)
  const identities = context.state.createIds(rows.length)
  return readings.values().map((reading, i) => {
    const { row } = reading
    const result =
      'record' in reading ? processRow(context, reading, resolved, identities[i] as Identity) : reading.issues
    if ('kind' in result) return [row, result]
    context.tally.addIssues(row, result)
    return [row, { kind: 'rejected' }]
  })
}
