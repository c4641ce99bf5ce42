/** The beginning of the stored file of an import, by which its columns are matched. */

import { readSample, type Sample } from '../../ingest/mapping/suggest/sample.ts'
import type { JsonKind } from '../../ingest/rows/json-reader.ts'
import { isWorkbook } from '../../ingest/xlsx/foreign-format.ts'
import { problems } from '../../problems.ts'
import { type Import, originalKey } from '../../store/imports/imports.ts'
import { openRanges } from '../../store/object-store.ts'
import { parseSettings } from './import-settings.ts'

/** The bytes of a text that are read. */
const sampleBytes = 1024 * 1024
/** The most bytes of a workbook, which cannot be read by its beginning alone. */
const maxWorkbookBytes = 16 * 1024 * 1024

/**
 * Returns the columns at the beginning of the file of an import. Throws not-found if it is no longer kept, and
 * invalid-file if it has no columns.
 */
export const sampleImport = async (
  files: R2Bucket,
  { id, settings }: Import,
  jsonKind: JsonKind | undefined,
): Promise<Sample> => {
  const file = await openRanges(files, originalKey(id))
  if (!file) throw problems.notFound('importFile')
  const { encoding, sheet } = parseSettings(settings)
  const start = await file.read(0, Math.min(file.size, sampleBytes))
  const isComplete = isWorkbook(start) && file.size <= maxWorkbookBytes
  const bytes = isComplete ? await file.read(0, file.size) : start
  return readSample(bytes, { jsonKind, encoding, sheet })
}
