/** The JSON Schema (draft 2020-12) of a record, from the declarations of its fields. */
import { type JsonSchema as ConvertedSchema, toJsonSchema } from '@valibot/to-json-schema'
import * as v from 'valibot'
import { rulesBeyondJsonSchema } from '../../schemas/beyond-json-schema.ts'
import type { FieldMetadata, TypeMetadata } from '../../schemas/field-types.ts'
import { fields, groups, incident } from '../../schemas/incident.ts'
import type { Vocabulary } from '../../schemas/vocabularies.ts'
import * as vocabularies from '../../schemas/vocabularies.ts'
import { datePattern } from './date-pattern.ts'
import { extractDefinitions, type JsonSchema, meaningKey, nameKey } from './definitions.ts'
import { ruleSchemas } from './record-rules.ts'

export type { JsonSchema }

type Metadata = Partial<FieldMetadata<unknown> & TypeMetadata>

/** A text without the control characters, written as they are, because some programs do not know escapes. */
const noControls = `^[^${['\0-\b', '\v', '\f', '\u000e-\u001f', '\u007f-\u009f'].join('')}]*$`
const noNul = '^[^\0]*$'

/** A record has one of both. Generators of types read `anyOf` beside properties as a type that takes everything. */
const hasType: JsonSchema = {
  allOf: [{ anyOf: [{ required: ['event_type'] }, { required: ['event_subtype'] }] }],
}

const patterns: Readonly<Partial<Record<TypeMetadata['kind'], string>>> = {
  text: noControls,
  lines: noControls,
  date: datePattern,
  url: '^[Hh][Tt][Tt][Pp][Ss]?://[^\\s/]\\S*$',
  language: '^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$',
}

const groupNames = new Map<unknown, string>(
  Object.entries(groups).map(([name, { entries }]) => [entries, name]),
)

export const vocabularyNames = new Map<unknown, string>(
  Object.entries(vocabularies).map(([name, each]) => [each, name]),
)

/** Returns the name of a vocabulary. Countries are the only one that is declared elsewhere. */
export const vocabularyName = (vocabulary: Vocabulary): string => {
  const name = vocabularyNames.get(vocabulary) ?? 'country'
  return name.charAt(0).toUpperCase() + name.slice(1)
}

/** Returns the codes with their labels and definitions, a line each (Markdown). */
const describeCodes = (vocabulary: Vocabulary): string =>
  Object.entries(vocabulary)
    .map(([code, { label, definition, withdrawn }]) => {
      const isWithdrawn = withdrawn === undefined ? '' : ' (withdrawn)'
      return `- \`${code}\`${isWithdrawn}: ${label}${definition === '' ? '' : `. ${definition}`}`
    })
    .join('\n')

const describeVocabulary = (vocabulary: Vocabulary) => {
  const isCountry = vocabularyName(vocabulary) === 'Country'
  return {
    [nameKey]: vocabularyName(vocabulary),
    [meaningKey]: isCountry
      ? 'ISO 3166-1 alpha-2, with XK for Kosovo and XZ for international waters.'
      : describeCodes(vocabulary),
  }
}

const dateMeaning =
  'A subset of EDTF (ISO 8601-2), level 1: a year, a month, a day or a day with a time, each with ~ for about or ? if unsure; a/b lasted from a to b; [a..b] happened once, some time between.'

const describeField = ({ title, help = '', unit, example, readOnly }: Metadata) => ({
  title,
  description: unit === undefined ? help : `${help} Unit: ${unit}.`,
  ...(example === undefined ? {} : { examples: [example] }),
  ...(readOnly ? { readOnly } : {}),
})

const describeType = ({ kind, maxLength, vocabulary }: Metadata) => ({
  ...(maxLength === undefined ? {} : { maxLength }),
  ...(kind && patterns[kind] ? { pattern: patterns[kind] } : {}),
  ...(vocabulary ? describeVocabulary(vocabulary) : {}),
  ...(kind === 'date' ? { [nameKey]: 'Date', [meaningKey]: dateMeaning } : {}),
})

/** The columns of another layout: scalars by any name. */
const mapSchema = {
  type: 'object',
  propertyNames: { type: 'string', pattern: noNul, not: { enum: ['__proto__', 'constructor', 'prototype'] } },
  additionalProperties: {
    anyOf: [{ type: 'string', pattern: noNul }, { type: 'number' }, { type: 'boolean' }],
  },
}

