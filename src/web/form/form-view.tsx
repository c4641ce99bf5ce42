/** What a form holds while it is drawn: what was typed, what is wrong where, how many entries each list shows. */

import type { RequestIssue } from '../../problems.ts'
import { type Field, recordShape, type Shape } from '../../record/shape.ts'
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
  /** Whether the fields for editors are there. */
  readonly hasEditorFields: boolean
}

export type LeafShape = Shape & { kind: 'leaf' }

/** A list of plain texts is one control, its items parted by semicolons. */
export const isTextList = (shape: Shape): shape is Shape & { kind: 'list' } =>
  shape.kind === 'list' && shape.item.kind === 'leaf'

/** Whether the form has the field. */
export const isInForm = ({ metadata, shape }: Field, hasEditorFields: boolean): boolean =>
  !metadata.hideInForm && shape.kind !== 'map' && (hasEditorFields || !metadata.editorsOnly)

/** Fields that the server fills in when they are left empty. */
const serverDefaults: readonly string[] = ['dataset']

/** Whether a person must fill the field in. */
export const isRequired = ({ name, required }: Field): boolean => required && !serverDefaults.includes(name)

export const controlId = (name: string): string => `in-${name}`

/** The steps of a JSON Pointer (RFC 6901). */
const pointerSteps = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))

/** The path name of the control or fieldset where an issue is shown; undefined when the form has none. */
export const controlForPointer = (pointer: string, hasEditorFields: boolean): string | undefined => {
  let shape: Shape = recordShape
  const steps: string[] = []
  for (const step of pointerSteps(pointer)) {
    if (shape.kind === 'group') {
      const field = shape.fields.get(step)
      if (!field || !isInForm(field, hasEditorFields)) break
      shape = field.shape
    } else if (shape.kind === 'list' && !isTextList(shape) && /^\d+$/.test(step)) shape = shape.item
    else break
    steps.push(step)
  }
  return steps.length > 0 ? steps.join('.') : undefined
}

export const groupIssues = (
  errors: readonly RequestIssue[],
  hasEditorFields: boolean,
): ReadonlyMap<string, readonly RequestIssue[]> => {
  const issues = new Map<string, RequestIssue[]>()
  for (const each of errors) {
    const name = controlForPointer(each.pointer ?? '', hasEditorFields)
    if (name !== undefined) issues.set(name, [...(issues.get(name) ?? []), each])
  }
  return issues
}

const isWithin = (name: string, path: string): boolean => name === path || name.startsWith(`${path}.`)

/** Whether anything is typed in the field or inside it. */
const hasInput = ({ values }: FormView, path: string): boolean =>
  [...values].some(([name, value]) => value.trim() !== '' && isWithin(name, path))

/** Whether what is optional must be in sight: it holds something, something is wrong in it, it was asked for. */
export const isOpen = (state: FormView, path: string): boolean =>
  hasInput(state, path) ||
  [...state.issues.keys()].some((name) => isWithin(name, path)) ||
  state.extraEntries.some((list) => isWithin(list, path))

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

/** One entry of a list, as it is called: "Claims of responsibility" has the entries "Claim of responsibility". */
export const singular = (title: string): string => title.replace(/^(\w+)s\b/, '$1')

/** What a control or fieldset is called, with the entries that it is in: "Weapon 2: Hit". */
export const controlTitle = (name: string): string => {
  let shape: Shape = recordShape
  let title = ''
  const titles: string[] = []
  for (const step of name.split('.')) {
    if (shape.kind === 'group') {
      const field = shape.fields.get(step)
      if (!field) break
      title = field.metadata.title
      shape = field.shape
      titles.push(title)
    } else if (shape.kind === 'list') {
      titles[titles.length - 1] = `${singular(title)} ${Number(step) + 1}`
      shape = shape.item
    }
  }
  return titles.join(': ')
}
