/** The format of the dates in a column. */

export interface FoundFormat {
  /** In the words of a mapping; undefined if the cells are EDTF dates. */
  readonly format: string | undefined
  /**
   * Whether another order of day and month fits as well, the format passes over times that some cells have, or it does
   * not fit some cells.
   */
  readonly isAmbiguous: boolean
}

const monthName = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)'
const fullMonthName =
  '(?:january|february|march|april|may|june|july|august|september|october|november|december)'
const day = '(?:0?[1-9]|[12]\\d|3[01])'
const month = '(?:0?[1-9]|1[0-2])'
const year = '(?:1[6-9]\\d\\d|20\\d\\d)'

const separators = ['/', '.', '-', ' '] as const

/** Times of day after a day, with their patterns. */
const times = [
  ['', ''],
  [' H:mm', ' (?:[01]?\\d|2[0-3]):[0-5]\\d'],
  [' H:mm:ss', ' (?:[01]?\\d|2[0-3]):[0-5]\\d:[0-5]\\d'],
] as const

const patternOf = (text: string): RegExp => new RegExp(`^${text}$`, 'i')

const escapeDot = (text: string): string => (text === '.' ? '\\.' : text)

/** Formats with the patterns of their cells; of several that fit, the first one counts. */
const formats: readonly (readonly [format: string | undefined, pattern: RegExp])[] = [
  [undefined, patternOf(`${year}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\\d|3[01]))?)?`)],
  [
    'YYYY-MM-DD*',
    patternOf(`${year}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])[T ]00:00(?::00(?:\\.0+)?)?Z?`),
  ],
  [undefined, patternOf(`${year}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(?:[+-]\\d\\d:\\d\\d)?`)],
  ['YYYY-MM-DDTHH:mm:ssZ', patternOf(`${year}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:Z|[+-]\\d\\d:?\\d\\d)`)],
  ['YYYY-MM-DD HH:mm', patternOf(`${year}-\\d\\d-\\d\\d \\d\\d:\\d\\d`)],
  ['YYYY-MM-DD HH:mm:ss', patternOf(`${year}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d`)],
  ['YYYYMMDD', patternOf(`${year}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])`)],
  ...separators.flatMap((separator): (readonly [string, RegExp])[] => {
    const s = escapeDot(separator)
    const orders: (readonly [string, string])[] = [
      [`YYYY${separator}M${separator}D`, `${year}${s}${month}${s}${day}`],
      [`D${separator}M${separator}YYYY`, `${day}${s}${month}${s}${year}`],
      [`M${separator}D${separator}YYYY`, `${month}${s}${day}${s}${year}`],
    ]
    return [
      ...orders.flatMap(([order, pattern]) =>
        times.map(([time, clock]): readonly [string, RegExp] => [order + time, patternOf(pattern + clock)]),
      ),
      [`D${separator}MMM${separator}YYYY`, patternOf(`${day}${s}${monthName}${s}${year}`)],
      [`D${separator}MMMM${separator}YYYY`, patternOf(`${day}${s}${fullMonthName}${s}${year}`)],
    ]
  }),
  ['MMMM D, YYYY', patternOf(`${fullMonthName} ${day}, ${year}`)],
  ['MMM D, YYYY', patternOf(`${monthName} ${day}, ${year}`)],
  ['MMMM YYYY', patternOf(`${fullMonthName} ${year}`)],
  ['M/YYYY', patternOf(`${month}/${year}`)],
]

/** Matches a day with or without a time. */
const mixedPattern = patternOf(`${year}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])(?:[T ].+)?`)

/** The share of cells that a format must fit. */
const minShare = 0.7

/** Returns the format of most cells; undefined if none fits. */
const findCommonFormat = (cells: readonly string[]): FoundFormat | undefined => {
  const common = formats.find(
    ([, pattern]) => cells.filter((cell) => pattern.test(cell)).length >= cells.length * minShare,
  )
  return common && { format: common[0], isAmbiguous: true }
}

/** Returns the format of the cells; undefined if none fits most of them. */
export const findDateFormat = (cells: readonly string[]): FoundFormat | undefined => {
  if (cells.length === 0) return undefined
  const [first, ...others] = formats.filter(([, pattern]) => cells.every((cell) => pattern.test(cell)))
  if (!first)
    return cells.every((cell) => mixedPattern.test(cell))
      ? { format: 'YYYY-MM-DD*', isAmbiguous: true }
      : findCommonFormat(cells)
  const [format] = first
  const isDayFirst = format?.startsWith('D') ?? false
  return { format, isAmbiguous: isDayFirst && others.some(([other]) => other?.startsWith('M') ?? false) }
}
