/** Reading the cells of the layouts: texts, numbers and codes. */

import type { Path } from '../../../schemas/rules.ts'
import { removeMarks, trimMarks } from '../../text/invisible-marks.ts'
import { toLatinDigits } from '../../text/latin-digits.ts'
import { sentence } from '../../text/sentence.ts'
import type { Note, ReportIssue } from './layout.ts'

const ascii = /^[ -~]*$/
// biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern must match them
const controlCharacters = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g

/** Returns a cell as a text of at most `max` characters, as a record stores it. `at` is the index of the cell. */
export const parseText = (cell: string, max: number, note: Note, at = 0): string => {
  let text = cell.trim()
  if (!ascii.test(text)) {
    text = trimMarks(text.replace(/\r\n?/g, '\n').normalize('NFC').toWellFormed())
    if (text.search(controlCharacters) >= 0) {
      note('crosswalk.control', at)
      text = text.replace(controlCharacters, ' ').trim()
    }
  }
  if (text.length <= max) return text
  note('crosswalk.text_cut', at)
  return text.slice(0, max).toWellFormed().trim()
}

/** Returns several cells as texts, without empty ones. */
export const parseTexts = (cells: readonly string[], max: number, note: Note, at = 0): string[] =>
  cells.map((cell) => parseText(cell, max, note, at)).filter((text) => text !== '')

/** Returns our code for one of the project's; undefined if the cell is empty or its code unknown. */
export const parseCode = <T>(
  cell: string,
  codes: ReadonlyMap<string, T>,
  note: Note,
  at = 0,
): T | undefined => {
  if (cell === '') return undefined
  const code = codes.get(cell) ?? codes.get(cell.trim())
  if (code === undefined && cell.trim() !== '') note('crosswalk.code', at)
  return code
}

/** Returns the text of a number: Latin digits, a minus sign and a point, without characters that show nothing. */
const numeralOf = (cell: string): string =>
  ascii.test(cell)
    ? cell.trim()
    : toLatinDigits(removeMarks(cell))
        .replace('\u2212', '-')
        .replace('\u066b', '.')
        .replace(/\u066c/g, ' ')
        .trim()

/** Words that R, pandas and spreadsheets write for nothing. */
const nothing = /^(?:na|n\/a|#n\/a|nan|null|\.)$/i
const numeral = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i
const decimalComma = /^[+-]?\d+,\d+$/
const grouped = /^\d{1,3}(?:([ \u00a0\u202f'’])\d{3}(?:\1\d{3})*|(?:,\d{3}){2,}|(?:\.\d{3}){2,})$/
const ambiguous = /^\d{1,3}[.,]\d{3}$/

type Numeral = number | 'nothing' | undefined

const parseNumeral = (text: string): Numeral => {
  if (nothing.test(text)) return 'nothing'
  const number = numeral.test(text) ? Number(text) : Number.NaN
  return Number.isFinite(number) ? number : undefined
}

const plainDegrees = /^-?\d{1,3}(?:\.\d+)?$/

/**
 * Returns degrees; undefined if the cell is empty, or not a number, which is then reported. A comma can only be a
 * decimal comma, since no coordinate reaches 1000.
 */
export const parseDegrees = (
  cell: string,
  at: number,
  path: Path,
  note: Note,
  reportIssue: ReportIssue,
): number | undefined => {
  if (plainDegrees.test(cell)) return Number(cell)
  const text = numeralOf(cell)
  if (text === '') return undefined
  const number = parseNumeral(decimalComma.test(text) ? text.replace(',', '.') : text)
  if (number === undefined)
    reportIssue(path, 'field.type', sentence`Write decimal degrees with a point, such as 33.3558.`, cell)
  else if (number === 'nothing') note('crosswalk.number', at)
  else {
    if (text !== cell.trim() || text.includes(',')) note('crosswalk.number_form', at)
    return number
  }
  return undefined
}

const plainCount = /^\d{1,9}$/

/**
 * Returns a count of people, which may be a fraction; undefined if the cell is empty, or not such a number, which is
 * then reported.
 */
export const parseShare = (
  cell: string,
  at: number,
  path: Path,
  note: Note,
  reportIssue: ReportIssue,
): number | undefined => {
  if (plainCount.test(cell)) return Number(cell)
  const text = numeralOf(cell)
  if (text === '') return undefined
  if (ambiguous.test(text)) {
    const [whole, fraction] = [text.replace(/[.,]/, ''), text.replace(',', '.')]
    reportIssue(
      path,
      'number.whole',
      sentence`It can mean ${whole} or ${fraction}. Write ${whole} or ${Number(fraction)}.`,
      cell,
    )
    return undefined
  }
  const isGrouped = grouped.test(text)
  const number = parseNumeral(isGrouped ? text.replace(/\D/g, '') : text)
  if (number === undefined)
    reportIssue(path, 'field.type', sentence`Write one whole number, such as 12.`, cell)
  else if (number === 'nothing') note('crosswalk.number', at)
  else if (number < 0 || number > 1e9)
    reportIssue(path, 'number.range', sentence`A count must be from 0 to 1000000000.`, cell)
  else {
    if (isGrouped || text !== cell.trim()) note('crosswalk.number_form', at)
    return number
  }
  return undefined
}

/** Returns a whole count of people; undefined if the cell is empty, or not such a number, which is then reported. */
export const parseCount: typeof parseShare = (cell, at, path, note, reportIssue) => {
  const number = parseShare(cell, at, path, note, reportIssue)
  if (number === undefined || Number.isInteger(number)) return number
  reportIssue(path, 'number.whole', sentence`A count must be a whole number, such as 12.`, cell)
  return undefined
}
