/**
 * Text as it is compared in searches: without case, diacritics and the variants of Arabic letters.
 *
 * @example fold("Qaḑā’ مُحَمَّد") // 'qada’ محمد'
 */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}\u0640]/gu, '')
    .toLowerCase()
    .replace(/[\u0622\u0623\u0625\u0671]/g, '\u0627')
    .replace(/[\u0649\u06cc]/g, '\u064a')
    .replace(/\u0629/g, '\u0647')
    .replace(/\u06a9/g, '\u0643')
    .replace(/ı/g, 'i')
    .replace(/\s+/g, ' ')
    .trim()

/** The words of a text, folded: runs of letters and digits. */
export const wordsOf = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? []
