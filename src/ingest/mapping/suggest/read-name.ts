/** The meaning of the name of a column. */

import { editDistance } from '../../../text/did-you-mean.ts'
import { foldWords, splitWords } from '../../../text/fold.ts'
import { emptyWords, lexiconEntries, type Meaning } from './lexicon.ts'

export interface ColumnName {
  readonly meanings: ReadonlySet<Meaning>
  /** The number or letter that tells columns of one kind apart: `1` of actor1, `a` of side_a. */
  readonly ordinal: string | undefined
  /** Words that are not known. */
  readonly unknownWords: readonly string[]
}

/** The Arabic article, also after "and". */
const stripArticle = (word: string): string => word.replace(/^و?ال(?=\p{L}{2})/u, '')

const normalizeWord = (word: string): string => stripArticle(foldWords(word))

const meaningByWord: ReadonlyMap<string, Meaning> = new Map(
  lexiconEntries.flatMap(([meaning, words]) =>
    words.split(' ').map((word) => [normalizeWord(word), meaning] as const),
  ),
)

const emptyWordSet = new Set(emptyWords.split(' ').map(normalizeWord))

/** The shortest word that is recognised inside another, or with a letter changed. */
const minPart = 3
const minSimilar = 6

/** Returns the meanings of a compound of known words, such as "eventdate" or "Ereignisdatum"; undefined if it is none. */
const readCompound = (word: string): Meaning[] | undefined => {
  for (let at = word.length - minPart; at >= minPart; at--) {
    const first =
      meaningByWord.get(word.slice(0, at)) ?? meaningByWord.get(word.slice(0, at).replace(/s$/, ''))
    if (first === undefined) continue
    const rest = word.slice(at)
    const last = meaningByWord.get(rest)
    const others = last === undefined ? readCompound(rest) : [last]
    if (others) return [first, ...others]
  }
  return undefined
}

/** Returns the meaning of the known word with one letter changed. */
const findSimilar = (word: string): Meaning | undefined => {
  if (word.length < minSimilar) return undefined
  for (const [known, meaning] of meaningByWord)
    if (
      known.length >= minSimilar &&
      Math.abs(known.length - word.length) <= 1 &&
      editDistance(known, word) === 1
    )
      return meaning
  return undefined
}

/** One letter before a known word, as GTD names counts and parts of dates: nkill, iyear. */
const readPrefixed = (word: string): Meaning[] | undefined => {
  const meaning = /^[ni]/.test(word) ? meaningByWord.get(word.slice(1)) : undefined
  if (meaning === undefined) return undefined
  return word.startsWith('n') ? ['number', meaning] : [meaning]
}

const readWord = (word: string): Meaning[] | undefined => {
  const known = meaningByWord.get(word)
  if (known) return [known]
  const similar = findSimilar(word)
  return similar ? [similar] : (readCompound(word) ?? readPrefixed(word))
}

/** Returns the words of a name: parts of camelCase, and letters before digits. */
const splitName = (name: string): string[] =>
  splitWords(
    name
      // A feature of GeoJSON has its fields under these names.
      .replace(/^(?:geometry|properties)\./, '')
      .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
      .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
      .replace(/(\p{L})(\d)/gu, (text) => (/^iso|alpha/i.test(name) ? text : `${text[0]} ${text[1]}`)),
  )

const isOrdinal = (word: string): boolean => /^(?:\d|[ab]|أ|ا|ب)$/u.test(word)

const firstLetters: Readonly<Record<string, string>> = { ا: 'a', ب: 'b' }

/** Returns what a name says. */
export const readName = (name: string): ColumnName => {
  const words = splitName(name)
  const meanings = new Set<Meaning>()
  const unknownWords: string[] = []
  let ordinal: string | undefined
  for (const [i, each] of words.entries()) {
    const word = normalizeWord(each)
    if (i > 0 && isOrdinal(word) && i === words.length - 1) {
      ordinal = firstLetters[word] ?? word
      continue
    }
    if (emptyWordSet.has(word)) continue
    const found = readWord(word)
    if (found) for (const meaning of found) meanings.add(meaning)
    else unknownWords.push(word)
  }
  return { meanings, ordinal, unknownWords }
}
