/** The format of the dates in a column. */

export interface FoundFormat {
  /** In the words of a mapping; undefined if the cells are EDTF dates. */
  readonly format: string | undefined
  /** Whether another order of day and month fits as well, or the format passes over times that some cells have. */
  readonly isAmbiguous: boolean
}

const monthName = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)'
const fullMonthName =
  '(?:january|february|march|april|may|june|july|august|september|october|november|december)'
const day = '(?:0?[1-9]|[12]\\d|3[01])'
const month = '(?:0?[1-9]|1[0-2])'
const year = '(?:1[6-9]\\d\\d|20\\d\\d)'

const separators = ['/', '.', '-', ' '] as const

const patternOf = (text: string): RegExp => new RegExp(`^${text}$`, 'i')

const escapeDot = (text: string): string => (text === '.' ? '\\.' : text)

/** Formats with the patterns of their cells; of several that fit, the first one counts. */
const formats: readonly (readonly [format: string | undefined, pattern: RegExp])[] = [
  [undefined, patternOf(`${year}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\\d|3[01]))?)?`)],
  [
    'YYYY-MM-DD*',
    patternOf(`${year}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])[T ]00:00(?::00(?:\\.0+)?)?Z?`),
  ],
  ['YYYY-MM-DDTHH:mm:ssZ', patternOf(`${year}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:Z|[+-]\\d\\d:?\\d\\d)`)],
  ['YYYY-MM-DD HH:mm', patternOf(`${year}-\\d\\d-\\d\\d \\d\\d:\\d\\d`)],
  ['YYYY-MM-DD HH:mm:ss', patternOf(`${year}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d`)],
  ['YYYYMMDD', patternOf(`${year}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])`)],
  ...separators.flatMap((separator): (readonly [string, RegExp])[] => {
    const s = escapeDot(separator)
    return [
      [`YYYY${separator}M${separator}D`, patternOf(`${year}${s}${month}${s}${day}`)],
      [`D${separator}M${separator}YYYY`, patternOf(`${day}${s}${month}${s}${year}`)],
      [`M${separator}D${separator}YYYY`, patternOf(`${month}${s}${day}${s}${year}`)],
      [`D${separator}MMM${separator}YYYY`, patternOf(`${day}${s}${monthName}${s}${year}`)],
      [`D${separator}MMMM${separator}YYYY`, patternOf(`${day}${s}${fullMonthName}${s}${year}`)],
    ]
  }),
  ['MMMM D, YYYY', patternOf(`${fullMonthName} ${day}, ${year}`)],
  ['MMM D, YYYY', patternOf(`${monthName} ${day}, ${year}`)],
  ['MMMM YYYY', patternOf(`${fullMonthName} ${year}`)],
  ['M/YYYY', patternOf(`${month}/${year}`)],
]

/** Days of which some have a time. */
const mixedPattern = patternOf(`${year}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])(?:[T ].+)?`)

/** Returns the format of all cells; undefined if none fits. */
export const findDateFormat = (cells: readonly string[]): FoundFormat | undefined => {
  if (cells.length === 0) return undefined
  const [first, ...others] = formats.filter(([, pattern]) => cells.every((cell) => pattern.test(cell)))
  if (!first)
    return cells.every((cell) => mixedPattern.test(cell))
      ? { format: 'YYYY-MM-DD*', isAmbiguous: true }
      : undefined
  const [format] = first
  const isDayFirst = format?.startsWith('D') ?? false
  return { format, isAmbiguous: isDayFirst && others.some(([other]) => other?.startsWith('M') ?? false) }
}
