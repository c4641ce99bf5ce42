/** What a word of a phrase can mean. */

/** What a word can say of a date. */
export type PartName = (typeof partNames)[number]

/** The order in which the parts of a phrase are named. */
export const partNames = [
  'relative',
  'weekday',
  'weekend',
  'dates',
  'day',
  'month',
  'year',
  'season',
  'portion',
  'half',
  'ordinal',
  'which',
  'count',
  'few',
  'recently',
  'hours',
  'days',
  'weeks',
  'months',
  'years',
  'ago',
  'dayPart',
  'eve',
  'time',
] as const

/** Words that join parts, or say how sure they are. */
type JoinName = 'between' | 'from' | 'since' | 'to' | 'and' | 'or' | 'about' | 'maybe' | 'clock' | 'meridiem'

/** `number` and `tens` are numbers whose neighbours decide what they mean. */
export type TokenName = PartName | JoinName | 'number' | 'tens' | 'slash' | 'hijri'

/** What a word or number says. */
export interface Token {
  readonly name: TokenName
  readonly value: number
  /** The days that a date of digits can mean: YYYY-MM-DD, or MM-DD without a year. */
  readonly dates?: readonly string[]
}

/** Parts of the day by their number in tokens. */
export const dayParts = ['dawn', 'morning', 'noon', 'afternoon', 'evening', 'night', 'midnight'] as const
export type DayPart = (typeof dayParts)[number]

/** Values of `portion`; the third is late. */
export const [early, mid] = [0, 1]

/** The value of `which` for "last"; 0 is "this". */
export const last = -1
