/** Names as they are compared across spellings and scripts. */

import { distance } from './did-you-mean.ts'
import { wordsOf } from './fold.ts'

export interface Name {
  readonly written: string
  /** Its words, folded, without articles and words such as "town". */
  readonly plain: string
  /** Its consonants in Latin letters. */
  readonly skeleton: string
}

const generic = new Set(
  (
    'town city village suburb province governorate district subdistrict neighbourhood neighborhood area region ' +
    'of the near in qada nahiyat muhafazat مدينه قريه بلده محافظه قضاء ناحيه منطقه حي قرب في'
  ).split(' '),
)
const articles = new Set('al el an as ash ad ar az at ath ed ez es eth ul il'.split(' '))

/** What stands for a consonant; vowels stand for nothing. */
const consonants: Readonly<Record<string, string>> = {
  ...Object.fromEntries([...'bdfgklmnrstz'].map((letter) => [letter, letter])),
  ...{ c: 'k', q: 'k', j: 'g', p: 'b', v: 'f', x: 'ks', h: 'h' },
  ...{ ب: 'b', پ: 'b', ت: 't', ث: 't', ط: 't', ج: 'g', چ: 's', غ: 'g', گ: 'g', ح: 'h', ه: 'h', خ: 'k' },
  ...{ د: 'd', ذ: 'd', ض: 'd', ر: 'r', ز: 'z', ژ: 'z', ظ: 'z', س: 's', ش: 's', ص: 's', ف: 'f', ڤ: 'f' },
  ...{ ق: 'k', ك: 'k', ل: 'l', م: 'm', ن: 'n' },
  ...{ б: 'b', в: 'f', г: 'g', ґ: 'g', д: 'd', ж: 'z', з: 'z', к: 'k', л: 'l', м: 'm', н: 'n', п: 'b' },
  ...{ р: 'r', с: 's', т: 't', ф: 'f', х: 'k', ц: 's', ч: 's', ш: 's', щ: 's' },
}

/** Two Latin letters that stand for one sound. */
const digraphs: Readonly<Record<string, string>> = {
  ...{ th: 't', kh: 'k', dh: 'd', sh: 's', gh: 'g', ch: 's', ph: 'f', zh: 'z', ts: 's' },
}

const isArabic = /^[\u0600-\u06ff]/
const isLatin = /^[\0-\u024f]*$/

/** The consonants of a folded word; an article before it and a breath behind it go. */
const skeletonOf = (word: string): string => {
  const own = isArabic.test(word) && word.startsWith('ال') && word.length > 4 ? word.slice(2) : word
  return own
    .replace(/(.)\1+/gu, '$1')
    .replace(/[tkdsgcpz][hs]/g, (pair) => digraphs[pair] ?? pair)
    .replace(/./gu, (letter) => consonants[letter] ?? '')
    .replace(/h$/, '')
}

/** A name as it is compared; undefined where it has no letter. */
export const nameOf = (written: string): Name | undefined => {
  const all = wordsOf(written)
  const own = all.filter((word) => !generic.has(word) && !articles.has(word))
  const words = own.length > 0 ? own : all
  if (words.length === 0) return undefined
  return { written, plain: words.join(''), skeleton: words.map(skeletonOf).join('') }
}

/** The skeletons of words that have at least three consonants. */
export const skeletonsOf = (words: Iterable<string>): Set<string> =>
  new Set([...words].map(skeletonOf).filter((skeleton) => skeleton.length >= 3))

export const inLatin = (text: string): boolean => isLatin.test(text)

/** Of longer names the beginning is compared. */
const compared = 40

const alike = (one: string, other: string): number => {
  const [a, b] = [one.slice(0, compared), other.slice(0, compared)]
  const longest = Math.max(a.length, b.length)
  // The difference in length has to be made up letter by letter.
  if (Math.min(a.length, b.length) * 2 < longest) return 0
  return longest === 0 ? 0 : 1 - distance(a, b) / longest
}

/** The shortest name that says something inside another. */
const telling = 5
const shared = 0.85
const sameSkeleton = 0.92
const bySkeleton = 0.9

/** How alike two names are, from 0 to 1; at 0.8 they are one name in two spellings. */
export const likenessOfNames = (a: Name, b: Name): number => {
  if (a.plain === b.plain) return 1
  const [short, long] = a.plain.length < b.plain.length ? [a, b] : [b, a]
  const inside = short.plain.length >= telling && long.plain.includes(short.plain) ? shared : 0
  const oneScript = inLatin(a.plain) === inLatin(b.plain)
  const letters = oneScript ? alike(a.plain, b.plain) : 0
  const least = Math.min(a.skeleton.length, b.skeleton.length)
  const bones =
    least < 2
      ? 0
      : a.skeleton === b.skeleton
        ? sameSkeleton * (least === 2 && oneScript ? bySkeleton : 1)
        : bySkeleton * alike(a.skeleton, b.skeleton)
  return Math.max(inside, letters, least >= 3 || !oneScript ? bones : 0)
}

/** The pair of names of two lists that is most alike. */
export const likest = (
  these: readonly Name[],
  those: readonly Name[],
): { readonly a: Name; readonly b: Name; readonly likeness: number } | undefined => {
  let best: { a: Name; b: Name; likeness: number } | undefined
  for (const a of these)
    for (const b of those) {
      const likeness = likenessOfNames(a, b)
      if (!best || likeness > best.likeness) best = { a, b, likeness }
    }
  return best
}
