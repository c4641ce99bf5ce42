/** The state of a form while it is rendered: its values, its errors, the number of entries of each list. */

import { isBasicName, isWithin, partOf, parts } from '../../ingest/basics/expand.ts'
import type { RequestIssue } from '../../problems.ts'
import { parsePointer, walkPath } from '../../record/paths.ts'
import type { Field, Shape } from '../../record/shape.ts'
import { encodeFormList } from '../../text/list-cell.ts'
import type { BasicsView } from './basics-view.ts'

export interface FormView {
  /** The values exactly as typed, by the path of the control, such as `weapons.0.type`. */
  readonly values: ReadonlyMap<string, string>
  /** The errors by the path of the control or fieldset that shows them. */
  readonly issues: ReadonlyMap<string, readonly RequestIssue[]>
  /** Paths of lists with an extra blank entry; a path that appears twice adds two. */
  readonly extraEntries: readonly string[]
  /** The URL to which the buttons that add an entry post. */
  readonly addEntryUrl: string
  /** How the parts with simple controls are shown. */
  readonly modes: BasicsView['modes']
  /** The names of the groups and parts that a person opened. */
  readonly opened: ReadonlySet<string>
}

export type LeafShape = Shape & { kind: 'leaf' }

/** Whether a list is one control whose items are separated by semicolons. */
export const isTextList = (shape: Shape): shape is Shape & { kind: 'list' } =>
  shape.kind === 'list' && shape.item.kind === 'leaf'

/** Whether the form shows the field. */
export const isInForm = ({ metadata, shape }: Field): boolean =>
  !metadata.hideInForm && !metadata.editorsOnly && shape.kind !== 'map'

/** Fields that the server fills in if they are blank. */
const serverDefaults: readonly string[] = ['dataset']

/** Whether a person must fill in the field. */
export const isRequired = ({ name, required }: Field): boolean => required && !serverDefaults.includes(name)

/** Returns the id of the control of a path. */
export const controlId = (name: string): string => `in-${name}`

/** Returns the path of the control or fieldset that shows an error at this JSON Pointer; undefined if the form has none. */
export const controlForPointer = (pointer: string): string | undefined => {
  const names: string[] = []
  let isEntryShown = true
  for (const { step, field, isEntry, shape } of walkPath(parsePointer(pointer))) {
    if (isEntry ? !isEntryShown || !/^\d+$/.test(step) : !field || !isInForm(field)) break
    isEntryShown = !isTextList(shape)
    names.push(step)
  }
  return names.length > 0 ? names.join('.') : undefined
}

/** Returns the name of the control that shows an error at this JSON Pointer, simple or exact; undefined if there is none. */
export const controlOf = (pointer: string | undefined, modes: BasicsView['modes']): string | undefined => {
  const [step = '', ...rest] = parsePointer(pointer ?? '')
  if (rest.length === 0 && isBasicName(step)) return step
  const name = controlForPointer(pointer ?? '')
  const part = name === undefined ? undefined : partOf(name)
  if (name === 'location') return 'location.country'
  return name !== undefined && part !== undefined && modes[part] === 'simple'
    ? parts[part].controlOf(name)
    : name
}

/** Groups errors by the name of the control that shows them; the empty name if the form has none. */
export const groupIssues = (
  errors: readonly RequestIssue[],
  modes: BasicsView['modes'],
): ReadonlyMap<string, readonly RequestIssue[]> =>
  Map.groupBy(errors, ({ pointer }) => controlOf(pointer, modes) ?? '')

/** Whether the field or any field inside it has input. */
const hasInput = ({ values }: FormView, path: string): boolean =>
  [...values].some(([name, value]) => value.trim() !== '' && isWithin(name, path))

/** Whether an optional part must be open: it has input, errors, or an extra entry. */
export const isOpen = (view: FormView, path: string): boolean =>
  hasInput(view, path) ||
  [...view.issues.keys()].some((name) => isWithin(name, path)) ||
  view.extraEntries.some((list) => isWithin(list, path))

/** Returns how many entries of a list to show: those with input, at least one, and the extra blank ones. */
export const countEntries = ({ values, extraEntries }: FormView, path: string, max: number): number => {
  let filled = 0
  for (const name of values.keys()) {
    const index = name.startsWith(`${path}.`) ? /^\d{1,4}(?=\.|$)/.exec(name.slice(path.length + 1)) : null
    if (index) filled = Math.max(filled, Number(index[0]) + 1)
  }
  const extra = extraEntries.filter((list) => list === path).length
  return Math.min(Math.max(filled, 1) + extra, max)
}

/** Returns the value of a control. A list of texts may be given as one text or item by item. */
export const controlValue = ({ values }: FormView, name: string): string => {
  const value = values.get(name)
  if (value !== undefined) return value
  const items: string[] = []
  for (let i = 0; values.has(`${name}.${i}`); i++) items.push(values.get(`${name}.${i}`) ?? '')
  return encodeFormList(items)
}
