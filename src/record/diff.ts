/** Differences between two versions of a record, by field and entry. */
import { canonicalJson, isObject, type JsonObject, pointerStep } from '../text/json.ts'
import { recordShape, type Shape } from './shape.ts'

/**
 * A step from one version to another. The steps in order are a JSON Patch (RFC 6902): without `before` it adds a
 * field or an entry, without `after` it removes one, with both it replaces a value.
 */
export interface Change {
  /** A JSON Pointer (RFC 6901); in a list, to the position of the entry after the earlier steps. */
  readonly pointer: string
  readonly before?: unknown
  readonly after?: unknown
}

type List = readonly unknown[]

/** Returns whether a list has entries with fields; a list of texts is one value. */
const isEntryList = (value: unknown): value is List => Array.isArray(value) && value.every(isObject)

const fieldShape = (shape: Shape | undefined, name: string): Shape | undefined =>
  shape?.kind === 'group' ? shape.fields.get(name)?.shape : undefined

/** Returns every name in two objects: those of the schema in its order, then others. */
const fieldNames = (before: JsonObject, after: JsonObject, shape: Shape | undefined): string[] => {
  const present = new Set([...Object.keys(before), ...Object.keys(after)])
  const schemaNames =
    shape?.kind === 'group' ? [...shape.fields.keys()].filter((name) => present.has(name)) : []
  return [...new Set([...schemaNames, ...present])]
}

/** Returns the lengths of the longest common subsequences of two lists, from each pair of positions to the ends. */
const lcsLengths = (before: readonly string[], after: readonly string[]): number[][] => {
  const lengths = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0))
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--) {
      const [here, below] = [lengths[i] as number[], lengths[i + 1] as number[]]
      here[j] = before[i] === after[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, here[j + 1] ?? 0)
    }
  return lengths
}

/** Returns the positions of equal entries of two lists as pairs, in order, and the two ends. */
const commonEntries = (before: List, after: List): [number, number][] => {
  const [beforeKeys, afterKeys] = [
    before.map((entry) => canonicalJson(entry)),
    after.map((entry) => canonicalJson(entry)),
  ]
  const lengths = lcsLengths(beforeKeys, afterKeys)
  const pairs: [number, number][] = []
  let [i, j] = [0, 0]
  while (i < beforeKeys.length && j < afterKeys.length)
    if (beforeKeys[i] === afterKeys[j]) pairs.push([i++, j++])
    else if ((lengths[i + 1]?.[j] ?? 0) >= (lengths[i]?.[j + 1] ?? 0)) i++
    else j++
  return [...pairs, [beforeKeys.length, afterKeys.length]]
}

/**
 * Returns the steps between two lists. Entries between equal ones are paired in order; the rest were removed or
 * added.
 */
const diffEntries = (before: List, after: List, shape: Shape | undefined, pointer: string): Change[] => {
  const changes: Change[] = []
  let [i, j] = [0, 0]
  for (const [beforeEnd, afterEnd] of commonEntries(before, after)) {
    for (; i < beforeEnd && j < afterEnd; i++, j++)
      changes.push(...diffValues(before[i], after[j], shape, `${pointer}/${j}`))
    for (let last = beforeEnd - 1; last >= i; last--)
      changes.push({ pointer: `${pointer}/${j + last - i}`, before: before[last] })
    for (; j < afterEnd; j++) changes.push({ pointer: `${pointer}/${j}`, after: after[j] })
    ;[i, j] = [beforeEnd + 1, afterEnd + 1]
  }
  return changes
}

const diffGroups = (
  before: JsonObject,
  after: JsonObject,
  shape: Shape | undefined,
  pointer: string,
): Change[] =>
  fieldNames(before, after, shape).flatMap((name) =>
    diffValues(
      Object.hasOwn(before, name) ? before[name] : undefined,
      Object.hasOwn(after, name) ? after[name] : undefined,
      fieldShape(shape, name),
      pointer + pointerStep(name),
    ),
  )

const diffValues = (before: unknown, after: unknown, shape: Shape | undefined, pointer: string): Change[] => {
  if (before === undefined) return after === undefined ? [] : [{ pointer, after }]
  if (after === undefined) return [{ pointer, before }]
  if (isObject(before) && isObject(after)) return diffGroups(before, after, shape, pointer)
  if (isEntryList(before) && isEntryList(after))
    return diffEntries(before, after, shape?.kind === 'list' ? shape.item : undefined, pointer)
  return canonicalJson(before) === canonicalJson(after) ? [] : [{ pointer, before, after }]
}

/**
 * Returns the steps from one record to another, in the order of the schema. If entries of a list are removed, later
 * steps can have the same pointer.
 *
 * @example diff({ tags: ['a'] }, { tags: ['a', 'b'], title: 'x' })
 * // [{ pointer: '/tags', before: ['a'], after: ['a', 'b'] }, { pointer: '/title', after: 'x' }]
 */
export const diff = (before: object, after: object): Change[] =>
  diffGroups(before as JsonObject, after as JsonObject, recordShape, '')

/** Returns the pointers of the steps, deduplicated. */
export const pointersOf = (changes: readonly Change[]): string[] => [
  ...new Set(changes.map(({ pointer }) => pointer)),
]
