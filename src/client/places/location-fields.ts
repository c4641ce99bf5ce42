/** The fields of a location in the form. Those whose group is not open are hidden inputs. */

import { findControls } from '../controls.ts'
import { element } from '../elements.ts'
import { type ChoiceField, choiceFields } from './choice.ts'

const marker = 'data-place'

/** The controls of a location whose names begin with a prefix, such as "location." */
export class LocationFields {
  readonly form: HTMLFormElement
  readonly prefix: string
  /** What a choice set, by field: it goes with the choice, if nobody has changed it since. */
  #set = new Map<ChoiceField, string>()

  constructor(form: HTMLFormElement, prefix: string) {
    this.form = form
    this.prefix = prefix
  }

  /** Removes hidden inputs whose group was opened, so that no field is sent twice. */
  removeDuplicates(): void {
    for (const hidden of this.form.querySelectorAll<HTMLInputElement>(`input[${marker}="${this.prefix}"]`)) {
      const all = this.form.elements.namedItem(hidden.name)
      if (all instanceof RadioNodeList) hidden.remove()
    }
  }

  read(field: ChoiceField | 'country'): string {
    return findControls(this.form, this.prefix + field)[0]?.value ?? ''
  }

  #write(field: ChoiceField, value: string): void {
    const name = this.prefix + field
    const control =
      findControls(this.form, name)[0] ?? element('input', { type: 'hidden', name, [marker]: this.prefix })
    if (control.value === value) return
    if (!control.isConnected) this.form.append(control)
    control.value = value
    // What keeps drafts and checks the form hears of it as of something typed.
    control.dispatchEvent(new Event('change', { bubbles: true }))
  }

  /** Sets fields, and remembers what belongs to the choice. */
  set(values: Readonly<Partial<Record<ChoiceField, string>>>): void {
    for (const field of choiceFields) {
      const value = values[field]
      if (value === undefined) continue
      this.#write(field, value)
      if (value !== '') this.#set.set(field, value)
    }
  }

  /** Takes the point that the form has, such as that of a draft, for one that a choice set; or the named fields alone. */
  adopt(adopted: readonly ChoiceField[] = choiceFields): void {
    for (const field of adopted) {
      const value = this.read(field)
      if (value !== '' && field !== 'place') this.#set.set(field, value)
    }
  }

  /** Clears what the choice set, without the fields that were changed since and the named ones. */
  clear(except: readonly ChoiceField[] = []): void {
    for (const [field, value] of this.#set)
      if (!except.includes(field) && this.read(field) === value) this.#write(field, '')
    this.#set.clear()
  }

  get hasChoice(): boolean {
    return this.#set.size > 0
  }
}
