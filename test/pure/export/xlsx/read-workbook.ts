/** A reader of workbooks that takes only what is written as the standard says; whatever else is there, it throws. */
import { Buffer } from 'node:buffer'
import type { StoredIncident } from '../../../../schemas/incident.ts'
import { type XlsxOptions, xlsx } from '../../../../src/export/xlsx/xlsx.ts'
import { validate } from '../../../../src/ingest/validate/validate.ts'
import { minimalRecord, validationContext } from '../../rule-cases.ts'
import { readZip } from '../read-zip.ts'

export interface ReadCell {
  readonly type: 'number' | 'text'
  readonly style: number
  readonly value: string
}

export interface ReadWorkbook {
  /** The XML of each part by its name. */
  readonly parts: Readonly<Record<string, string>>
  readonly sheets: Readonly<Record<string, ReadSheet>>
}

export interface ReadSheet {
  readonly header: readonly string[]
  /** Each row by the names of the columns, without the cells that are not there. */
  readonly rows: readonly Readonly<Record<string, ReadCell>>[]
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>' }

/** Character data, the escapes of ST_Xstring included. */
const textOf = (xml: string): string => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these XML cannot hold, or reads as another.
  if (/[<>\u0000-\u0008\u000b-\u001f\ufffe\uffff]|&(?!(?:amp|lt|gt);)/.test(xml))
    throw new Error(`This is not character data: ${JSON.stringify(xml)}`)
  return xml
    .replace(/_x([0-9a-f]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/&(\w+);/g, (_, name: string) => entities[name] ?? '')
}

const cellForm =
  /<c r="([A-Z]+)(\d+)"(?: s="(\d)")?(?:><v>(-?[\d.e-]+)<\/v>| t="inlineStr"><is><t( xml:space="preserve")?>([^<]*)<\/t><\/is>)<\/c>/y
const rowForm = /<row r="(\d+)">(.*?)<\/row>/sy

/** What a form finds, one directly behind the other, to the end. */
function* eachOf(form: RegExp, text: string): Generator<RegExpExecArray> {
  for (form.lastIndex = 0; form.lastIndex < text.length; ) {
    const at = form.lastIndex
    const found = form.exec(text)
    if (!found) throw new Error(`This is no part of a sheet: ${text.slice(at, at + 200)}`)
    const behind = form.lastIndex
    yield found
    form.lastIndex = behind
  }
}

const indexOf = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1

const cellOf = ([, , , style, number, preserved, text]: RegExpExecArray): ReadCell => {
  if (number !== undefined) return { type: 'number', style: Number(style ?? 0), value: number }
  const value = text ?? ''
  if (/^\s|\s$/.test(value) && !preserved) throw new Error(`Spaces are lost: ${JSON.stringify(value)}`)
  return { type: 'text', style: Number(style ?? 0), value: textOf(value) }
}

const sheetOf = (xml: string): ReadSheet => {
  const inside = /<sheetData>(.*)<\/sheetData>/s.exec(xml)?.[1] ?? ''
  const lines = [...eachOf(rowForm, inside)].map(([, number, cells = ''], i) => {
    if (Number(number) !== i + 1) throw new Error(`Row ${number} stands at ${i + 1}.`)
    return [...eachOf(cellForm, cells)].map((found) => {
      if (found[2] !== number) throw new Error(`${found[1]}${found[2]} is in row ${number}.`)
      return [indexOf(found[1] ?? ''), cellOf(found)] as const
    })
  })
  const header = (lines[0] ?? []).map(([, { value }]) => value)
  const rows = lines.slice(1).map((cells) => {
    if (cells.some(([place], i) => place <= (cells[i - 1]?.[0] ?? -1))) throw new Error('Cells out of order.')
    return Object.fromEntries(cells.map(([place, cell]) => [header[place] ?? '', cell]))
  })
  return { header, rows }
}

export const readWorkbook = (bytes: Uint8Array): ReadWorkbook => {
  const parts = Object.fromEntries(readZip(bytes).map(({ name, bytes }) => [name, bytes.toString('utf8')]))
  const names = [...(parts['xl/workbook.xml'] ?? '').matchAll(/<sheet name="(\w+)"/g)]
  const sheets = names.map(([, name = ''], i) => [
    name,
    sheetOf(parts[`xl/worksheets/sheet${i + 1}.xml`] ?? ''),
  ])
  return { parts, sheets: Object.fromEntries(sheets) }
}

export async function* inPages(records: readonly StoredIncident[], size = 3) {
  for (let at = 0; at < records.length; at += size) yield records.slice(at, at + size)
}

export const bytesOf = async (source: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const pieces: Uint8Array[] = []
  for await (const piece of source) pieces.push(piece)
  return Buffer.concat(pieces)
}

/** The workbook of these records. */
export const readWritten = async (
  records: readonly StoredIncident[],
  options: Partial<XlsxOptions> = {},
): Promise<ReadWorkbook> => {
  const facts = { commit: 42, rows: records.length }
  return readWorkbook(await bytesOf(xlsx(inPages(records), facts, { labels: false, ...options })))
}

export const stamps = {
  id: '0197f3a0-1c2b-7d4e-8f60-718293a4b5c6',
  status: 'published',
  warnings: [] as StoredIncident['warnings'],
  revision: 1,
  commit: 42,
  created_at: '2022-01-06T00:00:00.000Z',
  updated_at: '2022-01-07T01:02:03.456Z',
} as const

/** A record as it is kept. */
export const storedRecord = (more: object = {}): StoredIncident => {
  const { record } = validate({ ...minimalRecord, ...more }, validationContext)
  if (!record) throw new Error('There is no record.')
  return { ...record, ...stamps } as StoredIncident
}

/** A record with values that no check has seen. */
export const unvalidatedRecord = (more: object): StoredIncident => ({ ...storedRecord(), ...more })

/** A plain text as a sheet has it. */
export const textCell = (value: string) => ({ type: 'text', style: 0, value }) as const

/** The cell of a column in the row of one record. */
export const firstCell = async (more: object, name: string) =>
  (await readWritten([unvalidatedRecord(more)])).sheets.incidents?.rows[0]?.[name]
