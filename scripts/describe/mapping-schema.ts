/** The JSON Schema (draft 2020-12) of a mapping, from its declaration; comments there describe the keys. */
import { readFileSync } from 'node:fs'
import { type JsonSchema as ConvertedSchema, toJsonSchema } from '@valibot/to-json-schema'
import type * as v from 'valibot'
import { mapping } from '../../schemas/column-mapping.ts'
import { extractDefinitions, type JsonSchema, nameKey } from './definitions.ts'

const source = readFileSync(new URL('../../schemas/column-mapping.ts', import.meta.url), 'utf8')

/** Returns the comments on the keys of an object that is declared as `const NAME =`. */
const commentsIn = (name: string): Readonly<Record<string, string>> => {
  const declaration = source.split(`const ${name} = `)[1]?.split('\n})')[0] ?? ''
  return Object.fromEntries(
    [...declaration.matchAll(/\/\*\* (.+) \*\/\n\s+(\w+):/g)].map(([, comment = '', key = '']) => [
      key,
      comment,
    ]),
  )
}

const withComments = (
  schema: ConvertedSchema,
  comments: Readonly<Record<string, string>>,
): ConvertedSchema => ({
  ...schema,
  properties: Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([key, value]) => [
      key,
      { description: comments[key], ...(value as object) },
    ]),
  ),
})

type Converted = ConvertedSchema & { readonly [nameKey]?: string }

const override = (schema: v.GenericSchema, converted: ConvertedSchema): Converted | undefined => {
  if (schema.type === 'lazy') {
    const { getter } = schema as unknown as v.LazySchema<v.GenericSchema>
    const choices = [...new Set(['', {}, []].map((input) => getter(input)))].map(convert)
    return choices.length > 1 ? { anyOf: choices } : choices[0]
  }
  if (schema.type !== 'strict_object') return undefined
  const { columns, values } = (schema as v.StrictObjectSchema<v.ObjectEntries, undefined>).entries
  if (columns) return withComments(converted, commentsIn('mapping'))
  return values && { ...withComments(converted, commentsIn('mappingRule')), [nameKey]: 'Rule' }
}

const convert = (schema: v.GenericSchema): Converted => {
  const {
    $schema: _,
    $defs: __,
    ...converted
  } = toJsonSchema(schema, {
    target: 'draft-2020-12',
    overrideSchema: ({ valibotSchema, jsonSchema }) =>
      override(valibotSchema as v.GenericSchema, jsonSchema) as ConvertedSchema | undefined,
  })
  return converted
}

/** Returns the JSON Schema of a mapping, at `/schemas/mapping.json`. */
export const mappingJsonSchema = (): JsonSchema => {
  const definitions: Record<string, JsonSchema> = {}
  const schema = extractDefinitions(convert(mapping), '#/$defs/', definitions) as JsonSchema
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Mapping',
    description:
      'How the columns of a table become fields of a record. Fields are named by dotted paths, such as location.country; * is a new entry of a list. Whether the fields exist, and whether all that a record needs are filled, /imports and /datasets check.',
    ...schema,
    $defs: definitions,
  }
}
