/** The beginning of a file, from which a mapping is suggested. */
import { problems } from '../../../problems.ts'
import { isObject } from '../../../text/json.ts'
import { readTable, type TablePart } from '../../csv/table-reader.ts'
import { type JsonKind, readJsonRows } from '../../rows/json-reader.ts'
import type { FileFault } from '../../rows/source-row.ts'
import { isWorkbook } from '../../xlsx/foreign-format.ts'
import { readWorkbookTable } from '../../xlsx/workbook-table.ts'
import { cellText } from '../cells.ts'
import { flattenObject } from '../flatten-object.ts'

/** Columns in the order of the file, with their first cells. */
export interface Sample {
  readonly columns: readonly { readonly name: string; readonly cells: readonly string[] }[]
  readonly rows: number
}

/** The most rows that are looked at. */
const maxRows = 1000

type Chunks = AsyncIterable<Uint8Array>

async function* toChunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

const readTableSample = async (parts: AsyncIterable<TablePart>): Promise<Sample> => {
  let names: readonly string[] = []
  const rows: (readonly string[])[] = []
  for await (const part of parts) {
    if (part.kind === 'head') {
      if (!part.head) throw problems.invalidFile(part.faults)
      names = part.head.columns
    }
    if (part.kind === 'rows')
      rows.push(...part.rows.filter(({ cells }) => cells.length === names.length).map(({ cells }) => cells))
    if (rows.length >= maxRows) break
  }
  const columns = names.map((name, i) => ({ name, cells: rows.map((cells) => (cells[i] ?? '').trim()) }))
  return { columns, rows: rows.length }
}

const readObjectSample = async (chunks: Chunks, kind: JsonKind): Promise<Sample> => {
  const cellsByName = new Map<string, string[]>()
  const faults: FileFault[] = []
  let count = 0
  for await (const event of readJsonRows(chunks, kind)) {
    if (event.kind === 'fault') faults.push(event.fault)
    if (event.kind !== 'rows') continue
    for (const source of event.rows) {
      const { candidate } = source.build(undefined)
      if (!isObject(candidate) || count >= maxRows) continue
      const { names, cells } = flattenObject(candidate)
      for (const [i, name] of names.entries()) {
        const column = cellsByName.get(name) ?? Array.from({ length: count }, () => '')
        cellsByName.set(name, column)
        column.push(cellText(cells[i], { index: i }).trim())
      }
      count++
      for (const column of cellsByName.values()) if (column.length < count) column.push('')
    }
    if (count >= maxRows) break
  }
  if (count === 0) throw problems.invalidFile(faults)
  return { columns: [...cellsByName].map(([name, cells]) => ({ name, cells })), rows: count }
}

/** How the beginning of a file is read. */
interface SampleOptions {
  /** The kind of a file of objects; undefined for a table. */
  readonly jsonKind?: JsonKind | undefined
  /** The encoding of a text that the request states. */
  readonly encoding?: string | undefined
  /** The sheet of a workbook. */
  readonly sheet?: string | undefined
}

/**
 * Returns the columns at the beginning of a table or of a file of objects. Broken rows are left out: the last one of a
 * cut file is broken. A workbook must be complete. Throws invalid-file if there is no header or no object.
 */
export const readSample = (
  bytes: Uint8Array,
  { jsonKind, encoding, sheet }: SampleOptions = {},
): Promise<Sample> => {
  if (jsonKind) return readObjectSample(toChunks(bytes), jsonKind)
  if (!isWorkbook(bytes)) return readTableSample(readTable(toChunks(bytes), { encoding }))
  const read = async (offset: number, length: number) => bytes.subarray(offset, offset + length)
  return readTableSample(readWorkbookTable({ size: bytes.length, read }, { sheet }))
}
