/** The controls of the form by their names. */

/** A control that a person fills in. */
export type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

/** Fields of the page itself: its secrets, and what differs from one page to the next. */
const pageNames: ReadonlySet<string> = new Set([
  '_csrf',
  '_key',
  '_served',
  '_seen',
  '_next',
  '_queue',
  '_website',
  '_zone',
  '_opened',
  'cf-turnstile-response',
])

/** Returns whether an element is a control whose value belongs to the report. */
export const isControl = (element: unknown): element is Control =>
  (element instanceof HTMLInputElement ||
    element instanceof HTMLSelectElement ||
    element instanceof HTMLTextAreaElement) &&
  element.name !== '' &&
  !pageNames.has(element.name) &&
  !(element instanceof HTMLInputElement && ['submit', 'button', 'image', 'reset'].includes(element.type))

/** Returns the controls of a form. */
export const controlsOf = (form: HTMLFormElement): Control[] => [...form.elements].filter(isControl)

const isMark = (control: Control): control is HTMLInputElement =>
  control instanceof HTMLInputElement && (control.type === 'checkbox' || control.type === 'radio')

/** Returns the value of a control; empty for a box or a choice that is not marked. */
export const readValue = (control: Control): string =>
  isMark(control) && !control.checked ? '' : control.value

/** Sets the value of a control. Returns false if it does not take it, as a list without that entry. */
export const writeValue = (control: Control, value: string): boolean => {
  if (isMark(control)) control.checked = control.value === value
  else control.value = value
  return readValue(control) === value || (isMark(control) && control.value !== value)
}

/** Returns the controls with a name; a group of choices has several. */
export const findControls = (form: HTMLFormElement, name: string): Control[] => {
  const found = form.elements.namedItem(name)
  return (found instanceof RadioNodeList ? [...found] : [found]).filter(isControl)
}

/** Returns a hidden field of the page; undefined if it has none. */
export const findPageField = (form: HTMLFormElement, name: string): HTMLInputElement | undefined => {
  const found = form.elements.namedItem(name)
  return found instanceof HTMLInputElement ? found : undefined
}

/** Returns the form of a report on the page; undefined if there is none. */
export const findForm = (): HTMLFormElement | undefined =>
  document.querySelector<HTMLFormElement>('form.incident') ?? undefined

/** Returns the path that tells the form of a new report from those of corrections. */
export const formPath = (form: HTMLFormElement): string => {
  const { pathname } = new URL(form.action)
  return pathname === '/incidents' ? '/submit' : pathname
}
