/**
 * Upgrading stored documents: a field that was renamed is found by its former name, as long as the schema declares
 * that, and fields are in published order.
 */
import type { Incident, StoredIncident, Warning } from '../../schemas/incident.ts'
import { isObject, type JsonObject } from '../text/json.ts'
import { parsePointer } from './paths.ts'
import { type Field, fieldsByFormerName, findField, recordShape, type Shape } from './shape.ts'

type Upgrade = (value: unknown) => unknown

const createGroupUpgrade = (fields: ReadonlyMap<string, Field>): Upgrade => {
  const renamed = fieldsByFormerName(fields)
  const places = new Map([...fields.keys()].map((name, place) => [name, place]))
  const inner = new Map(
    [...fields].flatMap(([name, { shape }]) => {
      const upgrade = createUpgrade(shape)
      return upgrade ? [[name, upgrade] as const] : []
    }),
  )
  const isCurrent = (value: JsonObject): boolean => {
    let last = -1
    for (const name in value) {
      const place = places.get(name) ?? (renamed.has(name) ? -1 : places.size)
      const each = value[name]
      if (place < last || place < 0) return false
      const upgrade = typeof each === 'object' ? inner.get(name) : undefined
      if (upgrade && upgrade(each) !== each) return false
      last = place
    }
    return true
  }
  return (value) => {
    if (!isObject(value) || isCurrent(value)) return value
    const entries = Object.entries(value).flatMap(([key, each]) => {
      const name = renamed.get(key)?.name ?? key
      // The value with the current name is newer.
      if (name !== key && Object.hasOwn(value, name)) return []
      return [[places.get(name) ?? places.size, name, inner.get(name)?.(each) ?? each] as const]
    })
    return Object.fromEntries(entries.sort(([a], [b]) => a - b).map(([, name, each]) => [name, each]))
  }
}

const createListUpgrade =
  (upgradeItem: Upgrade): Upgrade =>
  (value) => {
    if (!Array.isArray(value) || value.every((item) => upgradeItem(item) === item)) return value
    return value.map(upgradeItem)
  }

/** Returns a function that upgrades values of this shape, and returns current ones unchanged. */
const createUpgrade = (shape: Shape): Upgrade | undefined => {
  if (shape.kind === 'group') return createGroupUpgrade(shape.fields)
  const item = shape.kind === 'list' ? createUpgrade(shape.item) : undefined
  return item && createListUpgrade(item)
}

const upgrade = createGroupUpgrade(recordShape.fields)

/** Returns a stored record with current names, in published order; the record itself if it has them. */
export const upgradeRecord = (record: Incident): Incident => upgrade(record) as Incident

/** Returns a merge patch of a record with current names; stored suggestions and scripts may have former ones. */
export const upgradePatch = (patch: unknown): unknown => upgrade(patch)

/** Returns a JSON Pointer into a record with current names. */
export const upgradePointer = (pointer: string): string => {
  let shape: Shape | undefined = recordShape
  return parsePointer(pointer)
    .map((step) => {
      const field: Field | undefined = shape?.kind === 'group' ? findField(shape.fields, step) : undefined
      shape = shape?.kind === 'list' ? shape.item : field?.shape
      return `/${(field?.name ?? step).replaceAll('~', '~0').replaceAll('/', '~1')}`
    })
    .join('')
}

/** Returns stored warnings whose pointers have current names. */
export const upgradeWarnings = (warnings: readonly Warning[]): readonly Warning[] =>
  warnings.length === 0
    ? warnings
    : warnings.map((each) => ({ ...each, pointer: upgradePointer(each.pointer) }))

/** Returns an exported record, including the fields that the server sets, with current names, in published order. */
export const upgradeStored = (record: StoredIncident): StoredIncident => {
  const { id, status, revision, commit, created_at, updated_at, warnings, ...own } = record
  return {
    ...{ id, status, revision, commit, created_at, updated_at },
    warnings: upgradeWarnings(warnings) as StoredIncident['warnings'],
    ...upgradeRecord(own),
  }
}
