/**
 * Likely pairs over the whole register: records that changed since the last comparison are compared with the others,
 * after they are committed. The odds of a pair follow from its two records alone, so the pairs are the same in
 * whichever order and in however many steps the records came.
 */
import type { Incident } from '../../../schemas/incident.ts'
import { type Features, toFeatures } from '../../record/duplicates/features.ts'
import { duplicateThreshold, isCollected, oddsOf, scoreVersion } from '../../record/duplicates/score.ts'
import { filterVersion } from '../../record/schema-version.ts'
import { runBatch } from '../../store/batch.ts'
import * as candidates from '../../store/duplicate-candidates.ts'
import * as pairs from '../../store/likely-pairs.ts'
import { hasStaleFilters } from '../../store/stale-versions.ts'
import { publicRecord } from '../version-row.ts'
import { toCandidateQuery } from './find-duplicates.ts'

/** What the pairs follow from besides the records: the rules of the score, and the columns of the search. */
const rules = `${scoreVersion}-${filterVersion}`

/** The most records of one step, and the most bytes of their texts and of those of their candidates. */
const maxStepRecords = 400
const maxPendingBytes = 2_000_000
const maxCandidateBytes = 12_000_000

/** The number of candidates whose texts one statement reads. */
const candidatesPerRead = 1000

/** The most statements of a step. */
export const statementsPerStep = 20

/** A record with what the score compares. */
interface Compared {
  readonly rowKey: number
  readonly record: Incident & { readonly id: string }
  readonly features: Features
}

const toCompared = ({ rowKey, id, publicJson }: Omit<pairs.ActiveRecord, 'status'>): Compared => {
  const record = publicRecord({ publicJson })
  return { rowKey, record: { ...record, id }, features: toFeatures(record, id) }
}

const minOdds = duplicateThreshold / (1 - duplicateThreshold)

/**
 * Returns two records as a pair; undefined if they are of two countries, or less likely of one event than the threshold.
 */
const toPair = (one: Compared, other: Compared): pairs.PairOdds | undefined => {
  const [a, b] = one.rowKey < other.rowKey ? [one, other] : [other, one]
  // The search finds records of one country only; one that a pair has already may have moved to another.
  if (a.record.location.country !== b.record.location.country) return undefined
  const odds = oddsOf(a.features, b.features)
  if (odds < minOdds) return undefined
  return {
    a: a.rowKey,
    b: b.rowKey,
    aDataset: a.features.dataset,
    bDataset: b.features.dataset,
    aCollected: isCollected(a.features),
    bCollected: isCollected(b.features),
    odds,
  }
}

/** The other records to compare with each record, by key. */
type Others = ReadonlyMap<number, ReadonlySet<number>>

interface Search {
  readonly others: Others
  /** The pairs that each record is in now, by its key. */
  readonly stored: ReadonlyMap<number, readonly pairs.StoredPair[]>
  /** The bytes of the text of each candidate. */
  readonly bytes: ReadonlyMap<number, number>
}

const otherKey = ({ a, b }: Pick<pairs.PairOdds, 'a' | 'b'>, key: number): number => (a === key ? b : a)

/** Returns the candidates of records, and the pairs that they are in now. */
const search = async (
  db: D1Database,
  keys: readonly number[],
  active: readonly Compared[],
): Promise<Search> => {
  const queries = active.map(({ record, features }) => toCandidateQuery(record, features))
  const [paired, found] = await db.batch<unknown>([
    pairs.pairsQuery(db, keys),
    ...(queries.length === 0 ? [] : [candidates.candidateKeysQuery(db, queries)]),
  ])
  const stored = new Map<number, pairs.StoredPair[]>()
  for (const pair of (paired?.results ?? []) as pairs.StoredPair[])
    for (const key of [pair.a, pair.b]) stored.set(key, [...(stored.get(key) ?? []), pair])
  const others = new Map(
    active.map(({ rowKey }) => [
      rowKey,
      new Set((stored.get(rowKey) ?? []).map((pair) => otherKey(pair, rowKey))),
    ]),
  )
  const bytes = new Map<number, number>()
  for (const { queryIndex, rowKey, bytes: size } of (found?.results ?? []) as candidates.CandidateKey[]) {
    others.get(active[queryIndex]?.rowKey ?? 0)?.add(rowKey)
    bytes.set(rowKey, size)
  }
  return { others, stored, bytes }
}

/** Returns the number of versions, from the first one on, whose candidates fit into memory; at least one. */
const countFitting = (versions: readonly pairs.PendingVersion[], { others, bytes }: Search): number => {
  const seen = new Set<number>()
  let sum = 0
  const end = versions.findIndex(({ rowKey }, i) => {
    for (const other of others.get(rowKey) ?? []) {
      if (!seen.has(other)) sum += bytes.get(other) ?? 0
      seen.add(other)
    }
    return i > 0 && sum > maxCandidateBytes
  })
  return end === -1 ? versions.length : end
}

/** Reads the records that are not there yet. */
const readOthers = async (
  db: D1Database,
  known: ReadonlyMap<number, Compared>,
  others: Iterable<ReadonlySet<number>>,
): Promise<Map<number, Compared>> => {
  const all = new Map(known)
  const missing = new Set([...others].flatMap((keys) => [...keys]).filter((key) => !known.has(key)))
  const keys = [...missing]
  for (let at = 0; at < keys.length; at += candidatesPerRead)
    for (const found of await pairs.listActive(db, keys.slice(at, at + candidatesPerRead)))
      all.set(found.rowKey, toCompared(found))
  return all
}

/** The most pairs of a record besides those that it is in already. */
export const maxNewPairs = 5

