/** Workbooks that are too large for a server, as CSV. */
import { createWriteStream } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Problem, stateIssue } from '../src/problems.ts'
import { workbookCsv } from '../src/services/imports/workbook-csv.ts'
import { problemFailure } from './import-failure.ts'

/** How many times as large as in a Worker the parts of a workbook may be here. */
const scale = 64

export interface CsvFile {
  readonly path: string
  readonly remove: () => Promise<void>
}

/**
 * Writes a sheet of a workbook to a temporary CSV file; without a name, the sheet that a server reads. Throws an
 * ImportFailure with the faults of the workbook.
 */
export const writeWorkbookCsv = async (workbook: string, sheet: string | undefined): Promise<CsvFile> => {
  const folder = await mkdtemp(join(tmpdir(), 'sitrep-import-'))
  const remove = () => rm(folder, { recursive: true })
  const path = join(folder, 'sheet.csv')
  const handle = await open(workbook)
  try {
    const { size } = await handle.stat()
    const read = async (offset: number, length: number) => {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, offset)
      return buffer.subarray(0, bytesRead)
    }
    await pipeline(Readable.from(workbookCsv({ size, read }, { sheet, scale })), createWriteStream(path))
    return { path, remove }
  } catch (error) {
    await remove()
    if (!(error instanceof Problem)) throw error
    const { title, status, detail, errors } = error
    throw problemFailure({ title, status, detail, errors: errors.map(stateIssue) })
  } finally {
    await handle.close()
  }
}
