/** What an importer gets back: the errors as a table, and the file itself with them beside its rows. */
import type { Cell } from '../../../schemas/field-types.ts'
import { csvRow } from '../../export/csv/write-csv.ts'
import { readTable } from '../../ingest/csv/table-reader.ts'
import { errorsColumn } from '../../ingest/rows/flat-profile.ts'
import { problems } from '../../problems.ts'
import type { RowError } from './report.ts'

const csvLine = (cells: readonly Cell[]): string => `${csvRow(cells)}\r\n`

const columns = ['row', 'line', 'column', 'pointer', 'rule', 'received', 'detail'] as const

const cellOf = (value: unknown): Cell =>
  typeof value === 'string' || typeof value === 'number' || value === undefined ? value : String(value)

/** Every error as a row of CSV. */
export async function* errorsCsv(errors: AsyncIterable<RowError>): AsyncGenerator<string> {
  yield csvLine(columns)
  for await (const error of errors) yield csvLine(columns.map((name) => cellOf(error[name])))
}

const formatError = ({ column, rule, detail }: RowError): string =>
  `${column === undefined ? '' : `${column}: `}${detail} (${rule})`

/**
 * What is wrong with the rows up to one, by row, from errors that come in the order of the import: that of blocks,
 * though not of the rows in a block.
 */
const collectErrors = async (
  errors: AsyncIterator<RowError>,
  lookahead: { error?: RowError | undefined },
  last: number,
) => {
  const byRow = new Map<number, string[]>()
  for (;;) {
    lookahead.error ??= ((await errors.next()) as IteratorResult<RowError, undefined>).value
    const { error } = lookahead
    if (!error || (error.row ?? 0) > last) return byRow
    if (error.row !== undefined) byRow.set(error.row, [...(byRow.get(error.row) ?? []), formatError(error)])
    lookahead.error = undefined
  }
}

/** The table that was sent, cell by cell, with one column more: what is wrong with each row. */
export async function* annotatedCsv(
  original: AsyncIterable<Uint8Array>,
  errors: AsyncIterable<RowError>,
): AsyncGenerator<string> {
  const errorIterator = errors[Symbol.asyncIterator]()
  const lookahead = {}
  let width = 0
  let errorsIndex = -1
  for await (const part of readTable(original)) {
    if (part.kind === 'head') {
      if (!part.head) throw problems.notFound('The file of this import is no table.')
      width = part.head.columns.length
      errorsIndex = part.head.columns.findIndex((name) => name.trim() === errorsColumn)
      const names = part.head.columns.filter((_, i) => i !== errorsIndex)
      yield csvLine([...names, errorsColumn])
    } else if (part.kind === 'rows') {
      const byRow = await collectErrors(errorIterator, lookahead, part.rows.at(-1)?.row ?? 0)
      yield part.rows
        .map(({ row, cells }) => {
          const paddedCells = Array.from({ length: Math.max(width, cells.length) }, (_, i) => cells[i] ?? '')
          const keptCells = paddedCells.filter((_, i) => i !== errorsIndex)
          return csvLine([...keptCells, (byRow.get(row) ?? []).join('; ')])
        })
        .join('')
    }
  }
}
