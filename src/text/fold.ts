/** Text as it is compared: folded, and in words. */
import { scratch, unitsInScratch } from './scratch-buffer.ts'
import { isAscii } from './storage-encoding.ts'

/**
 * Text as it is compared in searches: without case, diacritics, the variants of Arabic letters, their digits and
 * marks of direction. Vowel signs of other scripts stay: without them different names would be one.
 *
 * @example fold("Qaḑā’ مُحَمَّد") // 'qada’ محمد'
 */
export const fold = (text: string): string => (isAscii(text) ? inOneSpace(text.toLowerCase()) : foldAny(text))

/** Text whose words are parted by one space each. */
const inOneSpace = (text: string): string => (oddSpace.test(text) ? text.replace(/\s+/g, ' ').trim() : text)

const oddSpace = /^ | $| {2}|[^\S ]/

const vowelSign = /^(?![\p{Script=Inherited}\p{Script=Arabic}\p{Script=Hebrew}])\p{M}$/u

const foldAny = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0640\p{Cf}\p{M}]/gu, (sign) => (vowelSign.test(sign) ? sign : ''))
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
    .toLowerCase()
    .replace(/[\u0622\u0623\u0625\u0671]/g, '\u0627')
    .replace(/[\u0649\u06cc]/g, '\u064a')
    .replace(/\u0629/g, '\u0647')
    .replace(/\u06a9/g, '\u0643')
    .replace(/[\u06c1\u06be]/g, '\u0647')
    .replace(/ı/g, 'i')
    .replace(/\s+/g, ' ')
    .trim()

/** The words of a text as the rules have them: runs of letters with their signs, and digits. */
const wordsByRule = (text: string): string =>
  fold(text)
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()

/** What becomes of a character: a code unit from `least`, or one of these. */
const unknown = 0
const parts = 1
const vanishes = 2
const byRule = 3
const least = 4

const fates = new Uint16Array(0x10000)

/** The capital sigma becomes one letter inside a word and another at its end. */
const capitalSigma = 0x3a3

const fateOf = (code: number): number => {
  if ((code >= 0xd800 && code < 0xe000) || code === capitalSigma) return byRule
  const text = wordsByRule(`a${String.fromCharCode(code)}a`)
  if (text === 'a a') return parts
  if (text === 'aa') return vanishes
  return text.length === 3 && !/\p{M}/u.test(text) ? text.charCodeAt(1) : byRule
}

/** What becomes of the character at a place; worked out for each once. */
const fateAt = (codes: Uint16Array, at: number): number => {
  const code = codes[at] as number
  const fate = fates[code] as number
  if (fate !== unknown) return fate
  fates[code] = fateOf(code)
  return fates[code] as number
}

const codesOf = unitsInScratch()
const written = scratch()

const bits = 11
/** Where words begin that were written, plus 1, by their hash. */
const begun = new Int32Array(1 << bits)
/** So many places are tried for a word; one that finds none may be written twice. */
const tried = 8

const isSame = (units: Uint16Array, one: number, other: number, length: number): boolean => {
  for (let i = 0; i < length; i++) if (units[one + i] !== units[other + i]) return false
  return units[one + length] === 0x20
}

/** Where to write on behind a word: where it began, with the space before it, if the same stands further ahead. */
const behindWord = (units: Uint16Array, start: number, end: number, hash: number): number => {
  const first = Math.imul(hash, 0x9e3779b1) >>> (32 - bits)
  for (let i = 0; i < tried; i++) {
    const place = (first + i) & (begun.length - 1)
    const other = (begun[place] as number) - 1
    if (other < 0) {
      begun[place] = start + 1
      return end
    }
    if (isSame(units, other, start, end - start)) return start - 1
  }
  return end
}

/**
 * Writes the words of a text as `wordsIn` gives them; how many units, or -1 where the rules have to say what becomes
 * of them.
 */
const writeWords = (codes: Uint16Array, to: Uint16Array, once: boolean): number => {
  const { length } = codes
  if (once) begun.fill(0)
  let end = 0
  for (let at = 0; at < length; ) {
    let fate = fateAt(codes, at++)
    if (fate === byRule) return -1
    if (fate < least) continue
    const start = end > 0 ? end + 1 : 0
    if (end > 0) to[end++] = 0x20
    let hash = 0
    while (fate !== parts) {
      if (fate >= least) {
        hash = (Math.imul(hash, 31) + fate) | 0
        to[end++] = fate
      } else if (fate === byRule) return -1
      if (at === length) break
      fate = fateAt(codes, at++)
    }
    if (once) end = behindWord(to, start, end, hash)
  }
  return end
}

/** The words once each, parted by spaces. */
const distinct = (words: string): string => [...new Set(words.split(' '))].join(' ')

const allAscii = (units: Uint16Array, end: number): boolean => {
  let all = 0
  for (let i = 0; i < end; i++) all |= units[i] as number
  return all < 0x80
}

const words = (text: string, once: boolean): string => {
  const { length } = text
  const pairs = written(length * 2 + 2)
  const wide = new Uint16Array(pairs.buffer, pairs.byteOffset, length + 1)
  const end = writeWords(codesOf(text), wide, once)
  if (end < 0) return once ? distinct(wordsByRule(text)) : wordsByRule(text)
  if (!allAscii(wide, end)) return pairs.toString('utf16le', 0, end * 2)
  for (let i = 0; i < end; i++) pairs[i] = wide[i] as number
  return pairs.toString('latin1', 0, end)
}

/**
 * The words of a text, folded and parted by single spaces: runs of letters with their signs, and digits. Character
 * by character where each has a fate of its own.
 */
export const wordsIn = (text: string): string => words(text, false)

/** As `wordsIn`, each word once; of very many, some may stand twice. */
export const distinctWordsIn = (text: string): string => words(text, true)

/** The words of a text, folded. */
export const wordsOf = (text: string): string[] => wordsIn(text).split(' ').filter(Boolean)
