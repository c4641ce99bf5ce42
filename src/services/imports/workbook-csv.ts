/** A workbook as CSV, for clients whose workbook is too large for the server. */
import { encodeCsv } from '../../export/csv/write-csv.ts'
import type { RandomAccessFile } from '../../ingest/xlsx/random-access-file.ts'
import { readWorkbookTable, type WorkbookOptions } from '../../ingest/xlsx/workbook-table.ts'
import { problems } from '../../problems.ts'

/**
 * Yields the rows of a sheet as CSV in UTF-8, the header first. Throws invalid-file with the first faults, which CSV
 * cannot express: a cell with an error, merged cells, a damaged workbook.
 */
export async function* workbookCsv(file: RandomAccessFile, options: WorkbookOptions): AsyncGenerator<string> {
  for await (const part of readWorkbookTable(file, options)) {
    if (part.kind === 'end') return
    if (part.faults.length > 0) throw problems.invalidFile(part.faults)
    if (part.kind === 'rows') yield encodeCsv(part.rows.map(({ cells }) => cells))
    else if (part.head) yield encodeCsv([part.head.columns])
  }
}
