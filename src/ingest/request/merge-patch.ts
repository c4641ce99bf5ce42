const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const maxDepth = 32

/** JSON Merge Patch (RFC 7396): null removes, objects are merged, anything else replaces. */
export const mergePatch = (target: unknown, patch: unknown, depth = 0): unknown => {
  if (!isObject(patch) || depth > maxDepth) return patch
  const result = new Map(isObject(target) ? Object.entries(target) : [])
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) result.delete(name)
    else result.set(name, mergePatch(result.get(name), value, depth + 1))
  }
  return Object.fromEntries(result)
}

/** The merge patch that makes one object of another; undefined where they are equal. Neither holds null. */
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
