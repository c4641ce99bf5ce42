/** What a person does in a form, counted: taps, typed characters, and steps, which are the values given and the buttons pressed. */
import type { Locator, Page } from 'playwright-core'
import type { FoundingRecord } from './founding-case.ts'

export interface Counts {
  readonly steps: number
  readonly taps: number
  readonly characters: number
}

/** Fills in a form by the names of its controls, which are the same in every language. */
export class Hand {
  readonly page: Page
  #steps = 0
  #taps = 0
  #characters = 0

  constructor(page: Page) {
    this.page = page
  }

  get counts(): Counts {
    return { steps: this.#steps, taps: this.#taps, characters: this.#characters }
  }

  /** Types a text, or chooses an option, which takes two taps. */
  async give(name: string, value: unknown): Promise<void> {
    const control = this.page.locator(`[name="${name}"]:not([type=hidden])`)
    const text = String(value)
    this.#steps++
    this.#taps++
    if ((await control.evaluate(({ tagName }) => tagName)) === 'SELECT') {
      this.#taps++
      await control.selectOption(text)
      return
    }
    this.#characters += [...text].length
    await control.fill(text)
  }

  async giveAll(values: Readonly<Record<string, unknown>>): Promise<void> {
    for (const [name, value] of Object.entries(values)) await this.give(name, value)
  }

  async press(button: Locator): Promise<void> {
    this.#steps++
    this.#taps++
    await button.click()
  }

  /** Opens a group of the form, and gives the values in it. */
  async open(group: string, values: Readonly<Record<string, unknown>> = {}): Promise<void> {
    await this.press(this.page.locator(`button[name=_open][value="${group}"]`))
    await this.page.locator(`[id="group-${group}"] [name=_opened]`).waitFor({ state: 'attached' })
    await this.page.locator('form.incident:not([aria-busy])').waitFor()
    await this.giveAll(values)
  }

  /** Gives the entries of a list whose group is open. */
  async giveList(list: string, entries: readonly object[]): Promise<void> {
    for (const [i, entry] of entries.entries()) {
      if (i > 0) {
        await this.press(this.page.locator(`button[name=_more][value="${list}"]`))
        await this.page.locator(`[name^="${list}.${i}."]`).first().waitFor()
        await this.page.locator('form.incident:not([aria-busy])').waitFor()
      }
      for (const [name, value] of Object.entries(entry)) await this.give(`${list}.${i}.${name}`, value)
    }
  }

  /** Sends the form by the first of its buttons, and waits for the receipt. */
  async send(): Promise<void> {
    await this.press(this.page.locator('.send button.primary').first())
    await this.page.waitForURL('**/receipts/*')
  }
}

type Values = Readonly<Record<string, unknown>>

/** The lists of a record, in the order of the groups of the form. */
const lists = ['actors', 'targets', 'weapons', 'claims', 'links', 'sources'] as const

/** Gives all that founding incident 3 has, with a word for nobody in the language of the page; sends nothing. */
export const giveIncident3 = async (hand: Hand, record: FoundingRecord, nobody: string): Promise<void> => {
  const { country, place, precision, admin1, note } = record.location as Values
  const { date, summary, outcome, date_note, dataset, reference, title, series, tags, casualties } = record
  await hand.giveAll({ _kind: record.event_subtype, date, 'location.country': country })
  await hand.giveAll({ 'location.place': place, summary, _killed: nobody, _hurt: nobody })
  await hand.open('outcome', { outcome })
  await hand.open('time', { date_note })
  await hand.open('place', {
    'location.precision': precision,
    'location.admin1': admin1,
    'location.note': note,
  })
  await hand.open('record', { dataset, reference, title })
  await hand.open('casualties', { 'casualties.source': (casualties as Values).source })
  for (const list of lists) {
    await hand.open(list)
    if (list === 'links') await hand.giveAll({ series, tags })
    await hand.giveList(list, record[list] as readonly object[])
  }
}
