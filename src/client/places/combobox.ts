/** An input with a list of suggestions, by the combobox pattern of WAI-ARIA 1.2. */
import { element } from '../elements.ts'

/** A suggestion: its name, and further words. */
export interface Option<Value> {
  readonly value: Value
  readonly label: string
  readonly details: string
}

export interface ComboboxOptions<Value> {
  /** Returns the suggestions for a text. */
  readonly suggest: (typed: string) => Promise<readonly Option<Value>[]>
  readonly onChoose: (value: Value) => void
  /** Returns the text that a screen reader says of the list. */
  readonly announce: (count: number) => string
}

/** A list of options below an input. At most one option is active. */
class Combobox<Value> {
  readonly #input: HTMLInputElement
  readonly #list: HTMLUListElement
  readonly #status: HTMLParagraphElement
  readonly #options: ComboboxOptions<Value>
  #shown: readonly Option<Value>[] = []
  #active = -1
  /** Counts what was typed, so that late suggestions for an earlier text are not shown. */
  #turn = 0

  constructor(input: HTMLInputElement, options: ComboboxOptions<Value>) {
    this.#input = input
    this.#options = options
    this.#list = element('ul', {
      ...{ id: `${input.id}-places`, role: 'listbox', class: 'suggestions', hidden: '' },
      'aria-label': input.labels?.[0]?.textContent?.trim() ?? '',
    })
    this.#status = element('p', { role: 'status', class: 'spoken' })
    this.#decorate()
    input.after(this.#list, this.#status)
    input.addEventListener('input', () => void this.#update())
    input.addEventListener('keydown', (event) => this.#onKey(event))
    input.addEventListener('blur', () => this.close())
    // A press does not take the focus from the input, so the list stays until the click.
    this.#list.addEventListener('pointerdown', (event) => event.preventDefault())
    this.#list.addEventListener('mousedown', (event) => event.preventDefault())
    this.#list.addEventListener('click', ({ target }) => {
      const option = (target as Element).closest('[role=option]')
      if (option) this.#choose([...this.#list.children].indexOf(option))
    })
  }

  #decorate(): void {
    const attributes = { role: 'combobox', autocomplete: 'off', 'aria-autocomplete': 'list' }
    for (const [name, value] of Object.entries({ ...attributes, 'aria-expanded': 'false' }))
      this.#input.setAttribute(name, value)
    this.#input.setAttribute('aria-controls', this.#list.id)
  }

  close(): void {
    this.#turn++
    this.#shown = []
    this.#list.hidden = true
    this.#list.replaceChildren()
    this.#input.setAttribute('aria-expanded', 'false')
    this.#activate(-1)
  }

  async #update(): Promise<void> {
    const turn = ++this.#turn
    const typed = this.#input.value.trim()
    const found = typed === '' ? [] : await this.#options.suggest(typed)
    if (turn !== this.#turn || document.activeElement !== this.#input) return
    if (found.length === 0) this.close()
    else this.#show(found)
    this.#status.textContent = typed === '' ? '' : this.#options.announce(found.length)
  }

  #show(found: readonly Option<Value>[]): void {
    this.#shown = found
    this.#list.replaceChildren(
      ...found.map(({ label, details }, i) =>
        element(
          'li',
          { role: 'option', id: `${this.#list.id}-${i}`, 'aria-selected': 'false' },
          element('bdi', {}, label),
          ' ',
          element('bdi', { class: 'details' }, details),
        ),
      ),
    )
    this.#list.hidden = false
    this.#input.setAttribute('aria-expanded', 'true')
    this.#activate(-1)
  }

  #activate(position: number): void {
    this.#active = position
    for (const [i, option] of [...this.#list.children].entries())
      option.setAttribute('aria-selected', String(i === position))
    const option = this.#list.children[position]
    if (option) this.#input.setAttribute('aria-activedescendant', option.id)
    else this.#input.removeAttribute('aria-activedescendant')
    option?.scrollIntoView({ block: 'nearest' })
  }

  #choose(position: number): void {
    const option = this.#shown[position]
    this.close()
    if (option) this.#options.onChoose(option.value)
  }

  #move(steps: number): void {
    // The input itself is one of the stops.
    const stops = this.#shown.length + 1
    this.#activate(((this.#active + 1 + steps + stops) % stops) - 1)
  }

  #onKey(event: KeyboardEvent): void {
    const isOpen = this.#shown.length > 0
    if (event.isComposing) return
    if (event.key === 'ArrowDown' && !isOpen && this.#input.value.trim() !== '') void this.#update()
    else if (!isOpen) return
    else if (event.key === 'ArrowDown') this.#move(1)
    else if (event.key === 'ArrowUp') this.#move(-1)
    else if (event.key === 'Escape') this.close()
    else if (event.key === 'Enter' && this.#active >= 0) this.#choose(this.#active)
    else return
    event.preventDefault()
  }
}

/** Makes an input suggest values. The input must have an id. */
export const attachCombobox = <Value>(input: HTMLInputElement, options: ComboboxOptions<Value>): void => {
  new Combobox(input, options)
}
