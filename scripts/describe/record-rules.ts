/** The rules across fields that JSON Schema can express. schemas/beyond-json-schema.ts lists the others. */
import type { RuleId } from '../../schemas/rules.ts'
import { eventSubtype, eventType } from '../../schemas/vocabularies.ts'
import type { JsonSchema } from './definitions.ts'

const withFields = (properties: Readonly<Record<string, unknown>>): JsonSchema => ({
  type: 'object',
  properties,
})

const anyOfFields = (...names: readonly string[]): JsonSchema => ({
  type: 'object',
  anyOf: names.map((name) => ({ required: [name] })),
})

/** Returns a schema of objects in which the field, if it has this value, implies another schema. */
const implies = (field: string, value: string, then: JsonSchema): JsonSchema => ({
  if: { ...withFields({ [field]: { const: value } }), required: [field] },
  then,
})

const subtypesByType = Map.groupBy(Object.entries(eventSubtype), ([, { parent }]) => parent)

const subtypesOf = (type: keyof typeof eventType): unknown => {
  const subtypes = subtypesByType.get(type) ?? []
  return subtypes.length > 0 && { enum: subtypes.map(([code]) => code) }
}

const pair: JsonSchema = {
  type: 'object',
  dependentRequired: { latitude: ['longitude'], longitude: ['latitude'] },
}

/** Returns a schema of casualties whose every number satisfies the schema. */
const everyNumber = (number: unknown): JsonSchema => {
  const estimate = withFields({ low: number, best: number, high: number })
  const both = { deaths: estimate, injuries: estimate }
  return withFields({ ...both, groups: { type: 'array', items: withFields(both) } })
}

const casualties = (schema: JsonSchema): JsonSchema => withFields({ casualties: schema })

const rules: readonly (readonly [RuleId, JsonSchema])[] = [
  ...(Object.keys(eventType) as (keyof typeof eventType)[]).map(
    (type) =>
      [
        'event_subtype.parent',
        implies('event_type', type, withFields({ event_subtype: subtypesOf(type) })),
      ] as const,
  ),
  ['location.pair', withFields({ location: pair, launched_from: pair })],
  ['casualties.none', casualties(implies('reported', 'none', everyNumber({ type: 'integer', maximum: 0 })))],
  ['casualties.unknown', casualties(implies('reported', 'unknown', everyNumber(false)))],
  [
    'casualties.group',
    casualties(
      withFields({
        groups: {
          type: 'array',
          items: { type: 'object', oneOf: [{ required: ['group'] }, { required: ['actor'] }] },
        },
      }),
    ),
  ],
  [
    'source.nameless',
    withFields({ sources: { type: 'array', items: anyOfFields('publisher', 'url', 'title') } }),
  ],
]

/** A schema for each rule, whose id is its comment; a record must satisfy all. */
export const ruleSchemas: readonly JsonSchema[] = rules.map(([rule, schema]) => ({
  $comment: rule,
  ...schema,
}))
