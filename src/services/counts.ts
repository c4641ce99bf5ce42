/** Counts: how many records match a query, and the numbers of people they state, by columns and a step of time. */
import type { Actor } from '../auth/permissions.ts'
import type { Counts } from '../export/counts.ts'
import type { CountsQuery } from '../ingest/request/list-query.ts'
import { en } from '../messages/en.ts'
import { countedFacets, measureColumns, measures } from '../record/segments/columns.ts'
import { countGroups, type Dimension, type Group, isTimeStep } from '../record/segments/count-groups.ts'
import type { Matches } from '../record/segments/select-keys.ts'
import { resolveQuery } from './exports/resolve-query.ts'
import type { ServiceContext } from './service-context.ts'

/** Returns the columns of the index that counts are made from. */
const columnsFor = (by: readonly Dimension[]): readonly string[] => [
  ...measureColumns,
  ...by.flatMap((dimension) => (isTimeStep(dimension) ? ['from', 'to'] : [dimension])),
]

/** The total of no records. */
const emptyTotal: Group = {
  keys: [],
  records: 0,
  sums: Object.fromEntries(measureColumns.map((name) => [name, 0])) as Group['sums'],
  unknown: Object.fromEntries(measures.map((name) => [name, 0])) as Group['unknown'],
}

/** Returns the groups of matching records, sorted by their keys; one group without keys for the total. */
const groupsOf = (matches: readonly Matches[], by: readonly Dimension[]): readonly Group[] => {
  const groups = countGroups(matches, by)
  return groups.length === 0 && by.length === 0 ? [emptyTotal] : groups
}

/** Returns what the reader of counts must know to add them up. */
const noteFor = (by: readonly Dimension[]): string | undefined => {
  const several = by.filter((dimension) => (countedFacets as readonly string[]).includes(dimension))
  return several.length > 0 ? en.requests.countedForEach(several) : undefined
}

/** A query of counts, resolved to its commit. */
export interface ResolvedCounts {
  readonly commit: number
  readonly note: string | undefined
  readonly count: () => Counts
}

/**
 * Returns the commit of a query, and the function that counts there. Throws invalid-query, forbidden, token-needed,
 * redacted or rerender-needed.
 */
export const resolveCounts = async (
  context: ServiceContext,
  actor: Actor,
  { by, ...query }: CountsQuery,
): Promise<ResolvedCounts> => {
  const { snapshot, matches = [] } = await resolveQuery(context, actor, query, { columns: columnsFor(by) })
  const [commit, note] = [snapshot.seq, noteFor(by)]
  return { commit, note, count: () => ({ commit, by, note, groups: groupsOf(matches, by) }) }
}
