/** The parts of a segment as they are stored: one for each column, and one for each group of terms. */
import { Buffer } from 'node:buffer'
import { memoize } from '../../text/memoize.ts'
import { encodeNumbers, maxBytesPerPosition, writePositions } from '../../text/number-list.ts'
import { countedColumns, type Entry, hasOwnPart, parseFacets } from './columns.ts'
import { invert, type SegmentMarks, termKey, toNumberColumns } from './segment.ts'

/** The most entries of a segment. */
export const maxSegmentSize = 16_384

/** Terms share parts of about this many entries, so that a part is some kilobytes. */
const entriesPerPart = 32

/** Returns the number of parts of terms, a power of two. */
export const termPartCount = (size: number): number =>
  2 ** Math.max(0, Math.ceil(Math.log2(size / entriesPerPart)))

/** Returns the number by which the part of a term is chosen (FNV-1a of its key, 32 bits). */
export const hashTerm = (key: string): number => {
  let hash = 0x811c9dc5
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193)
  return (hash ^ (hash >>> 15)) >>> 0
}

export const termPart = (key: string, partCount: number): string => `t${hashTerm(key) & (partCount - 1)}`

export interface Part {
  readonly name: string
  readonly text: string
}

let buffer = Buffer.allocUnsafe(1 << 16)

/** Returns positions as text. */
const encodePositions = (positions: ArrayLike<number>, size: number): string => {
  const length = positions.length * maxBytesPerPosition + 1
  if (buffer.length < length) buffer = Buffer.allocUnsafe(2 * length)
  return buffer.toString('latin1', 0, writePositions(buffer, 0, positions, size))
}

/** Returns a text of lines, each with a term and its positions. */
const encodeTerms = (
  terms: Iterable<readonly [key: string, positions: ArrayLike<number>]>,
  size: number,
): string => {
  let text = '\n'
  for (const [key, positions] of terms) text += `${key}\t${encodePositions(positions, size)}\n`
  return text
}

/** The keys of those facets of a text that have no part of their own: texts recur. */
const sharedFacets = memoize(4000, (facets) =>
  parseFacets(facets).flatMap((term) => (hasOwnPart(term.column) ? [] : [termKey(term)])),
)

/** Positions by term, in the order of the entries. */
class TermList {
  readonly ids = new Map<string, number>()
  count = 0
  termIds = new Int32Array(1 << 16)
  owners = new Int32Array(1 << 16)

  add(term: string, position: number): void {
    let id = this.ids.get(term)
    if (id === undefined) {
      id = this.ids.size
      this.ids.set(term, id)
    }
    if (this.count === this.owners.length) {
      this.termIds = grow(this.termIds)
      this.owners = grow(this.owners)
    }
    this.termIds[this.count] = id
    this.owners[this.count++] = position
  }
}

const grow = (list: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> => {
  const longer = new Int32Array(list.length * 2)
  longer.set(list)
  return longer
}

/** Returns the positions of the terms of entries: `starts[t]` to `starts[t + 1]` of `positions` are those of term `t`. */
const invertTerms = (entries: readonly Entry[]) => {
  const list = new TermList()
  for (let position = 0; position < entries.length; position++) {
    const { words, facets } = entries[position] as Entry
    for (let at = 1, end = words.indexOf(' ', at); end > 0; at = end + 1, end = words.indexOf(' ', at))
      list.add(words.slice(at, end), position)
    for (const facet of sharedFacets(facets)) list.add(facet, position)
  }
  const { ids, termIds, owners, count } = list
  const starts = new Int32Array(ids.size + 2)
  for (let i = 0; i < count; i++) (starts[(termIds[i] as number) + 2] as number)++
  for (let id = 2; id < starts.length; id++) (starts[id] as number) += starts[id - 1] as number
  const positions = new Int32Array(count)
  for (let i = 0; i < count; i++)
    positions[(starts[(termIds[i] as number) + 1] as number)++] = owners[i] as number
  return { ids, starts, positions }
}

/** Returns ascending numbers without repeats. */
const deduplicate = (sorted: Int32Array): Int32Array => {
  let count = 0
  for (const value of sorted) if (count === 0 || sorted[count - 1] !== value) sorted[count++] = value
  return sorted.subarray(0, count)
}

const encodeTermParts = (entries: readonly Entry[]): Part[] => {
  const { ids, starts, positions } = invertTerms(entries)
  const partCount = termPartCount(entries.length)
  const parts = Map.groupBy(ids, ([key]) => termPart(key, partCount))
  return [...parts].map(([name, terms]) => ({
    name,
    text: encodeTerms(
      terms.map(([key, id]) => [key, deduplicate(positions.subarray(starts[id], starts[id + 1]))] as const),
      entries.length,
    ),
  }))
}

const encodeMatching = (entries: readonly Entry[], test: (entry: Entry) => boolean): string =>
  encodePositions(
    entries.flatMap((entry, position) => (test(entry) ? [position] : [])),
    entries.length,
  )

/** Returns what each search reads of a segment, as text: which entries remove a version, and which are published. */
export const encodeMarks = (entries: readonly Entry[]): SegmentMarks => ({
  removed: encodeMatching(entries, ({ removed }) => removed === 1),
  published: encodeMatching(entries, ({ status }) => status === 'published'),
})

/** Returns the parts of a segment of these entries. */
export const encodeSegment = (entries: readonly Entry[]): Part[] => [
  ...Object.entries(toNumberColumns(entries)).map(([name, values]) => ({
    name,
    text: encodeNumbers(values),
  })),
  ...countedColumns.map((name) => ({ name, text: encodeTerms(invert(entries, name), entries.length) })),
  ...encodeTermParts(entries),
]
