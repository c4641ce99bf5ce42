/** Short ways to write schemas of the OpenAPI document. */

export type Schema = Readonly<Record<string, unknown>>

/** Returns a reference to a schema of the document. */
export const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` })

/** Returns an object; each property is required unless its name ends in `?`. */
export const object = (properties: Readonly<Record<string, Schema>>, more: Schema = {}): Schema => {
  const required = Object.keys(properties).filter((name) => !name.endsWith('?'))
  return {
    type: 'object',
    properties: Object.fromEntries(
      Object.entries(properties).map(([name, schema]) => [name.replace(/\?$/, ''), schema]),
    ),
    ...(required.length > 0 ? { required } : {}),
    ...more,
  }
}

/** Returns an object that allows no other property in a request. */
export const closed = (properties: Readonly<Record<string, Schema>>): Schema =>
  object(properties, { additionalProperties: false })

export const list = (items: Schema, more: Schema = {}): Schema => ({ type: 'array', items, ...more })

export const text = (description?: string): Schema => ({
  type: 'string',
  ...(description && { description }),
})
export const nullableText = (description?: string): Schema => ({
  type: ['string', 'null'],
  ...(description && { description }),
})
export const count = (description?: string): Schema => ({
  type: 'integer',
  minimum: 0,
  ...(description && { description }),
})
/** An object of any properties. Generators of types read an object without the last line as an empty one. */
export const anyObject: Schema = { type: 'object', additionalProperties: true }
export const flag: Schema = { type: 'boolean' }
export const instant: Schema = { type: 'string', format: 'date-time' }
export const uuid: Schema = { type: 'string', format: 'uuid' }
export const oneOf = (...values: readonly string[]): Schema => ({ type: 'string', enum: values })
export const described = (schema: Schema, description: string): Schema => ({ ...schema, description })
