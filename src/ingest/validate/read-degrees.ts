/** Coordinates as maps, phones and reports write them: degrees with signs, minutes, seconds and a point of the compass. */

import { toLatinSigns } from './read-number.ts'

/** A coordinate in decimal degrees. */
export interface DegreesReading {
  readonly value: number
  /** Whether a sign of degrees or a point of the compass says what the numbers are. */
  readonly isMarked: boolean
  /** The axis that the point of the compass names; undefined if there is none. */
  readonly axis: 'latitude' | 'longitude' | undefined
}

const number = '\\d{1,3}(?:[.,]\\d{1,15})?'
const pattern = new RegExp(
  `^(?<before>[NSEW])?\\s*(?<sign>[+\\u2212-])?(?<degrees>${number})\\s*(?<mark>[°º˚]|deg(?:rees)?)?` +
    `(?:\\s*(?<minutes>${number})\\s*(?:['’′‘]|min)?(?:\\s*(?<seconds>${number})\\s*(?:["”″]|''|′′|sec)?)?)?` +
    '\\s*(?<after>[NSEW])?$',
  'i',
)

const toNumber = (text = '0'): number => Number(text.replace(',', '.'))

/** Returns the decimal degrees of parts; undefined if a part that is not the last has decimals, or one is too large. */
const sum = (parts: readonly (string | undefined)[]): number | undefined => {
  const given = parts.filter((part) => part !== undefined)
  const [degrees = 0, minutes = 0, seconds = 0] = given.map(toNumber)
  const isPossible = given.slice(0, -1).every((part) => /^\d+$/.test(part)) && minutes < 60 && seconds < 60
  return isPossible ? Math.round((degrees + minutes / 60 + seconds / 3600) * 1e6) / 1e6 : undefined
}

/**
 * Returns the coordinate of a text, rounded to a millionth of a degree; undefined if it is none.
 *
 * @example readDegrees('33°25\'35"N') // { value: 33.426389, isMarked: true, axis: 'latitude' }
 */
export const readDegrees = (text: string): DegreesReading | undefined => {
  const { before, sign, degrees, mark, minutes, seconds, after } =
    pattern.exec(toLatinSigns(text))?.groups ?? {}
  const value = sum([degrees, minutes, seconds])
  const compass = (before ?? after)?.toUpperCase()
  const saysTwice =
    (before !== undefined && after !== undefined) || (compass !== undefined && sign !== undefined)
  if (degrees === undefined || value === undefined || saysTwice) return undefined
  const isNegative = compass === 'S' || compass === 'W' || (sign !== undefined && sign !== '+')
  return {
    value: isNegative ? -value : value,
    isMarked: mark !== undefined || compass !== undefined,
    axis: compass === undefined ? undefined : /[NS]/.test(compass) ? 'latitude' : 'longitude',
  }
}

const pairPattern = /^([+-]?\d{1,3}(?:\.\d{1,15})?)(\s*[,;]\s*|\s+)([+-]?\d{1,3}(?:\.\d{1,15})?)$/

/** Returns the two numbers of a text with a whole point; undefined for any other text. */
export const readPair = (text: string): readonly [string, string] | undefined => {
  const [, first = '', separator = '', second = ''] = pairPattern.exec(toLatinSigns(text)) ?? []
  const isPair = first !== '' && (/[,;]\s/.test(separator) || (first + second).includes('.'))
  return isPair ? [first, second] : undefined
}
