/** Checks the form as one types: a control when it is left, and again while its error is being mended. */
import { formatDate, formatDayTime } from '../../messages/date.ts'
import { isolate } from '../../text/sentence.ts'
import { type Control, findControls, isControl, writeValue } from '../controls.ts'
import type { FormState } from '../draft/form-state.ts'
import { button, debounce, whenIdle } from '../elements.ts'
import { messages } from '../messages.ts'
import { checkForm, readWords } from './check-form.ts'
import { announce, markFaults, markReading, shownFaults } from './marks.ts'

/** How long one must not type until an error that is shown is checked again, in milliseconds. */
const recheckDelay = 500

export class Checks {
  readonly #state: FormState
  /** The names of the controls that the person has left. */
  readonly #left = new Set<string>()
  readonly #again = debounce(recheckDelay, () => this.#check())

  constructor(state: FormState) {
    this.#state = state
    const { form } = state
    form.addEventListener('focusout', ({ target }) => this.leave(target))
    form.addEventListener('input', ({ target }) => {
      if (isControl(target) && target.getAttribute('aria-invalid') === 'true') this.#again.ask()
    })
  }

  /** Checks a control that the person has left. */
  leave(target: EventTarget | null): void {
    if (!isControl(target) || target.type === 'hidden') return
    const isFilled = this.#state.value(target.name).trim() !== ''
    if (!isFilled && !this.#left.has(target.name)) return
    this.#left.add(target.name)
    whenIdle(() => {
      this.#check()
      this.#read(target)
    })
  }

  /** Shows what was shown before, after the page has other content. */
  refresh(): void {
    if (this.#left.size === 0) return
    whenIdle(() => {
      this.#check()
      for (const name of this.#left)
        for (const control of findControls(this.#state.form, name)) this.#read(control)
    })
  }

  /** Shows the errors of the controls that were left. */
  #check(): void {
    const { faults } = checkForm(this.#state.fields())
    for (const name of this.#left) {
      const [control] = findControls(this.#state.form, name)
      if (!control) continue
      const before = shownFaults(control)
      markFaults(control, faults.get(name) ?? [])
      const now = shownFaults(control)
      if (now !== before && now !== '') announce(now)
    }
  }

  /** Shows what a date in words was understood as; buttons for each if it can be several. */
  #read(control: Control): void {
    const country = this.#state.value('location.country')
    const read = readWords(control.name, control.value, country)
    const { phrases } = messages.form
    if (read === undefined || read === 'hijri') {
      markReading(control, read === undefined ? '' : phrases.hijri)
      return
    }
    const inWords = read.map(({ date, dayTime }) =>
      [formatDate(date, messages), formatDayTime(dayTime, messages)].filter(Boolean).join(', '),
    )
    const choices =
      read.length < 2
        ? []
        : read.map(({ date }, i) => button(inWords[i] ?? date, () => this.#choose(control, date)))
    const text =
      read.length < 2
        ? messages.client.understood(inWords[0] ?? '')
        : phrases.choose(isolate(control.value.trim()))
    markReading(control, text, choices)
    announce(text)
  }

  #choose(control: Control, date: string): void {
    writeValue(control, date)
    control.dispatchEvent(new Event('input', { bubbles: true }))
    control.focus()
    this.#check()
    this.#read(control)
  }
}
