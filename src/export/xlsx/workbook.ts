/** A workbook: the sheet of the incidents, row by row, and the sheets beside it. */
import { Buffer } from 'node:buffer'
import type { Cell } from '../../../schemas/field-types.ts'
import { type ZippedFile, zipped } from '../zip.ts'
import { sheetPart, workbookParts } from './ooxml-parts.ts'
import { cornerOf, type Sheet, sheetXml } from './sheet.ts'

/** Its name, and what it has once the incidents are written. */
type Beside = readonly [name: string, make: () => Sheet<readonly Cell[]>]

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text, 'utf8')
}

async function* parts<Row>(incidents: Sheet<Row>, beside: readonly Beside[]): AsyncGenerator<ZippedFile> {
  const described = workbookParts(['incidents', ...beside.map(([name]) => name)], cornerOf(incidents))
  for (const [name, text] of Object.entries(described)) yield { name, bytes: once(text) }
  yield { name: sheetPart(0), bytes: sheetXml(incidents) }
  for (const [i, [, make]] of beside.entries()) yield { name: sheetPart(i + 1), bytes: sheetXml(make()) }
}

/** The bytes of the workbook. */
export const bookOf = <Row>(incidents: Sheet<Row>, beside: readonly Beside[]): AsyncGenerator<Uint8Array> =>
  zipped(parts(incidents, beside))
