/**
 * Segments: some thousand entries of the index, column by column. A segment is read from stored parts, or made of
 * entries that no stored segment has yet.
 */
import { decodeNumbers, type Positions, parsePositions } from '../../text/number-list.ts'
import {
  type CodeColumn,
  type CountedColumn,
  codeColumns,
  type Entry,
  encodeCode,
  hasTerm,
  type NumberColumn,
  numberColumns,
  numbersOf,
  parseFacets,
  type Term,
} from './columns.ts'

/** Some entries. Positions are those of the entries that have a value, ascending, and valid until the next call. */
export interface Segment {
  readonly size: number
  /** Whether all entries are in the snapshot; otherwise their commits decide. */
  readonly isWithin: boolean
  readonly numbers: (column: NumberColumn) => Float64Array
  readonly positions: (term: Term) => Positions
  /** Returns the values of a column, each with its positions; entries without a value are not listed. */
  readonly values: (column: CountedColumn) => Iterable<readonly [value: string, Positions]>
}

const isCode = (column: CountedColumn): column is CodeColumn =>
  (codeColumns as readonly string[]).includes(column)

/** Returns the values of a column in an entry, in stored form. */
const valuesOf = (entry: Entry, column: CountedColumn): readonly string[] => {
  if (isCode(column)) return entry[column] === null ? [] : [encodeCode(entry[column])]
  return parseFacets(entry.facets).flatMap((term) => (term.column === column ? [term.value] : []))
}

/** Returns positions by value, for some entries. */
export const invert = (entries: readonly Entry[], column: CountedColumn): Map<string, number[]> => {
  const found = new Map<string, number[]>()
  for (let position = 0; position < entries.length; position++)
    for (const value of valuesOf(entries[position] as Entry, column)) {
      const positions = found.get(value)
      if (positions) positions.push(position)
      else found.set(value, [position])
    }
  return found
}

/** Returns the columns of numbers of some entries. */
export const toNumberColumns = (entries: readonly Entry[]): Record<NumberColumn, Float64Array> => {
  const columns = numberColumns.map(() => new Float64Array(entries.length))
  for (let position = 0; position < entries.length; position++) {
    const numbers = numbersOf(entries[position] as Entry)
    for (let i = 0; i < columns.length; i++) (columns[i] as Float64Array)[position] = numbers[i] as number
  }
  return Object.fromEntries(numberColumns.map((name, i) => [name, columns[i]])) as Record<
    NumberColumn,
    Float64Array
  >
}

/** Returns a segment of entries. */
export const segmentOf = (entries: readonly Entry[]): Segment => {
  let numbers: Record<NumberColumn, Float64Array> | undefined
  return {
    size: entries.length,
    isWithin: false,
    numbers: (column) => {
      numbers ??= toNumberColumns(entries)
      return numbers[column]
    },
    positions: (term) =>
      Int32Array.from(entries.flatMap((entry, position) => (hasTerm(entry, term) ? [position] : []))),
    *values(column) {
      for (const [value, positions] of invert(entries, column)) yield [value, Int32Array.from(positions)]
    },
  }
}

/** The positions, as text, that each search reads of a segment. */
export interface SegmentMarks {
  /** The entries that remove a version. */
  readonly removed: string
  /** The entries whose version is published. */
  readonly published: string
}

/** Returns whether the marks of a segment answer a term. */
export const isMark = ({ column, value }: Term): boolean =>
  column === 'removed' || (column === 'status' && value === 'published')

/** The parts of a stored segment that were read. */
export interface StoredParts extends SegmentMarks {
  readonly size: number
  readonly isWithin: boolean
  /** The text of a column of numbers or of counted values. */
  readonly parts: ReadonlyMap<string, string>
  /** The positions of terms, as text; a term that no entry has is missing. */
  readonly terms: ReadonlyMap<string, string>
}

/** Returns the key of a term among those of all columns; the word itself for a word. */
export const termKey = ({ column, value }: Term): string => (column === 'word' ? value : `${column}=${value}`)

const none = new Int32Array(0)

/** Returns the segment of stored parts. Throws an Error if a part that is asked for was not read. */
export const storedSegment = ({ size, isWithin, parts, terms, ...marks }: StoredParts): Segment => {
  const partOf = (column: string): string => {
    const text = parts.get(column)
    if (text === undefined) throw new Error(`The column ${column} of a segment was not read.`)
    return text
  }
  const numbers = new Map<string, Float64Array>()
  return {
    size,
    isWithin,
    numbers: (column) => {
      const known = numbers.get(column) ?? decodeNumbers(partOf(column), size)
      numbers.set(column, known)
      return known
    },
    positions: (term) => {
      const text = isMark(term)
        ? marks[term.column === 'removed' ? 'removed' : 'published']
        : terms.get(termKey(term))
      return text === undefined ? none : parsePositions(text)
    },
    *values(column) {
      for (const line of partOf(column).split('\n')) {
        const tab = line.indexOf('\t')
        if (tab >= 0) yield [line.slice(0, tab), parsePositions(line.slice(tab + 1))]
      }
    },
  }
}
