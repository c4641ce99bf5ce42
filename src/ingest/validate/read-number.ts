/** Numbers as people, spreadsheets and programs write them in texts. */

import { toLatinDigits } from '../../text/latin-digits.ts'

/** The number of a text. */
export interface NumberReading {
  readonly value: number
  /** Whether the text has a decimal comma or separates thousands, which is worth a note. */
  readonly isNoted?: boolean
}

/** The two numbers that a text may mean: with a decimal sign, and with a separator of thousands. */
export interface AmbiguousNumber {
  readonly decimal: number
  readonly grouped: number
}

const plainPattern = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?$/
const ambiguousPattern = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/
const commaPattern = /^[+-]?\d+,\d+$/
/** Thousands separated by points, commas, spaces, apostrophes or the Arabic sign; decimals with another sign. */
const groupedPattern =
  /^[+-]?[1-9]\d{0,2}([.,'’\u066c\u00a0\u2009\u202f ])\d{3}(?:\1\d{3})*(?:(?!\1)[.,]\d+)?$/
/** As in India: the last three digits, and pairs before them. */
const lakhPattern = /^[+-]?[1-9]\d?(?:,\d{2})+(,)\d{3}(?:\.\d+)?$/

const minusSign = /^[\u2212\u2013\ufe63\uff0d]/

/** Returns a text with Latin digits, hyphen for minus, and `.` and `,` for the Arabic signs that mean the same. */
export const toLatinSigns = (text: string): string =>
  toLatinDigits(text).replace(minusSign, '-').replace('\u066b', '.').replaceAll('\u060c', ',')

/**
 * Returns the number of a trimmed text. A whole number may separate thousands; then a sign before exactly three digits
 * has two readings, which are returned. Undefined if the text is no number.
 *
 * @example readNumber('1 200', { isWhole: true }) // { value: 1200, isNoted: true }
 */
export const readNumber = (
  text: string,
  { isWhole }: { readonly isWhole: boolean },
): NumberReading | AmbiguousNumber | undefined => {
  const latin = toLatinSigns(text)
  if (isWhole && ambiguousPattern.test(latin))
    return { decimal: Number(latin.replace(',', '.')), grouped: Number(latin.replace(/[.,]/, '')) }
  if (plainPattern.test(latin)) return { value: Number(latin) }
  if (commaPattern.test(latin)) return { value: Number(latin.replace(',', '.')), isNoted: true }
  const [, separator] = (isWhole && (groupedPattern.exec(latin) ?? lakhPattern.exec(latin))) || []
  if (separator === undefined) return undefined
  return { value: Number(latin.replaceAll(separator, '').replace(',', '.')), isNoted: true }
}
