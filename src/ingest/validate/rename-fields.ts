/** Input with former names of fields: it gets their current ones, before anything else reads it. */
import { type Issue, issue, type Path } from '../../../schemas/rules.ts'
import type { Messages } from '../../messages/messages.ts'
import { type Field, fieldsByFormerName, recordShape, type Shape } from '../../record/shape.ts'
import { isObject } from '../../text/json.ts'

export interface RenamedInput {
  readonly value: unknown
  /** A `field.twice` error for each field that has a value under both names. */
  readonly issues: readonly Issue[]
  /** A `field.renamed` warning for each former name. */
  readonly warnings: readonly Issue[]
}

type Found = Readonly<Record<'issues' | 'warnings', Issue[]>>

const hasValue = (group: Readonly<Record<string, unknown>>, name: string): boolean =>
  Object.hasOwn(group, name) && group[name] !== null

/** Returns the entries of a group under current names. Null beside a value under the other name counts as absent. */
const renameEntries = (
  group: Readonly<Record<string, unknown>>,
  renamed: ReadonlyMap<string, Field>,
  path: Path,
  { issues, warnings }: Found,
): (readonly [name: string, value: unknown])[] =>
  Object.entries(group).flatMap(([key, value]) => {
    const former = [...renamed].find(([, field]) => field.name === key)?.[0]
    if (former !== undefined && value === null && hasValue(group, former)) return []
    const name = renamed.get(key)?.name
    if (name === undefined) return [[key, value] as const]
    if (!Object.hasOwn(group, name) || (group[name] === null && value !== null)) {
      warnings.push(issue([...path, name], 'field.renamed', (m: Messages) => m.fields.renamed(key, name)))
      return [[name, value] as const]
    }
    if (value !== null)
      issues.push(
        issue([...path, name], 'field.twice', (m: Messages) => m.fields.bothNames(key, name), value),
      )
    return []
  })

const rename = (value: unknown, shape: Shape, path: Path, found: Found): unknown => {
  if (shape.kind === 'list' && Array.isArray(value))
    return value.map((item, i) => rename(item, shape.item, [...path, i], found))
  if (shape.kind !== 'group' || !isObject(value)) return value
  const entries = renameEntries(value, fieldsByFormerName(shape.fields), path, found)
  return Object.fromEntries(
    entries.map(([name, inner]) => {
      const field = shape.fields.get(name)
      return [name, field ? rename(inner, field.shape, [...path, name], found) : inner]
    }),
  )
}

const groupsOf = (shape: Shape): ReadonlyMap<string, Field>[] => {
  if (shape.kind === 'list') return groupsOf(shape.item)
  if (shape.kind !== 'group') return []
  return [shape.fields, ...[...shape.fields.values()].flatMap((field) => groupsOf(field.shape))]
}

const recordGroups = groupsOf(recordShape)

/** Returns a record or a merge patch with current names. Of two values of a field, that under the current name stays. */
export const renameFields = (value: unknown): RenamedInput => {
  const found: Found = { issues: [], warnings: [] }
  const isUnchanged = recordGroups.every((fields) => fieldsByFormerName(fields).size === 0)
  return { value: isUnchanged ? value : rename(value, recordShape, [], found), ...found }
}
