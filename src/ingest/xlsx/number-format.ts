/** Number formats of cells (ECMA-376 part 1, 18.8.30 and 18.8.31), as far as they make a number a date or a time. */

/** What a format shows of a date; undefined if it shows a number. */
export interface DateFormat {
  readonly precision: 'year' | 'month' | 'day' | 'none'
  readonly hasTime: boolean
  /** Whether it counts hours, minutes or seconds beyond a day. */
  readonly isDuration: boolean
}

/** Built-in formats of dates and times, which need no definition in the file. */
const builtInFormats: Readonly<Record<number, string>> = {
  14: 'm/d/yy',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'm/d/yy h:mm',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss.0',
}
/** Built-in formats of East Asian versions, by their meaning there. */
const eastAsianFormats: readonly (readonly [first: number, last: number, format: string])[] = [
  [27, 31, 'yyyy/m/d'],
  [32, 35, 'h:mm:ss'],
  [36, 36, 'yyyy/m/d'],
  [50, 54, 'yyyy/m/d'],
  [55, 56, 'h:mm'],
  [57, 58, 'yyyy/m/d'],
]

/** Returns the definition of a built-in format of dates or times; undefined for any other. */
export const builtInFormat = (id: number): string | undefined =>
  builtInFormats[id] ?? eastAsianFormats.find(([first, last]) => first <= id && id <= last)?.[2]

/** Quoted and escaped characters, fill and padding, colours, conditions and locales. */
const literals = /"[^"]*"?|[\\_*].|\[(?!(?:h+|m+|s+)\])[^\]]*\]|General|AM\/PM|A\/P/gi

const durationPattern = /\[(?:h+|m+|s+)\]/i

/** Returns what a format shows of a date; undefined if it shows a number or a text. */
export const parseNumberFormat = (format: string): DateFormat | undefined => {
  const code = (format.replace(literals, '').split(';')[0] ?? '').toLowerCase()
  const isDuration = durationPattern.test(code)
  const hasTime = isDuration || /[hs]/.test(code)
  const hasYear = /y/.test(code) || (/e/.test(code) && !/[0#?]/.test(code))
  const hasDay = /d/.test(code)
  // Beside hours or seconds and without a day or year, m is minutes.
  const hasMonth = /m/.test(code) && (hasDay || hasYear || !hasTime)
  if (!hasTime && !hasYear && !hasMonth && !hasDay) return undefined
  const precision = hasDay || (hasMonth && hasTime) ? 'day' : hasMonth ? 'month' : hasYear ? 'year' : 'none'
  return { precision, hasTime, isDuration }
}
