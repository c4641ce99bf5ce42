/** Text for comparison by regular expressions: the rules of `fold`, which the browser uses as they are. */

const vowelSignPattern = /^(?![\p{Script=Inherited}\p{Script=Arabic}\p{Script=Hebrew}])\p{M}$/u

/** Returns a text as `fold` does. */
export const foldUnicode = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0640\p{Cf}\p{M}]/gu, (sign) => (vowelSignPattern.test(sign) ? sign : ''))
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

/** Returns the words of a text by the rules, as regular expressions: runs of letters with their marks, and digits. */
export const wordsByPattern = (text: string): string =>
  foldUnicode(text)
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
