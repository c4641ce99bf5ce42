/** A group of rows becomes versions, or errors. */
import type { Incident, StoredIncident } from '../../../schemas/incident.ts'
import { type Issue, issue } from '../../../schemas/rules.ts'
import { type Actor, may, mayEdit } from '../../auth/permissions.ts'
import type { SourceRow } from '../../ingest/rows/source-row.ts'
import { check } from '../../ingest/validate/validate.ts'
import { Problem } from '../../problems.ts'
import { withoutServerFields } from '../../record/shape.ts'
import { stillWithheld } from '../../record/withheld.ts'
import type { Identity } from '../../store/ids.ts'
import type { Made, Match, RowDigest } from '../../store/imports/match-rows.ts'
import { linkWarnings, withoutLinks } from '../link-warnings.ts'
import type { Deps } from '../service-context.ts'
import { statedIn, warningsOf } from '../version-row.ts'
import { keyIn, type Seen } from './file-state.ts'
import {
  type Ask,
  datasetOf,
  digestOf,
  draftsOf,
  lookUpDatasets,
  lookUpRows,
  matchesOf,
  resolvedNames,
} from './lookups.ts'
import { addIssues, note, type Tally, warn } from './report.ts'
import { type Change, unchanged, versionOf } from './row-change.ts'

/** What one row comes to. */
export type Outcome = Change | { readonly kind: 'rejected' }

export interface Importing {
  readonly deps: Deps
  readonly actor: Actor
  readonly ask: Ask
  readonly seen: Seen
  readonly tally: Tally
  /** New ids in ascending order. */
  readonly ids: (howMany: number) => readonly Identity[]
}

/** The candidate in the dataset of the import, without what the server sets; both are noted. */
const adopted = (candidate: unknown, { dataset }: Ask, tally: Tally): unknown => {
  if (typeof candidate !== 'object' || candidate === null || Array.isArray(candidate)) return candidate
  const { own, set } = withoutServerFields(candidate)
  if (set.length > 0) note(tally, 'server_set.ignored')
  if (dataset === undefined) return own
  const { dataset: named } = own as { dataset?: unknown }
  if (typeof named === 'string' && named.trim() !== '' && named.trim() !== dataset)
    note(tally, 'dataset.overridden')
  return { ...own, dataset }
}

interface Sound {
  readonly row: SourceRow
  readonly record: Incident
  readonly warnings: readonly Issue[]
  /** The record that has the reference. */
  readonly stored: Match | undefined
  /** Of a row without a reference. */
  readonly digest: RowDigest | undefined
}

/** A row that is refused; its errors are reported in its turn. */
interface Refused {
  readonly row: SourceRow
  readonly issues: readonly Issue[]
}

const notYours = ({ reference }: SourceRow): Issue =>
  issue(['reference'], 'reference.taken', 'You may not edit the record with this reference.', reference)

const twice = ({ reference }: SourceRow): Issue =>
  issue(['reference'], 'reference.twice', 'Another row of this file has this reference.', reference)

const notPublishable = (dataset: string): Issue =>
  issue(
    ['dataset'],
    'dataset.not_publishable',
    `Records of the dataset ${dataset} may not be published.`,
    dataset,
  )

/** What a row states by itself; one whose reference came before in the file, or is another's, is refused. */
const read = (
  { deps, actor, ask, seen, tally }: Importing,
  row: SourceRow,
  matches: ReadonlyMap<string, Match>,
): Sound | Refused => {
  const key = row.reference && keyIn(datasetOf(row, ask), row.reference)
  if (key && !seen.begins(key)) return { row, issues: [twice(row)] }
  const stored = key ? matches.get(key) : undefined
  if (stored && !may(actor, 'edit') && stored.filer !== actor.id) return { row, issues: [notYours(row)] }
  const now = stored && statedIn(stored)
  const { candidate: built, issues, notes = [] } = row.build(now)
  const candidate = now ? stillWithheld(built, now) : built
  for (const rule of notes) note(tally, rule)
  const { record, errors, warnings } = check(adopted(candidate, ask, tally), deps.world, {
    ...row.options,
    issues,
  })
  if (!record) return { row, issues: errors }
  return { row, record, warnings, stored, digest: record.reference ? undefined : digestOf(record) }
}

/** What the database has about the group. */
interface Group {
  /** The record that a row without a reference made before, by the row. */
  readonly made: ReadonlyMap<SourceRow, Made | undefined>
  /** Those of these records that are to be published, by key. */
  readonly drafts: ReadonlyMap<number, Match>
  /** Names that links lead to, of stored records, as `resolvedNames` gives them. */
  readonly resolved: ReadonlyMap<string, boolean>
}

