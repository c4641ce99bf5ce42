/** The progress of an import that is being sent, and why it was refused. */
import { button, element } from '../elements.ts'
import { messages } from '../messages.ts'

const { client: texts } = messages.importPages

/** A problem as the server reports it. */
export interface ReportedProblem {
  readonly type?: string
  readonly title: string
  readonly detail: string
  readonly errors?: readonly { readonly detail: string; readonly line?: number }[]
}

/** The part of a form that shows how far it is. */
export class Progress {
  readonly #form: HTMLFormElement
  readonly #bar = element('progress', { 'aria-label': texts.progress })
  readonly #status = element('p', { role: 'status' })
  #cancel: HTMLButtonElement | undefined

  constructor(form: HTMLFormElement) {
    this.#form = form
  }

  /** Shows the bar, with a button if the sending can be cancelled, and keeps the form from being sent twice. */
  start(cancel?: () => void): void {
    this.#form.querySelector('.summary')?.remove()
    this.#form.setAttribute('aria-busy', 'true')
    this.#setDisabled(true)
    this.#bar.removeAttribute('value')
    this.#form.append(this.#bar, this.#status)
    if (cancel) {
      this.#cancel = button(texts.cancel, cancel)
      this.#form.append(this.#cancel)
    }
  }

  /** Shows that a request is repeated. */
  retry(): void {
    this.#status.textContent = texts.retrying
  }

  /** Removes the button: what follows cannot be cancelled. */
  commit(): void {
    this.#cancel?.remove()
  }

  sent(share: number): void {
    this.#bar.value = share
    this.#status.textContent = texts.sending(Math.floor(share * 100))
  }

  /** Shows how many rows are read, of how many there are; 0 if that is not known. */
  read(rows: number, rejected: number, total: number): void {
    if (total > 0) this.#bar.value = Math.min(1, rows / total)
    else this.#bar.removeAttribute('value')
    this.#status.textContent = texts.checking(rows, rejected)
  }

  /** Shows why the import was refused, and lets it be sent again. */
  fail(problem: ReportedProblem | undefined): void {
    this.#bar.remove()
    this.#status.remove()
    this.#cancel?.remove()
    this.#form.removeAttribute('aria-busy')
    this.#setDisabled(false)
    const errors = problem?.errors ?? []
    const summary = element(
      'div',
      { class: 'summary', role: 'alert', tabindex: '-1' },
      element('h2', {}, problem?.title ?? texts.failed),
      ...(problem && errors.length === 0 ? [element('p', { dir: 'auto' }, problem.detail)] : []),
      element('ul', {}, ...errors.map(({ detail }) => element('li', { dir: 'auto' }, detail))),
    )
    this.#form.prepend(summary)
    summary.focus()
  }

  #setDisabled(isDisabled: boolean): void {
    for (const each of this.#form.querySelectorAll<HTMLButtonElement>('button[type=submit]'))
      each.disabled = isDisabled
  }
}
