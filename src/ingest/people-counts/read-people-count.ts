/** Numbers of people in the words of people, English or Arabic: "2", "at least two", "2 to 5", "none", "not known". */
import { toLatinDigits } from '../../text/latin-digits.ts'
import { parseEstimate } from '../mapping/estimate.ts'
import { readNumber } from '../validate/read-number.ts'
import { from, lexicon, noise, none, person, unknown, vague } from './lexicon.ts'

/** What a number of people says. The low one is at least 0. */
export type PeopleCount =
  | { readonly kind: 'none' | 'unknown' }
  | {
      readonly kind: 'number'
      readonly low?: number
      readonly best?: number
      readonly high?: number
      /** Whether the text says it less exactly, as "about 5" does, so that a person must confirm it. */
      readonly isInexact?: true
    }

/** The longest text that is read. */
const maxLength = 80

/** The most words of an entry. */
const maxEntryWords = 4

/** Returns a text as its words are compared: in lower case, without vowel signs and the variants of letters. */
const normalize = (text: string): string =>
  toLatinDigits(text.normalize('NFKD'))
    .replace(/[\u0640\p{M}\p{Cf}\u0621]/gu, '')
    .toLowerCase()
    .replace(/[\u0649\u06cc]/g, '\u064a')
    .replace(/\u0629/g, '\u0647')
    .replace(/[’‘]/g, "'")
    .replace(/\u060c/g, ',')

let meanings: ReadonlyMap<string, string> | undefined

const vagueName = (least: number): string => `vague${least}`

const indexLexicon = (): ReadonlyMap<string, string> =>
  new Map(
    [...lexicon, ...vague.map(([least, words]) => [vagueName(least), words] as const)].flatMap(
      ([meaning, words]) => words.split('|').map((each) => [normalize(each), meaning] as const),
    ),
  )

const isNumeric = (word: string): boolean => /^[\d.,<>=≥≤~≈+–—-]+$/.test(word)

/** Returns the words of a text, without Arabic articles: "و5" has two words, and so has "وخمسة". */
const splitWords = (text: string, known: ReadonlyMap<string, string>): string[] =>
  normalize(text)
    .replace(/(?<=[\d+])(?=\p{L})|(?<=\p{L})(?=\d)/gu, ' ')
    .split(/\s+/)
    .map((word) => (word.length > 1 && !isNumeric(word) ? word.replace(/[.!]$/, '') : word))
    .filter((word) => word !== '')
    .flatMap((word) => {
      if (known.has(word)) return [word]
      const [, prefix, rest = ''] = /^(و|ال)(.+)$/.exec(word) ?? []
      return known.has(rest) ? [...(prefix === 'و' ? [prefix] : []), rest] : [word]
    })

/** Returns what each word means, the longest entries first; undefined if one is unknown. */
const translate = (text: string): string[] | undefined => {
  meanings ??= indexLexicon()
  const words = splitWords(text, meanings)
  const found: string[] = []
  for (let at = 0; at < words.length; ) {
    let count = Math.min(maxEntryWords, words.length - at)
    while (count > 0 && !meanings.has(words.slice(at, at + count).join(' '))) count--
    const meaning = count > 0 ? meanings.get(words.slice(at, at + count).join(' ')) : words[at]
    if (meaning === undefined || (count === 0 && !isNumeric(meaning))) return undefined
    found.push(meaning)
    at += Math.max(count, 1)
  }
  return found.filter((each) => each !== noise)
}

interface Numbers {
  readonly texts: string
  readonly isGrouped: boolean
}

/** Returns a number as digits, and whether its sign could separate thousands or decimals. */
const readWhole = (text: string): Numbers | undefined => {
  const read = readNumber(text, { isWhole: true })
  if (read === undefined) return undefined
  const value = 'value' in read ? read.value : read.grouped
  const isWhole = Number.isSafeInteger(value) && value >= 0 && !/^[+-]/.test(text)
  return isWhole ? { texts: String(value), isGrouped: !('value' in read) } : undefined
}

const readNumbers = (text: string): PeopleCount | undefined => {
  let isGrouped = false
  const estimate = parseEstimate(text, (part) => {
    const read = readWhole(part)
    isGrouped ||= read?.isGrouped === true
    return read?.texts
  })
  if (!estimate) return undefined
  const { low, best, high, isApproximate } = estimate
  if (best === '0') return { kind: 'none' }
  const numbers = Object.entries({ low, best, high }).flatMap(([name, number]) =>
    number === undefined ? [] : [[name, Number(number)] as const],
  )
  if (numbers.some(([, number]) => number < 0)) return undefined
  const isInexact = isApproximate || isGrouped
  return { kind: 'number', ...Object.fromEntries(numbers), ...(isInexact && { isInexact }) }
}

const leastOf = (word: string | undefined): number | undefined =>
  vague.find(([least]) => vagueName(least) === word)?.[0]

/**
 * Returns what a number of people in words says; undefined if it is not understood. "Dozens" are at least 24, and
 * "about 5" is 5, both inexact.
 *
 * @example readPeopleCount('at least two') // { kind: 'number', low: 2 }
 * @example readPeopleCount('لا يوجد') // { kind: 'none' }
 */
export const readPeopleCount = (text: string): PeopleCount | undefined => {
  const words = text.length > maxLength ? undefined : translate(text)
  if (!words || words.length === 0) return undefined
  const said = words.filter(
    (word, i) => word !== person && !(word === from && i === 0 && words.includes('to')),
  )
  if (said.some((word, i) => /^\d/.test(word) && /^\d/.test(said[i + 1] ?? ''))) return undefined
  const [only] = said.length <= 1 ? said : []
  if (said.length === 0) return { kind: 'number', best: 1 }
  if (only === none || only === unknown) return { kind: only }
  const least = leastOf(said.at(-1))
  if (least !== undefined && said.length === 1) return { kind: 'number', low: least, isInexact: true }
  return readNumbers(said.join(' '))
}
