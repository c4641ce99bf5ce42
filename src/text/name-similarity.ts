/** Comparison of names across spellings and scripts. */

import { findLetter } from './consonants.ts'
import { editDistance } from './did-you-mean.ts'
import { splitWords } from './fold.ts'
import { consonantKeyOf, ownWords } from './name-words.ts'

export interface Name {
  readonly original: string
  /** Its folded words, without articles and words such as "town". */
  readonly plain: string
  readonly script: string
  /** Its consonants in Latin letters, by the usual reading of each letter and by the other one. */
  readonly consonantKey: string
  readonly otherKey: string
}

const latinOnly = /^[\0-\u024f]*$/
/** Returns the script of a word: that of its first consonant, `latin` for Latin vowels, and `other` if it is unknown. */
const scriptOf = (word: string): string => {
  for (const letter of word) {
    const found = findLetter(letter)
    if (found) return found.script
  }
  return latinOnly.test(word) ? 'latin' : 'other'
}

/** Returns a name for comparison; undefined if it has no letter. */
export const parseName = (original: string): Name | undefined => {
  const words = ownWords(splitWords(original))
  if (words.length === 0) return undefined
  const plain = words.join('')
  const consonantKey = words.map((word) => consonantKeyOf(word)).join('')
  const otherKey = words.map((word) => consonantKeyOf(word, 1)).join('')
  return { original, plain, script: scriptOf(plain), consonantKey, otherKey }
}

/** Returns the consonant keys of words that have at least three consonants. */
export const consonantKeysOf = (words: Iterable<string>): Set<string> =>
  new Set([...words].map((word) => consonantKeyOf(word)).filter((key) => key.length >= 3))

/** Returns the script of most words. */
export const commonScriptOf = (words: Iterable<string>): string => {
  const counts = new Map<string, number>()
  for (const word of words) {
    const script = scriptOf(word)
    counts.set(script, (counts.get(script) ?? 0) + 1)
  }
  let common = 'latin'
  for (const [script, count] of counts) if (count > (counts.get(common) ?? 0)) common = script
  return common
}

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
/** The similarity of names that cannot be compared: they are neither one name nor two. */
const unknownSimilarity = 0.5

/** Returns the similarity of two keys of at least two consonants. */
const keySimilarity = (a: string, b: string, isSameScript: boolean): number => {
  if (a !== b) return keyWeight * editSimilarity(a, b)
  return equalKeyScore * (a.length === 2 && isSameScript ? keyWeight : 1)
}

/** Returns the keys of a name, each once. */
const keysOf = ({ consonantKey, otherKey }: Name): string[] =>
  consonantKey === otherKey ? [consonantKey] : [consonantKey, otherKey]

/** Returns the similarity of two names from 0 to 1; from 0.8 on they are spellings of one name. */
export const nameSimilarity = (a: Name, b: Name): number => {
  if (a.plain === b.plain) return 1
  const [short, long] = a.plain.length < b.plain.length ? [a, b] : [b, a]
  const containment =
    short.plain.length >= minContained && long.plain.includes(short.plain) ? containedScore : 0
  const isSameScript = a.script === b.script
  const letters = isSameScript ? editSimilarity(a.plain, b.plain) : 0
  let best = Math.max(containment, letters)
  if (!isSameScript && Math.min(a.consonantKey.length, b.consonantKey.length) < 2)
    best = Math.max(best, unknownSimilarity)
  const minLength = isSameScript ? 3 : 2
  for (const one of keysOf(a))
    for (const other of isSameScript ? [one === a.consonantKey ? b.consonantKey : b.otherKey] : keysOf(b))
      if (one.length >= minLength && other.length >= minLength)
        best = Math.max(best, keySimilarity(one, other, isSameScript))
  return best
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
