/** CSV of other columns, with labels, or for spreadsheets: made of the finished rows. */
import { Buffer } from 'node:buffer'
import type { TableShape } from '../../../schemas/query.ts'
import { createLabelFormatter, flatColumns, getColumn } from '../../record/flat-columns.ts'
import { ByteBuilder, cellText, type RowView, scanRows } from './scan-rows.ts'
import { csvDialect } from './write-csv.ts'

interface ShapedColumn {
  readonly index: number
  /** Writes the cell anew from its text; without it, the cell is as it was. */
  readonly write?: (text: string) => string
}

const shapeColumn = (name: string, { labels, excel }: TableShape): ShapedColumn => {
  const column = getColumn(name)
  const index = flatColumns.indexOf(column)
  if (column.type === 'integer' || column.type === 'number') return { index }
  const label = labels && createLabelFormatter(column)
  const { cell } = csvDialect(excel)
  if (label) return { index, write: (text) => cell(label(text)) }
  return excel ? { index, write: cell } : { index }
}

const comma = Buffer.from(',')
/** Stands for unknown where the row has no other cell: readers skip an empty line. */
const emptyRowCell = Buffer.from('""')
const rowEnd = Buffer.from('\r\n')

const appendCell = (
  out: ByteBuilder,
  row: RowView,
  { index, write }: ShapedColumn,
  emptyCell: Uint8Array,
): void => {
  const [first = 0, last = 0] = [row.starts[index], row.ends[index]]
  if (first === last) out.append(emptyCell)
  else if (write) out.append(Buffer.from(write(cellText(row, index)), 'utf8'))
  else out.append(row.bytes, first, last)
}

/** The rows of a page of finished ones, in this shape. */
export const createReshaper = (shape: TableShape): ((page: Buffer) => Buffer) => {
  const columns = columnNames(shape).map((name) => shapeColumn(name, shape))
  const emptyCell = columns.length === 1 ? emptyRowCell : Buffer.alloc(0)
  return (page) => {
    const out = new ByteBuilder(page.length + rowEnd.length)
    scanRows(page, flatColumns.length, (line) => {
      for (const [i, each] of columns.entries()) {
        if (i > 0) out.append(comma)
        appendCell(out, line, each, emptyCell)
      }
      out.append(rowEnd)
    })
    return out.bytes()
  }
}

const columnNames = ({ fields }: TableShape): readonly string[] =>
  fields ?? flatColumns.map(({ name }) => name)

export const headerFor = (shape: TableShape): string => csvDialect(shape.excel).header(columnNames(shape))
