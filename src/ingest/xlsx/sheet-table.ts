/** The rows of a sheet as a head and rows of a table, with the faults of their cells. */
import { echo } from '../../../schemas/rules.ts'
import type { Messages } from '../../messages/messages.ts'
import { cellReference } from '../../text/cell-reference.ts'
import { headerFaults, type TableFault } from '../csv/faults.ts'
import { type Head, isHxlRow, type Row, type TablePart } from '../csv/table-reader.ts'
import type { SheetFacts } from '../rows/source-row.ts'
import { type MergedRange, rangeFinder } from './merged-cells.ts'
import type { SheetRow } from './sheet-reader.ts'

/** Returns the facts of a sheet with these columns, whose names may differ in case and spaces. */
const sheetFacts = (name: string, columns: readonly string[]): SheetFacts => {
  const indexes = new Map<string, number>()
  const normalize = (column: string) => column.trim().toLowerCase()
  for (const [i, column] of columns.entries()) {
    if (!indexes.has(normalize(column))) indexes.set(normalize(column), i)
    indexes.set(column, i)
  }
  return {
    name,
    cellOf: (line, column) => {
      const index = indexes.get(column) ?? indexes.get(normalize(column))
      return index === undefined ? undefined : cellReference(name, index, line)
    },
  }
}

/** The table in a sheet: its first row is the header. */
export class SheetTable {
  readonly #name: string
  readonly #ranges: readonly MergedRange[]
  readonly #rangesOf: (row: number) => readonly MergedRange[]
  #columns: readonly string[] = []
  #count = 0

  constructor(name: string, ranges: readonly MergedRange[]) {
    this.#name = name
    this.#ranges = ranges
    this.#rangesOf = rangeFinder(ranges)
  }

  get count(): number {
    return this.#count
  }

  #flawFaults({ number: line, flaws }: SheetRow, row?: number): TableFault[] {
    return flaws.map(({ column: index, ...flaw }): TableFault => {
      const column = this.#columns[index]
      const cell = cellReference(this.#name, index, line)
      return {
        ...(row !== undefined && { row }),
        line,
        ...(column !== undefined && { column }),
        cell,
        ...flaw,
      }
    })
  }

  /** Returns the fault of a header that is merged, or of a title above it. */
  #layoutFault({ number: line, cells }: SheetRow, next: SheetRow | undefined): TableFault | undefined {
    const range = this.#ranges.find(
      ({ firstRow, lastRow, firstColumn }) =>
        firstRow <= line && line <= lastRow && firstColumn < this.#columns.length,
    )
    if (range) {
      const cell = cellReference(this.#name, range.firstColumn, range.firstRow)
      const say = (m: Messages) => m.workbooks.mergedHeader(range.reference)
      return { line, cell, rule: 'table.merged', say }
    }
    const [title = ''] = cells.filter((cell) => cell !== '')
    const isTitle =
      cells.filter((cell) => cell !== '').length === 1 && next && next.cells.length > cells.length
    if (!isTitle) return undefined
    const say = (m: Messages) => m.workbooks.titleRow(String(echo(title)), next.number)
    return { line, cell: cellReference(this.#name, cells.length - 1, line), rule: 'table.header', say }
  }

  /** Returns the head of a table whose first rows these are. */
  head(
    first: SheetRow,
    next: SheetRow | undefined,
  ): TablePart & { readonly kind: 'head'; readonly head: Head } {
    const { number: headerLine } = first
    const columns = first.cells.slice(0, first.cells.findLastIndex((cell) => cell.trim() !== '') + 1)
    this.#columns = columns
    this.#rangesOf(headerLine)
    const sheet = sheetFacts(this.#name, columns)
    const layoutFault = this.#layoutFault(first, next)
    const nameFaults = headerFaults(columns, headerLine).map((fault) => {
      const cell = fault.column === undefined ? undefined : sheet.cellOf(headerLine, fault.column)
      return { ...fault, ...(cell !== undefined && { cell }) }
    })
    return {
      kind: 'head',
      head: {
        columns,
        encoding: 'utf-8',
        hasBom: false,
        delimiter: null,
        newline: 'none',
        hasHxlRow: next !== undefined && isHxlRow(next),
        headerLine,
        sheet,
      },
      faults: layoutFault ? [layoutFault] : [...this.#flawFaults(first), ...nameFaults],
    }
  }

  #mergeFaults(line: number, row: number): TableFault[] {
    const width = this.#columns.length
    return this.#rangesOf(line)
      .filter(({ firstColumn }) => firstColumn < width)
      .map(({ reference, firstColumn, firstRow }) => {
        const column = this.#columns[firstColumn]
        const cell = cellReference(this.#name, firstColumn, firstRow)
        const say = (m: Messages) => m.workbooks.merged(reference)
        return { row, line, ...(column !== undefined && { column }), cell, rule: 'table.merged', say }
      })
  }

  /** Returns the rows of the table with their faults. */
  rows(sheetRows: readonly SheetRow[]): TablePart & { readonly kind: 'rows'; readonly faults: TableFault[] } {
    const width = this.#columns.length
    const faults: TableFault[] = []
    const rows = sheetRows.map((each): Row => {
      const row = ++this.#count
      const { number: line } = each
      const cells = each.cells as string[]
      for (let i = width; i < cells.length; i++)
        if (cells[i]?.trim()) {
          const cell = cellReference(this.#name, i, line)
          const received = String(echo(cells[i]))
          faults.push({
            row,
            line,
            cell,
            rule: 'table.row_long',
            say: (m: Messages) => m.workbooks.beyondHeader,
            received,
          })
        }
      cells.length = width
      for (let i = width - 1; i >= 0 && cells[i] === undefined; i--) cells[i] = ''
      faults.push(...this.#flawFaults(each, row), ...this.#mergeFaults(line, row))
      return { row, line, cells }
    })
    return { kind: 'rows', rows, faults }
  }
}
