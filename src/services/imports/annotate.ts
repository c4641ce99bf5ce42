/** The table of an import with the errors of each row in an additional column, as CSV or as a workbook. */
import type { Cell } from '../../../schemas/field-types.ts'
import { encodeCsv } from '../../export/csv/write-csv.ts'
import { writeWorkbook } from '../../export/xlsx/xlsx.ts'
import { readTable, type TablePart } from '../../ingest/csv/table-reader.ts'
import { errorsColumn } from '../../ingest/rows/flat-profile.ts'
import { readWorkbookTable } from '../../ingest/xlsx/workbook-table.ts'
import { problems } from '../../problems.ts'
import { originalKey } from '../../store/imports/imports.ts'
import { openRanges } from '../../store/object-store.ts'
import type { RowError } from './import-context.ts'
import { readErrors, readOriginal, type toStored } from './read-import.ts'

type StoredReport = ReturnType<typeof toStored>

/** How the table of an import was read. */
type TableFacts = Pick<StoredReport, 'sheet' | 'encoding'>

const formatError = ({ column, rule, detail }: RowError): string =>
  `${column === undefined ? '' : `${column}: `}${detail} (${rule})`

/**
 * Returns a function that takes the errors of the rows up to one, by row, from errors that come in the order of the
 * import: that of blocks, though not of the rows in a block.
 */
const errorTaker = (errors: AsyncIterator<RowError, undefined>) => {
  let next: RowError | undefined
  return async (last: number): Promise<ReadonlyMap<number, readonly string[]>> => {
    const byRow = new Map<number, string[]>()
    for (;;) {
      next ??= (await errors.next()).value
      if (!next || (next.row ?? 0) > last) return byRow
      if (next.row !== undefined) byRow.set(next.row, [...(byRow.get(next.row) ?? []), formatError(next)])
      next = undefined
    }
  }
}

/** Yields pages of rows, first the header alone. Throws not-found if the file is not a table. */
async function* annotatedPages(
  parts: AsyncIterable<TablePart>,
  errors: AsyncIterable<RowError, undefined>,
): AsyncGenerator<readonly (readonly string[])[]> {
  const takeErrors = errorTaker(errors[Symbol.asyncIterator]())
  let width = 0
  let errorsIndex = -1
  const withoutErrors = <T>(cells: readonly T[]): T[] => cells.filter((_, i) => i !== errorsIndex)
  for await (const part of parts) {
    if (part.kind === 'head') {
      if (!part.head) throw problems.notFound('importNoTable')
      const { columns } = part.head
      width = columns.length
      errorsIndex = columns.findIndex((name) => name.trim() === errorsColumn)
      yield [[...withoutErrors(columns), errorsColumn]]
    } else if (part.kind === 'rows') {
      const byRow = await takeErrors(part.rows.at(-1)?.row ?? 0)
      yield part.rows.map(({ row, cells }) => {
        const padded = Array.from({ length: Math.max(width, cells.length) }, (_, i) => cells[i] ?? '')
        return [...withoutErrors(padded), (byRow.get(row) ?? []).join('; ')]
      })
    }
  }
}

const openParts = async (
  files: R2Bucket,
  id: string,
  { sheet, encoding }: TableFacts,
): Promise<AsyncIterable<TablePart>> => {
  if (sheet === null) return readTable(await readOriginal(files, id), { encoding })
  const file = await openRanges(files, originalKey(id))
  if (!file) throw problems.notFound('importFile')
  return readWorkbookTable(file, { sheet })
}

const openPages = async (files: R2Bucket, id: string, report: TableFacts) =>
  annotatedPages(await openParts(files, id, report), readErrors(files, id))

/** Returns the lines of the table as CSV. Throws not-found if the file is not a table or no longer kept. */
export const annotatedCsv = async (
  files: R2Bucket,
  id: string,
  report: TableFacts,
): Promise<AsyncIterable<string>> => {
  const pages = await openPages(files, id, report)
  return (async function* () {
    for await (const page of pages) yield encodeCsv(page)
  })()
}

const canonicalNumber = /^(?:0|-?[1-9]\d*|-?(?:0|[1-9]\d*)\.\d*[1-9])$/
/** The most digits that a number of a spreadsheet holds. */
const maxDigits = 15

/** Returns a cell as a number if a workbook shows it with the same digits. */
const parseCell = (text: string | undefined): Cell =>
  text !== undefined && text.length <= maxDigits && canonicalNumber.test(text) ? Number(text) : text

const columnWidth = 18

/** Returns the bytes of the table as a workbook, with numbers and days as such. Throws as {@link annotatedCsv} does. */
export const annotatedXlsx = async (
  files: R2Bucket,
  id: string,
  report: TableFacts & Pick<StoredReport, 'rows'>,
): Promise<AsyncIterable<Uint8Array>> => {
  const pages = await openPages(files, id, report)
  const first = await pages.next()
  const header = first.done ? [] : (first.value[0] ?? [])
  return writeWorkbook(
    {
      columns: header.map((name, i) => ({
        name,
        type: 'date' as const,
        width: Math.max(columnWidth, name.length + 4),
        get: (row: readonly string[]) => parseCell(row[i]),
      })),
      rows: report.rows,
      pages,
    },
    [],
  )
}
