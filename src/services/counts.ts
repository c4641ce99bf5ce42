/** Counts: how many records match a query, and the numbers of people they state, by columns and a step of time. */
import type { Actor } from '../auth/permissions.ts'
import type { Counts } from '../export/counts.ts'
import type { CountsQuery } from '../ingest/request/list-query.ts'
import { en } from '../messages/en.ts'
import { countedFacets, measureColumns, measures } from '../record/segments/columns.ts'
import { countGroups, type Dimension, type Group, isTimeStep } from '../record/segments/count-groups.ts'
import type { Matches } from '../record/segments/select-keys.ts'
import { type ResolvedQuery, resolveQuery } from './exports/resolve-query.ts'
import type { ServiceContext } from './service-context.ts'

/** Returns the columns of the index that counts are made from. */
const columnsFor = (by: readonly Dimension[]): readonly string[] => [
  ...measureColumns,
  ...by.flatMap((dimension) => (isTimeStep(dimension) ? ['from', 'to'] : [dimension])),
]

const zeros = <Name extends string>(names: readonly Name[]) =>
  Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>

/** Returns the total of all matching records, each counted once. */
const totalOf = (matches: readonly Matches[]): Group => {
  const [total] = countGroups(matches, [])
  const none = { sums: zeros(measureColumns), stated: zeros(measureColumns), unknown: zeros(measures) }
  return total ?? { keys: [], records: 0, ...none }
}

/** Returns the dimensions that can have several values in a record, which then counts in the group of each. */
export const severalOf = (by: readonly Dimension[]): readonly Dimension[] =>
  by.filter((dimension) => (countedFacets as readonly string[]).includes(dimension))

/** Returns what the reader of counts must know to add them up. */
const noteFor = (by: readonly Dimension[]): string | undefined => {
  const several = severalOf(by)
  return several.length > 0 ? en.requests.countedForEach(several) : undefined
}

/** A query of counts, resolved to its commit. */
export interface ResolvedCounts {
  readonly commit: number
  readonly note: string | undefined
  /** Returns the groups, sorted by their keys; without dimensions, one group without keys. */
  readonly count: () => Counts
  readonly total: () => Group
  /** What the counts are made from. */
  readonly resolved: ResolvedQuery
}

/**
 * Returns the commit of a query, and the function that counts there. `further` are columns that are read of all matches as
 * well. Throws invalid-query, forbidden, token-needed, redacted or rerender-needed.
 */
export const resolveCounts = async (
  context: ServiceContext,
  actor: Actor,
  { by, ...query }: CountsQuery,
  further: readonly string[] = [],
): Promise<ResolvedCounts> => {
  const columns = [...columnsFor(by), ...further]
  const resolved = await resolveQuery(context, actor, query, { columns })
  const { snapshot, matches = [] } = resolved
  const [commit, note] = [snapshot.seq, noteFor(by)]
  const total = () => totalOf(matches)
  const groups = () => (by.length === 0 ? [total()] : countGroups(matches, by))
  return { commit, note, total, count: () => ({ commit, by, note, groups: groups() }), resolved }
}
