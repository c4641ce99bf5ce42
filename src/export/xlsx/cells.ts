/** The cells of a sheet as XML (ECMA-376 part 1, 18.3.1.4): numbers, dates and inline texts, but no formulas. */
import { msPerDay } from '../../../schemas/edtf-date.ts'
import type { Cell, ColumnType } from '../../../schemas/field-types.ts'

/** The indexes of the cell formats in `cellXfs` of the styles. */
export const styles = { plain: 0, header: 1, date: 2, datetime: 3, quoted: 4 } as const

/** The most characters of a cell, counted as UTF-16 code units. */
export const maxCellCharacters = 32_767

/** 1970-01-01 in Excel's days. */
const epochSerial = 25_569
/** 1900-03-01: Excel believes in a 29th of February before it. */
const minSerial = 61

const serialForms = { date: /^\d{4}-\d\d-\d\d$/, datetime: /^\d{4}-\d\d-\d\d(?:T[\d:.]+Z)?$/ } as const

/** Returns the Excel day of a date or a UTC time; undefined before 1900-03-01 and for other texts. */
const toSerial = (value: string, type: keyof typeof serialForms): number | undefined => {
  if (!serialForms[type].test(value)) return undefined
  const ms = Date.parse(value)
  const isInvalidDay = value.slice(8, 10) > '28' && new Date(ms).getUTCDate() !== Number(value.slice(8, 10))
  if (isInvalidDay) return undefined
  const serial = ms / msPerDay + epochSerial
  return serial >= minSerial ? serial : undefined
}

const truncationMark = (length: number): string =>
  ` [cut: of ${length} characters a cell of Excel holds ${maxCellCharacters}]`

/** Returns a text that fits into a cell; a cut text ends with a note that says so. */
export const truncate = (text: string): string => {
  if (text.length <= maxCellCharacters) return text
  const end = truncationMark(text.length)
  return text.slice(0, maxCellCharacters - end.length).replace(/[\ud800-\udbff]$/, '') + end
}

const escapedCharacters = /[&<>\p{Cc}\ufffe\uffff]|_x/u
/** Characters that XML cannot contain or would change, and a `_` that would look like the start of an escape. */
const xstringEscapes =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is about.
  /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|_(?=x[0-9a-fA-F]{4}[_\u0000-\u0008\u000b-\u001f\ufffe\uffff])/g
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

const escapeCharacter = (character: string): string =>
  `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`

/** Returns a text for XML, with the escapes of ST_Xstring. */
export const escapeXml = (text: string): string =>
  escapedCharacters.test(text)
    ? text
        .replace(xstringEscapes, escapeCharacter)
        .replace(/[&<>]/g, (character) => entities[character] as string)
    : text

/** A text that Excel would read as a formula when it is edited; its cell is marked as text. */
const formulaStart = /^[=+\-@\t\r\n]/

/** Returns the cell of a text. Line breaks are LF: Excel shows the escape of a CR as `_x000D_`. */
const textCell = (at: string, value: string): string => {
  const text = value.includes('\r') ? value.replace(/\r\n?/g, '\n') : value
  const style = formulaStart.test(text) ? ` s="${styles.quoted}"` : ''
  const space = /^\s|\s$/.test(text) ? ' xml:space="preserve"' : ''
  return `<c r="${at}"${style} t="inlineStr"><is><t${space}>${escapeXml(text)}</t></is></c>`
}

/** Returns one cell; an unknown value or an empty text has none. A date that Excel cannot represent becomes a text. */
export const xmlCell = (at: string, value: Cell, type: ColumnType): string => {
  if (value === undefined || value === '') return ''
  if (typeof value === 'number') return `<c r="${at}"><v>${value}</v></c>`
  const serial = type === 'date' || type === 'datetime' ? toSerial(value, type) : undefined
  return serial === undefined
    ? textCell(at, value)
    : `<c r="${at}" s="${styles[type as 'date' | 'datetime']}"><v>${serial}</v></c>`
}

export const headerCell = (at: string, name: string): string =>
  `<c r="${at}" s="${styles.header}" t="inlineStr"><is><t>${escapeXml(name)}</t></is></c>`
