/** What the form contains, kept up to date as one types. */
import { controlsOf, findControls, findPageField, isControl, readValue, writeValue } from '../controls.ts'
import { keptPageNames, type TypedField } from './draft.ts'

export class FormState {
  readonly form: HTMLFormElement
  readonly #values = new Map<string, string>()
  /** Values without a control, which the page must get back from the server. */
  readonly #hidden = new Map<string, string>()
  /** Values that the form has no more: they stay in the draft, and are not sent, as the server refuses them. */
  readonly #unplaced = new Map<string, string>()
  /** What was typed since the form was last sent, which its answer does not have. */
  readonly #recent = new Map<string, string>()

  constructor(form: HTMLFormElement) {
    this.form = form
    this.read()
  }

  /** Reads all controls, after the page has changed. What was typed meanwhile is written into it again. */
  read(): void {
    for (const [name, value] of this.#recent) {
      const controls = findControls(this.form, name)
      for (const control of controls) writeValue(control, value)
      if (controls.length === 0 && value !== '') this.#hidden.set(name, value)
    }
    this.#values.clear()
    for (const control of controlsOf(this.form)) {
      const value = readValue(control)
      if (value !== '' || !this.#values.has(control.name)) this.#values.set(control.name, value)
    }
    for (const name of this.#values.keys()) {
      this.#hidden.delete(name)
      this.#unplaced.delete(name)
    }
  }

  /** Takes the value of the control that an event is about: one step, however long the form is. */
  note(target: EventTarget | null): boolean {
    if (!isControl(target) || target.form !== this.form) return false
    this.#values.set(target.name, readValue(target))
    this.#recent.set(target.name, readValue(target))
    return true
  }

  value(name: string): string {
    return this.#values.get(name) ?? this.#hidden.get(name) ?? ''
  }

  fields(): TypedField[] {
    return [...this.#hidden, ...this.#unplaced, ...this.#values]
  }

  isBlank(): boolean {
    return this.fields().every(([, value]) => value.trim() === '')
  }

  page(): TypedField[] {
    return keptPageNames.flatMap((name) => {
      const value = findPageField(this.form, name)?.value
      return value === undefined ? [] : [[name, value] as const]
    })
  }

  /** Writes fields into their controls. Returns the fields with a value for which the page has no control. */
  write(fields: readonly TypedField[], page: readonly TypedField[] = []): TypedField[] {
    this.#recent.clear()
    const missing = fields.filter(([name, value]) => {
      const controls = findControls(this.form, name)
      const isSet = controls.length > 0 && controls.every((control) => writeValue(control, value))
      return !isSet && value.trim() !== ''
    })
    for (const [name, value] of page) {
      const field = findPageField(this.form, name)
      if (field) field.value = value
    }
    this.read()
    return missing
  }

  /** Keeps values that have no control on the page, so that they are sent too. */
  keep(fields: readonly TypedField[]): void {
    for (const [name, value] of fields) if (!this.#values.get(name)) this.#hidden.set(name, value)
  }

  /** Keeps values that the server has no control for either, in the draft alone, in place of those before. */
  keepUnsent(fields: readonly TypedField[]): void {
    this.#unplaced.clear()
    for (const [name, value] of fields) {
      this.#hidden.delete(name)
      this.#unplaced.set(name, value)
    }
  }

  /** Returns whether something was typed since the form was last sent. */
  hasRecent(): boolean {
    return this.#recent.size > 0
  }

  /** Returns whether a field was typed since the form was last sent. */
  isRecent(name: string): boolean {
    return this.#recent.has(name)
  }

  /** Returns the body of a request with the whole form; that of a button if one sends it. */
  body(submitter?: HTMLElement | null): URLSearchParams {
    this.#recent.clear()
    const body = new URLSearchParams()
    for (const [name, value] of new FormData(this.form, submitter ?? null))
      if (typeof value === 'string') body.append(name, value)
    for (const [name, value] of this.#hidden) if (!body.get(name)) body.set(name, value)
    return body
  }
}
