/** Reading one cell by the rule of its column. */
import type { Scalar } from '../../../schemas/column-mapping.ts'
import { echo, type Path } from '../../../schemas/rules.ts'
import { findCountryByName } from '../../record/country-names.ts'
import { findNearest } from '../../text/did-you-mean.ts'
import { toLatinDigits } from '../../text/latin-digits.ts'
import { joinSentences, type Say, sentence } from '../../text/sentence.ts'
import type { PathValue } from '../rows/cell-assembly.ts'
import type { Note } from '../rows/source-row.ts'
import { type ColumnRule, normalizeKey } from './column-rule.ts'
import { toEdtf } from './date-parts.ts'
import { parseEstimate } from './estimate.ts'

type Fault = NonNullable<PathValue['fault']>

/** The values of a cell, at paths that may contain `*`. */
export interface CellReading {
  readonly values: readonly { readonly path: Path; readonly value: Scalar; readonly fault?: Fault }[]
  readonly note?: Note
}

const unlisted = (text: string, values: ReadonlyMap<string, unknown>): Fault => {
  const known = [...values.keys()]
  const nearestValue = findNearest(text, known)
  const list = known.length > 40 ? undefined : sentence`It has ${known.join(', ')}.`
  const hint = nearestValue ? sentence`Did you mean ${nearestValue}?` : list
  return {
    rule: 'mapping.value',
    say: joinSentences(sentence`This value is not listed under "values" for the column.`, hint),
  }
}

/** The cell as `values`, `missing` and `otherwise` leave it: a value, a text still to be read, or a fault. */
export type LookedUp =
  | { readonly value: Scalar }
  | { readonly text: string }
  | { readonly text: string; readonly fault: Fault }

/** Returns what a cell is before its form matters; undefined if it is empty or means unknown. */
export const lookUp = (raw: string, rule: ColumnRule): LookedUp | undefined => {
  const { values, otherwise } = rule
  const text = normalizeKey(raw)
  const value = values?.get(text)
  if (value !== undefined) return value === null ? undefined : { value }
  if (text === '' || rule.missing?.has(text)) return undefined
  if (otherwise !== undefined) return otherwise === null ? undefined : { value: otherwise }
  return values && !rule.isKept ? { text, fault: unlisted(text, values) } : { text }
}

const withFault = (path: Path, value: Scalar, rule: Fault['rule'], say: Say): CellReading => ({
  values: [{ path, value, fault: { rule, say } }],
})

const monthName =
  /^(?:\d{1,2}[-/. ])?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(?:[-/. ]\d{1,2})?$/i

const estimateHint = sentence`Write a number (5), a range (3-5), at least (12+, ≥12) or at most (≤12, up to 12). Say what other words mean under "values", "missing" or "otherwise" in the mapping.`

/** Digits with any separators, for validation to read or refuse. */
const looseNumber = (text: string): string | undefined =>
  /^\d[\d.,\u066b\u066c'’\s]*$/.test(text) ? text : undefined

const readEstimate = (text: string, { target, number }: ColumnRule): CellReading => {
  const readNumber = number
    ? (each: string) => (/^\d/.test(each) ? number.read(each) : undefined)
    : looseNumber
  const estimate = parseEstimate(toLatinDigits(text), readNumber)
  if (!estimate) {
    const say = monthName.test(text)
      ? joinSentences(sentence`A spreadsheet may have made this date of a range.`, estimateHint)
      : estimateHint
    return withFault(target.path, text, 'mapping.estimate', say)
  }
  const stem = target.path.slice(0, -1)
  const { isApproximate, ...numbers } = estimate
  return {
    values: Object.entries(numbers).map(([name, value]) => ({ path: [...stem, name], value })),
    ...(isApproximate && { note: { rule: 'mapping.approximate' } }),
  }
}

const separatorNames = { '.': sentence`a point`, ',': sentence`a comma` } as const

const readNumber = (text: string, { target, number }: ColumnRule): CellReading | undefined => {
  if (!number) return undefined
  const value = number.read(toLatinDigits(text))
  if (value !== undefined) return { values: [{ path: target.path, value }] }
  const separator = separatorNames[number.decimal]
  const say =
    number.thousands === undefined
      ? sentence`By the mapping, numbers have ${separator} before decimals and are written without a separator of thousands.`
      : sentence`By the mapping, numbers have ${separator} before decimals and are written with "${number.thousands}" between thousands.`
  return withFault(target.path, text, 'mapping.number', say)
}

/** Returns the values of a text that has a meaning of its own. */
const readText = (text: string, raw: string, rule: ColumnRule): CellReading => {
  const { target, date, offset } = rule
  const { path, shape } = target
  if (date) {
    const parts = date.read(text)
    const say = sentence`The date is not written as ${date.format}, the format in the mapping.`
    if (!parts) return withFault(path, text, 'mapping.date', say)
    return { values: [{ path, value: toEdtf(parts, offset) }] }
  }
  if (rule.isEstimate) return readEstimate(text, rule)
  const number = readNumber(text, rule)
  if (number) return number
  if (rule.isCountry && !(shape.kind === 'leaf' && shape.acceptsFast?.(text))) {
    const country = findCountryByName(text)
    if (country) return { values: [{ path, value: country }], note: { rule: 'mapping.country' } }
  }
  return { values: [{ path, value: shape.kind === 'map' ? raw : text }] }
}

/** Returns whether the field of a rule takes the values. */
const fits = ({ values }: CellReading, { target }: ColumnRule): boolean => {
  const { shape } = target
  return values.every(({ value, fault }) => {
    if (fault || shape.kind === 'map') return fault === undefined
    const text = typeof value === 'string' ? toLatinDigits(value) : value
    const isNumeric = shape.type === 'number' && typeof text === 'string' && /^[+-]?\d+(?:\.\d+)?$/.test(text)
    return shape.acceptsFast?.(isNumeric ? Number(text) : text) ?? true
  })
}

/** Returns the values of a cell for its field; undefined if it has none. */
export const readCell = (raw: string, rule: ColumnRule): CellReading | undefined => {
  const found = lookUp(raw, rule)
  if (!found) return undefined
  const { path } = rule.target
  if ('value' in found) {
    const { value } = found
    return rule.isEstimate && typeof value === 'string'
      ? readEstimate(value, rule)
      : { values: [{ path, value }] }
  }
  if ('fault' in found) return { values: [{ path, value: found.text, fault: found.fault }] }
  const { text } = found
  const reading = readText(text, raw, rule)
  const { textPath, column } = rule
  if (textPath && !fits(reading, rule))
    return {
      values: [{ path: textPath, value: text }],
      note: { rule: 'mapping.text_kept', column, received: echo(text) },
    }
  const { values, note } = reading
  return note ? { values, note: { ...note, column, received: echo(text) } } : reading
}
