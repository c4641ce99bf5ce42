/** The parameters of lists and files, from the tables of `schemas/query.ts`. */

import { schemes } from '../../schemas/crosswalk/layout.ts'
import { slugPattern } from '../../schemas/field-types.ts'
import {
  countParameters,
  equalityFilters,
  type Facet,
  facets,
  otherParameters,
  sorts,
  type TableShapeName,
  tableShapeNames,
} from '../../schemas/query.ts'
import type { Vocabulary } from '../../schemas/vocabularies.ts'
import type { Format } from '../../src/export/format.ts'
import { feedFilters, parameterNames } from '../../src/ingest/request/list-query.ts'
import { languages } from '../../src/messages/messages.ts'
import { getColumn } from '../../src/record/flat-columns.ts'
import { schemaVersion } from '../../src/record/schema-version.ts'
import { measures } from '../../src/record/segments/columns.ts'
import { list, oneOf, ref, type Schema } from './json-schema.ts'
import { recordSchemas, vocabularyName } from './record-schema.ts'

export type Parameter = Readonly<Record<string, unknown>>

const slug: Schema = { type: 'string', pattern: slugPattern.source }
const wholeNumber = (max?: number): Schema => ({
  type: 'integer',
  minimum: 0,
  ...(max === undefined ? {} : { maximum: max }),
})
const flag: Schema = { type: 'boolean' }

interface Described {
  readonly help: string
  readonly example: string
}

const createParameter = (name: string, { help, example }: Described, more: Parameter): Parameter => ({
  name,
  in: 'query',
  description: help,
  ...(example === '' ? {} : { example }),
  ...more,
})

/** Returns a parameter with several values, separated by commas unless a value can have one. */
const createFilter = (name: string, described: Described, item: Schema): Parameter => {
  const explode = item.type === 'string' && item.pattern === undefined
  return createParameter(
    name,
    { ...described, example: '' },
    { style: 'form', explode, schema: list(item), example: [described.example] },
  )
}

const { definitions } = recordSchemas('')

/** Returns the schema of a code; derived columns have vocabularies that no record refers to. */
const codeSchema = (vocabulary: Vocabulary): Schema => {
  const name = vocabularyName(vocabulary)
  return Object.hasOwn(definitions, name) ? ref(name) : oneOf(...Object.keys(vocabulary))
}

const equalityItem = (name: keyof typeof equalityFilters): Schema => {
  const { vocabulary } = getColumn(name)
  if (vocabulary) return codeSchema(vocabulary)
  return name === 'dataset' || name === 'series' ? slug : { type: 'string' }
}

const facetItem = (name: keyof typeof facets): Schema => {
  const { vocabulary }: Facet = facets[name]
  return vocabulary ? codeSchema(vocabulary) : name === 'tag' ? slug : { type: 'string' }
}

const numbers = (length: number): Parameter => ({
  style: 'form',
  explode: false,
  schema: list({ type: 'number' }, { minItems: length, maxItems: length }),
})

const otherSchemas: Readonly<Record<keyof typeof otherParameters, Parameter>> = {
  from: { schema: ref('Date') },
  to: { schema: ref('Date') },
  min_deaths: { schema: wholeNumber(), example: 1 },
  max_deaths: { schema: wholeNumber(), example: 10 },
  bbox: { ...numbers(4), example: [38, 29, 49, 38] },
  near: { ...numbers(3), example: [33.3, 44.4, 25] },
  q: { schema: { type: 'string' } },
  commit: { schema: wholeNumber(), example: 42 },
  as_of: { schema: { type: 'string', format: 'date-time' } },
  schema: {
    schema: { type: 'string', pattern: '^(?:\\d{1,3}|[0-9a-f]{8}(?:\\.[0-9a-f]{8})?)$' },
    example: schemaVersion,
  },
  fields: {
    ...{
      style: 'form',
      explode: false,
      schema: list({ type: 'string' }),
      example: ['id', 'date', 'country'],
    },
  },
  profile: { schema: oneOf('flat', 'full', ...schemes) },
  labels: { schema: flag, example: true },
  lang: { schema: oneOf(...languages), example: 'ar' },
  excel: { schema: flag, example: true },
  sort: { schema: oneOf(...Object.keys(sorts)) },
  limit: { schema: wholeNumber(10_000), example: 100 },
  cursor: { schema: { type: 'string' } },
}

const countSchemas: Readonly<Record<keyof typeof countParameters, Parameter>> = {
  by: { style: 'form', explode: false, schema: list({ type: 'string' }), example: ['country', 'year'] },
  measure: { schema: oneOf(...measures), example: 'injuries' },
}

const entriesOf = <Name extends string, T>(
  described: Readonly<Record<Name, Described>>,
  create: (name: Name, each: Described) => T,
): [Name, T][] =>
  (Object.entries(described) as [Name, Described][]).map(([name, each]) => [name, create(name, each)])

/** Every parameter of lists, files and counts by its name. */
export const listParameters: Readonly<Record<string, Parameter>> = Object.fromEntries([
  ...entriesOf(equalityFilters, (name, each) => createFilter(name, each, equalityItem(name))),
  ...entriesOf(facets, (name, each) => createFilter(name, each, facetItem(name))),
  ...entriesOf(otherParameters, (name, each) => createParameter(name, each, otherSchemas[name])),
  ...entriesOf(countParameters, (name, each) =>
    createParameter(name, { ...each, example: '' }, countSchemas[name]),
  ),
])

/** Returns the names of the parameters of a file in a format. */
export const parametersOf = ({ options }: Pick<Format, 'options'>): string[] =>
  parameterNames.filter((name) => {
    const shapeName = tableShapeNames.find((each) => each === name) as TableShapeName | undefined
    return shapeName === undefined || options.includes(shapeName)
  })

/** The parameters of a list, without those that shape the table of a file. */
export const filterNames: readonly string[] = feedFilters
