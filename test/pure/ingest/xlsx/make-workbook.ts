/** Small workbooks, made by hand. */
import { Buffer } from 'node:buffer'
import { strToU8, zipSync } from 'fflate'
import type { RandomAccessFile } from '../../../../src/ingest/xlsx/random-access-file.ts'
import { readWorkbookTable } from '../../../../src/ingest/xlsx/workbook-table.ts'
import { stateIssue } from '../../../../src/problems.ts'

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** Formats of cells by their index: a number, a day, a day with a time, a month, a time, hours beyond a day. */
export const dateStyles = ['General', 'dd/mm/yyyy', 'yyyy-mm-dd hh:mm', 'mmm-yy', 'h:mm', '[h]:mm']

const stylesXml = (formats: readonly string[]): string =>
  `<styleSheet xmlns="${main}"><numFmts>${formats.map((code, i) => `<numFmt numFmtId="${164 + i}" formatCode="${code}"/>`).join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${formats.map((_, i) => `<xf numFmtId="${164 + i}"/>`).join('')}</cellXfs></styleSheet>`

export interface WorkbookParts {
  /** The content of `sheetData` of each sheet, or the whole part, by the name of the sheet. */
  readonly sheets: Readonly<Record<string, string>>
  readonly strings?: readonly string[]
  readonly formats?: readonly string[]
  readonly properties?: string
  readonly hidden?: readonly string[]
}

const sheetPart = (content: string): string =>
  content.startsWith('<?xml') || content.includes('worksheet')
    ? content
    : `<worksheet xmlns="${main}"><sheetData>${content}</sheetData></worksheet>`

/** Returns the files of a workbook by their names. */
export const workbookFiles = ({
  sheets,
  strings,
  formats = dateStyles,
  properties = '',
  hidden = [],
}: WorkbookParts): Record<string, Uint8Array> => {
  const names = Object.keys(sheets)
  const relation = (id: number, type: string, target: string) =>
    `<Relationship Id="rId${id}" Type="${relations}/${type}" Target="${target}"/>`
  const files: Record<string, string> = {
    '_rels/.rels': `<Relationships>${relation(1, 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relations}"><workbookPr ${properties}/><sheets>${names.map((name, i) => `<sheet name="${name}" sheetId="${i + 1}"${hidden.includes(name) ? ' state="hidden"' : ''} r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${names.map((_, i) => relation(i + 1, 'worksheet', `worksheets/sheet${i + 1}.xml`)).join('')}${relation(90, 'styles', '/xl/styles.xml')}${strings ? relation(91, 'sharedStrings', 'sharedStrings.xml') : ''}</Relationships>`,
    'xl/styles.xml': stylesXml(formats),
    ...(strings && { 'xl/sharedStrings.xml': `<sst xmlns="${main}">${strings.join('')}</sst>` }),
    ...Object.fromEntries(
      Object.values(sheets).map((content, i) => [`xl/worksheets/sheet${i + 1}.xml`, sheetPart(content)]),
    ),
  }
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))
}

export const makeWorkbook = (parts: WorkbookParts): Uint8Array => zipSync(workbookFiles(parts))

const columnLetter = (index: number): string => String.fromCharCode(65 + index)

/** Returns a row of inline texts. */
export const textRow = (row: number, ...cells: readonly string[]): string =>
  `<row r="${row}">${cells.map((cell, i) => (cell === '' ? '' : `<c r="${columnLetter(i)}${row}" t="inlineStr"><is><t xml:space="preserve">${cell}</t></is></c>`)).join('')}</row>`

/** Returns a file that answers ranges, and counts the bytes that are read. */
export const fileOf = (bytes: Uint8Array): RandomAccessFile & { readonly readBytes: () => number } => {
  let count = 0
  return {
    size: bytes.length,
    read: async (offset, length) => {
      count += length
      return bytes.slice(offset, offset + length)
    },
    readBytes: () => count,
  }
}

/** Returns all parts of a table together. */
export const readTableOf = async (workbook: WorkbookParts | Uint8Array, sheet?: string) => {
  const bytes = workbook instanceof Uint8Array ? workbook : makeWorkbook(workbook)
  const result = {
    columns: [] as readonly string[],
    sheet: '',
    rows: [] as (readonly string[])[],
    lines: [] as number[],
    faults: [] as object[],
    notes: [] as readonly object[],
    complete: false,
  }
  for await (const part of readWorkbookTable(fileOf(bytes), { sheet })) {
    if (part.kind === 'head') {
      result.columns = part.head?.columns ?? []
      result.sheet = part.head?.sheet?.name ?? ''
      result.faults.push(...part.faults.map(stateIssue))
    } else if (part.kind === 'rows') {
      result.rows.push(...part.rows.map(({ cells }) => cells))
      result.lines.push(...part.rows.map(({ line }) => line))
      result.faults.push(...part.faults.map(stateIssue))
    } else Object.assign(result, { complete: part.complete, notes: part.notes ?? [] })
  }
  return result
}

/** Returns the texts of the cells of one row with this XML, under a header of as many columns. */
export const readCells = async (
  cells: string,
  parts: Partial<WorkbookParts> = {},
): Promise<readonly string[]> => {
  const count = cells.match(/<c[\s>/]/g)?.length ?? 0
  const header = textRow(1, ...Array.from({ length: count }, (_, i) => `column ${i + 1}`))
  const { rows, faults } = await readTableOf({ sheets: { Sheet1: `${header}<row>${cells}</row>` }, ...parts })
  if (faults.length > 0) throw new Error(JSON.stringify(faults))
  return rows[0] ?? []
}

/** Returns bytes with a 32-bit number overwritten behind each occurrence of a signature. */
export const overwrite = (
  bytes: Uint8Array,
  signature: number,
  offset: number,
  value: number,
): Uint8Array => {
  const copy = Buffer.from(bytes)
  for (let at = 0; at + offset + 4 <= copy.length; at++)
    if (copy.readUInt32LE(at) === signature) copy.writeUInt32LE(value, at + offset)
  return copy
}
