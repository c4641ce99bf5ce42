/** Text as it is compared: folded, and in words. */
import { scratch } from './scratch.ts'
import { isAscii } from './transport.ts'

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

const units = scratch()

/**
 * Writes the words of a text as `wordsIn` gives them; how many units, or -1 where the rules have to say what becomes
 * of them.
 */
const writeWords = (text: string, to: Uint8Array | Uint16Array): number => {
  const { length } = text
  let end = 0
  let open = false
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at)
    let fate = fates[code] as number
    if (fate === unknown) fate = fates[code] = fateOf(code)
    if (fate === byRule) return -1
    if (fate === parts) open = false
    if (fate < least) continue
    if (!open && end > 0) to[end++] = 0x20
    open = true
    to[end++] = fate
  }
  return end
}

/**
 * The words of a text, folded and parted by single spaces: runs of letters with their signs, and digits. Character
 * by character where each has a fate of its own.
 */
export const wordsIn = (text: string): string => {
  const { length } = text
  const bytes = units(length * 2)
  // ASCII stays ASCII.
  if (isAscii(text)) return bytes.toString('latin1', 0, writeWords(text, bytes))
  const end = writeWords(text, new Uint16Array(bytes.buffer, bytes.byteOffset, length))
  return end < 0 ? wordsByRule(text) : bytes.toString('utf16le', 0, end * 2)
}

/** The words of a text, folded. */
export const wordsOf = (text: string): string[] => wordsIn(text).split(' ').filter(Boolean)
