/** The zeros of decimal digits other than Latin: Arabic, Persian, Devanagari, Bengali, Burmese and full-width. */
const zeros = [0x660, 0x6f0, 0x966, 0x9e6, 0x1040, 0xff10]
const otherDigit = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u1040-\u1049\uff10-\uff19]/g

/** Returns a text with the digits of other scripts as Latin ones. */
export const toLatinDigits = (text: string): string =>
  text.replace(otherDigit, (digit) => {
    const code = digit.charCodeAt(0)
    return String(code - (zeros.findLast((zero) => zero <= code) ?? code))
  })
