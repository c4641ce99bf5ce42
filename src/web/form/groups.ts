/** The groups of the form beyond its first part, each with the paths of its controls. */
import { isBasicName, partOf } from '../../ingest/basics/expand.ts'
import type { Messages } from '../../messages/messages.ts'
import { resolvePath } from '../../record/paths.ts'
import { type Field, recordShape } from '../../record/shape.ts'
import { isInForm } from './form-view.tsx'

/** A group of fields that share a title. */
type SharedGroup = keyof Messages['form']['groups']

/** The controls of the first part, in order. */
export const firstFields = ['date', 'location.country', 'location.place', 'summary'] as const

/** The groups of fields that have no group of their own name. */
const sharedGroups: Readonly<Record<string, SharedGroup>> = {
  conflict_type: 'outcome',
  outcome: 'outcome',
  date_note: 'time',
  location: 'place',
  series: 'links',
  tags: 'links',
}

/** The fields that have a group of their own name. */
const ownGroups = [
  ...[
    'launched_from',
    'actors',
    'targets',
    'weapons',
    'casualties',
    'damage',
    'claims',
    'attributions',
    'links',
  ],
]

const order = [...['outcome', 'time', 'place'], ...ownGroups, 'record']

export interface FieldGroup {
  readonly name: string
  readonly fields: readonly { readonly path: string; readonly field: Field }[]
}

/** Returns a field, or the fields inside if the first part of the form has some of them. */
const split = (field: Field): FieldGroup['fields'] => {
  const { name, shape } = field
  if (name !== 'location' && name !== 'casualties') return [{ path: name, field }]
  return shape.kind === 'group'
    ? [...shape.fields.values()].map((inner) => ({ path: `${name}.${inner.name}`, field: inner }))
    : []
}

const isFirst = (path: string): boolean =>
  partOf(path) !== undefined || (firstFields as readonly string[]).includes(path)

const groupOf = (name: string): string => sharedGroups[name] ?? (ownGroups.includes(name) ? name : 'record')

const all = [...recordShape.fields.values()].filter(isInForm)

/** The groups in the order of the form; fields that no group names are in the last one. */
export const groups: readonly FieldGroup[] = order.map((group) => ({
  name: group,
  fields: all
    .filter(({ name }) => groupOf(name) === group)
    .flatMap(split)
    .filter(({ path, field }) => !isFirst(path) && isInForm(field)),
}))

/** Returns the title of a group: that of its only field, or a text. */
export const groupTitle = ({ name }: FieldGroup, { form }: Messages): string =>
  Object.hasOwn(form.groups, name) ? form.groups[name as SharedGroup] : resolvePath([name]).title

/** Returns the id of a group, and of the slot of a part of the first controls. */
export const groupId = (name: string): string => `group-${name}`

/** Returns the title of the control of a path. */
export const controlTitle = (name: string, { form }: Messages): string =>
  isBasicName(name) || (firstFields as readonly string[]).includes(name)
    ? form.basics[name as keyof Messages['form']['basics']].label
    : resolvePath(name.split('.')).title
