/** How a field is declared: a valibot schema for its form, and a description that everything else derives from. */
import * as v from 'valibot'
import { readDate } from './edtf-date.ts'
import type { Path, RuleId } from './rules.ts'
import type { Vocabulary } from './vocabularies.ts'

/** What one cell of the flat row may hold; undefined is unknown, an empty cell. */
export type Cell = string | number | undefined

export type ColumnType = 'text' | 'list' | 'integer' | 'number' | 'date' | 'datetime'

/** Why a cell cannot be laid over what a record has; `at` is the path from there. */
export interface CellFault {
  readonly at: Path
  readonly rule: RuleId
  readonly detail: string
  readonly received: string | number
}

/** How the cell of a column that comes back is laid over what the record has. */
export interface Setter<T> {
  /** The fields of an entry that the column states: errors of them are errors of its cell. */
  readonly of: readonly string[]
  /** Which entries it states, where not all. */
  readonly shows?: (entry: Readonly<Record<string, unknown>>) => boolean
  /** The value with the cell laid over it, `''` being unknown; `has` tells which columns the file has. */
  readonly put: (
    value: T | undefined,
    cell: string | number,
    has: (column: string) => boolean,
  ) => { readonly value: readonly unknown[]; readonly faults: readonly CellFault[] }
}

/** A column of the flat row that is worked out from a list or a date. */
export interface ColumnSpec<T> {
  readonly title: string
  readonly type: ColumnType
  readonly unit?: string
  /** Of a column of codes, or of lists of them. */
  readonly vocabulary?: Vocabulary
  readonly get: (value: T) => Cell
  readonly set?: Setter<T>
  /** Follows from other columns, so a file that comes back need not have it and it is not read. */
  readonly derived?: true
}

export interface FieldNotes<T = never> {
  readonly title: string
  readonly help: string
  readonly example?: unknown
  readonly unit?: string
  /** Its column in the flat row, when the name is not the field's own; false when it has none. */
  readonly column?: string | false
  /** Of an object: its fields stand in the flat row, their names after this prefix. */
  readonly inline?: string
  /** Columns of the flat row that are worked out from the value. */
  readonly columns?: Readonly<Record<string, ColumnSpec<T>>>
  /** Set by the server: not accepted from anyone. */
  readonly server?: true
  /** For editors; in no public answer. */
  readonly internal?: true
  /** Left out of the form. */
  readonly formless?: true
}

/** What the kinds below say of themselves, for whatever derives from them. */
export interface KindNotes {
  readonly kind: 'text' | 'lines' | 'slug' | 'code' | 'date' | 'url' | 'language' | 'count' | 'coordinate'
  readonly maxLength?: number
  readonly vocabulary?: Vocabulary
  /** Whether the schema surely takes a value as it is; where not, it may still. */
  readonly sure: (value: unknown) => boolean
}

const notes = <T>(described: object): v.MetadataAction<T, Record<string, unknown>> =>
  v.metadata(described as Record<string, unknown>)

const kind = <T>(described: KindNotes) => notes<T>(described)

/** A field that every record must have. */
export const required = <S extends v.GenericSchema>(schema: S, describe: FieldNotes<v.InferOutput<S>>) =>
  v.pipe(schema, notes(describe))

/** A field that may be absent; absent is unknown or not stated. */
export const field = <S extends v.GenericSchema>(schema: S, describe: FieldNotes<v.InferOutput<S>>) =>
  v.exactOptional(v.pipe(schema, notes(describe)))

/** Whether a text has at most `max` characters, counted as Unicode code points as in JSON Schema's maxLength. */
export const fits = (text: string, max: number): boolean => {
  if (text.length <= max) return true
  if (text.length > 2 * max) return false
  let count = 0
  for (const _ of text) count++
  return count <= max
}

const isText =
  (max: number) =>
  (value: unknown): boolean =>
    typeof value === 'string' && value.length <= max

const limited = (max: number) => v.check((text: string) => fits(text, max), 'text.length')

export const text = (max: number, form: 'text' | 'lines' = 'text') =>
  v.pipe(v.string(), limited(max), kind({ kind: form, maxLength: max, sure: isText(max) }))

export const slugPattern = /^[a-z0-9][a-z0-9_-]{0,63}$/

/** A short name for addresses and filters: small letters, digits, `-` and `_`. */
export const slug = v.pipe(
  v.string(),
  v.regex(slugPattern, 'text.slug'),
  kind({
    kind: 'slug',
    maxLength: 64,
    sure: (value) => typeof value === 'string' && slugPattern.test(value),
  }),
)

export const code = <const V extends Vocabulary>(vocabulary: V) =>
  v.pipe(
    v.picklist(Object.keys(vocabulary) as (keyof V & string)[]),
    kind({
      kind: 'code',
      vocabulary,
      sure: (value) => typeof value === 'string' && Object.hasOwn(vocabulary, value),
    }),
  )

const mostThings = 1_000_000_000

/** A number of things: a whole number from 0. */
export const count = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(0),
  v.maxValue(mostThings),
  kind({
    kind: 'count',
    sure: (value) => Number.isInteger(value) && (value as number) >= 0 && (value as number) <= mostThings,
  }),
)

export const degrees = (limit: 90 | 180) =>
  v.pipe(
    v.number(),
    v.minValue(-limit),
    v.maxValue(limit),
    kind({ kind: 'coordinate', sure: (value) => typeof value === 'number' && Math.abs(value) <= limit }),
  )

export const date = v.pipe(
  v.string(),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return
    const read = readDate(dataset.value)
    if ('fault' in read) addIssue({ message: read.fault, expected: read.detail })
  }),
  kind({
    kind: 'date',
    maxLength: 64,
    sure: (value) => typeof value === 'string' && !('fault' in readDate(value)),
  }),
)

const webAddress = /^https?:\/\/[^\s/]\S*$/i
const isAddress = (text: string): boolean => webAddress.test(text) && URL.canParse(text)

export const url = v.pipe(
  v.string(),
  limited(2000),
  v.check(isAddress, 'url.invalid'),
  kind({
    kind: 'url',
    maxLength: 2000,
    sure: (value) => typeof value === 'string' && value.length <= 2000 && isAddress(value),
  }),
)

const isLanguage = (tag: string): boolean => {
  if (/^[a-z]{2,3}$/i.test(tag)) return true
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/** A language tag (BCP 47). */
export const language = v.pipe(
  v.string(),
  limited(35),
  v.check(isLanguage, 'language.invalid'),
  kind({
    kind: 'language',
    maxLength: 35,
    sure: (value) => typeof value === 'string' && value.length <= 35 && isLanguage(value),
  }),
)

export const list = <S extends v.GenericSchema>(item: S, max = 100) =>
  v.pipe(v.array(item), v.maxLength(max), v.minLength(1))
