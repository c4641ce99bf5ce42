/** The button beside a place that opens the map. */
import { findControls } from '../controls.ts'
import { button } from '../elements.ts'

const marker = 'data-map'

/** Returns the button of an input, which is added after it if there is none. It does nothing by itself. */
export const addMapButton = (input: HTMLInputElement, label: string): HTMLButtonElement => {
  const found = document.getElementById(`${input.id}-map-button`)
  if (found instanceof HTMLButtonElement) return found
  const made = button(label, () => undefined, 'map-button')
  made.id = `${input.id}-map-button`
  made.setAttribute(marker, '')
  made.setAttribute('aria-expanded', 'false')
  input.after(made)
  return made
}

/** Returns the button that an event is about; undefined if it is about something else. */
export const mapButtonOf = ({ target }: Event): HTMLButtonElement | undefined =>
  (target instanceof Element && target.closest<HTMLButtonElement>(`button[${marker}]`)) || undefined

/** Adds the button of the map to the place of a form, if the page has the script for it. */
export const offerMap = (form: HTMLFormElement, label: string): void => {
  const input = findControls(form, 'location.place')[0]
  const hasScript = document.querySelector('meta[name="places-script"]') !== null
  if (hasScript && input instanceof HTMLInputElement && input.type !== 'hidden') addMapButton(input, label)
}
