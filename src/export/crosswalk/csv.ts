/** Records as CSV in the layout of another project; and as CSV what is lost on the way. */
import { Buffer } from 'node:buffer'
import type { Scheme } from '../../../schemas/crosswalk/layout.ts'
import type { TableShape } from '../../../schemas/query.ts'
import { csvFor, csvRow } from '../csv/write-csv.ts'
import type { MadeOfRecords } from '../registry.ts'
import { countedRows, countRows, inLayout, lossesIn, type Rows, type Table } from './table.ts'

const asCsv = (table: Table, { excel }: TableShape): MadeOfRecords => {
  const { cell, header } = csvFor(excel)
  const text = (rows: Rows): Buffer =>
    Buffer.from(rows.map((row) => `${csvRow(row, cell)}\r\n`).join(''), 'utf8')
  return {
    count: (source) => countRows(table, source),
    make: async function* (source, facts) {
      yield Buffer.from(header(table.header), 'utf8')
      for await (const some of countedRows(table, source, facts)) yield text(some)
    },
  }
}

/** The records as rows of a project's layout, those that its rules of inclusion take. */
export const crosswalkCsv = (scheme: Scheme, shape: TableShape): MadeOfRecords =>
  asCsv(inLayout(scheme), shape)

/** Every record that has no row in the layout, and every value that does not go out as it is. */
export const lossCsv = (scheme: Scheme, shape: TableShape): MadeOfRecords => asCsv(lossesIn(scheme), shape)
