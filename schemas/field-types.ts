/** Declaring a field: a valibot schema for its value, and metadata from which everything else derives. */
import * as v from 'valibot'
import { type Say, sentence } from '../src/text/sentence.ts'
import { parseNewDate } from './edtf-date.ts'
import type { Path, RuleId } from './rules.ts'
import type { Vocabulary } from './vocabularies.ts'
import { describeUrlFault, isWebUrl } from './web-address.ts'

/** The value of a cell of the flat row; undefined is a blank cell, which means unknown. */
export type Cell = string | number | undefined

export type ColumnType = 'text' | 'list' | 'integer' | 'number' | 'date' | 'datetime'

/** Why a cell cannot be applied to a record; `path` is relative to the value of the column. */
export interface CellFault {
  readonly path: Path
  readonly rule: RuleId
  readonly say: Say
  readonly received: string | number
}

/** How an imported cell is applied to a record. */
export interface Setter<T> {
  /** The fields of an entry that the column shows: their errors are reported for its cell. */
  readonly fields: readonly string[]
  /** Returns whether the column shows an entry; all by default. */
  readonly includes?: (entry: Readonly<Record<string, unknown>>) => boolean
  /** Returns the value with the cell applied, `''` meaning unknown; `has` says which columns the file has. */
  readonly write: (
    value: T | undefined,
    cell: string | number,
    hasColumn: (column: string) => boolean,
  ) => { readonly value: readonly unknown[]; readonly faults: readonly CellFault[] }
}

/** A column of the flat row that is computed from a list or a date. */
export interface ColumnSpec<T> {
  readonly title: string
  readonly type: ColumnType
  readonly unit?: string
  /** A cell, if the examples of the fields show none. */
  readonly example?: string
  /** The vocabulary of a column of codes or of lists of codes. */
  readonly vocabulary?: Vocabulary
  /** The name that the column had before; tables and `fields=` still understand it, for one major version. */
  readonly formerName?: string
  readonly get: (value: T) => Cell
  readonly set?: Setter<T>
  /** Whether it derives from other columns, so that imports ignore it. */
  readonly derived?: true
}

export interface FieldMetadata<T = never> {
  readonly title: string
  readonly help: string
  readonly example?: unknown
  readonly unit?: string
  /** Its column in the flat row, if it differs from the field's name; false if it has none. */
  readonly column?: string | false
  /** For a group: its fields are columns of the flat row, named with this prefix. */
  readonly inline?: string
  /** Columns of the flat row that are computed from the value. */
  readonly columns?: Readonly<Record<string, ColumnSpec<T>>>
  /** The name that the field had before. It is still understood, for one major version, and stored records may have it. */
  readonly formerName?: string
  /** The name that its `column` had before; tables and `fields=` still understand it. */
  readonly formerColumn?: string
  /** Whether the server sets it, so that nobody else may. */
  readonly readOnly?: true
  /** Whether only editors see it. */
  readonly editorsOnly?: true
  /** Whether the form omits it. */
  readonly hideInForm?: true
}

/** The metadata of the types below. */
export interface TypeMetadata {
  readonly kind: 'text' | 'lines' | 'slug' | 'code' | 'date' | 'url' | 'language' | 'count' | 'coordinate'
  readonly maxLength?: number
  readonly vocabulary?: Vocabulary
  /** Whether the text names a record, a source or a row, so that invisible marks make no other one. */
  readonly isIdentifier?: true
  /**
   * Returns true if the schema certainly accepts a value unchanged; false if valibot must decide. If valibot also
   * checked every valid record, validation would take three times as long (`npm run bench texts`).
   */
  readonly acceptsFast: (value: unknown) => boolean
}

const describe = <T>(metadata: object): v.MetadataAction<T, Record<string, unknown>> =>
  v.metadata(metadata as Record<string, unknown>)

const describeType = <T>(metadata: TypeMetadata) => describe<T>(metadata)

interface TextOptions extends Pick<TypeMetadata, 'isIdentifier'> {
  readonly accepts?: (text: string) => boolean
}

/** Returns the metadata of a text of at most `maxLength` characters. */
const describeText = (
  kind: TypeMetadata['kind'],
  maxLength: number,
  { accepts = () => true, ...metadata }: TextOptions = {},
) =>
  describeType<string>({
    kind,
    maxLength,
    ...metadata,
    acceptsFast: (value) => typeof value === 'string' && value.length <= maxLength && accepts(value),
  })

/** Declares a field that every record must have. */
export const required = <S extends v.GenericSchema>(schema: S, metadata: FieldMetadata<v.InferOutput<S>>) =>
  v.pipe(schema, describe(metadata))

/** Declares a field that may be absent, which means unknown or not stated. */
export const field = <S extends v.GenericSchema>(schema: S, metadata: FieldMetadata<v.InferOutput<S>>) =>
  v.exactOptional(v.pipe(schema, describe(metadata)))

