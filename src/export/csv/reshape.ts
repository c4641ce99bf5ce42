/** CSV of other columns, with labels, or for spreadsheets: made of the finished rows. */
import { Buffer } from 'node:buffer'
import type { TableShape } from '../../../schemas/query.ts'
import { columnNamed, flatColumns } from '../../record/flat-columns.ts'
import { relabelled } from '../../record/labels.ts'
import { eachLine, type Line, Sink, textOf } from './scan-rows.ts'
import { csvFor } from './write-csv.ts'

interface Shown {
  readonly place: number
  /** Writes the cell anew from its text; without it, the cell is as it was. */
  readonly write?: (text: string) => string
}

const shownAs = (name: string, { labels, excel }: TableShape): Shown => {
  const column = columnNamed(name)
  const place = flatColumns.indexOf(column)
  if (column.type === 'integer' || column.type === 'number') return { place }
  const label = labels && relabelled(column)
  const { cell } = csvFor(excel)
  if (label) return { place, write: (text) => cell(label(text)) }
  return excel ? { place, write: cell } : { place }
}

const comma = Buffer.from(',')
/** Stands for unknown where the row has no other cell: readers skip an empty line. */
const alone = Buffer.from('""')
const rowEnd = Buffer.from('\r\n')

const putCell = (out: Sink, line: Line, { place, write }: Shown, unknown: Uint8Array): void => {
  const [first = 0, last = 0] = [line.from[place], line.to[place]]
  if (first === last) out.put(unknown)
  else if (write) out.put(Buffer.from(write(textOf(line, place)), 'utf8'))
  else out.put(line.bytes, first, last)
}

/** The rows of a page of finished ones, in this shape. */
export const shapedRows = (shape: TableShape): ((page: Buffer) => Buffer) => {
  const shown = namesOf(shape).map((name) => shownAs(name, shape))
  const unknown = shown.length === 1 ? alone : Buffer.alloc(0)
  return (page) => {
    const out = new Sink(page.length + rowEnd.length)
    eachLine(page, flatColumns.length, (line) => {
      for (const [i, each] of shown.entries()) {
        if (i > 0) out.put(comma)
        putCell(out, line, each, unknown)
      }
      out.put(rowEnd)
    })
    return out.bytes()
  }
}

const namesOf = ({ fields }: TableShape): readonly string[] => fields ?? flatColumns.map(({ name }) => name)

export const shapedHeader = (shape: TableShape): string => csvFor(shape.excel).header(namesOf(shape))
