/** Sends the report: at once, or as soon as there is a network. */
import { findPageField } from '../controls.ts'
import { messages } from '../messages.ts'
import { sendForm } from './request.ts'
import { focusOn, say, showPage } from './show-page.ts'

/** How often a report that waits for a network is tried again, in milliseconds. */
const retryDelay = 20_000

/** What the sender needs of the rest of the page. */
export interface SendHooks {
  readonly body: (submitter?: HTMLElement | null) => URLSearchParams
  /** Keeps the draft, as one that waits for a network or not. Returns when it is safe; false if it cannot be kept. */
  readonly save: (isWaiting: boolean) => Promise<boolean>
  /** Called when the report is filed, before the page of its receipt is opened. */
  readonly filed: (url: string) => Promise<void>
  /** Called when the page shows other content. */
  readonly shown: () => void
}

/** Returns whether a form leads to a page of another site or out of a frame, where only the browser can go. */
export const leadsElsewhere = (form: HTMLFormElement): boolean =>
  form.target !== '' || (findPageField(form, '_next')?.value ?? '') !== ''

/** The pages that say by a fragment, which no response has, that a record was saved; not the next entry of the queue. */
const savedPage = /\/(?:incidents|queue)\/(?!.*[?&]done=)[^/]+$/

export class Sender {
  readonly #form: HTMLFormElement
  readonly #hooks: SendHooks
  #isSending = false
  #isWaiting = false
  #isEnded = false
  #isKept = true
  #request: AbortController | undefined

  constructor(form: HTMLFormElement, hooks: SendHooks) {
    this.#form = form
    this.#hooks = hooks
    addEventListener('online', () => this.#retry())
    document.addEventListener('visibilitychange', () => this.#retry())
    setInterval(() => this.#retry(), retryDelay)
  }

  get isWaiting(): boolean {
    return this.#isWaiting
  }

  /** Sends nothing by itself any more, as the person changes the report. */
  hold(): void {
    if (!this.#isWaiting) return
    this.#isWaiting = false
    say(messages.client.changed)
  }

  /** Sends nothing any more, and heeds no answer that is still to come. */
  end(): void {
    this.#isEnded = true
    this.#isWaiting = false
    this.#request?.abort()
  }

  /** Says that the report waits, and sends it when there is a network. */
  async wait(): Promise<void> {
    this.#isWaiting = true
    await this.#retry()
    if (this.#isWaiting) this.#sayOffline()
  }

  #sayOffline(): void {
    say(this.#isKept ? messages.client.offline : messages.client.offlineOnly)
  }

  async #retry(): Promise<void> {
    if (this.#isWaiting && navigator.onLine && document.visibilityState === 'visible') await this.send()
  }

  /** Sends the report. A second call while it is on its way does nothing. */
  async send(submitter?: HTMLElement | null): Promise<void> {
    if (this.#isSending || this.#isEnded) return
    this.#isSending = true
    const wasWaiting = this.#isWaiting
    this.#form.setAttribute('aria-busy', 'true')
    try {
      const body = this.#hooks.body(submitter)
      // A browser that ends now sends it when it is here again; the key of the form files it once.
      this.#isKept = await this.#hooks.save(true)
      if (this.#isEnded) return
      if (!wasWaiting) say(messages.client.sending)
      await this.#settle(body)
    } finally {
      this.#isSending = false
      this.#form.removeAttribute('aria-busy')
    }
  }

  async #settle(body: URLSearchParams): Promise<void> {
    this.#request = new AbortController()
    const answer = navigator.onLine
      ? await sendForm(this.#form.action, body, this.#request)
      : ({ kind: 'none' } as const)
    if (this.#isEnded) return
    this.#isWaiting = answer.kind === 'none'
    if (answer.kind === 'none') return this.#sayOffline()
    if (answer.kind === 'filed') {
      await this.#hooks.filed(answer.url)
      location.assign(savedPage.test(answer.url) ? `${answer.url}#saved` : answer.url)
      return
    }
    await this.#hooks.save(false)
    if (!showPage(answer.page, this.#form)) {
      // Such as a session that has ended: the form is not part of the answer, and stays in the draft.
      focusOn(document.querySelector('main'))
      return
    }
    this.#hooks.shown()
    await this.#hooks.save(false)
    focusOn(document.querySelector('main .summary, main [role=alert], main .confirm'))
  }
}
