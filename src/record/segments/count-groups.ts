/** Counts: matching records by the values of some columns and by a step of time. */
import { decodeStoredText } from '../../text/storage-encoding.ts'
import {
  type CountedColumn,
  dayParts,
  type Measure,
  type MeasureColumn,
  measureColumns,
  measures,
} from './columns.ts'
import type { Segment } from './segment.ts'
import type { Matches } from './select-keys.ts'

/** Steps of time, from the longest. */
export const timeSteps = ['year', 'quarter', 'month', 'week', 'day'] as const
export type TimeStep = (typeof timeSteps)[number]

export type Dimension = CountedColumn | TimeStep

export const isTimeStep = (dimension: Dimension): dimension is TimeStep =>
  (timeSteps as readonly string[]).includes(dimension)

const pad = (number: number, digits = 2): string => String(number).padStart(digits, '0')

const msPerDay = 86_400_000

/** Returns the week of a day as ISO 8601 writes it: that of its Thursday. */
const weekOf = (year: number, month: number, day: number): string => {
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  const thursday = new Date(date.getTime() + (3 - ((date.getUTCDay() + 6) % 7)) * msPerDay)
  const firstDay = new Date(thursday)
  firstDay.setUTCMonth(0, 1)
  const week = Math.floor((thursday.getTime() - firstDay.getTime()) / msPerDay / 7) + 1
  return `${pad(thursday.getUTCFullYear(), 4)}-W${pad(week)}`
}

const periods: Readonly<Record<TimeStep, (year: number, month: number, day: number) => string>> = {
  year: (year) => pad(year, 4),
  quarter: (year, month) => `${pad(year, 4)}-Q${Math.ceil(month / 3)}`,
  month: (year, month) => `${pad(year, 4)}-${pad(month)}`,
  week: weekOf,
  day: (year, month, day) => `${pad(year, 4)}-${pad(month)}-${pad(day)}`,
}

/** Names of a dimension's values as numbers, so that they are compared fast. */
class Labels {
  readonly names: string[] = ['']
  readonly numbers = new Map<string, number>([['', 0]])

  numberOf(name: string): number {
    let number = this.numbers.get(name)
    if (number === undefined) {
      number = this.names.push(name) - 1
      this.numbers.set(name, number)
    }
    return number
  }
}

/** The labels of an entry in a dimension: one, or several. Label 0 is the empty one. */
type EntryLabels = (position: number) => number | readonly number[]

const columnLabels = (segment: Segment, column: CountedColumn, labels: Labels): EntryLabels => {
  const first = new Int32Array(segment.size)
  const several = new Map<number, number[]>()
  const add = (position: number, label: number): void => {
    const before = first[position] as number
    if (before === 0) first[position] = label
    else several.set(position, [...(several.get(position) ?? [before]), label])
  }
  for (const [value, positions] of segment.values(column)) {
    const label = labels.numberOf(decodeStoredText(value))
    if (positions === 'all') for (let i = 0; i < segment.size; i++) add(i, label)
    else for (const position of positions) add(position, label)
  }
  return (position) => several.get(position) ?? (first[position] as number)
}

/** Returns the period that contains all days of an entry; label 0 if none does. */
const periodLabels = (segment: Segment, step: TimeStep, labels: Labels): EntryLabels => {
  const [starts, ends] = [segment.numbers('from'), segment.numbers('to')]
  const known = new Map<number, number>()
  const labelOf = (day: number): number => {
    let label = known.get(day)
    if (label === undefined) {
      label = labels.numberOf(periods[step](...dayParts(day)))
      known.set(day, label)
    }
    return label
  }
  return (position) => {
    const label = labelOf(starts[position] as number)
    return label === labelOf(ends[position] as number) ? label : 0
  }
}

/** The records of a combination of values. */
export interface Group {
  /** The values, in the order of the dimensions; empty if a record has none. */
  readonly keys: readonly string[]
  readonly records: number
  /** Sums of the numbers stated. */
  readonly sums: Readonly<Record<MeasureColumn, number>>
  /** Records that state none of the three numbers. */
  readonly unknown: Readonly<Record<Measure, number>>
}

interface Tally {
  readonly labels: readonly number[]
  records: number
  readonly sums: Float64Array
  readonly unknown: Float64Array
}

/** Calls a function for each combination of the labels of an entry. */
const forCombinations = (
  dimensions: readonly EntryLabels[],
  position: number,
  use: (labels: readonly number[]) => void,
  before: readonly number[] = [],
): void => {
  const [next, ...rest] = dimensions
  if (!next) {
    use(before)
    return
  }
  const labels = next(position)
  if (typeof labels === 'number') forCombinations(rest, position, use, [...before, labels])
  else for (const label of labels) forCombinations(rest, position, use, [...before, label])
}

/** Returns the groups of matching records, sorted by their keys. A record with several values is in several groups. */
export const countGroups = (matches: readonly Matches[], dimensions: readonly Dimension[]): Group[] => {
  const labels = dimensions.map(() => new Labels())
  const tallies = new Map<string, Tally>()
  for (const { segment, mask, removals } of matches) {
    const readers = dimensions.map((dimension, i) =>
      isTimeStep(dimension)
        ? periodLabels(segment, dimension, labels[i] as Labels)
        : columnLabels(segment, dimension, labels[i] as Labels),
    )
    const numbers = measureColumns.map((name) => segment.numbers(name))
    for (let i = 0; i < mask.length; i++)
      if (mask[i] === 1) {
        const sign = removals?.[i] === 1 ? -1 : 1
        forCombinations(readers, i, (found) => {
          const key = found.join()
          let tally = tallies.get(key)
          if (!tally) {
            tally = {
              labels: found,
              records: 0,
              sums: new Float64Array(measureColumns.length),
              unknown: new Float64Array(measures.length),
            }
            tallies.set(key, tally)
          }
          addEntry(tally, numbers, i, sign)
        })
      }
  }
  return [...tallies.values()]
    .filter(({ records }) => records > 0)
    .map((tally) => toGroup(tally, labels))
    .sort((a, b) => compareKeys(a.keys, b.keys))
}

const boundCount = measureColumns.length / measures.length

const addEntry = (tally: Tally, numbers: readonly Float64Array[], at: number, sign: number): void => {
  tally.records += sign
  for (let measure = 0; measure < measures.length; measure++) {
    let isStated = false
    for (let column = measure * boundCount; column < (measure + 1) * boundCount; column++) {
      const value = numbers[column]?.[at] as number
      if (Number.isNaN(value)) continue
      isStated = true
      tally.sums[column] = (tally.sums[column] as number) + sign * value
    }
    if (!isStated) tally.unknown[measure] = (tally.unknown[measure] as number) + sign
  }
}

const toGroup = ({ labels: found, records, sums, unknown }: Tally, labels: readonly Labels[]): Group => ({
  keys: found.map((label, i) => labels[i]?.names[label] ?? ''),
  records,
  sums: Object.fromEntries(measureColumns.map((name, i) => [name, sums[i]])) as Group['sums'],
  unknown: Object.fromEntries(measures.map((name, i) => [name, unknown[i]])) as Group['unknown'],
})

const compareKeys = (a: readonly string[], b: readonly string[]): number => {
  for (const [i, key] of a.entries()) {
    const other = b[i] ?? ''
    if (key !== other) return key < other ? -1 : 1
  }
  return 0
}