/** Returns the schema of an entry of a list, which must not be empty. */
const stated = (item: ConvertedSchema['items']) => {
  const entry = item as ConvertedSchema
  return { ...entry, ...(entry.type === 'object' ? { minProperties: 1 } : { minLength: 1 }) }
}

const convert = (schema: v.GenericSchema): JsonSchema =>
  toJsonSchema(schema, {
    target: 'draft-2020-12',
    typeMode: 'input',
    // A check is a function; what it checks is in the metadata.
    ignoreActions: ['check', 'raw_check'],
    overrideAction: ({ valibotAction, jsonSchema }) => {
      if (valibotAction.type !== 'metadata') return undefined
      const { metadata } = valibotAction as unknown as { readonly metadata: Metadata }
      const { title: _, ...rest } = jsonSchema as Record<string, unknown>
      const described = metadata.kind === undefined ? describeField(metadata) : describeType(metadata)
      return { ...withoutMetadata(rest, metadata), ...described } as ConvertedSchema
    },
    overrideSchema: ({ valibotSchema, jsonSchema }) => {
      if (valibotSchema.type === 'record') return mapSchema as ConvertedSchema
      if (valibotSchema.type === 'array') return { ...jsonSchema, items: stated(jsonSchema.items) }
      if (valibotSchema.type !== 'object') return undefined
      const { entries } = valibotSchema as v.ObjectSchema<v.ObjectEntries, undefined>
      const name = groupNames.get(entries)
      return {
        ...jsonSchema,
        additionalProperties: false,
        ...(name && { [nameKey]: name }),
      } as ConvertedSchema
    },
  }) as JsonSchema

/** The converter adds every key of the metadata. */
const withoutMetadata = (schema: Record<string, unknown>, metadata: Metadata) =>
  Object.fromEntries(Object.entries(schema).filter(([key]) => !Object.hasOwn(metadata, key)))

export interface RecordSchemas {
  /** The fields that people state, and those that the server sets. */
  readonly writable: JsonSchema
  readonly complete: JsonSchema
  /** The groups and vocabularies that they refer to. */
  readonly definitions: Readonly<Record<string, JsonSchema>>
}

/** Returns the names of required fields but for some. */
const requiredOf = ({ required }: JsonSchema, ...omitted: readonly string[]): readonly string[] =>
  (required as readonly string[]).filter((name) => !omitted.includes(name))

/** Returns the schemas of a record as it is filed and as it is read; references begin with the prefix. */
export const recordSchemas = (prefix: string): RecordSchemas => {
  const definitions: Record<string, JsonSchema> = {}
  const build = (schema: v.GenericSchema): JsonSchema => {
    const { $schema: _, ...converted } = extractDefinitions(convert(schema), prefix, definitions) as Record<
      string,
      unknown
    >
    return converted
  }
  const [filed, complete] = [build(incident), build(v.object(fields))]
  return {
    writable: {
      ...filed,
      // A record without a dataset belongs to `reports`; a specific type implies its type.
      required: requiredOf(filed, 'dataset', 'event_type'),
      ...hasType,
    },
    // The filer of a record that waits does not see its commit.
    complete: { ...complete, required: requiredOf(complete, 'commit') },
    definitions,
  }
}

const description = `A record of an incident of armed conflict. Absent means unknown or not stated; 0 means that a source says there were none. Fields marked readOnly are set by the server.

Before a record is validated, null, empty texts, lists and groups become absent; texts lose the spaces around them and are composed (NFC). The schema describes the record after that.

The schema expresses every rule that a record can break by itself, but for these, which /codebook#rules defines: ${Object.keys(rulesBeyondJsonSchema).join(', ')}.`

/** Returns the JSON Schema of a record, filed or stored, at `/schemas/incident.json`. */
export const recordJsonSchema = (): JsonSchema => {
  const { writable, complete, definitions } = recordSchemas('#/$defs/')
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Incident',
    description,
    ...writable,
    properties: complete.properties,
    allOf: [...ruleSchemas, hasType],
    $defs: Object.fromEntries(Object.entries(definitions).sort(([a], [b]) => (a < b ? -1 : 1))),
  }
}
