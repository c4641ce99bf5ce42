/** CSV by RFC 4180: CRLF behind every row, a quote doubled inside quotes. */
import { Buffer } from 'node:buffer'
import type { Cell } from '../../schemas/field.ts'
import type { StoredIncident } from '../../schemas/incident.ts'
import { flatColumns } from '../derive/columns.ts'
import { guarded } from '../derive/guard.ts'

/** Quoted where it must be, and where a reader might trim it: spaces at either end. */
const needsQuotes = /[",\r\n]|^\s|\s$|^\ufeff/

/** A spreadsheet may take these, too, for what parts cells. */
const mayPart = /[;\t]/

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`

/** Every digit, and none but digits: an exponent is read as text by too many programs. */
const plainNumber = (value: number): string => {
  const text = String(value)
  const [mantissa = '', exponent] = text.split('e-')
  if (exponent === undefined) return text
  const zeros = '0'.repeat(Number(exponent) - 1)
  return `${value < 0 ? '-' : ''}0.${zeros}${mantissa.replace(/[-.]/g, '')}`
}

export const csvCell = (value: Cell): string => {
  if (value === undefined) return ''
  if (typeof value === 'number') return plainNumber(value)
  return needsQuotes.test(value) ? quoted(value) : value
}

/** What Excel knows a file of UTF-8 by. */
export const byteOrderMark = '\ufeff'

/** A cell that no spreadsheet computes. */
export const excelCell = (value: Cell): string => {
  if (typeof value !== 'string') return csvCell(value)
  const text = guarded(value)
  return needsQuotes.test(text) || mayPart.test(text) ? quoted(text) : text
}

/** One row without its line break. */
export const csvRow = (cells: readonly Cell[], write = csvCell): string => cells.map(write).join(',')

/** The columns of the flat row that the commit fills in: they stand at its end. */
const byCommit: readonly string[] = ['created_at', 'updated_at']
const lineColumns = flatColumns.filter(({ name }) => !byCommit.includes(name))

export const flatHeader = `${csvRow(flatColumns.map(({ name }) => name))}\r\n`

/** Text as a string of its UTF-8 bytes: the database hands such strings through twice as fast as wide ones. */
export const asLatin1 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1')

/** A record's row up to the two times, as the database keeps it. */
export const flatLine = (record: StoredIncident): string =>
  asLatin1(csvRow(lineColumns.map(({ get }) => get(record))))
