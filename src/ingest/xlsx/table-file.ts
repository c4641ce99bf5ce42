/** Tables in any format: a workbook is recognised by its first bytes, everything else is read as text. */
import type { Messages } from '../../messages/messages.ts'
import { readCsvRows, readTableRows, type TableProfile } from '../rows/csv-reader.ts'
import { peek } from '../rows/peek.ts'
import type { SourceEvent } from '../rows/source-row.ts'
import { isWorkbook, signatureLength } from './foreign-format.ts'
import type { RandomAccessFile } from './random-access-file.ts'
import { readWorkbookTable, type WorkbookOptions } from './workbook-table.ts'

type Chunks = AsyncIterable<Uint8Array>

export interface TableFileOptions extends WorkbookOptions {
  /** Whether the file is said to be a workbook. */
  readonly isSaidWorkbook: boolean
  /** The encoding of a text that the request states. */
  readonly encoding?: string | undefined
}

/**
 * Reads the rows of a table by a profile. A workbook is opened by `openStored` after its last chunk, because its
 * directory is at its end.
 */
export async function* readTableFile(
  source: Chunks,
  openStored: () => Promise<RandomAccessFile>,
  profile: TableProfile,
  { isSaidWorkbook, sheet, encoding }: TableFileOptions,
): AsyncGenerator<SourceEvent> {
  const { start, chunks } = await peek(source, signatureLength)
  if (!isSaidWorkbook && !isWorkbook(start)) {
    const fault = {
      line: 1,
      rule: 'table.sheet',
      say: (m: Messages) => m.workbooks.noWorkbookSheets,
      received: sheet,
    }
    if (sheet === undefined) yield* readCsvRows(chunks, profile, encoding)
    else yield { kind: 'unreadable', faults: [fault] }
    return
  }
  for await (const _ of chunks);
  yield* readTableRows(readWorkbookTable(await openStored(), { sheet }), profile)
}
