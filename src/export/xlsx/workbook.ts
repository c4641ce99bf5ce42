/** A workbook: the sheet of the incidents, row by row, and the sheets beside it. */
import { Buffer } from 'node:buffer'
import type { Cell } from '../../../schemas/field-types.ts'
import { writeZip, type ZipFile } from '../zip.ts'
import { sheetPath, workbookParts } from './ooxml-parts.ts'
import { lastCellOf, type Sheet, sheetXml } from './sheet.ts'

/** Its name, and what it has once the incidents are written. */
type ExtraSheet = readonly [name: string, make: () => Sheet<readonly Cell[]>]

async function* singleChunk(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text, 'utf8')
}

async function* workbookFiles<Row>(
  incidents: Sheet<Row>,
  extraSheets: readonly ExtraSheet[],
): AsyncGenerator<ZipFile> {
  const metadata = workbookParts(['incidents', ...extraSheets.map(([name]) => name)], lastCellOf(incidents))
  for (const [name, text] of Object.entries(metadata)) yield { name, bytes: singleChunk(text) }
  yield { name: sheetPath(0), bytes: sheetXml(incidents) }
  for (const [i, [, make]] of extraSheets.entries()) yield { name: sheetPath(i + 1), bytes: sheetXml(make()) }
}

/** The bytes of the workbook. */
export const writeWorkbook = <Row>(
  incidents: Sheet<Row>,
  extraSheets: readonly ExtraSheet[],
): AsyncGenerator<Uint8Array> => writeZip(workbookFiles(incidents, extraSheets))
