/** Reported numbers of people as low, best and high: `5`, `3-5`, `12+`, `at least 12`, `up to 5`. */

/** The numbers of an estimate as texts. */
export interface Estimate {
  readonly low?: string
  readonly best?: string
  readonly high?: string
  /** Whether the number is only about the best one, which a record cannot say. */
  readonly isApproximate?: true
}

/** Returns the number of a text, as validation reads it; undefined if it is none. */
export type NumberReader = (text: string) => string | undefined

type Sense = 'atLeast' | 'moreThan' | 'atMost' | 'fewerThan' | 'about'

/** Signs and words before a number, and after it. */
const prefixes: readonly (readonly [RegExp, Sense])[] = [
  [
    /^(?:≥|>=|at least|no (?:less|fewer) than|minimum|min\.?|au moins|au minimum|al menos|mindestens|على الأقل|ما لا يقل عن)/i,
    'atLeast',
  ],
  [/^(?:>|more than|over|plus de|más de|mehr als|أكثر من)/i, 'moreThan'],
  [
    /^(?:≤|<=|up to|at most|no more than|maximum|max\.?|jusqu['’]à|au plus|hasta|höchstens|بحد أقصى)/i,
    'atMost',
  ],
  [/^(?:<|less than|fewer than|under|moins de|menos de|weniger als|أقل من)/i, 'fewerThan'],
  [/^(?:~|≈|about|around|approximately|approx\.?|circa|c\.|ca\.?|environ|unos|etwa|حوالي|نحو)/i, 'about'],
]

const suffixes: readonly (readonly [RegExp, Sense])[] = [
  [/(?:\+|or more|at least|ou plus|o más|على الأقل|فأكثر)$/i, 'atLeast'],
  [/(?:or (?:less|fewer)|at most|ou moins)$/i, 'atMost'],
]

/** What separates the ends of a range; after "between", also "and". */
const rangeSeparator = /\s*[-–—]\s*|\s+(?:to|à|a|bis|إلى)\s+/iu
const between = /^(?:between|entre|zwischen|بين)\s+/iu
const betweenSeparator = /\s+(?:and|et|y|und|و)\s*/iu

/** Returns the whole number that is `by` more; undefined if the text is no whole number. */
const add = (number: string, by: number): string | undefined =>
  /^\d+$/.test(number) ? String(Number(number) + by) : undefined

const bounded = (sense: Sense, number: string): Estimate | undefined => {
  if (sense === 'about') return { best: number, isApproximate: true }
  if (sense === 'atLeast') return { low: number }
  if (sense === 'atMost') return { high: number }
  const bound = add(number, sense === 'moreThan' ? 1 : -1)
  if (bound === undefined) return undefined
  return sense === 'moreThan' ? { low: bound } : { high: bound }
}

/** Returns the sense of the first pattern that the text has, and the text without it. */
const strip = (text: string, patterns: typeof prefixes): readonly [Sense, string] | undefined => {
  for (const [pattern, sense] of patterns)
    if (pattern.test(text)) return [sense, text.replace(pattern, '').trim()]
  return undefined
}

/**
 * Returns the estimate of a text; undefined if it has another form. `readNumber` reads each number of it. `>5` is at
 * least 6, and `<5` at most 4.
 *
 * @example parseEstimate('3-5', read) // { low: '3', high: '5' }
 */
export const parseEstimate = (text: string, readNumber: NumberReader): Estimate | undefined => {
  const plain = readNumber(text)
  if (plain !== undefined) return { best: plain }
  const stripped = strip(text, prefixes) ?? strip(text, suffixes)
  if (stripped) {
    const number = readNumber(stripped[1])
    return number === undefined ? undefined : bounded(stripped[0], number)
  }
  const ends = between.test(text)
    ? text.replace(between, '').split(betweenSeparator)
    : text.split(rangeSeparator)
  const [low, high] = ends.map(readNumber)
  return ends.length !== 2 || low === undefined || high === undefined ? undefined : { low, high }
}
