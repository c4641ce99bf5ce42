/** A group of rows becomes versions, or errors. */
import type { Incident, StoredIncident } from '../../schemas/incident.ts'
import { type Issue, issue } from '../../schemas/rules.ts'
import { type Actor, may } from '../auth/permissions.ts'
import { allFields } from '../derive/shape.ts'
import { check } from '../ingest/check.ts'
import type { SourceRow } from '../ingest/rows.ts'
import { Problem } from '../problems.ts'
import * as datasets from '../store/datasets.ts'
import { newIds } from '../store/ids.ts'
import * as links from '../store/links.ts'
import { byReferences, type Match } from '../store/matching.ts'
import { type LinkRow, type Staged, staged } from '../store/staging.ts'
import type { Deps } from './deps.ts'
import { addIssues, note, type Tally, warn } from './import-report.ts'
import { linkNames, statedIn, toRow } from './version.ts'

export interface Ask {
  readonly dataset?: string | undefined
  readonly publish: boolean
}

/** What one row comes to. */
export interface Outcome {
  readonly kind: 'created' | 'updated' | 'unchanged' | 'rejected'
  readonly staged?: Staged
  /** The dataset of what is staged. */
  readonly dataset?: string
  /** By how many the published records become more. */
  readonly published: number
  /** Whether what the public sees changes. */
  readonly visible: boolean
}

const serverSet = [...allFields.values()].filter(({ notes }) => notes.server).map(({ name }) => name)

/** The candidate in the dataset of the import, without what the server sets; both are noted. */
const adopted = (candidate: unknown, { dataset }: Ask, tally: Tally): unknown => {
  if (typeof candidate !== 'object' || candidate === null || Array.isArray(candidate)) return candidate
  const own = Object.entries(candidate).filter(([name]) => !serverSet.includes(name))
  if (own.length < Object.keys(candidate).length) note(tally, 'server_set.ignored')
  const named = (candidate as { dataset?: unknown }).dataset
  if (dataset !== undefined && typeof named === 'string' && named.trim() !== '' && named.trim() !== dataset)
    note(tally, 'dataset.overridden')
  return Object.fromEntries(
    dataset === undefined ? own : [...own.filter(([name]) => name !== 'dataset'), ['dataset', dataset]],
  )
}

/** The name of a record among those of a file: its dataset and reference. */
export const matchKey = (dataset: string, reference: string): string => `${dataset}\n${reference}`

/** The stored records that rows are about, by dataset and reference. */
const matchesOf = async (
  db: D1Database,
  rows: readonly SourceRow[],
  ask: Ask,
): Promise<Map<string, Match>> => {
  const wanted = new Map<string, Set<string>>()
  for (const { dataset, reference } of rows) {
    if (!reference) continue
    const where = ask.dataset ?? dataset ?? 'reports'
    const references = wanted.get(where) ?? new Set()
    wanted.set(where, references.add(reference))
  }
  const found = await Promise.all(
    [...wanted].map(([dataset, references]) => byReferences(db, dataset, [...references])),
  )
  return new Map(found.flat().map((match) => [matchKey(match.dataset, match.reference), match]))
}

const linkRows = (record: Incident, n: number): LinkRow[] =>
  linkNames(record).names.map((named) => [record.dataset, named, n] as const)

const nextStatus = (stored: Match | undefined, publish: boolean): StoredIncident['status'] => {
  if (!stored) return publish ? 'published' : 'submitted'
  return publish && stored.status === 'submitted' ? 'published' : (stored.status as StoredIncident['status'])
}

/** The version that a sound record becomes. Throws a Problem where the database could not hold it. */
export const versionOf = (
  record: Incident,
  warnings: readonly Issue[],
  stored: Match | undefined,
  status: StoredIncident['status'],
  identity: { readonly n: number; readonly id: string; readonly filer: string },
): Outcome & { readonly staged: Staged } => {
  const { n, id, filer } = stored ?? identity
  const row = toRow(record, warnings, { n, id, revision: (stored?.revision ?? 0) + 1, status, filer })
  const before = stored ? linkRows(statedIn(stored), n) : []
  const after = linkRows(record, n)
  const same = JSON.stringify(before) === JSON.stringify(after)
  const [was, is] = [stored?.status === 'published', status === 'published']
  return {
    kind: stored ? 'updated' : 'created',
    dataset: record.dataset,
    staged: staged(row, same ? [] : before, same ? [] : after),
    published: Number(is) - Number(was),
    visible: was || is,
  }
}

const rejected: Outcome = { kind: 'rejected', published: 0, visible: false }
const unchanged: Outcome = { kind: 'unchanged', published: 0, visible: false }

interface Group {
  readonly matches: ReadonlyMap<string, Match>
  readonly ids: readonly { readonly n: number; readonly id: string }[]
  /** References of the file so far, by dataset. */
  readonly seen: Set<string>
  /** Names that links lead to, of records that are there or in the file. */
  readonly resolved: ReadonlySet<string>
  /** Datasets of the group that may not be published, where it is to be. */
  readonly unpublishable: ReadonlySet<string>
}

const refuse = (tally: Tally, row: SourceRow, issues: readonly Issue[]): Outcome => {
  addIssues(tally, row, issues)
  return rejected
}

const unresolved = ({ dataset, links: own = [] }: Incident, { resolved, seen }: Group): Issue[] =>
  own.flatMap(({ incident }, i) =>
    resolved.has(matchKey(dataset, incident)) || seen.has(matchKey(dataset, incident))
      ? []
      : [
          issue(
            ['links', i, 'incident'],
            'link.unresolved',
            'No record has this id or reference yet.',
            incident,
          ),
        ],
  )

