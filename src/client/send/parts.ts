/** Buttons that open a part of the form or add an entry: the server's answer takes the place of the form. */
import { messages } from '../messages.ts'
import { sendForm } from './request.ts'
import { focusOn, say, showPage } from './show-page.ts'

/** Returns whether a button asks for the form with more controls rather than to file it. */
export const opensPart = (submitter: HTMLElement | null): submitter is HTMLButtonElement =>
  submitter instanceof HTMLButtonElement && ['_open', '_more'].includes(submitter.name)

/** Returns whether a button shows the form in another language: all of the page changes, not its main part alone. */
export const changesLanguage = (submitter: HTMLElement | null): boolean =>
  submitter?.classList.contains('language') ?? false

const firstControl = 'input:not([type=hidden]), select, textarea'

/** Shows the form as the server answers it. Returns false if there was no answer. */
export const exchangeForm = async (
  form: HTMLFormElement,
  url: string,
  body: URLSearchParams,
): Promise<boolean> => {
  const answer = await sendForm(url, body)
  return (
    answer.kind === 'page' &&
    answer.page.querySelector('form.incident') !== null &&
    showPage(answer.page, form)
  )
}

/** Opens the part of a button, with the focus on its first control. Returns whether it is open. */
export const openPart = async (
  form: HTMLFormElement,
  submitter: HTMLButtonElement,
  body: URLSearchParams,
): Promise<boolean> => {
  const url = new URL(submitter.formAction)
  form.setAttribute('aria-busy', 'true')
  const isShown = await exchangeForm(form, url.href.split('#')[0] ?? '', body)
  form.removeAttribute('aria-busy')
  if (!isShown) {
    say(messages.client.unreachable)
    return false
  }
  const part = document.getElementById(decodeURIComponent(url.hash.slice(1)))
  part?.closest('details')?.setAttribute('open', '')
  focusOn(part?.querySelector(firstControl) ?? part)
  return true
}
