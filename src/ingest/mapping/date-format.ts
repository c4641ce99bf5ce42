/** Dates that are written otherwise than in EDTF, by a format that a person states. */
import type { MappingRule } from '../../../schemas/column-mapping.ts'

export type DateFormat = NonNullable<MappingRule['date']>

const months = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september']
const monthNames = [...months, 'october', 'november', 'december']

interface Token {
  readonly part: 'year' | 'month' | 'day'
  readonly pattern: string
  /** As a number; English names of months by their first three letters. */
  readonly read: (text: string) => number
}

const byName = (text: string): number =>
  monthNames.findIndex((name) => name.startsWith(text.slice(0, 3).toLowerCase())) + 1

const tokens: Readonly<Record<string, Token>> = {
  YYYY: { part: 'year', pattern: '(\\d{4})', read: Number },
  MMMM: { part: 'month', pattern: `(${monthNames.join('|')})`, read: byName },
  MMM: { part: 'month', pattern: `(${monthNames.map((name) => name.slice(0, 3)).join('|')})`, read: byName },
  MM: { part: 'month', pattern: '(\\d\\d)', read: Number },
  M: { part: 'month', pattern: '(\\d\\d?)', read: Number },
  DD: { part: 'day', pattern: '(\\d\\d)', read: Number },
  D: { part: 'day', pattern: '(\\d\\d?)', read: Number },
}

/** Reads a date as EDTF: a day, a month or a year, by what the format has; undefined where it is written otherwise. */
export type DateReader = (text: string) => string | undefined

const pad = (number: number, length: number): string => String(number).padStart(length, '0')

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')

const faultIn = (parts: readonly string[], used: readonly Token[]): string | undefined => {
  const strange = parts.find((part) => /^[A-Za-z]/.test(part) && !Object.hasOwn(tokens, part))
  if (strange) return `"${strange}" is no part of a date; there are ${Object.keys(tokens).join(', ')} and *.`
  const kinds = used.map(({ part }) => part)
  if (!kinds.includes('year')) return 'The year, YYYY, is missing.'
  if (new Set(kinds).size < kinds.length) return 'Year, month and day can each come once.'
  return kinds.includes('day') && !kinds.includes('month') ? 'A day needs its month.' : undefined
}

/**
 * The reader of a format, or what is wrong with the format. Letters are parts of the date, `*` passes over the rest,
 * anything else stands for itself.
 *
 * @example dateReader('D.M.YYYY') // reads 5.1.2022 as 2022-01-05
 */
export const dateReader = (format: DateFormat): DateReader | { readonly fault: string } => {
  const parts = format.match(/Y+|M+|D+|\*|[A-Za-z]+|[^A-Za-z*]/g) ?? []
  const used = parts.flatMap((part) => tokens[part] ?? [])
  const fault = faultIn(parts, used)
  if (fault) return { fault }
  const pattern = parts.map((part) => tokens[part]?.pattern ?? (part === '*' ? '.*' : literal(part)))
  const whole = new RegExp(`^${pattern.join('')}$`, 'is')
  return (text) => {
    const found = whole.exec(text)
    if (!found) return undefined
    const read = Object.fromEntries(used.map(({ part, read: of }, i) => [part, of(found[i + 1] ?? '')]))
    const { year = 0, month, day } = read
    const stem = month === undefined ? '' : `-${pad(month, 2)}`
    return pad(year, 4) + stem + (day === undefined ? '' : `-${pad(day, 2)}`)
  }
}
