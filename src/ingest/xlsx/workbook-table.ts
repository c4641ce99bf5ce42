/** A sheet of a workbook as a table, in pieces of bounded size. */
import { echo } from '../../../schemas/rules.ts'
import type { TablePart } from '../csv/table-reader.ts'
import { blockSize, maxRowsPerBatch, type Note } from '../rows/source-row.ts'
import { readMergedRanges } from './merged-cells.ts'
import type { RandomAccessFile } from './random-access-file.ts'
import { readSheetRows, type SheetPiece, type SheetRow } from './sheet-reader.ts'
import { SheetTable } from './sheet-table.ts'
import { openWorkbook, selectSheet, type Workbook } from './workbook.ts'
import { WorkbookError } from './workbook-error.ts'

export interface WorkbookOptions {
  /** The name of the sheet; by default the first that is not hidden. */
  readonly sheet?: string | undefined
  /** How many times as large as in a Worker the parts may be, 1 by default. */
  readonly scale?: number
}

/** Yields rows together until they are as many or as large as a block. */
async function* groupRows(pieces: AsyncIterable<SheetPiece>): AsyncGenerator<SheetPiece> {
  let [rows, size, length]: [SheetRow[], number, number] = [[], 0, 0]
  let last: SheetPiece | undefined
  for await (const piece of pieces) {
    last = piece
    for (const row of piece.rows) {
      rows.push(row)
      size += 1 + row.flaws.length
      for (const cell of row.cells) length += cell.length
      if (size < maxRowsPerBatch && length < blockSize) continue
      yield { ...piece, rows }
      rows = []
      size = 0
      length = 0
    }
  }
  if (last) yield { ...last, rows }
}

/** Returns the notes of what a person who looks at the workbook sees differently. */
const notesOf = (
  workbook: Workbook,
  name: string,
  { hiddenRows, hiddenColumns }: Omit<SheetPiece, 'rows'>,
) => {
  const others = workbook.sheets.filter((sheet) => sheet.name !== name)
  const notes: Note[] = others.map((sheet) => ({ rule: 'workbook.sheet_unread', received: echo(sheet.name) }))
  if (hiddenRows > 0) notes.push({ rule: 'workbook.hidden_rows', times: hiddenRows })
  if (hiddenColumns > 0) notes.push({ rule: 'workbook.hidden_columns', times: hiddenColumns })
  return notes
}

/**
 * Reads a sheet of a workbook as a table. The first row that is not empty is the header; empty rows are skipped. Holds
 * the shared texts, a block and a group of rows in memory, however long the sheet. Reads the sheet twice: first to its
 * end, for merged cells and damage. Throws only the errors of the file.
 */
export async function* readWorkbookTable(
  file: RandomAccessFile,
  { sheet: name, scale }: WorkbookOptions = {},
): AsyncGenerator<TablePart, void, undefined> {
  let table: SheetTable | undefined
  let notes: readonly Note[] = []
  let [isOpen, isComplete, line] = [false, false, 1]
  try {
    const workbook = await openWorkbook(file, scale)
    const sheet = selectSheet(workbook, name)
    table = new SheetTable(sheet.name, await readMergedRanges(workbook.readSheet(sheet)))
    for await (const piece of groupRows(readSheetRows(workbook, workbook.readSheet(sheet)))) {
      let { rows } = piece
      const [first, next] = rows
      if (!isOpen && first) {
        const part = table.head(first, next)
        yield part
        isOpen = true
        rows = rows.slice(part.head.hasHxlRow ? 2 : 1)
      }
      line = rows.at(-1)?.number ?? line
      if (rows.length > 0) yield table.rows(rows)
      notes = notesOf(workbook, sheet.name, piece)
    }
    const others = workbook.sheets.flatMap((each) => (each === sheet ? [] : [each.name]))
    if (!isOpen) throw new WorkbookError('table.sheet', (m) => m.workbooks.emptySheet(sheet.name, others))
    isComplete = true
  } catch (error) {
    if (!(error instanceof WorkbookError)) throw error
    const faults = [{ line, rule: error.rule, say: error.say }]
    yield isOpen ? { kind: 'rows', rows: [], faults } : { kind: 'head', head: undefined, faults }
  }
  yield { kind: 'end', rows: table?.count ?? 0, encoding: 'utf-8', complete: isComplete, notes }
}
