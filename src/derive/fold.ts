const isAscii = (text: string): boolean => !/[^\0-\x7f]/.test(text)

/**
 * Text as it is compared in searches: without case, diacritics, the variants of Arabic letters, their digits and
 * marks of direction. Vowel signs of other scripts stay: without them different names would be one.
 *
 * @example fold("Qaḑā’ مُحَمَّد") // 'qada’ محمد'
 */
export const fold = (text: string): string =>
  isAscii(text) ? text.toLowerCase().replace(/\s+/g, ' ').trim() : foldAny(text)

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

/** The words of a text, folded and parted by single spaces: runs of letters with their signs, and digits. */
export const wordsIn = (text: string): string =>
  (isAscii(text)
    ? text.toLowerCase().replace(/[^a-z0-9]+/g, ' ')
    : fold(text).replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
  ).trim()

/** The words of a text, folded. */
export const wordsOf = (text: string): string[] => wordsIn(text).split(' ').filter(Boolean)
