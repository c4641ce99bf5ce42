/**
 * Guesses the encoding of a table that states none and is not Unicode, by the alphabets of languages: text in a wrong
 * encoding mixes scripts, symbols and capital letters within words.
 */

import type { Buffer } from 'node:buffer'

export interface EncodingGuess {
  /** The label of the most plausible encoding. */
  readonly encoding: string
  /** Whether every other reading is implausible. */
  readonly isCertain: boolean
  /** The beginning of the first cell beyond ASCII, as it reads in this and in other plausible encodings. */
  readonly readings: readonly { readonly encoding: string; readonly text: string }[]
}

/** Letters beyond ASCII, by language. */
const western = [
  'àâæçéèêëîïôœùûüÿ', // French
  'áéíñóúü', // Spanish
  'áàâãçéêíóôõúü', // Portuguese
  'àçéèíïòóúü', // Catalan
  'àèéìíîòóù', // Italian
  'äöüß', // German
  'áéèëïóöü', // Dutch
  'æøåéòô', // Danish, Norwegian
  'åäöé', // Swedish, Finnish
  'áðéíóúýþæö', // Icelandic
]
const central = [
  'ąćęłńóśźż', // Polish
  'áčďéěíňóřšťúůýž', // Czech
  'áäčďéíĺľňóôŕšťúýž', // Slovak
  'áéíóöőúüű', // Hungarian
  'čćđšž', // Croatian, Slovene
  'ăâîşţ', // Romanian
]
const turkish = ['çğıöşüâîû']
const baltic = ['ąčęėįšųūž', 'āčēģīķļņšūž', 'äöõüšž']
const cyrillic = [
  'абвгдеёжзийклмнопрстуфхцчшщъыьэюя',
  'абвгґдеєжзиіїйклмнопрстуфхцчшщьюя', // Ukrainian
  'абвгдђежзијклљмнњопрстћуфхцчџш', // Serbian
]
const greek = ['αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ']
const hebrew = ['אבגדהוזחטיךכלםמןנסעףפץצקרשת']
const arabic = ['ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچژگکہھںےٹڈڑـًٌٍَُِّْ']

/** How much an encoding counts: Hebrew and Greek, which have stricter rules, more than Cyrillic. */
const weights = { first: 1, strict: 0.95, common: 0.9, rare: 0.4 } as const

type Pattern = RegExp | readonly string[]

/** What words are written with in each encoding, and how much the encoding counts. */
const candidates: readonly (readonly [encoding: string, written: Pattern, weight: number])[] = [
  ['windows-1252', western, weights.first],
  ['windows-1250', central, weights.common],
  ['windows-1251', cyrillic, weights.common],
  ['windows-1253', greek, weights.strict],
  ['windows-1254', turkish, weights.common],
  ['windows-1255', hebrew, weights.strict],
  ['windows-1256', arabic, weights.common],
  ['windows-1257', baltic, weights.common],
  ['windows-874', /^\p{Script=Thai}+$/u, weights.rare],
  ['iso-8859-2', central, weights.common],
  ['koi8-u', cyrillic, weights.common],
  ['ibm866', cyrillic, weights.common],
  ['gb18030', /^\p{Script=Han}+$/u, weights.common],
  ['big5', /^\p{Script=Han}+$/u, weights.common],
  ['shift_jis', /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+$/u, weights.common],
  ['euc-kr', /^\p{Script=Hangul}+$/u, weights.common],
  ['macintosh', western, weights.rare],
]

