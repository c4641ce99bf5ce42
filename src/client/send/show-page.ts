/** Shows what the server answered, in place of the main part of the page. */
import { element } from '../elements.ts'

/** Turnstile's own object, if the page has its widget. */
interface WithTurnstile {
  readonly turnstile?: { readonly render: (container: Element) => void }
}

/** Returns the ids of the parts that the person has opened. */
const openParts = (main: Element): string[] =>
  [...main.querySelectorAll('details[open] > :not(summary)')].flatMap(({ id }) => id || [])

const copyAttributes = (from: Element, to: Element): void => {
  for (const { name } of [...to.attributes]) if (name !== 'data-ready') to.removeAttribute(name)
  for (const { name, value } of [...from.attributes]) to.setAttribute(name, value)
}

/**
 * Shows the main part of another page. The form stays the same element with other content, so that what listens to it
 * goes on to. Returns whether the page has a form.
 */
export const showPage = (page: Document, form: HTMLFormElement): boolean => {
  const main = document.querySelector('main')
  const next = page.querySelector('main')
  if (!main || !next) return false
  const open = openParts(main)
  const nextForm = next.querySelector('form.incident')
  if (nextForm) {
    copyAttributes(nextForm, form)
    form.replaceChildren(...nextForm.childNodes)
    nextForm.replaceWith(form)
  }
  main.replaceChildren(...next.childNodes)
  document.title = page.title
  for (const id of open) document.getElementById(id)?.closest('details')?.setAttribute('open', '')
  for (const widget of main.querySelectorAll('.cf-turnstile'))
    (window as WithTurnstile).turnstile?.render(widget)
  return nextForm !== null
}

/** Moves the focus to an element, and shows it. */
export const focusOn = (target: Element | null | undefined): void => {
  if (!(target instanceof HTMLElement)) return
  if (target.tabIndex < 0 && !target.hasAttribute('tabindex')) target.tabIndex = -1
  target.scrollIntoView({ block: 'start' })
  target.focus({ preventScroll: true })
}

/** Says something at the top of the page; what was said before goes. */
export const say = (text: string, { id = 'client-notice', buttons = [] as readonly Node[] } = {}): void => {
  document.getElementById(id)?.remove()
  if (text === '') return
  const heading = document.querySelector('main h1')
  const notice = element('div', { class: 'notice', id, role: 'status' }, element('p', {}, text))
  if (buttons.length > 0) notice.append(element('div', { class: 'buttons' }, ...buttons))
  heading?.after(notice)
}