interface Built {
  readonly row: SourceRow
  readonly stored: Match | undefined
  readonly candidate: unknown
  readonly issues: readonly Issue[]
}

/** A row that is refused before it is read; its errors are reported in its turn. */
interface Refused {
  readonly kind: 'rejected'
  readonly row: SourceRow
  readonly issues: readonly Issue[]
}

const notYours = ({ reference }: SourceRow): Issue =>
  issue(['reference'], 'reference.taken', 'You may not edit the record with this reference.', reference)

/** What each row states; a row whose reference came before in the file, or is another's, is refused. */
const build = (
  actor: Actor,
  ask: Ask,
  row: SourceRow,
  group: Omit<Group, 'resolved' | 'unpublishable'>,
  tally: Tally,
): Built | Refused => {
  const no = (found: Issue): Refused => ({ kind: 'rejected', row, issues: [found] })
  const key = row.reference ? matchKey(ask.dataset ?? row.dataset ?? 'reports', row.reference) : undefined
  if (key !== undefined && group.seen.has(key))
    return no(
      issue(['reference'], 'reference.twice', 'Another row of this file has this reference.', row.reference),
    )
  if (key !== undefined) group.seen.add(key)
  const stored = key === undefined ? undefined : group.matches.get(key)
  if (stored && !may(actor, 'edit') && stored.filer !== actor.id) return no(notYours(row))
  const { candidate, issues, notes = [] } = row.build(stored && statedIn(stored))
  for (const rule of notes) note(tally, rule)
  return { row, stored, candidate: adopted(candidate, ask, tally), issues }
}

const notPublishable = (dataset: string): Issue =>
  issue(
    ['dataset'],
    'dataset.not_publishable',
    `Records of the dataset ${dataset} may not be published.`,
    dataset,
  )

const judgeOne = (
  { world }: Deps,
  actor: Actor,
  ask: Ask,
  built: Built,
  i: number,
  group: Group,
  tally: Tally,
): Outcome => {
  const { row, stored, candidate, issues } = built
  const judged = check(candidate, world, { ...row.options, issues })
  if (!judged.record) return refuse(tally, row, judged.errors)
  const warnings = [...judged.warnings, ...unresolved(judged.record, group)]
  const status = nextStatus(stored, ask.publish)
  const { dataset } = judged.record
  if (status === 'published' && group.unpublishable.has(dataset))
    return refuse(tally, row, [notPublishable(dataset)])
  warn(tally, warnings)
  const same =
    stored && stored.status === status && JSON.stringify(judged.record) === JSON.stringify(statedIn(stored))
  if (same) return unchanged
  if (stored && stored.status !== 'submitted' && !may(actor, 'edit'))
    return refuse(tally, row, [notYours(row)])
  const identity = group.ids[i]
  if (!identity) throw new Error('There are fewer ids than rows.')
  try {
    return versionOf(judged.record, warnings, stored, status, { ...identity, filer: actor.id })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return refuse(tally, row, [issue([], 'record.size', error.detail)])
  }
}

/** The names that the candidates' links use and that lead to stored records. */
const resolvedBy = async (db: D1Database, built: readonly (Built | Refused)[]): Promise<Set<string>> => {
  const wanted = new Map<string, Set<string>>()
  for (const each of built) {
    if ('kind' in each) continue
    const { links: named, dataset = 'reports' } = (each.candidate ?? {}) as {
      links?: unknown
      dataset?: unknown
    }
    if (!Array.isArray(named) || typeof dataset !== 'string') continue
    const names = wanted.get(dataset) ?? new Set()
    for (const link of named as { incident?: unknown }[])
      if (typeof link?.incident === 'string') names.add(link.incident.trim())
    wanted.set(dataset, names)
  }
  const found = await Promise.all(
    [...wanted].map(async ([dataset, names]) =>
      (await links.resolve(db, dataset, [...names])).map(({ named }) => matchKey(dataset, named)),
    ),
  )
  return new Set(found.flat())
}

/** Which datasets of the candidates may not be published. An import with one dataset has been asked about it. */
const unpublishableOf = (
  db: D1Database,
  { publish, dataset }: Ask,
  built: readonly (Built | Refused)[],
): Promise<Set<string>> | Set<string> => {
  if (!publish || dataset !== undefined) return new Set()
  const named = built.map((each) =>
    'kind' in each ? undefined : ((each.candidate ?? {}) as { dataset?: unknown }).dataset,
  )
  const slugs = named.filter((each) => typeof each === 'string').map((each) => each.trim())
  return datasets.unpublishable(db, [...new Set([...slugs, 'reports'])])
}

/** Judges some hundreds of rows, with one look into the database for the records that they are about. */
export const judge = async (
  deps: Deps,
  actor: Actor,
  ask: Ask,
  rows: readonly SourceRow[],
  seen: Set<string>,
  tally: Tally,
): Promise<Outcome[]> => {
  const matches = await matchesOf(deps.db, rows, ask)
  const ids = newIds(rows.length, Date.now())
  const built = rows.map((row) => build(actor, ask, row, { matches, ids, seen }, tally))
  const [resolved, unpublishable] = await Promise.all([
    resolvedBy(deps.db, built),
    unpublishableOf(deps.db, ask, built),
  ])
  const group = { matches, ids, seen, resolved, unpublishable }
  return built.map((each, i) =>
    'kind' in each ? refuse(tally, each.row, each.issues) : judgeOne(deps, actor, ask, each, i, group, tally),
  )
}
