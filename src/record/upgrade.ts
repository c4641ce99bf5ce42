/**
 * Upgrading stored documents: a field that was renamed is found by its former name, as long as the schema declares
 * that.
 */
import type { Incident, StoredIncident, Warning } from '../../schemas/incident.ts'
import { isObject } from '../text/json.ts'
import { parsePointer } from './paths.ts'
import { type Field, fieldsByFormerName, findField, recordShape, type Shape } from './shape.ts'

type Upgrade = (value: unknown) => unknown

const createGroupUpgrade = (fields: ReadonlyMap<string, Field>): Upgrade | undefined => {
  const renamed = fieldsByFormerName(fields)
  const inner = new Map(
    [...fields].flatMap(([name, { shape }]) => {
      const upgrade = createUpgrade(shape)
      return upgrade ? [[name, upgrade] as const] : []
    }),
  )
  if (renamed.size + inner.size === 0) return undefined
  return (value) => {
    if (!isObject(value)) return value
    const isRenamed = [...renamed.keys()].some((name) => Object.hasOwn(value, name))
    const entries = Object.entries(value).flatMap(([key, each]) => {
      const name = renamed.get(key)?.name ?? key
      // The value with the current name is newer.
      if (name !== key && Object.hasOwn(value, name)) return []
      return [[name, inner.get(name)?.(each) ?? each] as const]
    })
    if (!isRenamed) return Object.fromEntries(entries)
    // A renamed field may have another position; stored documents are in published order.
    const order = [...fields.keys()]
    return Object.fromEntries(entries.sort(([a], [b]) => order.indexOf(a) - order.indexOf(b)))
  }
}

/** Returns a function that upgrades values of this shape; undefined if none of its fields was ever renamed. */
const createUpgrade = (shape: Shape): Upgrade | undefined => {
  if (shape.kind === 'group') return createGroupUpgrade(shape.fields)
  const item = shape.kind === 'list' ? createUpgrade(shape.item) : undefined
  return item && ((value) => (Array.isArray(value) ? value.map(item) : value))
}

const upgrade = createUpgrade(recordShape)

/** Whether a stored document may have former names. */
export const hasRenamedFields = upgrade !== undefined

/** Returns a stored record with current names. */
export const upgradeRecord = (record: Incident): Incident =>
  upgrade ? (upgrade(record) as Incident) : record

/** Returns a merge patch of a record with current names; stored suggestions and scripts may have former ones. */
export const upgradePatch = (patch: unknown): unknown => (upgrade ? upgrade(patch) : patch)

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
  upgrade ? warnings.map((each) => ({ ...each, pointer: upgradePointer(each.pointer) })) : warnings

/** Returns an exported record, including the fields that the server sets, with current names. */
export const upgradeStored = (record: StoredIncident): StoredIncident => {
  if (!upgrade) return record
  const { id, status, revision, commit, created_at, updated_at, warnings, ...own } = record
  return {
    ...{ id, status, revision, commit, created_at, updated_at },
    warnings: upgradeWarnings(warnings) as StoredIncident['warnings'],
    ...upgradeRecord(own),
  }
}
