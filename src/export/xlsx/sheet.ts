/** A sheet as XML: a frozen header, and rows written as they arrive. */
import { Buffer } from 'node:buffer'
import type { Cell, ColumnType } from '../../../schemas/field-types.ts'
import { columnLetters } from '../../text/cell-reference.ts'
import { headerCell, xmlCell } from './cells.ts'

export interface SheetColumn<Row> {
  readonly name: string
  readonly type: ColumnType
  /** In characters. */
  readonly width: number
  readonly get: (row: Row) => Cell
}

export interface Sheet<Row> {
  readonly columns: readonly SheetColumn<Row>[]
  /** The number of rows that `pages` yields. */
  readonly rows: number
  readonly pages: AsyncIterable<readonly Row[]>
  /** Whether the header has filter buttons. */
  readonly filter?: true
}

const xmlns = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const chunkLength = 32_768

/** Returns the address of the last cell, such as BE101. */
export const lastCellOf = ({ columns, rows }: Pick<Sheet<never>, 'columns' | 'rows'>): string =>
  `${columnLetters(columns.length - 1)}${rows + 1}`

const sheetHead = (ref: string, columns: readonly { readonly width: number }[]): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${xmlns}">` +
  `<dimension ref="${ref}"/><sheetViews><sheetView workbookViewId="0">` +
  '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
  `<cols>${columns.map(({ width }, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`).join('')}` +
  '</cols><sheetData>'

/** Yields the bytes of the sheet. */
export async function* sheetXml<Row>(sheet: Sheet<Row>): AsyncGenerator<Uint8Array> {
  const { columns, pages, filter } = sheet
  const ref = `A1:${lastCellOf(sheet)}`
  const namedColumns = columns.map((column, i) => ({ ...column, letter: columnLetters(i) }))
  const names = namedColumns.map(({ letter, name }) => headerCell(`${letter}1`, name)).join('')
  let text = `${sheetHead(ref, columns)}<row r="1">${names}</row>`
  let at = 1
  for await (const page of pages)
    for (const row of page) {
      at++
      text += `<row r="${at}">`
      for (const { letter, type, get } of namedColumns) text += xmlCell(letter + at, get(row), type)
      text += '</row>'
      if (text.length < chunkLength) continue
      yield Buffer.from(text, 'utf8')
      text = ''
    }
  yield Buffer.from(`${text}</sheetData>${filter ? `<autoFilter ref="${ref}"/>` : ''}</worksheet>`, 'utf8')
}
