/** Whether the cells of a column are what a field takes. */
import type { MappingRule, Scalar } from '../../../../schemas/column-mapping.ts'
import { findCountryByName } from '../../../record/country-names.ts'
import { findCode, parentOf } from './code-values.ts'
import { findDateFormat } from './date-formats.ts'
import type { NameRule, ValueKind } from './name-rules.ts'

/** How the cells support a field. */
export interface Judgement {
  /** Another field that takes the cells. */
  readonly to?: string
  /** The confidence, given that of the name. */
  readonly confidence: number
  /** How the mapping reads the cells. */
  readonly rule: Omit<MappingRule, 'to'>
  /** Cells whose meaning is not known. */
  readonly unknown?: readonly string[]
  /** A further field that the cells fill. */
  readonly further?: MappingRule
}

/** The confidence that remains if the cells cannot be what the name says. */
const contradiction = 0.2
/** The highest confidence of a date whose day may be its month. */
const ambiguousLimit = 0.7
/** The confidence of a name without any cell. */
const emptyFactor = 0.85

/** Returns a confidence that certain values have raised. */
const raise = (score: number, certainty: number): number => score + (1 - score) * certainty

const distinct = (cells: readonly string[]): string[] => [...new Set(cells)]

const decimalComma = /^[-+]?\d{1,3},\d+$/

const judgeDegrees = (cells: readonly string[], score: number, limit: number): Judgement => {
  const hasComma = cells.some((cell) => decimalComma.test(cell)) && !cells.some((cell) => cell.includes('.'))
  const numbers = cells.map((cell) => Number(hasComma ? cell.replace(',', '.') : cell))
  const isRange = numbers.every((number) => Math.abs(number) <= limit)
  const hasFraction = numbers.some((number) => !Number.isInteger(number))
  const confidence = isRange ? raise(score, hasFraction ? 0.5 : 0) : contradiction
  return { confidence, rule: hasComma ? { decimal: ',' } : {} }
}

const judgeDate = (cells: readonly string[], score: number): Judgement => {
  const found = findDateFormat(cells)
  if (!found) return { confidence: contradiction, rule: {} }
  const rule = found.format === undefined ? {} : { date: found.format }
  const confidence = raise(score, 0.5)
  return { confidence: found.isAmbiguous ? Math.min(ambiguousLimit, confidence) : confidence, rule }
}

/** Returns the table of cells that are codes, and those that are none. */
const tabulate = (cells: readonly string[], find: (cell: string) => string | undefined) => {
  const values: Record<string, Scalar> = {}
  const unknown: string[] = []
  for (const cell of distinct(cells)) {
    const code = find(cell)
    if (code === undefined) unknown.push(cell)
    else if (code !== cell) values[cell] = code
  }
  return { values, unknown, share: cells.filter((cell) => find(cell) !== undefined).length / cells.length }
}

const judgeTable = (
  cells: readonly string[],
  score: number,
  find: (cell: string) => string | undefined,
): Judgement => {
  const { values, unknown, share } = tabulate(cells, find)
  if (share === 0) return { confidence: Math.min(score, 0.4), rule: {}, unknown }
  const isPlain = Object.keys(values).length === 0 && unknown.length === 0
  return {
    confidence: share === 1 ? raise(score, 0.6) : score * (0.5 + share / 2),
    rule: isPlain ? {} : { values: { ...values, ...identities(cells, find) } },
    unknown,
  }
}

/** A table of values has to list the cells that are codes already. */
const identities = (
  cells: readonly string[],
  find: (cell: string) => string | undefined,
): Record<string, Scalar> =>
  Object.fromEntries(distinct(cells).flatMap((cell) => (find(cell) === cell ? [[cell, cell]] : [])))

/** A mapping reads the names of countries itself. */
const judgeCountry = (cells: readonly string[], score: number): Judgement => ({
  ...judgeTable(cells, score, findCountryByName),
  rule: {},
})

const judgeCode = (cells: readonly string[], score: number, to: string): Judgement => {
  const own = judgeTable(cells, score, (cell) => findCode(to, cell))
  if (to !== 'event_type') return own
  const specific = judgeTable(cells, score, (cell) => findCode('event_subtype', cell))
  if ((specific.unknown?.length ?? 0) >= (own.unknown?.length ?? 0)) return own
  const find = (cell: string) =>
    parentOf(findCode('event_subtype', cell) ?? '') ?? findCode('event_type', cell)
  const further = { to: 'event_subtype', ...specific.rule, otherwise: null }
  return { ...judgeTable(cells, score, find), further }
}

const countPattern = /^\d{1,6}(?:\.0{1,2})?$/
const rangePattern = /^(?:\d{1,6}\s*[-–]\s*\d{1,6}|\d{1,6}\s*\+|[<>≤≥]\s*\d{1,6})$/
/** What spreadsheets and other projects write for an unknown number. */
const unknownNumber = /^(?:-9|-99|-999|-9999|NA|N\/A|NULL|\.)$/i

const judgeCount = (cells: readonly string[], score: number, to: string): Judgement => {
  const missing = distinct(cells).filter((cell) => unknownNumber.test(cell))
  const stated = cells.filter((cell) => !unknownNumber.test(cell))
  const hasRange = to.endsWith('.best') && stated.some((cell) => rangePattern.test(cell))
  const isNumber = stated.every((cell) => countPattern.test(cell) || (hasRange && rangePattern.test(cell)))
  return {
    ...(hasRange ? { to: to.replace(/\.best$/, '') } : {}),
    confidence: isNumber ? score : contradiction,
    rule: missing.length > 0 ? { missing } : {},
  }
}

const judgeId = (cells: readonly string[], score: number): Judgement => {
  const isUnique = distinct(cells).length === cells.length
  return { confidence: isUnique ? raise(score, 0.3) : contradiction, rule: {} }
}

const judgeUrl = (cells: readonly string[], score: number): Judgement => ({
  confidence: cells.every((cell) => /^https?:\/\/\S+$/i.test(cell)) ? raise(score, 0.5) : contradiction,
  rule: {},
})

/** Texts are more than numbers and flags. */
const judgeText = (cells: readonly string[], score: number): Judgement => {
  const isText = cells.some((cell) => /\p{L}{2}/u.test(cell) && !/^(?:true|false|yes|no)$/i.test(cell))
  return { confidence: isText ? score : contradiction, rule: {} }
}

const judges: Readonly<
  Record<ValueKind, (cells: readonly string[], score: number, to: string) => Judgement>
> = {
  id: judgeId,
  date: judgeDate,
  country: judgeCountry,
  latitude: (cells, score) => judgeDegrees(cells, score, 90),
  longitude: (cells, score) => judgeDegrees(cells, score, 180),
  count: judgeCount,
  code: judgeCode,
  url: judgeUrl,
  text: judgeText,
}

/** Returns how the cells of a column support a field that its name allows. */
export const judgeValues = (
  allCells: readonly string[],
  { kind, to, with: extraValues }: NameRule,
  score: number,
): Judgement => {
  const cells = allCells.filter((cell) => cell !== '')
  const judgement =
    cells.length === 0 ? { confidence: score * emptyFactor, rule: {} } : judges[kind](cells, score, to)
  return extraValues ? { ...judgement, rule: { ...judgement.rule, with: extraValues } } : judgement
}
