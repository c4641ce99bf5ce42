/** Marks beside a control: its errors, and what a date in words was understood as. */
import type { Control } from '../controls.ts'
import { element } from '../elements.ts'
import type { CheckFault } from './check-form.ts'

const describe = (control: Control, id: string, isThere: boolean): void => {
  const ids = (control.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .filter((each) => each && each !== id)
  const all = isThere ? [...ids, id] : ids
  if (all.length > 0) control.setAttribute('aria-describedby', all.join(' '))
  else control.removeAttribute('aria-describedby')
}

/** Returns the errors that are shown beside a control, as one text. */
export const shownFaults = (control: Control): string =>
  document.getElementById(`${control.id}-faults`)?.textContent ?? ''

/** Shows the errors of a control as the server does, in place of earlier ones; none if there are none. */
export const markFaults = (control: Control, faults: readonly CheckFault[]): void => {
  const id = `${control.id}-faults`
  const items = faults.map(({ text, rule }) =>
    element('li', {}, `${text} `, element('a', { href: `/codebook#rule-${rule}` }, rule)),
  )
  const list = element('ul', { class: 'faults', id }, ...items)
  // A list that stays as it is keeps the focus of its links.
  if (document.getElementById(id)?.textContent === list.textContent) return
  document.getElementById(id)?.remove()
  describe(control, id, items.length > 0)
  if (items.length === 0) {
    control.removeAttribute('aria-invalid')
    return
  }
  control.setAttribute('aria-invalid', 'true')
  control.before(list)
}

/** Shows a text below a control, in place of an earlier one; nothing if it is empty. */
export const markReading = (control: Control, text: string, buttons: readonly Node[] = []): void => {
  const id = `${control.id}-reading`
  document.getElementById(id)?.remove()
  describe(control, id, text !== '')
  if (text === '') return
  const lines = buttons.length > 0 ? [element('span', { class: 'buttons' }, ...buttons)] : []
  const field = control.closest('.field') ?? control.parentElement
  field?.append(element('p', { class: 'help reading', id }, text, ...lines))
}

/** Tells screen readers a text once, without moving the focus. */
export const announce = (text: string): void => {
  let region = document.getElementById('announcer')
  if (!region) {
    region = element('div', { id: 'announcer', class: 'spoken', 'aria-live': 'polite' })
    document.body.append(region)
  }
  region.textContent = text
}
