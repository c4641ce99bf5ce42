/** Values of JSON: groups of fields, their comparison, and objects without what is undefined. */

export type JsonObject = Readonly<Record<string, unknown>>

/** Whether a value is an object with named fields: no list and not null. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const sortKeys = (_: string, value: unknown): unknown =>
  isObject(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value

/** Equal values have equal texts; a field `omit` of the outermost object does not count. */
export const canonicalJson = (value: unknown, omit?: string): string =>
  JSON.stringify(omit === undefined ? value : { ...(value as object), [omit]: undefined }, sortKeys)

/** One step of a JSON Pointer (RFC 6901). */
export const pointerStep = (step: string | number): string =>
  `/${typeof step === 'string' && /[~/]/.test(step) ? step.replaceAll('~', '~0').replaceAll('/', '~1') : step}`

type OptionalKey<Fields> = {
  [Name in keyof Fields]: undefined extends Fields[Name] ? Name : never
}[keyof Fields]

export type Defined<Fields> = Omit<Fields, OptionalKey<Fields>> & {
  [Name in OptionalKey<Fields>]?: Exclude<Fields[Name], undefined>
}

/** The fields that are not undefined, as an object. */
export const omitUndefined = <Fields extends object>(fields: Fields): Defined<Fields> => {
  const defined: Partial<Fields> = {}
  for (const name in fields) if (fields[name] !== undefined) defined[name] = fields[name]
  return defined as Defined<Fields>
}
