/** The rows of a sheet (ECMA-376 part 1, 18.3.1.73), as texts. */

import type { Messages } from '../../messages/messages.ts'
import { columnIndex } from '../../text/cell-reference.ts'
import type { Say } from '../../text/sentence.ts'
import { maxColumns, maxRowLength, type TableFault } from '../csv/faults.ts'
import { formatDate, formatNumber } from './number-cell.ts'
import { RichText } from './shared-strings.ts'
import type { Workbook } from './workbook.ts'
import { WorkbookError } from './workbook-error.ts'
import { type Attributes, isTrue, parseXml } from './xml-reader.ts'
import { decodeXstring } from './xstring.ts'

/** A cell that cannot be read. */
export interface CellFlaw {
  /** From 0. */
  readonly column: number
  readonly rule: TableFault['rule']
  readonly say: Say
  readonly received?: string
}

/** A row with at least one cell that is not empty. */
export interface SheetRow {
  /** From 1, as the spreadsheet shows it. */
  readonly number: number
  /** By column, with gaps as empty texts; without the empty cells at the end. */
  readonly cells: readonly string[]
  readonly flaws: readonly CellFlaw[]
}

/** The texts of true and false in Excel and in the CSV files that it writes. */
const booleans: Readonly<Record<string, string>> = { 0: 'FALSE', 1: 'TRUE', false: 'FALSE', true: 'TRUE' }

/** A date in ISO 8601 (t="d"), which strict writers use; midnight is a day. */
const formatIsoDate = (text: string): string => text.replace(/T00:00(?::00(?:\.0+)?)?Z?$/, '')

class RowHandler {
  readonly rows: SheetRow[] = []
  hiddenRows = 0
  hiddenColumns = 0
  readonly #workbook: Workbook
  #row = 0
  #isHidden = false
  #cells: string[] = []
  #flaws: CellFlaw[] = []
  #length = 0
  #column = -1
  #cellType = ''
  #cellFormat = 0
  #hasFormula = false
  #isValue = false
  #value = ''
  #inline: RichText | undefined

  constructor(workbook: Workbook) {
    this.#workbook = workbook
  }

  open(name: string, attributes: Attributes): void {
    if (this.#inline) this.#inline.open(name)
    else if (name === 'c') this.#openCell(attributes)
    else if (name === 'v') this.#isValue = true
    else if (name === 'f') this.#hasFormula = true
    else if (name === 'is') this.#inline = new RichText()
    else if (name === 'row') this.#openRow(attributes)
    else if (name === 'col' && isTrue(attributes.hidden))
      this.hiddenColumns += Number(attributes.max) - Number(attributes.min) + 1
  }

  text(text: string): void {
    if (this.#isValue) this.#value += text
    else this.#inline?.add(text)
  }

  close(name: string): void {
    if (name === 'v') this.#isValue = false
    else if (name === 'c') this.#closeCell()
    else if (name === 'is') {
      this.#value = this.#inline?.text ?? ''
      this.#inline = undefined
    } else if (this.#inline) this.#inline.close(name)
    else if (name === 'row') this.#closeRow()
  }

  #openRow({ r, hidden }: Attributes): void {
    const row = r === undefined ? this.#row + 1 : Number(r)
    if (!(row > this.#row)) throw new WorkbookError('table.workbook', (m) => m.workbooks.damaged)
    this.#row = row
    this.#isHidden = isTrue(hidden)
    this.#cells = []
    this.#flaws = []
    this.#length = 0
    this.#column = -1
  }

  #openCell({ r, t = 'n', s = '0' }: Attributes): void {
    this.#column = r === undefined ? this.#column + 1 : columnIndex(r)
    if (!(this.#column >= 0 && this.#column < maxColumns))
      throw new WorkbookError('table.workbook', (m) => m.workbooks.damaged)
    this.#cellType = t
    this.#cellFormat = Number(s)
    this.#hasFormula = false
    this.#value = ''
  }

  #addFlaw(rule: CellFlaw['rule'], say: (messages: Messages) => string, received?: string): void {
    this.#flaws.push({ column: this.#column, rule, say, ...(received !== undefined && { received }) })
  }

  /** Returns the text of the cell; an empty one if it has a flaw. */
  #cellText(): string {
    const [value, { dateFormats, is1904, strings }] = [this.#value, this.#workbook]
    const type = this.#cellType
    if (type === 's') {
      const text = strings.get(value === '' ? -1 : Number(value))
      if (text === undefined && value !== '')
        throw new WorkbookError('table.workbook', (m) => m.workbooks.damaged)
      return text ?? ''
    }
    if (type === 'str' || type === 'inlineStr') return decodeXstring(value)
    if (this.#hasFormula && value === '') this.#addFlaw('table.formula', (m) => m.workbooks.formula)
    if (value === '') return ''
    if (type === 'e') {
      this.#addFlaw('table.cell_error', (m) => m.workbooks.errorValue(value.slice(0, 20)), value)
      return ''
    }
    if (type === 'b') return booleans[value] ?? value
    if (type === 'd') return formatIsoDate(value)
    const format = dateFormats[this.#cellFormat]
    return format ? formatDate(value, format, is1904) : formatNumber(value)
  }

  #closeCell(): void {
    const text = this.#cellText()
    if (text === '') return
    if (text.includes('\0')) this.#addFlaw('table.nul', (m) => m.tables.nul, text.slice(0, 200))
    const isTooLong = this.#length <= maxRowLength && this.#length + text.length > maxRowLength
    if (isTooLong) this.#addFlaw('table.row_size', (m) => m.workbooks.rowSize(maxRowLength))
    this.#length += text.length
    if (this.#length > maxRowLength) return
    while (this.#cells.length < this.#column) this.#cells.push('')
    this.#cells[this.#column] = text.toWellFormed()
  }

  #closeRow(): void {
    if (this.#cells.every((cell) => cell.trim() === '') && this.#flaws.length === 0) return
    if (this.#isHidden) this.hiddenRows++
    this.rows.push({ number: this.#row, cells: this.#cells, flaws: this.#flaws })
  }
}

/** The rows of a piece, and the numbers of hidden rows and columns so far. */
export interface SheetPiece {
  readonly rows: readonly SheetRow[]
  readonly hiddenRows: number
  readonly hiddenColumns: number
}

/** Yields the rows of a sheet in pieces, without empty ones. Throws a WorkbookError where it is damaged. */
export async function* readSheetRows(
  workbook: Workbook,
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<SheetPiece> {
  const handler = new RowHandler(workbook)
  const parsing = parseXml(pieces, {
    open: (name, attributes) => handler.open(name, attributes),
    text: (text) => handler.text(text),
    close: (name) => handler.close(name),
  })
  for await (const _ of parsing) {
    const { hiddenRows, hiddenColumns } = handler
    yield { rows: handler.rows.splice(0), hiddenRows, hiddenColumns }
  }
}
