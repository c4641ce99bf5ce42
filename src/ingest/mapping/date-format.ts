/** Dates in other formats than EDTF, described by a format string. */
import { removeMarks } from '../../text/invisible-marks.ts'
import { toLatinDigits } from '../../text/latin-digits.ts'
import { type Say, sentence } from '../../text/sentence.ts'

const monthNames =
  'january february march april may june july august september october november december'.split(' ')

export type DatePart = 'year' | 'month' | 'day' | 'hour' | 'half' | 'minute' | 'second' | 'offset'

/** The parts of a date that a cell has, as they appear in EDTF; `half` is AM or PM. */
export type DateParts = { readonly [Part in DatePart]?: string }

interface Token {
  readonly part: DatePart
  readonly pattern: string
  /** Returns the part as it appears in EDTF. */
  readonly parse: (text: string) => string
}

const padded = (text: string): string => text.padStart(2, '0')
const asItIs = (text: string): string => text
const upperCase = (text: string): string => text.toUpperCase()

/** English month names are recognised by their first three letters. */
const monthByName = (text: string): string =>
  padded(String(monthNames.findIndex((name) => name.startsWith(text.slice(0, 3).toLowerCase())) + 1))

const offsetOf = (text: string): string => {
  if (/^z$/i.test(text)) return 'Z'
  return text.includes(':') ? text : `${text.slice(0, 3)}:${text.slice(3) || '00'}`
}

const oneOrTwo = '(\\d\\d?)'
const two = '(\\d\\d)'
const sixty = '([0-5]\\d)'

const tokens: Readonly<Record<string, Token>> = {
  YYYY: { part: 'year', pattern: '(\\d{4})', parse: asItIs },
  YY: { part: 'year', pattern: two, parse: asItIs },
  MMMM: { part: 'month', pattern: `(${monthNames.join('|')})`, parse: monthByName },
  MMM: {
    part: 'month',
    pattern: `(${monthNames.map((name) => name.slice(0, 3)).join('|')})`,
    parse: monthByName,
  },
  MM: { part: 'month', pattern: two, parse: asItIs },
  M: { part: 'month', pattern: oneOrTwo, parse: padded },
  DD: { part: 'day', pattern: two, parse: asItIs },
  D: { part: 'day', pattern: oneOrTwo, parse: padded },
  HH: { part: 'hour', pattern: two, parse: asItIs },
  H: { part: 'hour', pattern: oneOrTwo, parse: padded },
  mm: { part: 'minute', pattern: sixty, parse: asItIs },
  ss: { part: 'second', pattern: sixty, parse: asItIs },
  A: { part: 'half', pattern: '(am|pm)', parse: upperCase },
  Z: { part: 'offset', pattern: '(z|[+-]\\d\\d(?::?\\d\\d)?)', parse: offsetOf },
}

/** How the cells of a column are written as dates or parts of dates. */
export interface DateFormat {
  readonly format: string
  readonly parts: readonly DatePart[]
  /** Returns the parts of a text; undefined if it has another form. */
  readonly read: (text: string) => DateParts | undefined
}

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')

const findFault = (
  parts: readonly string[],
  usedTokens: readonly Token[],
  century: number | undefined,
): Say | undefined => {
  const unknownPart = parts.find(
    (part) => /^[A-Za-z]/.test(part) && part !== 'T' && !Object.hasOwn(tokens, part),
  )
  if (unknownPart)
    return sentence`"${unknownPart}" is no part of a date; there are ${Object.keys(tokens).join(', ')} and *. Put other letters in brackets: [${unknownPart}].`
  const kinds = usedTokens.map(({ part }) => part)
  if (kinds.length === 0) return sentence`The format has no part of a date, such as YYYY.`
  if (new Set(kinds).size < kinds.length)
    return sentence`Each part of a date can come once; months are MM, minutes mm.`
  const hasShortYear = parts.includes('YY')
  if (hasShortYear && century === undefined)
    return sentence`YY needs "century", the first of the hundred years that it means: 1950 for 1950 to 2049.`
  return !hasShortYear && century !== undefined ? sentence`A century needs YY in the format.` : undefined
}

/** Returns the year from `century` to 99 years later that ends with two digits. */
const fullYear = (digits: string, century: number): string => {
  const year = Math.floor(century / 100) * 100 + Number(digits)
  return String(year < century ? year + 100 : year).padStart(4, '0')
}

/**
 * Returns how a format is read, or its fault. Letters are parts of the date, `T` and letters in brackets match
 * themselves as other characters do, and `*` skips the rest. `century` is the first of the hundred years that `YY` means.
 *
 * @example parseDateFormat('D.M.YYYY') // reads 5.1.2022 as { day: '05', month: '01', year: '2022' }
 */
export const parseDateFormat = (format: string, century?: number): DateFormat | { readonly fault: Say } => {
  const parts = format.match(/\[[^\]]*\]|([A-Za-z])\1*|[^A-Za-z]/g) ?? []
  const usedTokens = parts.flatMap((part) => tokens[part] ?? [])
  const fault = findFault(parts, usedTokens, century)
  if (fault) return { fault }
  const patterns = parts.map((part) => {
    if (part === '*') return '.*'
    return tokens[part]?.pattern ?? escapeRegExp(part.replace(/^\[(.*)\]$/, '$1'))
  })
  const expression = new RegExp(`^${patterns.join('')}$`, 'is')
  const isOneNumber = patterns.length === 1 && patterns[0]?.includes('\\d')
  return {
    format,
    parts: usedTokens.map(({ part }) => part),
    read: (text) => {
      const latin = toLatinDigits(removeMarks(text))
      // Programs write whole numbers with a decimal point if the column has blanks.
      const match = expression.exec(isOneNumber ? latin.replace(/\.0+$/, '') : latin)
      if (!match) return undefined
      const read: Partial<Record<DatePart, string>> = {}
      for (const [i, { part, parse }] of usedTokens.entries()) read[part] = parse(match[i + 1] ?? '')
      if (century !== undefined && read.year !== undefined) read.year = fullYear(read.year, century)
      return read
    },
  }
}
