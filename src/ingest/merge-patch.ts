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
