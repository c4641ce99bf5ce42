/** Counts: matching records by the values of some columns and by a step of time. */
import { type CountColumn, type TimeStep, timeSteps } from '../../../schemas/query.ts'
import { decodeStoredText } from '../../text/storage-encoding.ts'
import {
  type CountedColumn,
  dayParts,
  type Measure,
  type MeasureColumn,
  measureColumns,
  measures,
} from './columns.ts'
import { periodKeys } from './periods.ts'
import type { Segment } from './segment.ts'
import type { Matches } from './select-keys.ts'

export type Dimension = CountColumn | TimeStep

export const isTimeStep = (dimension: Dimension): dimension is TimeStep =>
  (timeSteps as readonly string[]).includes(dimension)

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
      label = labels.numberOf(periodKeys[step](...dayParts(day)))
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
  /** Records that state a number. */
  readonly stated: Readonly<Record<MeasureColumn, number>>
  /** Records that state none of the three numbers. */
  readonly unknown: Readonly<Record<Measure, number>>
}

interface Tally {
  readonly labels: readonly number[]
  records: number
  readonly sums: Float64Array
  readonly stated: Float64Array
  readonly unknown: Float64Array
}

/** More than a dimension has labels, and than there are combinations: a product of two is exact. */
const maxLabels = 2 ** 26

/** Combinations of labels as numbers, each of a combination and one label more; 0 is without labels. */
class Combinations {
  readonly labels: (readonly number[])[] = [[]]
  readonly numbers = new Map<number, number>()

  numberOf(before: number, label: number): number {
    const key = before * maxLabels + label
    let number = this.numbers.get(key)
    if (number === undefined) {
      number = this.labels.push([...(this.labels[before] ?? []), label]) - 1
      this.numbers.set(key, number)
    }
    return number
  }

  /** Returns the combinations of the labels of an entry. */
  of(dimensions: readonly EntryLabels[], position: number): readonly number[] {
    let found = [0]
    for (const dimension of dimensions) {
      const labels = dimension(position)
      if (typeof labels !== 'number')
        found = found.flatMap((before) => labels.map((label) => this.numberOf(before, label)))
      else for (let i = 0; i < found.length; i++) found[i] = this.numberOf(found[i] as number, labels)
    }
    return found
  }
}

/** Returns the groups of matching records, sorted by their keys. A record with several values is in several groups. */
export const countGroups = (matches: readonly Matches[], dimensions: readonly Dimension[]): Group[] => {
  const labels = dimensions.map(() => new Labels())
  const combinations = new Combinations()
  const tallies = new Map<number, Tally>()
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
        for (const number of combinations.of(readers, i)) {
          let tally = tallies.get(number)
          if (!tally) {
            tally = {
              labels: combinations.labels[number] ?? [],
              records: 0,
              sums: new Float64Array(measureColumns.length),
              stated: new Float64Array(measureColumns.length),
              unknown: new Float64Array(measures.length),
            }
            tallies.set(number, tally)
          }
          addEntry(tally, numbers, i, sign)
        }
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
      tally.stated[column] = (tally.stated[column] as number) + sign
    }
    if (!isStated) tally.unknown[measure] = (tally.unknown[measure] as number) + sign
  }
}

const toGroup = (
  { labels: found, records, sums, stated, unknown }: Tally,
  labels: readonly Labels[],
): Group => ({
  keys: found.map((label, i) => labels[i]?.names[label] ?? ''),
  records,
  sums: byName(measureColumns, sums),
  stated: byName(measureColumns, stated),
  unknown: byName(measures, unknown),
})

/** Returns numbers by the names of their places. */
const byName = <Name extends string>(names: readonly Name[], values: Float64Array) =>
  Object.fromEntries(names.map((name, i) => [name, values[i]])) as Record<Name, number>

const compareKeys = (a: readonly string[], b: readonly string[]): number => {
  for (const [i, key] of a.entries()) {
    const other = b[i] ?? ''
    if (key !== other) return key < other ? -1 : 1
  }
  return 0
}