/**
 * Returns whether a text has at most `max` characters, counted as Unicode code points as in JSON Schema's maxLength.
 */
export const hasMaxLength = (text: string, max: number): boolean => {
  if (text.length <= max) return true
  if (text.length > 2 * max) return false
  let count = 0
  for (const _ of text) count++
  return count <= max
}

/** The issue of a longer text has the limit. */
const maxCodePoints = (max: number) =>
  v.rawCheck<string>(({ dataset, addIssue }) => {
    if (dataset.typed && !hasMaxLength(dataset.value, max))
      addIssue({ message: 'text.length', expected: String(max) })
  })

export const text = (max: number, form: 'text' | 'lines' = 'text') =>
  v.pipe(v.string(), maxCodePoints(max), describeText(form, max))

/** A text that names a record, a source or a row. */
export const identifier = (max: number) =>
  v.pipe(v.string(), maxCodePoints(max), describeText('text', max, { isIdentifier: true }))

export const slugPattern = /^[a-z0-9][a-z0-9_-]{0,63}$/

/** A short name for URLs and filters: lower-case letters, digits, `-` and `_`. */
export const slug = v.pipe(
  v.string(),
  v.regex(slugPattern, 'text.slug'),
  describeText('slug', 64, { accepts: (text) => slugPattern.test(text) }),
)

/** Returns what replaces a withdrawn code, true if nothing does; undefined if the code is not withdrawn. */
const findWithdrawn = (vocabulary: Vocabulary, value: string): string | true | undefined =>
  Object.hasOwn(vocabulary, value) ? vocabulary[value]?.withdrawn : undefined

const describeWithdrawn = (code: string, replacement: string | null): Say =>
  !replacement
    ? sentence`The code ${code} was withdrawn. Choose another one.`
    : sentence`The code ${code} was withdrawn. Use ${replacement} instead.`

const describeDateFault = (text: string): Say | undefined => {
  const result = parseNewDate(text)
  return 'fault' in result ? result.say : undefined
}

/** What would be right instead of a text, by the rule that it breaks; `expected` is that of the issue of the schema. */
const explainers: {
  readonly [Rule in RuleId]?: (text: string, expected: string | null) => Say | undefined
} = {
  'code.withdrawn': describeWithdrawn,
  'date.invalid': describeDateFault,
  'date.order': describeDateFault,
  'url.invalid': describeUrlFault,
}

/** Returns what would be right instead of a text that breaks a rule of its field; undefined if the rule says it. */
export const explainText = (rule: RuleId, text: string, expected: string | null): Say | undefined =>
  explainers[rule]?.(text, expected)

export const code = <const V extends Vocabulary>(vocabulary: V) =>
  v.pipe(
    v.picklist(Object.keys(vocabulary) as (keyof V & string)[]),
    v.rawCheck(({ dataset, addIssue }) => {
      const withdrawn = dataset.typed ? findWithdrawn(vocabulary, dataset.value) : undefined
      if (withdrawn !== undefined)
        addIssue({ message: 'code.withdrawn', expected: withdrawn === true ? '' : withdrawn })
    }),
    describeType({
      kind: 'code',
      vocabulary,
      acceptsFast: (value) =>
        typeof value === 'string' &&
        Object.hasOwn(vocabulary, value) &&
        vocabulary[value]?.withdrawn === undefined,
    }),
  )

const maxCount = 1_000_000_000

/** A number of things: a whole number from 0. */
export const count = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(0),
  v.maxValue(maxCount),
  describeType({
    kind: 'count',
    acceptsFast: (value) =>
      Number.isInteger(value) && (value as number) >= 0 && (value as number) <= maxCount,
  }),
)

export const degrees = (limit: 90 | 180) =>
  v.pipe(
    v.number(),
    v.minValue(-limit),
    v.maxValue(limit),
    describeType({
      kind: 'coordinate',
      acceptsFast: (value) => typeof value === 'number' && Math.abs(value) <= limit,
    }),
  )

export const date = v.pipe(
  v.string(),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return
    const result = parseNewDate(dataset.value)
    if ('fault' in result) addIssue({ message: result.fault })
  }),
  describeText('date', 64, { accepts: (text) => !('fault' in parseNewDate(text)) }),
)

export const url = v.pipe(
  v.string(),
  maxCodePoints(2000),
  v.rawCheck(({ dataset, addIssue }) => {
    if (dataset.typed && !isWebUrl(dataset.value)) addIssue({ message: 'url.invalid' })
  }),
  describeText('url', 2000, { accepts: isWebUrl }),
)

const isLanguageTag = (tag: string): boolean => {
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
  maxCodePoints(35),
  v.check(isLanguageTag, 'language.invalid'),
  describeText('language', 35, { accepts: isLanguageTag }),
)

export const list = <S extends v.GenericSchema>(item: S, max = 100) =>
  v.pipe(v.array(item), v.maxLength(max), v.minLength(1))
