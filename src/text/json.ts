/** JSON values: objects, their comparison, merge patches, and objects without undefined fields. */

export type JsonObject = Readonly<Record<string, unknown>>

/** Returns whether a value is an object, not a list and not null. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const sortKeys = (_: string, value: unknown): unknown =>
  isObject(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value

/** Returns a text that is the same for equal values, without the field `omit` of the outermost object. */
export const canonicalJson = (value: unknown, omit?: string): string =>
  JSON.stringify(omit === undefined ? value : { ...(value as object), [omit]: undefined }, sortKeys)

/** Returns one step of a JSON Pointer (RFC 6901). */
export const pointerStep = (step: string | number): string =>
  `/${typeof step === 'string' && /[~/]/.test(step) ? step.replaceAll('~', '~0').replaceAll('/', '~1') : step}`

type OptionalKey<Fields> = {
  [Name in keyof Fields]: undefined extends Fields[Name] ? Name : never
}[keyof Fields]

export type Defined<Fields> = Omit<Fields, OptionalKey<Fields>> & {
  [Name in OptionalKey<Fields>]?: Exclude<Fields[Name], undefined>
}

/** Returns the object without its undefined fields. */
export const omitUndefined = <Fields extends object>(fields: Fields): Defined<Fields> => {
  const defined: Partial<Fields> = {}
  for (const name in fields) if (fields[name] !== undefined) defined[name] = fields[name]
  return defined as Defined<Fields>
}

const maxPatchDepth = 32

/** Applies a JSON Merge Patch (RFC 7396): null removes, objects are merged, other values replace. */
export const mergePatch = (target: unknown, patch: unknown, depth = 0): unknown => {
  if (!isObject(patch) || depth > maxPatchDepth) return patch
  const result = new Map(isObject(target) ? Object.entries(target) : [])
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) result.delete(name)
    else result.set(name, mergePatch(result.get(name), value, depth + 1))
  }
  return Object.fromEntries(result)
}

/** Returns the merge patch from one object to another; undefined if they are equal. Neither may contain null. */
export const createMergePatch = (before: object, after: object): object | undefined => {
  const [beforeFields, afterFields] = [new Map(Object.entries(before)), new Map(Object.entries(after))]
  const changes = [...new Set([...beforeFields.keys(), ...afterFields.keys()])].flatMap((name) => {
    const [left, right] = [beforeFields.get(name), afterFields.get(name)]
    if (right === undefined) return [[name, null] as const]
    const inner = isObject(left) && isObject(right) ? createMergePatch(left, right) : right
    const same = inner === undefined || JSON.stringify(left) === JSON.stringify(right)
    return same ? [] : [[name, inner] as const]
  })
  return changes.length > 0 ? Object.fromEntries(changes) : undefined
}

/** Returns whether two JSON values are equal, whatever the order of the fields of their objects. */
export const isSameJson = (a: unknown, b: unknown): boolean => {
  if (Object.is(a, b)) return true
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, i) => isSameJson(item, b[i]))
  if (!isObject(a) || !isObject(b)) return false
  const names = Object.keys(a)
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && isSameJson(a[name], b[name]))
  )
}
