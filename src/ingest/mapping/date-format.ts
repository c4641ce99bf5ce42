/** Dates in other formats than EDTF, described by a format string. */
import type { MappingRule } from '../../../schemas/column-mapping.ts'

export type DateFormat = NonNullable<MappingRule['date']>

const monthNames =
  'january february march april may june july august september october november december'.split(' ')

interface Token {
  readonly part: 'year' | 'month' | 'day'
  readonly pattern: string
  /** Returns the number; English month names are recognised by their first three letters. */
  readonly parse: (text: string) => number
}

const monthByName = (text: string): number =>
  monthNames.findIndex((name) => name.startsWith(text.slice(0, 3).toLowerCase())) + 1

const tokens: Readonly<Record<string, Token>> = {
  YYYY: { part: 'year', pattern: '(\\d{4})', parse: Number },
  MMMM: { part: 'month', pattern: `(${monthNames.join('|')})`, parse: monthByName },
  MMM: {
    part: 'month',
    pattern: `(${monthNames.map((name) => name.slice(0, 3)).join('|')})`,
    parse: monthByName,
  },
  MM: { part: 'month', pattern: '(\\d\\d)', parse: Number },
  M: { part: 'month', pattern: '(\\d\\d?)', parse: Number },
  DD: { part: 'day', pattern: '(\\d\\d)', parse: Number },
  D: { part: 'day', pattern: '(\\d\\d?)', parse: Number },
}

/**
 * Returns the date as EDTF: a day, a month or a year, depending on the format; undefined if the text has another
 * form.
 */
export type DateParser = (text: string) => string | undefined

const pad = (number: number, length: number): string => String(number).padStart(length, '0')

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')

const findFault = (parts: readonly string[], usedTokens: readonly Token[]): string | undefined => {
  const unknownPart = parts.find((part) => /^[A-Za-z]/.test(part) && !Object.hasOwn(tokens, part))
  if (unknownPart)
    return `"${unknownPart}" is no part of a date; there are ${Object.keys(tokens).join(', ')} and *.`
  const kinds = usedTokens.map(({ part }) => part)
  if (!kinds.includes('year')) return 'The year, YYYY, is missing.'
  if (new Set(kinds).size < kinds.length) return 'Year, month and day can each come once.'
  return kinds.includes('day') && !kinds.includes('month') ? 'A day needs its month.' : undefined
}

/**
 * Returns the parser of a format, or the fault of the format. Letters are parts of the date, `*` skips the rest,
 * other characters match themselves.
 *
 * @example createDateParser('D.M.YYYY') // parses 5.1.2022 as 2022-01-05
 */
export const createDateParser = (format: DateFormat): DateParser | { readonly fault: string } => {
  const parts = format.match(/Y+|M+|D+|\*|[A-Za-z]+|[^A-Za-z*]/g) ?? []
  const usedTokens = parts.flatMap((part) => tokens[part] ?? [])
  const fault = findFault(parts, usedTokens)
  if (fault) return { fault }
  const pattern = parts.map((part) => tokens[part]?.pattern ?? (part === '*' ? '.*' : escapeRegExp(part)))
  const expression = new RegExp(`^${pattern.join('')}$`, 'is')
  return (text) => {
    const match = expression.exec(text)
    if (!match) return undefined
    const read = Object.fromEntries(
      usedTokens.map(({ part, parse: of }, i) => [part, of(match[i + 1] ?? '')]),
    )
    const { year = 0, month, day } = read
    const stem = month === undefined ? '' : `-${pad(month, 2)}`
    return pad(year, 4) + stem + (day === undefined ? '' : `-${pad(day, 2)}`)
  }
}