const lookUp = async (
  { deps: { db }, actor, ask, seen }: Importing,
  rows: readonly Sound[],
): Promise<Group> => {
  const digests = rows.flatMap(({ digest }) => (digest ? [digest] : []))
  const records = rows.map(({ record }) => record)
  await Promise.all([lookUpDatasets(db, ask, records, seen), lookUpRows(db, actor, digests, seen)])
  const made = new Map(
    rows.flatMap(({ row, digest }) => (digest ? [[row, seen.next(keyIn(...digest))] as const] : [])),
  )
  const drafts = await draftsOf(db, ask, [...made.values()])
  const resolved = await resolvedNames(db, actor, [...records, ...[...drafts.values()].map(statedIn)])
  return { made, drafts, resolved }
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
const decide = (
  { actor, seen }: Importing,
  { row, record, stored, digest }: Sound,
  { status, draft, warnings, leads }: Judgement,
  { made }: Group,
  identity: Identity,
): Change | Issue => {
  const before = made.get(row)
  if (status === 'published' && seen.publishable.get(record.dataset) === false)
    return notPublishable(record.dataset)
  if (draft) {
    const now = statedIn(draft)
    return versionOf(now, [...withoutLinks(warningsOf(draft)), ...linkWarnings(now, leads)], status, draft)
  }
  const same =
    stored && stored.status === status && JSON.stringify(record) === JSON.stringify(statedIn(stored))
  if (before || same) return unchanged
  if (stored && !mayEdit(actor, stored)) return notYours(row)
  if (stored) return versionOf(record, warnings, status, stored)
  const of = digest && { digest: digest[1], nth: seen.number(keyIn(...digest)) }
  return versionOf(record, warnings, status, { ...identity, filer: actor.id, row: of })
}

const refuse = (tally: Tally, row: SourceRow, issues: readonly Issue[]): Outcome => {
  addIssues(tally, row, issues)
  return { kind: 'rejected' }
}

/** Whether a row is about a record that was merged: the row goes into that record's own history, which nobody is shown. */
const isMerged = ({ stored, row }: Sound, { made }: Group): boolean =>
  (stored ?? made.get(row))?.status === 'merged'

const judgeOne = (importing: Importing, sound: Sound, group: Group, identity: Identity): Outcome => {
  const { ask, seen, tally } = importing
  const { row, record, warnings: own } = sound
  const { dataset, reference } = record
  const before = group.made.get(row)
  const draft = before && group.drafts.get(before.n)
  const status = nextStatus(draft ?? sound.stored, ask.publish)
  const isPublic = status === 'published'
  // What comes with this file is public with it, or is not: a published record then tells nothing of it.
  const together = ask.publish || !isPublic
  const leads = (name: string): boolean => {
    const key = keyIn(dataset, name)
    const known = [group.resolved.get(name), group.resolved.get(key)]
    const isKnown = known.some((each) => (isPublic ? each === true : each !== undefined))
    return isKnown || (together && seen.arrived(key))
  }
  const open = record.links?.filter(({ incident }) => !leads(incident)) ?? []
  const warnings = record.links ? [...own, ...linkWarnings(record, leads)] : own
  try {
    const decided = decide(importing, sound, { status, draft, warnings, leads }, group, identity)
    if ('rule' in decided) return refuse(tally, row, [decided])
    if (isMerged(sound, group)) note(tally, 'record.merged')
    warn(tally, together ? own : warnings)
    if (together) seen.awaits(open.map(({ incident }) => keyIn(dataset, incident)))
    if (reference !== undefined && (isPublic || !ask.publish)) seen.arrives(keyIn(dataset, reference))
    return { ...decided, waits: together && open.length > 0 }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return refuse(tally, row, [issue([], 'record.size', error.detail)])
  }
}

function* judged(
  importing: Importing,
  readings: readonly (Sound | Refused)[],
  group: Group,
  identities: readonly Identity[],
): Generator<readonly [SourceRow, Outcome]> {
  let i = 0
  for (const reading of readings) {
    const identity = identities[i++]
    if (!identity) throw new Error('There are fewer ids than rows.')
    const outcome =
      'record' in reading
        ? judgeOne(importing, reading, group, identity)
        : refuse(importing.tally, reading.row, reading.issues)
    yield [reading.row, outcome]
  }
}

/**
 * Judges some rows, at most `rowsTogether`, with one look into the database for the records that they are about. What each
 * comes to is worked out when it is asked for: the versions of all of them at once would fill the memory that is young.
 */
export const judge = async (
  importing: Importing,
  rows: readonly SourceRow[],
): Promise<Iterable<readonly [SourceRow, Outcome]>> => {
  const { deps, ask, ids } = importing
  const matches = await matchesOf(deps.db, ask, rows)
  const readings = rows.map((row) => read(importing, row, matches))
  const group = await lookUp(
    importing,
    readings.filter((reading) => 'record' in reading),
  )
  return judged(importing, readings, group, ids(rows.length))
}
