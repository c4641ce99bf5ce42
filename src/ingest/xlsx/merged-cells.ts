/** Merged cells, which come after the rows in the part of a sheet. */
import { Buffer } from 'node:buffer'
import { columnIndex } from '../../text/cell-reference.ts'
import { WorkbookError } from './workbook-error.ts'

/** A range of merged cells; rows count from 1, columns from 0. */
export interface MergedRange {
  /** As in the file, such as `A3:A5`. */
  readonly reference: string
  readonly firstRow: number
  readonly lastRow: number
  readonly firstColumn: number
  readonly lastColumn: number
}

const maxRanges = 10_000

const parseRange = (reference: string): MergedRange => {
  const [first = '', last = first] = reference.split(':')
  const rowOf = (cell: string) => Number(cell.replace(/\D/g, ''))
  return {
    reference,
    firstRow: rowOf(first),
    lastRow: rowOf(last),
    firstColumn: columnIndex(first),
    lastColumn: columnIndex(last),
  }
}

const endOfRows = /<\/(?:[\w.-]+:)?sheetData\s*>/
const rangePattern = /<(?:[\w.-]+:)?mergeCell\s[^>]*?\bref=["']([A-Z0-9:]+)["']/g
/** The longest tag of which a piece may have only the start. */
const overlap = 256

/**
 * Returns the merged ranges of a sheet in the order of their first rows. Reads the sheet to its end, so that one that
 * is cut off or too large is refused before its first row is taken.
 */
export const readMergedRanges = async (
  pieces: AsyncIterable<Uint8Array>,
): Promise<readonly MergedRange[]> => {
  const ranges: MergedRange[] = []
  let isAfterRows = false
  let rest = ''
  for await (const piece of pieces) {
    const text = rest + Buffer.from(piece.buffer, piece.byteOffset, piece.length).toString('latin1')
    isAfterRows ||= endOfRows.test(text)
    let consumed = Math.max(0, text.length - overlap)
    if (isAfterRows)
      for (const match of text.matchAll(rangePattern)) {
        ranges.push(parseRange(match[1] ?? ''))
        consumed = Math.max(consumed, match.index + match[0].length)
      }
    if (ranges.length > maxRanges)
      throw new WorkbookError('table.unpacked', (m) => m.workbooks.merges(maxRanges))
    rest = text.slice(consumed)
  }
  return ranges.sort((a, b) => a.firstRow - b.firstRow)
}

/** Returns a function that returns the merged ranges of a row; it must be called in the order of rows. */
export const rangeFinder = (ranges: readonly MergedRange[]) => {
  let next = 0
  let active: MergedRange[] = []
  return (row: number): readonly MergedRange[] => {
    for (let range = ranges[next]; range && range.firstRow <= row; range = ranges[++next]) active.push(range)
    if (active.length > 0) active = active.filter(({ lastRow }) => lastRow >= row)
    return active
  }
}