/** Returns the likely pairs of records with others, each once. */
const findPairs = (
  active: readonly Compared[],
  { others, stored }: Search,
  all: ReadonlyMap<number, Compared>,
): pairs.PairOdds[] => {
  const found = new Map<string, pairs.PairOdds>()
  for (const one of active) {
    const likely = [...(others.get(one.rowKey) ?? [])].flatMap((key) => {
      const other = all.get(key)
      return (other && toPair(one, other)) ?? []
    })
    const partners = new Set((stored.get(one.rowKey) ?? []).map((pair) => otherKey(pair, one.rowKey)))
    const [old, fresh] = [true, false].map((isOld) =>
      likely.filter((pair) => partners.has(otherKey(pair, one.rowKey)) === isOld),
    ) as [pairs.PairOdds[], pairs.PairOdds[]]
    fresh.sort((x, y) => y.odds - x.odds || x.a - y.a || x.b - y.b)
    for (const pair of [...old, ...fresh.slice(0, maxNewPairs)]) found.set(`${pair.a} ${pair.b}`, pair)
  }
  return [...found.values()]
}

/** Returns the groups of pairs, each once. */
const groupsOf = (all: Iterable<pairs.StoredPair | pairs.PairOdds>): pairs.PairGroup[] => {
  const found = new Map<string, pairs.PairGroup>()
  const add = (key: number, dataset: string) => found.set(`${key} ${dataset}`, [key, dataset])
  for (const { a, b, aDataset, bDataset, aCollected, bCollected } of all) {
    if (bCollected) add(a, bDataset)
    if (aCollected) add(b, aDataset)
  }
  return [...found.values()]
}

interface Step {
  /** The number of versions that were compared, or that no longer belong into a pair. */
  readonly compared: number
  /** Whether there may be more, which this run can compare. */
  readonly hasMore: boolean
}

/** Compares the next versions. Compares none if another run was faster. */
const compareNext = async (db: D1Database, limit: number): Promise<Step> => {
  const { comparison, versions: all } = await pairs.listPending(db, {
    rules,
    limit,
    maxBytes: maxPendingBytes,
  })
  if (all.length === 0) return { compared: 0, hasMore: false }
  const parsed = new Map(
    all.flatMap(({ rowKey, id, publicJson }) =>
      publicJson === null ? [] : [[rowKey, toCompared({ rowKey, id, publicJson })] as const],
    ),
  )
  const found = await search(
    db,
    all.map(({ rowKey }) => rowKey),
    [...parsed.values()],
  )
  const versions = all.slice(0, countFitting(all, found))
  const active = versions.flatMap(({ rowKey }) => parsed.get(rowKey) ?? [])
  const wanted = active.map(({ rowKey }) => found.others.get(rowKey) ?? new Set<number>())
  const likely = findPairs(active, found, await readOthers(db, parsed, wanted))
  const replaced = versions.flatMap(({ rowKey }) => (found.stored.has(rowKey) ? [rowKey] : []))
  const old = replaced.flatMap((rowKey) => found.stored.get(rowKey) ?? [])
  const last = versions.at(-1) as pairs.PendingVersion
  const groups = groupsOf([...old, ...likely])
  const statements = pairs.save(db, { comparison, rules, last, replaced, pairs: likely, groups })
  const written = await runBatch(db, statements, { comparison_taken: () => undefined })
  return written.length === 0
    ? { compared: 0, hasMore: false }
    : { compared: versions.length, hasMore: last.found === limit || versions.length < last.found }
}

/** The likely pairs of records, and the pairs that they are in now, as a comparison finds them. */
export interface ComparedAgain {
  readonly likely: readonly pairs.PairOdds[]
  readonly stored: readonly pairs.StoredPair[]
}

/** Compares records as a comparison does, and writes nothing. */
export const compareAgain = async (
  db: D1Database,
  records: readonly Omit<pairs.ActiveRecord, 'status'>[],
): Promise<ComparedAgain> => {
  const active = records.map(toCompared)
  const found = await search(
    db,
    active.map(({ rowKey }) => rowKey),
    active,
  )
  const known = new Map(active.map((each) => [each.rowKey, each]))
  const likely = findPairs(active, found, await readOthers(db, known, found.others.values()))
  return { likely, stored: [...found.stored.values()].flat() }
}

/** Returns whether the rules of today made the pairs. */
export const hasCurrentRules = (stored: string): boolean => stored === rules

export interface CompareOptions {
  readonly maxRecords?: number
  /** The most statements of all steps. */
  readonly maxStatements?: number
}

/**
 * Compares versions that came since the last comparison, oldest first, and keeps their likely pairs. Returns whether
 * some are left. Stops if another run is at work. The current schema must have derived all filters.
 */
export const comparePending = async (
  db: D1Database,
  { maxRecords = Number.POSITIVE_INFINITY, maxStatements = 900 }: CompareOptions = {},
): Promise<boolean> => {
  let left = maxRecords
  for (let statements = 0; left > 0 && statements + statementsPerStep <= maxStatements; ) {
    const { compared, hasMore } = await compareNext(db, Math.min(left, maxStepRecords))
    if (!hasMore) return false
    left -= compared
    statements += statementsPerStep
  }
  return true
}

/** Like `comparePending`, but compares none while the search reads columns that another schema derived. */
export const compareWhenFresh = async (db: D1Database, options?: CompareOptions): Promise<boolean> =>
  (await hasStaleFilters(db)) || comparePending(db, options)

/** The number of pending versions that are counted one by one. */
export const maxCounted = 1000

/** Returns the number of versions that are not compared yet; `maxCounted + 1` if there are more. */
export const countPending = (db: D1Database): Promise<number> => pairs.countPending(db, rules, maxCounted + 1)
