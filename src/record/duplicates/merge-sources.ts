/** Merging the sources of two records, and the keys by which the second record names its sources. */

import type { Incident } from '../../../schemas/incident.ts'
import { canonicalJson } from '../../text/json.ts'
import { decodeList, encodeList } from '../../text/list-cell.ts'

type Source = Incident['sources'][number]

/**
 * Returns the entries of both lists: an entry of the second list that equals one of the first is left out, one with
 * the same key is combined with it, others follow.
 */
export const mergeLists = <Entry>(
  first: readonly Entry[] = [],
  second: readonly Entry[] = [],
  keyOf: (entry: Entry) => string,
  combine: (existing: Entry, entry: Entry) => Entry,
): Entry[] => {
  const entries = [...first]
  for (const entry of second) {
    if (entries.some((existing) => canonicalJson(existing) === canonicalJson(entry))) continue
    const index = entries.findIndex((existing) => keyOf(existing) === keyOf(entry))
    const existing = entries[index]
    if (existing === undefined) entries.push(entry)
    else entries[index] = combine(existing, entry)
  }
  return entries
}

const maxKeyLength = 40

/** Returns a key that is not used yet, with a number appended if necessary. */
const createUniqueKey = (key: string, usedKeys: ReadonlySet<string>): string => {
  for (let i = 2; ; i++) {
    const suffix = `-${i}`
    const candidate = [...key].slice(0, maxKeyLength - suffix.length).join('') + suffix
    if (!usedKeys.has(candidate)) return candidate
  }
}

/** The key in the merged list, by the key that the second record uses. */
export type KeyMap = ReadonlyMap<string, string>

const keysOf = (sources: readonly Source[]): string[] =>
  sources.flatMap(({ key }) => (key === undefined ? [] : [key]))

/**
 * Returns the sources of the first record, then those that only the second one has. Sources are equal if everything
 * but their keys is. A key that is already used is renamed.
 */
export const mergeSources = (
  first: readonly Source[],
  second: readonly Source[],
): { readonly sources: Source[]; readonly keyMap: KeyMap } => {
  const sources = [...first]
  const keyMap = new Map<string, string>()
  const usedKeys = new Set([...keysOf(first), ...keysOf(second)])
  const firstKeys = new Set(keysOf(first))
  for (const source of second) {
    const sourceJson = canonicalJson(source, 'key')
    const matches = sources.flatMap((each, i) => (canonicalJson(each, 'key') === sourceJson ? [i] : []))
    const index =
      matches.find((i) => sources[i]?.key === source.key) ??
      matches.find((i) => sources[i]?.key !== undefined) ??
      matches[0]
    const existing = index === undefined ? undefined : sources[index]
    if (existing && (source.key === undefined || existing.key !== undefined)) {
      if (source.key !== undefined && existing.key !== undefined) keyMap.set(source.key, existing.key)
      continue
    }
    if (source.key === undefined) {
      sources.push(source)
      continue
    }
    const key = firstKeys.has(source.key) ? createUniqueKey(source.key, usedKeys) : source.key
    for (const set of [firstKeys, usedKeys]) set.add(key)
    keyMap.set(source.key, key)
    if (existing && index !== undefined) sources[index] = { ...existing, key }
    else sources.push({ ...source, key })
  }
  return { sources, keyMap }
}

/** Returns the source keys in a cell: one, or several. */
const parseSourceKeys = (cell: string, isKnown: (key: string) => boolean): string[] =>
  isKnown(cell) ? [cell] : decodeList(cell)

/** Returns a cell of the second record with the keys of the merged record. */
export const renameKeys = (cell: string | undefined, keyMap: KeyMap): string | undefined => {
  if (cell === undefined) return undefined
  const before = parseSourceKeys(cell, (key) => keyMap.has(key))
  const after = before.map((key) => keyMap.get(key) ?? key)
  return after.every((key, i) => key === before[i]) ? cell : encodeList([...new Set(after)])
}

/** Returns the cell that names the sources of two statements. */
export type MergeCells = (first: string | undefined, second: string | undefined) => string | undefined

/** Returns both cells as one; the first unchanged if it names all sources. */
export const mergeSourceCells = (
  first: string | undefined,
  second: string | undefined,
  sources: readonly Source[],
): string | undefined => {
  if (first === undefined || second === undefined) return first ?? second
  const keys = new Set(keysOf(sources))
  const [firstKeys, secondKeys] = [first, second].map((mention) =>
    parseSourceKeys(mention, (key) => keys.has(key)),
  )
  const more = (secondKeys ?? []).filter((key) => !firstKeys?.includes(key))
  return more.length === 0 ? first : encodeList([...(firstKeys ?? []), ...new Set(more)])
}