/** What may stand at the edges of a word, or between two. */
const edges = /^[«“„‘’‚‹–—¿¡€£§©№…•°\u00a0\ufeff]+|[»”“’‘›–—…€£°©®™²³½¼¾،؛؟。，、\u00a0]+$/gu
const asciiSeparators = /[\0-@[-`{-\x7f]+|(?<=.)[–—’…«»“”\u00a0，。、،](?=.)/u

const beyondAscii = /[^\0-\x7f]/
const maxWords = 2000

/** Returns the words that have a letter or symbol beyond ASCII. */
const wordsOf = (text: string): string[] =>
  text
    .split(asciiSeparators)
    .map((word) => word.replace(edges, ''))
    .filter((word) => beyondAscii.test(word))
    .slice(0, maxWords)

const finals = /[ךםןףץ](?=.)/
const accents = /[άέήίόύώΐΰ]/
const latin = new Set([...western, ...central, ...turkish, ...baltic])

/** Returns how plausible a word is in a language, from 0 to 1. */
const plausibility = (word: string, alphabet: string): number => {
  if (/\p{Ll}\p{Lu}/u.test(word)) return 0
  const lower = word.replaceAll('İ', 'i').toLowerCase()
  for (const letter of lower) if (letter > '\x7f' && !alphabet.includes(letter)) return 0
  // Slovak words do not end with ŕ and ĺ, which are à and å in Windows-1252.
  if (latin.has(alphabet)) return /[ŕĺ]$/.test(lower) ? 0 : 1
  if (/[a-z]/.test(lower) || finals.test(lower)) return 0
  if (alphabet === greek[0] && lower.length > 3 && !accents.test(lower)) return 0
  // KOI8 and Windows-1251 exchange capital and small letters.
  return word.length > 1 && lower !== word && word === word.toUpperCase() ? 0.5 : 1
}

/** Returns a function that says how plausible words are in a language, from 0 to 1. */
const scorerOf =
  (language: RegExp | string) =>
  (words: readonly string[]): number => {
    let total = 0
    for (const word of words)
      total += typeof language === 'string' ? plausibility(word, language) : Number(language.test(word))
    return words.length === 0 ? 1 : total / words.length
  }

/** A sample as it reads in an encoding. */
const readAs = (sample: Buffer, [encoding, written, weight]: (typeof candidates)[number]) => {
  const text = new TextDecoder(encoding).decode(sample)
  const words = wordsOf(text)
  const scorers = (written instanceof RegExp ? [written] : written).map(scorerOf)
  return {
    encoding,
    text,
    words,
    score: weight * Math.max(...scorers.map((score) => score(words))),
    /** Returns how plausible it is beside another reading: also in the words that differ. */
    scoreBeside: (others: ReadonlySet<string>): number => {
      const different = words.filter((word) => !others.has(word))
      return weight * Math.max(...scorers.map((score) => Math.min(score(words), score(different))))
    },
  }
}

const maxExcerpt = 60
const cellEnd = /[,;\t\r\n"]/

/** Returns the bytes of the beginning of the first cell beyond ASCII. */
const firstCell = (sample: Buffer): Buffer => {
  const raw = sample.toString('latin1')
  const at = raw.search(beyondAscii)
  const start = Math.max(
    0,
    at - maxExcerpt / 2,
    ...[...',;\t\r\n"'].map((each) => raw.lastIndexOf(each, at) + 1),
  )
  const length = raw.slice(at).search(cellEnd)
  return sample.subarray(start, length < 0 ? start + maxExcerpt : Math.min(at + length, start + maxExcerpt))
}

/** Another reading counts if its score is at least this share of the best one. */
const rivalShare = 0.8
const minCertainScore = 0.6
const maxReadings = 3

/**
 * Returns the most plausible encoding of a sample that is not Unicode and has bytes beyond ASCII. Only Windows-1252 is
 * ever certain.
 *
 * @example guessEncoding(Buffer.from('caf\xe9', 'latin1')) // { encoding: 'windows-1252', isCertain: true, … }
 */
export const guessEncoding = (sample: Buffer): EncodingGuess => {
  const readings = candidates.map((candidate) => readAs(sample, candidate)).sort((a, b) => b.score - a.score)
  const best = readings[0] as (typeof readings)[number]
  const words = new Set(best.words)
  const others = readings.filter(({ text }) => text !== best.text)
  const rivals = others.filter((each) => each.scoreBeside(words) >= best.score * rivalShare)
  const isCertain = best.encoding === 'windows-1252' && best.score >= minCertainScore && rivals.length === 0
  const cell = firstCell(sample)
  const shown = isCertain || rivals.length > 0 ? [best, ...rivals] : [best, ...others]
  return {
    encoding: best.encoding,
    isCertain,
    readings: shown.slice(0, maxReadings).map(({ encoding }) => ({
      encoding,
      text: new TextDecoder(encoding).decode(cell).trim(),
    })),
  }
}
