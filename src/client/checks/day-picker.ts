/** A button beside each date that opens the browser's own list of days. */
import { writeValue } from '../controls.ts'
import { button, element } from '../elements.ts'
import { messages } from '../messages.ts'

const addPicker = (control: HTMLInputElement): void => {
  const label = messages.client.pickDay
  const picker = element('input', { type: 'date', class: 'spoken', tabindex: '-1', 'aria-label': label })
  picker.addEventListener('change', () => {
    if (picker.value === '') return
    writeValue(control, picker.value)
    control.dispatchEvent(new Event('input', { bubbles: true }))
    control.focus()
    control.blur()
    control.focus()
  })
  const open = () => {
    picker.value = /^\d{4}-\d\d-\d\d$/.test(control.value) ? control.value : ''
    picker.showPicker()
  }
  control.after(element('span', { class: 'day-picker' }, button(label, open), picker))
}

/** Adds the buttons to a form. Those that it has stay. */
export const addDayPickers = (form: HTMLFormElement): void => {
  if (!('showPicker' in HTMLInputElement.prototype)) return
  for (const control of form.querySelectorAll<HTMLInputElement>('.is-date > input[name]'))
    if (!control.nextElementSibling?.classList.contains('day-picker')) addPicker(control)
}
