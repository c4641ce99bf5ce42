/** The words of names, and how they sound. Works in the browser too. */
import { findLetter } from './consonants.ts'

const genericWords = new Set(
  (
    'town city village suburb province governorate district subdistrict neighbourhood neighborhood area region ' +
    'of the near in qada nahiyat muhafazat مدينه قريه بلده محافظه قضاء ناحيه منطقه حي قرب في'
  ).split(' '),
)
const articles = new Set('al el an as ash ad ar az at ath ed ez es eth ul il'.split(' '))

/** Pairs of letters that represent one sound. */
const digraphs: Readonly<Record<string, string>> = {
  ...{
    th: 't',
    kh: 'k',
    dh: 'd',
    sh: 's',
    gh: 'g',
    ch: 's',
    ph: 'f',
    zh: 'z',
    ts: 's',
    bh: 'b',
    jh: 'g',
    tz: 's',
  },
  ...{ μπ: 'b', ντ: 'd', γκ: 'g', ου: '', ու: '' },
}
const digraphPattern = new RegExp(Object.keys(digraphs).join('|'), 'g')

/** Signs that say that a letter has no vowel: with one between them, two equal letters are one. */
const viramas = /[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca\u0e3a\u1039\u103a\u17d2]/g
const arabicStart = /^[\u0600-\u06ff]/

/** Returns the consonants of a folded word by one of two readings, without its Arabic article and a final h. */
export const consonantKeyOf = (word: string, reading: 0 | 1 = 0): string => {
  const stem = arabicStart.test(word) && word.startsWith('ال') && word.length > 4 ? word.slice(2) : word
  return stem
    .replace(viramas, '')
    .replace(/(.)\1+/gu, '$1')
    .replace(digraphPattern, (pair) => digraphs[pair] ?? pair)
    .replace(/./gu, (letter) => findLetter(letter)?.readings[reading] ?? '')
    .replace(/h$/, '')
}

/** Returns the words of a name without articles and words such as "town"; all of them if it has no others. */
export const ownWords = (all: readonly string[]): readonly string[] => {
  const words = all.filter((word) => !genericWords.has(word) && !articles.has(word))
  return words.length > 0 ? words : all
}
