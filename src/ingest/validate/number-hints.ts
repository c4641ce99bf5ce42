/** What to write instead of a text that is no number. */

import type { Messages } from '../../messages/messages.ts'
import { parseEstimate } from '../mapping/estimate.ts'
import { readDegrees, readPair } from './read-degrees.ts'
import { readNumber, toLatinSigns } from './read-number.ts'

type Step = string | number | undefined

/** Returns what to write, in the language of the messages. */
type SayNumber = (messages: Messages) => string

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

const explainCoordinate = (text: string, name: Step): SayNumber => {
  const pair = readPair(text)
  if (pair) return ({ fields }) => fields.pointInOne(...pair)
  const reading = readDegrees(text)
  if (!reading) return ({ fields }) => fields.coordinateText
  const { axis, value } = reading
  return isCoordinate(name) && axis !== undefined && axis !== name
    ? ({ fields }) => fields.otherAxis(text, axis, value)
    : ({ fields }) => fields.degreesAs(text, value)
}

/** Returns what to write instead of a text that is no number, for a field with this name. */
export const explainNumber = (text: string, name: Step): SayNumber => {
  const short = text.slice(0, 100).toWellFormed()
  if (isCoordinate(name)) return explainCoordinate(short, name)
  const reading = readNumber(short, { isWhole: true })
  if (reading && 'decimal' in reading) return ({ fields }) => fields.ambiguousNumber(short, reading)
  if (name !== 'low' && name !== 'best' && name !== 'high') return ({ fields }) => fields.wholeText
  const estimate = readEstimate(short)
  return ({ fields }) => (estimate ? fields.estimateAs(short, estimate) : fields.countText)
}

/** Returns the number that a text in JSON surely means; undefined if it is none. */
export const numberMeant = (text: string, name: Step): number | undefined => {
  const reading = readNumber(text.slice(0, 100), { isWhole: !isCoordinate(name) })
  if (reading) return 'value' in reading ? reading.value : undefined
  const degrees = isCoordinate(name) ? readDegrees(text.slice(0, 100)) : undefined
  return degrees?.isMarked && (degrees.axis ?? name) === name ? degrees.value : undefined
}
