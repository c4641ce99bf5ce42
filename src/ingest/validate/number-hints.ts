/** What to write instead of a text that is no number. */

import { en } from '../../messages/en.ts'
import { parseEstimate } from '../mapping/estimate.ts'
import { readDegrees, readPair } from './read-degrees.ts'
import { readNumber, toLatinSigns } from './read-number.ts'

type Step = string | number | undefined

/** Returns whether a field is a coordinate, by its name. */
export const isCoordinate = (name: Step): name is 'latitude' | 'longitude' =>
  name === 'latitude' || name === 'longitude'

const wholeNumber = (text: string): string | undefined => {
  const reading = readNumber(text, { isWhole: true })
  return reading && 'value' in reading && Number.isInteger(reading.value) && reading.value >= 0
    ? String(reading.value)
    : undefined
}

/** Returns the numbers of an estimate by their names; undefined if the text is none. */
export const readEstimate = (
  text: string,
): readonly (readonly [name: string, number: string])[] | undefined => {
  const { isApproximate: _, ...estimate } = parseEstimate(toLatinSigns(text), wholeNumber) ?? {}
  const numbers = Object.entries(estimate)
  return numbers.length > 0 ? numbers : undefined
}

const explainCoordinate = (text: string, name: Step): string => {
  const pair = readPair(text)
  if (pair) return en.fields.pointInOne(...pair)
  const reading = readDegrees(text)
  if (!reading) return en.fields.coordinateText
  const isOtherAxis = isCoordinate(name) && reading.axis !== undefined && reading.axis !== name
  return isOtherAxis
    ? en.fields.otherAxis(text, reading.axis, reading.value)
    : en.fields.degreesAs(text, reading.value)
}

/** Returns what to write instead of a text that is no number, for a field with this name. */
export const explainNumber = (text: string, name: Step): string => {
  const short = text.slice(0, 100).toWellFormed()
  if (isCoordinate(name)) return explainCoordinate(short, name)
  const reading = readNumber(short, { isWhole: true })
  if (reading && 'decimal' in reading) return en.fields.ambiguousNumber(short, reading)
  if (name !== 'low' && name !== 'best' && name !== 'high') return en.fields.wholeText
  const estimate = readEstimate(short)
  return estimate ? en.fields.estimateAs(short, estimate) : en.fields.countText
}

/** Returns the number that a text in JSON surely means; undefined if it is none. */
export const numberMeant = (text: string, name: Step): number | undefined => {
  const reading = readNumber(text.slice(0, 100), { isWhole: !isCoordinate(name) })
  if (reading) return 'value' in reading ? reading.value : undefined
  const degrees = isCoordinate(name) ? readDegrees(text.slice(0, 100)) : undefined
  return degrees?.isMarked && (degrees.axis ?? name) === name ? degrees.value : undefined
}
