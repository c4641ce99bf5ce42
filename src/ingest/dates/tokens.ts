/** Splits a phrase into words and numbers, and says what each means. */
import { findPossibleDays } from '../../../schemas/edtf-date.ts'
import { foldPhrase, lookUp, maxEntryWords } from './look-up.ts'
import type { Token } from './token.ts'

const piece =
  /\d{1,4}[-./]\d{1,2}[-./]\d{1,4}|\d{4}-\d\d(?!\d)|\d{1,2}\/\d{1,2}(?!\d)|\d{1,2}:\d\d|'?\d+(?:st|nd|rd|th)?|\p{L}+|[-~?/]/gu

/** Returns a phrase in the letters of the lexicon, with the signs that mean something. */
const simplify = (text: string): string =>
  foldPhrase(text)
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .replace(/؟/g, '?')
    .replace(/\b([ap])\.m\.?/g, '$1m')
    .replace(/\b(mid|early|late)-/g, '$1 ')
    .replace(/(?<=\p{L})\.|[,،()"«»]/gu, ' ')

const pad = (part: string): string => part.padStart(2, '0')

/** Returns the year that two digits mean: one of the hundred years until 2050. */
export const fullYear = (year: number): number => year + (year > 50 ? 1900 : 2000)

/** Returns the days that digits with signs between them can mean. */
const daysOf = (text: string): string[] => {
  const [first = '', second = '', third] = text.split(/[-./]/)
  if (third === undefined)
    return [`${pad(second)}-${pad(first)}`, `${pad(first)}-${pad(second)}`].filter(
      (day, i, all) => all.indexOf(day) === i && findPossibleDays(`2000-${day}`).length > 0,
    )
  const isShort = third.length === 2 && first.length < 4
  return findPossibleDays(isShort ? `${first}/${second}/${fullYear(Number(third))}` : text)
}

const token = (name: Token['name'], value: number): Token => ({ name, value })

/** Returns what digits mean; nothing if they mean no part of a date. */
const readDigits = (text: string): readonly Token[] | undefined => {
  if (/^\d{4}-\d\d$/.test(text))
    return [token('year', Number(text.slice(0, 4))), token('month', Number(text.slice(5)))]
  if (/^\d+[-./]/.test(text)) return [{ name: 'dates', value: 0, dates: daysOf(text) }]
  if (text.includes(':')) {
    const [hour = 0, minute = 0] = text.split(':').map(Number)
    return hour < 24 && minute < 60 ? [token('time', hour * 60 + minute)] : undefined
  }
  if (/^'\d\d$/.test(text)) return [token('year', fullYear(Number(text.slice(1))))]
  const value = Number.parseInt(text, 10)
  if (/^\d\d?[a-z]/.test(text)) return [token('ordinal', value)]
  if (/^(?:19|20)\d\d$/.test(text)) return [token('year', value)]
  if (/^1[34]\d\d$/.test(text)) return [token('hijri', value)]
  return /^\d\d?$/.test(text) ? [token('number', value)] : undefined
}

const signs: Readonly<Record<string, Token['name']>> = { '-': 'to', '/': 'slash', '~': 'about', '?': 'maybe' }

/** Returns the tokens of the longest entry from a position, and the position after it. */
const readWords = (words: readonly string[], start: number): [readonly Token[], number] | undefined => {
  for (let count = maxEntryWords; count > 0; count--) {
    if (start + count > words.length) continue
    const found = lookUp(words.slice(start, start + count).join(' '))
    if (found) return [found, start + count]
  }
  return undefined
}

const units: readonly Token['name'][] = ['few', 'hours', 'days', 'weeks', 'months', 'years']

/** Returns a number by what stands beside it: a count of units, a time, else the day of a month or a short year. */
const placeNumber = (tokens: readonly Token[], at: number): Token => {
  const { value } = tokens[at] as Token
  const after = tokens[at + 1]?.name ?? 'and'
  // Arabic has "the hours 24 past".
  const isAfterUnit = tokens[at - 2]?.name === 'few' && units.includes(tokens[at - 1]?.name ?? 'and')
  if (units.includes(after) || isAfterUnit) return token('count', value)
  const isHour = after === 'meridiem' ? value <= 12 : tokens[at - 1]?.name === 'clock' && value < 24
  if (isHour) return token('time', value * 60)
  return token('day', value)
}

/** Whether "since" counts back, as in Arabic "since two days". */
const countsBack = (tokens: readonly Token[]): boolean =>
  tokens.some(({ name }) => units.includes(name)) &&
  tokens.every(({ name }) => name !== 'which' && name !== 'month')

/** Adds tens to an ordinal before them, as in Arabic "fifth ten" (15th) and "first and twenty" (21st). */
const addTens = (resolved: Token[], { value }: Token): void => {
  const hasAnd = resolved.at(-1)?.name === 'and' && resolved.at(-2)?.name === 'ordinal'
  const count = hasAnd ? 2 : resolved.at(-1)?.name === 'ordinal' ? 1 : 0
  const [ordinal] = count === 0 ? [] : resolved.splice(-count)
  resolved.push(token('ordinal', value + (ordinal?.value ?? 0)))
}

/** Returns the tokens without those that only say how to read their neighbours. */
const resolve = (tokens: readonly Token[]): Token[] => {
  const resolved: Token[] = []
  for (const [i, each] of tokens.entries()) {
    const [before, earlier] = [resolved.at(-1), resolved.at(-2)]
    const isHalfDay = each.name === 'meridiem' && before?.name === 'time' && before.value < 780
    const isSameMonth = each.name === 'month' && before?.name === 'slash' && earlier?.value === each.value
    if (each.name === 'tens') addTens(resolved, each)
    else if (isHalfDay) resolved.splice(-1, 1, token('time', (before.value % 720) + each.value * 720))
    else if (isSameMonth) resolved.pop()
    else if (each.name === 'since' && countsBack(tokens)) resolved.push(token('ago', 0))
    else if (each.name === 'number') resolved.push(placeNumber(tokens, i))
    else if (each.name !== 'clock' && (each.name !== 'from' || i === 0)) resolved.push(each)
  }
  return resolved
}

/** Returns what the words and numbers of a phrase mean, in order; undefined if one means no part of a date. */
export const tokenize = (text: string): readonly Token[] | undefined => {
  const simple = simplify(text)
  if (simple.replace(piece, '').trim() !== '') return undefined
  const words = simple.match(piece) ?? []
  const tokens: Token[] = []
  for (let at = 0; at < words.length; ) {
    const word = words[at] as string
    const sign = signs[word]
    const read = sign ? [token(sign, 0)] : /\d/.test(word) ? readDigits(word) : undefined
    const [found, next] = read ? [read, at + 1] : (readWords(words, at) ?? [])
    if (!found || next === undefined) return undefined
    tokens.push(...found)
    at = next
  }
  return resolve(tokens)
}
