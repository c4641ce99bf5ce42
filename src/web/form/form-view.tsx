/** What a form holds while it is drawn: what was typed, what is wrong where, how many entries each list shows. */

import type { RequestIssue } from '../../problems.ts'
import { parsePointer, walkPath } from '../../record/paths.ts'
import type { Field, Shape } from '../../record/shape.ts'
import { encodeList } from '../../text/list-cell.ts'

export interface FormView {
  /** By the path names of controls, such as `weapons.0.type`, exactly as typed. */
  readonly values: ReadonlyMap<string, string>
  /** By the path name of the control or fieldset at which they are shown. */
  readonly issues: ReadonlyMap<string, readonly RequestIssue[]>
  /** The lists that show one blank entry more; a list that stands twice shows two. */
  readonly extraEntries: readonly string[]
  /** Where the buttons that add an entry post to. */
  readonly addEntryUrl: string
}

export type LeafShape = Shape & { kind: 'leaf' }

/** A list of plain texts is one control, its items parted by semicolons. */
export const isTextList = (shape: Shape): shape is Shape & { kind: 'list' } =>
  shape.kind === 'list' && shape.item.kind === 'leaf'

/** Whether the form has the field: it has none for editors. */
export const isInForm = ({ metadata, shape }: Field): boolean =>
  !metadata.hideInForm && !metadata.editorsOnly && shape.kind !== 'map'

/** Fields that the server fills in when they are left empty. */
const serverDefaults: readonly string[] = ['dataset']

/** Whether a person must fill the field in. */
export const isRequired = ({ name, required }: Field): boolean => required && !serverDefaults.includes(name)

export const controlId = (name: string): string => `in-${name}`

/** The path name of the control or fieldset where an issue is shown; undefined when the form has none. */
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

/** The issues by the path name where each is shown. */
export const groupIssues = (errors: readonly RequestIssue[]): ReadonlyMap<string, readonly RequestIssue[]> =>
  Map.groupBy(errors, ({ pointer }) => controlForPointer(pointer ?? '') ?? '')

const isWithin = (name: string, path: string): boolean => name === path || name.startsWith(`${path}.`)

/** Whether anything is typed in the field or inside it. */
const hasInput = ({ values }: FormView, path: string): boolean =>
  [...values].some(([name, value]) => value.trim() !== '' && isWithin(name, path))

/** Whether what is optional must be in sight: it holds something, something is wrong in it, it was asked for. */
export const isOpen = (view: FormView, path: string): boolean =>
  hasInput(view, path) ||
  [...view.issues.keys()].some((name) => isWithin(name, path)) ||
  view.extraEntries.some((list) => isWithin(list, path))

/** How many entries of a list are shown: those typed, at least one, and the blank ones that were asked for. */
export const countEntries = ({ values, extraEntries }: FormView, path: string, max: number): number => {
  let filled = 0
  for (const name of values.keys()) {
    const index = name.startsWith(`${path}.`) ? /^\d{1,4}(?=\.|$)/.exec(name.slice(path.length + 1)) : null
    if (index) filled = Math.max(filled, Number(index[0]) + 1)
  }
  const extra = extraEntries.filter((list) => list === path).length
  return Math.min(Math.max(filled, 1) + extra, max)
}

/** What stands in a control; a list of texts may come as one text or item by item. */
export const controlValue = ({ values }: FormView, name: string): string => {
  const value = values.get(name)
  if (value !== undefined) return value
  const items: string[] = []
  for (let i = 0; values.has(`${name}.${i}`); i++) items.push(values.get(`${name}.${i}`) ?? '')
  return encodeList(items) ?? ''
}
