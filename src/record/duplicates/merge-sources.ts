/** The sources of two records of one event as one list, and the keys by which the second record names its own there. */

import type { Incident } from '../../../schemas/incident.ts'
import { joinCell, splitCell } from '../../text/list-cell.ts'

type Source = Incident['sources'][number]

const sorted = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value

/** Equal values have equal keys; fields that are left out do not count. */
export const likeness = (value: object, leftOut?: string): string =>
  JSON.stringify(leftOut === undefined ? value : { ...value, [leftOut]: undefined }, sorted)

const longestKey = 40

/** A key that nobody has: with a number behind it where it is taken. */
const freeKey = (key: string, taken: ReadonlySet<string>): string => {
  for (let i = 2; ; i++) {
    const ending = `-${i}`
    const free = [...key].slice(0, longestKey - ending.length).join('') + ending
    if (!taken.has(free)) return free
  }
}

/** By the key that the second record uses, the key in the united list. */
export type Renamed = ReadonlyMap<string, string>

const keysOf = (sources: readonly Source[]): string[] =>
  sources.flatMap(({ key }) => (key === undefined ? [] : [key]))

/**
 * The sources of the first, then those of the second that it has not. Two are the same where all but their keys is. A
 * key that another source has already is renamed.
 */
export const unitedSources = (
  first: readonly Source[],
  second: readonly Source[],
): { readonly sources: Source[]; readonly renamed: Renamed } => {
  const sources = [...first]
  const renamed = new Map<string, string>()
  const taken = new Set([...keysOf(first), ...keysOf(second)])
  const own = new Set(keysOf(first))
  for (const source of second) {
    const like = likeness(source, 'key')
    const same = sources.flatMap((each, i) => (likeness(each, 'key') === like ? [i] : []))
    const at =
      same.find((i) => sources[i]?.key === source.key) ??
      same.find((i) => sources[i]?.key !== undefined) ??
      same[0]
    const there = at === undefined ? undefined : sources[at]
    if (there && (source.key === undefined || there.key !== undefined)) {
      if (source.key !== undefined && there.key !== undefined) renamed.set(source.key, there.key)
      continue
    }
    if (source.key === undefined) {
      sources.push(source)
      continue
    }
    const key = own.has(source.key) ? freeKey(source.key, taken) : source.key
    for (const set of [own, taken]) set.add(key)
    renamed.set(source.key, key)
    if (there && at !== undefined) sources[at] = { ...there, key }
    else sources.push({ ...source, key })
  }
  return { sources, renamed }
}

/** The keys that a mention names: one, or several in a cell. */
const namedIn = (mention: string, known: (key: string) => boolean): string[] =>
  known(mention) ? [mention] : splitCell(mention)

/** A mention of the second record's as the united record has it. */
export const follow = (mention: string | undefined, renamed: Renamed): string | undefined => {
  if (mention === undefined) return undefined
  const before = namedIn(mention, (key) => renamed.has(key))
  const after = before.map((key) => renamed.get(key) ?? key)
  return after.every((key, i) => key === before[i]) ? mention : joinCell([...new Set(after)])
}

/** Both mentions as one; that of the first as it is where it names all. */
export const unitedMentions = (
  first: string | undefined,
  second: string | undefined,
  sources: readonly Source[],
): string | undefined => {
  if (first === undefined || second === undefined) return first ?? second
  const keys = new Set(keysOf(sources))
  const [ours, theirs] = [first, second].map((mention) => namedIn(mention, (key) => keys.has(key)))
  const more = (theirs ?? []).filter((key) => !ours?.includes(key))
  return more.length === 0 ? first : joinCell([...(ours ?? []), ...new Set(more)])
}
