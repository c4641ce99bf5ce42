/**
 * The counterparts of fields and codes in the layouts of other projects. They are not declared anywhere: a field is
 * represented by the columns that change if a record loses it, and a code by what these columns then contain.
 */
import { type Scheme, schemes } from '../../../schemas/crosswalk/layout.ts'
import type { Cell } from '../../../schemas/field-types.ts'
import type { Term, Vocabulary } from '../../../schemas/vocabularies.ts'
import { once } from '../../text/memoize.ts'
import { type Draft, ignoreLoss } from '../crosswalk/layout.ts'
import { layouts } from '../crosswalk/layouts.ts'
import { layoutRow } from '../crosswalk/original-row.ts'
import { createSampleRecord, isFromSample } from './sample-record.ts'

/** By layout: texts such as `event_type`, or `event_type=Battles` for a code. */
export type Counterparts = Readonly<Partial<Record<Scheme, readonly string[]>>>

/** Fields that a layout uses only if a record does not have others, and those whose entries share columns with others. */
const hidingFields: readonly (readonly [field: RegExp, hiding: readonly string[]])[] = [
  [/^event_type$/, ['event_subtype']],
  [/^title$/, ['summary']],
  [/^actors/, ['claims', 'attributions']],
  [/^claims/, ['actors', 'attributions']],
  [/^attributions/, ['actors', 'claims']],
  [/^casualties\.reported$/, ['casualties.deaths', 'casualties.injuries']],
  [/^casualties\.deaths\.best$/, ['casualties.deaths.low']],
  [/^casualties\.deaths\.high$/, ['casualties.deaths.low', 'casualties.deaths.best']],
  [/^casualties\.groups\[\]\.group$/, ['casualties.groups[].actor']],
]

type Values = Readonly<Record<string, unknown>>

/** Returns a copy in which the value at a path, in each entry of a list, is another; undefined removes it. */
const withValue = (value: unknown, steps: readonly string[], to: unknown): unknown => {
  if (Array.isArray(value)) return value.map((each) => withValue(each, steps, to))
  const [step = '', ...rest] = steps
  const { [step]: inner, ...others } = value as Values
  if (rest.length > 0) return inner === undefined ? value : { ...others, [step]: withValue(inner, rest, to) }
  return to === undefined ? others : { ...others, [step]: to }
}

const setValue = (record: Draft, path: string, to?: unknown): Draft =>
  withValue(record, path.replaceAll('[]', '').split('.'), to) as Draft

const sample = once(createSampleRecord)

/** Returns the sample without the fields that hide this one. */
const baseOf = (path: string): Draft => {
  const [, hiding = []] = hidingFields.find(([field]) => field.test(path)) ?? []
  return hiding.reduce((record, field) => setValue(record, field), sample())
}

const rowOf = (scheme: Scheme, record: Draft): Cell[] => layoutRow(layouts[scheme], record, ignoreLoss)

/** Returns what a function finds in each layout, without the layouts in which it finds nothing. */
const bySchemes = (find: (scheme: Scheme) => readonly string[]): Counterparts =>
  Object.fromEntries(
    schemes.flatMap((scheme) => {
      const found = find(scheme)
      return found.length > 0 ? [[scheme, found]] : []
    }),
  )

/** Returns the columns that represent a field, in the order of the layout. */
export const fieldCounterparts = (path: string): Counterparts => {
  const base = baseOf(path)
  const without = setValue(base, path)
  return bySchemes((scheme) => {
    const [row, others] = [rowOf(scheme, base), rowOf(scheme, without)]
    return layouts[scheme].columns.flatMap(({ name }, i) => (row[i] === others[i] ? [] : [name]))
  })
}

/** Returns the record with one entry in the list that contains a field. */
const withOneEntry = (record: Draft, path: string): Draft => {
  const [list, ...rest] = path.split('[]')
  if (list === undefined || rest.length === 0) return record
  const entries = list.split('.').reduce<unknown>((value, step) => (value as Values)[step], record)
  return setValue(record, list, (entries as unknown[]).slice(0, 1))
}

/** The row of a code, and that of the same record without the code. */
interface CodeRows {
  readonly row: readonly Cell[]
  readonly unknown: readonly Cell[]
}

/** Returns the cells that represent a code, but for those that do not depend on it. */
const cellsOfCode = (scheme: Scheme, { row, unknown }: CodeRows, isDistinct: readonly boolean[]): string[] =>
  layouts[scheme].columns.flatMap(({ name }, i) => {
    const cell = row[i]
    if (cell === undefined || (cell === unknown[i] && !isDistinct[i])) return []
    return [isFromSample(cell) ? name : `${name}=${cell}`]
  })

/**
 * Returns the cells that represent each code of a field. A code that is written as if it were unknown has only cells in
 * columns that distinguish most codes.
 */
export const codeCounterparts = (path: string, vocabulary: Vocabulary): ReadonlyMap<string, Counterparts> => {
  const base = withOneEntry(baseOf(path), path)
  const records = Object.entries<Term & { readonly parent?: string }>(vocabulary).map(
    ([code, { parent }]) => {
      const unknown = setValue(parent ? setValue(base, 'event_type', parent) : base, path)
      return { code, unknown, record: setValue(unknown, path, code) }
    },
  )
  const cells = schemes.map((scheme) => {
    const rows = records.map(({ unknown, record }) => ({
      row: rowOf(scheme, record),
      unknown: rowOf(scheme, unknown),
    }))
    const isDistinct = layouts[scheme].columns.map(
      (_, i) => rows.filter(({ row, unknown }) => row[i] !== unknown[i]).length > rows.length / 2,
    )
    return [scheme, rows.map((each) => cellsOfCode(scheme, each, isDistinct))] as const
  })
  const cellsOf = new Map(cells)
  return new Map(
    records.map(({ code }, at) => [code, bySchemes((scheme) => cellsOf.get(scheme)?.[at] ?? [])]),
  )
}
