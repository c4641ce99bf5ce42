/** Comparison of names across spellings and scripts. */

import { editDistance } from './did-you-mean.ts'
import { splitWords } from './fold.ts'

export interface Name {
  readonly original: string
  /** Its folded words, without articles and words such as "town". */
  readonly plain: string
  /** Its consonants in Latin letters. */
  readonly consonantKey: string
}

const genericWords = new Set(
  (
    'town city village suburb province governorate district subdistrict neighbourhood neighborhood area region ' +
    'of the near in qada nahiyat muhafazat مدينه قريه بلده محافظه قضاء ناحيه منطقه حي قرب في'
  ).split(' '),
)
const articles = new Set('al el an as ash ad ar az at ath ed ez es eth ul il'.split(' '))

/** The Latin consonants of a letter; vowels have none. */
const consonants: Readonly<Record<string, string>> = {
  ...Object.fromEntries([...'bdfgklmnrstz'].map((letter) => [letter, letter])),
  ...{ c: 'k', q: 'k', j: 'g', p: 'b', v: 'f', x: 'ks', h: 'h' },
  ...{ ب: 'b', پ: 'b', ت: 't', ث: 't', ط: 't', ج: 'g', چ: 's', غ: 'g', گ: 'g', ح: 'h', ه: 'h', خ: 'k' },
  ...{ د: 'd', ذ: 'd', ض: 'd', ر: 'r', ز: 'z', ژ: 'z', ظ: 'z', س: 's', ش: 's', ص: 's', ف: 'f', ڤ: 'f' },
  ...{ ق: 'k', ك: 'k', ل: 'l', م: 'm', ن: 'n' },
  ...{ б: 'b', в: 'f', г: 'g', ґ: 'g', д: 'd', ж: 'z', з: 'z', к: 'k', л: 'l', м: 'm', н: 'n', п: 'b' },
  ...{ р: 'r', с: 's', т: 't', ф: 'f', х: 'k', ц: 's', ч: 's', ш: 's', щ: 's' },
}

/** Pairs of Latin letters that represent one sound. */
const digraphs: Readonly<Record<string, string>> = {
  ...{ th: 't', kh: 'k', dh: 'd', sh: 's', gh: 'g', ch: 's', ph: 'f', zh: 'z', ts: 's' },
}

const arabicStart = /^[\u0600-\u06ff]/
const latinOnly = /^[\0-\u024f]*$/

/** Returns the consonants of a folded word, without its Arabic article and a final h. */
const consonantKeyOf = (word: string): string => {
  const stem = arabicStart.test(word) && word.startsWith('ال') && word.length > 4 ? word.slice(2) : word
  return stem
    .replace(/(.)\1+/gu, '$1')
    .replace(/[tkdsgcpz][hs]/g, (pair) => digraphs[pair] ?? pair)
    .replace(/./gu, (letter) => consonants[letter] ?? '')
    .replace(/h$/, '')
}

/** Returns a name for comparison; undefined if it has no letter. */
export const parseName = (original: string): Name | undefined => {
  const all = splitWords(original)
  const ownWords = all.filter((word) => !genericWords.has(word) && !articles.has(word))
  const words = ownWords.length > 0 ? ownWords : all
  if (words.length === 0) return undefined
  return { original, plain: words.join(''), consonantKey: words.map(consonantKeyOf).join('') }
}

/** Returns the consonant keys of words that have at least three consonants. */
export const consonantKeysOf = (words: Iterable<string>): Set<string> =>
  new Set([...words].map(consonantKeyOf).filter((key) => key.length >= 3))

export const isLatin = (text: string): boolean => latinOnly.test(text)

/** Longer names are compared by their beginning. */
const maxComparedLength = 40

const editSimilarity = (one: string, other: string): number => {
  const [a, b] = [one.slice(0, maxComparedLength), other.slice(0, maxComparedLength)]
  const maxLength = Math.max(a.length, b.length)
  // Each letter of difference in length is an edit.
  if (Math.min(a.length, b.length) * 2 < maxLength) return 0
  return maxLength === 0 ? 0 : 1 - editDistance(a, b) / maxLength
}

/** The fewest letters of a name that counts when it is contained in another. */
const minContained = 5
const containedScore = 0.85
const equalKeyScore = 0.92
const keyWeight = 0.9

/** Returns the similarity of two names from 0 to 1; from 0.8 on they are spellings of one name. */
export const nameSimilarity = (a: Name, b: Name): number => {
  if (a.plain === b.plain) return 1
  const [short, long] = a.plain.length < b.plain.length ? [a, b] : [b, a]
  const containment =
    short.plain.length >= minContained && long.plain.includes(short.plain) ? containedScore : 0
  const isSameScript = isLatin(a.plain) === isLatin(b.plain)
  const letters = isSameScript ? editSimilarity(a.plain, b.plain) : 0
  const minKeyLength = Math.min(a.consonantKey.length, b.consonantKey.length)
  const keySimilarity =
    minKeyLength < 2
      ? 0
      : a.consonantKey === b.consonantKey
        ? equalKeyScore * (minKeyLength === 2 && isSameScript ? keyWeight : 1)
        : keyWeight * editSimilarity(a.consonantKey, b.consonantKey)
  return Math.max(containment, letters, minKeyLength >= 3 || !isSameScript ? keySimilarity : 0)
}

/** Returns the most similar pair of names from two lists. */
export const bestPair = (
  left: readonly Name[],
  right: readonly Name[],
): { readonly a: Name; readonly b: Name; readonly likeness: number } | undefined => {
  let best: { a: Name; b: Name; likeness: number } | undefined
  for (const a of left)
    for (const b of right) {
      const likeness = nameSimilarity(a, b)
      if (!best || likeness > best.likeness) best = { a, b, likeness }
    }
  return best
}
