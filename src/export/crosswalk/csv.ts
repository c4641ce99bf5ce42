/** Records as CSV in the layout of another project; and as CSV what is lost on the way. */
import { Buffer } from 'node:buffer'
import type { Scheme } from '../../../schemas/crosswalk/layout.ts'
import type { TableShape } from '../../../schemas/query.ts'
import { csvDialect, csvRow } from '../csv/write-csv.ts'
import type { RecordFormat } from '../registry.ts'
import { type CrosswalkTable, countRows, layoutTable, lossTable, type Rows, readRows } from './table.ts'

const tableCsv = (table: CrosswalkTable, { excel }: TableShape): RecordFormat => {
  const { cell, header } = csvDialect(excel)
  const encodeRows = (rows: Rows): Buffer =>
    Buffer.from(rows.map((row) => `${csvRow(row, cell)}\r\n`).join(''), 'utf8')
  return {
    countRows: (source) => countRows(table, source),
    write: async function* (source, facts) {
      yield Buffer.from(header(table.header), 'utf8')
      for await (const page of readRows(table, source, facts)) yield encodeRows(page)
    },
  }
}

/** The records as rows of a project's layout, those that its rules of inclusion take. */
export const crosswalkCsv = (scheme: Scheme, shape: TableShape): RecordFormat =>
  tableCsv(layoutTable(scheme), shape)

/** Every record that has no row in the layout, and every value that does not go out as it is. */
export const lossCsv = (scheme: Scheme, shape: TableShape): RecordFormat => tableCsv(lossTable(scheme), shape)
