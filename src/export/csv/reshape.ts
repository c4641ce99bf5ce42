/** CSV with other columns, with labels, or for spreadsheets, made from the finished rows. */
import { Buffer } from 'node:buffer'
import type { TableShape } from '../../../schemas/query.ts'
import { translateTo } from '../../messages/messages.ts'
import { createLabelFormatter } from '../../record/column-labels.ts'
import { flatColumns, getColumn } from '../../record/flat-columns.ts'
import { scanRows } from './scan-rows.ts'
import { csvHeader, encodeCell, unknownCell } from './write-csv.ts'

const columnNames = ({ fields }: TableShape): readonly string[] =>
  fields ?? flatColumns.map(({ name }) => name)

export const headerFor = (shape: TableShape): string => csvHeader(columnNames(shape), shape)

/** Returns how the cells of a column are rewritten; undefined if they stay unchanged. */
const createWriter = (
  name: string,
  { labels, lang, excel }: TableShape,
): ((text: string) => string) | undefined => {
  const column = getColumn(name)
  const isNumber = column.type === 'integer' || column.type === 'number'
  const format = labels ? createLabelFormatter(column, translateTo(lang)) : undefined
  if (isNumber || !(format || excel)) return undefined
  return (text) => encodeCell(format ? format(text) : text, { excel })
}

/** Convert bytes of UTF-8, one character each, to text and back. Most cells are ASCII, which is the same in both. */
const decodeRaw = (raw: string): string =>
  /[\x80-\xff]/.test(raw) ? Buffer.from(raw, 'latin1').toString() : raw
const encodeRaw = (text: string): string =>
  /[^ -~]/.test(text) ? Buffer.from(text).toString('latin1') : text

const unquote = (cell: string): string =>
  cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell

/**
 * Returns a function that reshapes a page of finished rows. Unchanged cells are copied as bytes: parsed and written
 * again by papaparse, a whole export with selected columns takes 24 % longer (`csv` in bench/).
 */
export const createReshaper = (shape: TableShape): ((page: Buffer) => Buffer) => {
  const columns = columnNames(shape).map((name) => ({
    index: flatColumns.indexOf(getColumn(name)),
    write: createWriter(name, shape),
  }))
  return (page) => {
    const raw = page.toString('latin1')
    let rows = ''
    scanRows(page, flatColumns.length, ({ starts, ends }) => {
      const cells = columns.map(({ index, write }) => {
        const cell = raw.slice(starts[index], ends[index])
        return write && cell ? encodeRaw(write(unquote(decodeRaw(cell)))) : cell
      })
      rows += `${cells.join(',') || unknownCell}\r\n`
    })
    return Buffer.from(rows, 'latin1')
  }
}
