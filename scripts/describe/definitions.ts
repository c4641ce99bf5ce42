/** The definitions of a JSON Schema: schemas with a name, to which others refer. */
import { isDeepStrictEqual } from 'node:util'

export type JsonSchema = Readonly<Record<string, unknown>>

/** Keys of schemas while they are converted: the name and the description of a definition. */
export const nameKey = 'x-name'
export const meaningKey = 'x-meaning'

const annotations: readonly string[] = ['title', 'description', 'examples', 'readOnly']

/** Moves named schemas to the definitions and leaves references to them. */
export const extractDefinitions = (
  node: unknown,
  prefix: string,
  definitions: Record<string, JsonSchema>,
): unknown => {
  if (Array.isArray(node)) return node.map((each) => extractDefinitions(each, prefix, definitions))
  if (typeof node !== 'object' || node === null) return node
  const entries = Object.entries(node).map(([key, value]) => [
    key,
    extractDefinitions(value, prefix, definitions),
  ])
  const { [nameKey]: name, [meaningKey]: description, ...schema } = Object.fromEntries(entries)
  if (name === undefined) return schema
  const isAnnotation = ([key]: readonly [string, unknown]) => annotations.includes(key)
  const [own, rest] = [Object.entries(schema).filter(isAnnotation), Object.entries(schema)]
  const definition = {
    ...(description ? { description } : {}),
    ...Object.fromEntries(rest.filter((entry) => !isAnnotation(entry))),
  }
  if (!isDeepStrictEqual(definitions[name] ?? definition, definition))
    throw new Error(`Two definitions have the name ${name}.`)
  definitions[name] = definition
  return { ...Object.fromEntries(own), $ref: `${prefix}${name}` }
}
