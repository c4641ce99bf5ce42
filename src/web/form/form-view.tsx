/** What a form holds while it is drawn: what was typed, what is wrong where, how many entries each list shows. */

import type { Issue } from '../../../schemas/rules.ts'
import { type Field, recordShape, type Shape } from '../../record/shape.ts'
import { joinCell } from '../../text/list-cell.ts'

export interface FormState {
  /** By the path names of controls, such as `weapons.0.type`, exactly as typed. */
  readonly values: ReadonlyMap<string, string>
  /** By the path name of the control or fieldset at which they are shown. */
  readonly faults: ReadonlyMap<string, readonly Issue[]>
  /** The lists that show one blank entry more; a list that stands twice shows two. */
  readonly more: readonly string[]
  /** Where the buttons that add an entry post to. */
  readonly moreAction: string
  /** Whether the fields for editors are there. */
  readonly internal: boolean
}

export type Leaf = Shape & { kind: 'leaf' }

/** A list of plain texts is one control, its items parted by semicolons. */
export const isTextList = (shape: Shape): shape is Shape & { kind: 'list' } =>
  shape.kind === 'list' && shape.item.kind === 'leaf'

/** Whether the form has the field. */
export const isShown = ({ notes, shape }: Field, internal: boolean): boolean =>
  !notes.formless && shape.kind !== 'map' && (internal || !notes.internal)

/** Fields that the server fills in when they are left empty. */
const defaulted: readonly string[] = ['dataset']

/** Whether a person must fill the field in. */
export const isNeeded = ({ name, required }: Field): boolean => required && !defaulted.includes(name)

export const idOf = (name: string): string => `in-${name}`

/** The steps of a JSON Pointer (RFC 6901). */
const stepsOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))

/** The path name of the control or fieldset where an issue is shown; undefined when the form has none. */
export const landingOf = (pointer: string, internal: boolean): string | undefined => {
  let shape: Shape = recordShape
  const name: string[] = []
  for (const step of stepsOf(pointer)) {
    if (shape.kind === 'group') {
      const field = shape.fields.get(step)
      if (!field || !isShown(field, internal)) break
      shape = field.shape
    } else if (shape.kind === 'list' && !isTextList(shape) && /^\d+$/.test(step)) shape = shape.item
    else break
    name.push(step)
  }
  return name.length > 0 ? name.join('.') : undefined
}

export const faultsByName = (
  errors: readonly Issue[],
  internal: boolean,
): ReadonlyMap<string, readonly Issue[]> => {
  const faults = new Map<string, Issue[]>()
  for (const each of errors) {
    const name = landingOf(each.pointer, internal)
    if (name !== undefined) faults.set(name, [...(faults.get(name) ?? []), each])
  }
  return faults
}

const isWithin = (name: string, path: string): boolean => name === path || name.startsWith(`${path}.`)

/** Whether anything is typed in the field or inside it. */
const holds = ({ values }: FormState, path: string): boolean =>
  [...values].some(([name, value]) => value.trim() !== '' && isWithin(name, path))

/** Whether what is optional must be in sight: it holds something, something is wrong in it, it was asked for. */
export const isOpen = (state: FormState, path: string): boolean =>
  holds(state, path) ||
  [...state.faults.keys()].some((name) => isWithin(name, path)) ||
  state.more.some((list) => isWithin(list, path))

/** How many entries of a list are shown: those typed, at least one, and the blank ones that were asked for. */
export const entriesOf = ({ values, more }: FormState, path: string, max: number): number => {
  let typed = 0
  for (const name of values.keys()) {
    const index = name.startsWith(`${path}.`) ? /^\d{1,4}(?=\.|$)/.exec(name.slice(path.length + 1)) : null
    if (index) typed = Math.max(typed, Number(index[0]) + 1)
  }
  const asked = more.filter((list) => list === path).length
  return Math.min(Math.max(typed, 1) + asked, max)
}

/** What stands in a control; a list of texts may come as one text or item by item. */
export const typedIn = ({ values }: FormState, name: string): string => {
  const whole = values.get(name)
  if (whole !== undefined) return whole
  const items: string[] = []
  for (let i = 0; values.has(`${name}.${i}`); i++) items.push(values.get(`${name}.${i}`) ?? '')
  return joinCell(items) ?? ''
}

/** One entry of a list, as it is called: "Claims of responsibility" has the entries "Claim of responsibility". */
export const oneOf = (title: string): string => title.replace(/^(\w+)s\b/, '$1')

/** What a control or fieldset is called, with the entries that it is in: "Weapon 2: Hit". */
export const titleOfName = (name: string): string => {
  let shape: Shape = recordShape
  let title = ''
  const titles: string[] = []
  for (const step of name.split('.')) {
    if (shape.kind === 'group') {
      const field = shape.fields.get(step)
      if (!field) break
      title = field.notes.title
      shape = field.shape
      titles.push(title)
    } else if (shape.kind === 'list') {
      titles[titles.length - 1] = `${oneOf(title)} ${Number(step) + 1}`
      shape = shape.item
    }
  }
  return titles.join(': ')
}
