/** CSV of other columns, with labels, or for spreadsheets: made of the finished rows. */
import { Buffer } from 'node:buffer'
import type { Cell } from '../../../schemas/field-types.ts'
import type { TableShape } from '../../../schemas/query.ts'
import { createLabelFormatter, flatColumns, getColumn } from '../../record/flat-columns.ts'
import { cellText, type RowView, scanRows } from './scan-rows.ts'
import { csvHeader, encodeCsv } from './write-csv.ts'

const columnNames = ({ fields }: TableShape): readonly string[] =>
  fields ?? flatColumns.map(({ name }) => name)

export const headerFor = (shape: TableShape): string => csvHeader(columnNames(shape), shape)

const createReader = (name: string, { labels }: TableShape): ((row: RowView) => Cell) => {
  const column = getColumn(name)
  const index = flatColumns.indexOf(column)
  const isNumber = column.type === 'integer' || column.type === 'number'
  const parse = isNumber ? Number : ((labels && createLabelFormatter(column)) ?? String)
  return (row) => (row.starts[index] === row.ends[index] ? undefined : parse(cellText(row, index)))
}

/** The rows of a page of finished ones, in this shape. */
export const createReshaper = (shape: TableShape): ((page: Buffer) => Buffer) => {
  const readers = columnNames(shape).map((name) => createReader(name, shape))
  return (page) => {
    const rows: Cell[][] = []
    scanRows(page, flatColumns.length, (row) => rows.push(readers.map((read) => read(row))))
    return Buffer.from(encodeCsv(rows, shape))
  }
}
