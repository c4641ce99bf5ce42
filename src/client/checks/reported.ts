/** Published records that may be about the event of the report, shown quietly before it is sent. */
import { formatDate } from '../../messages/date.ts'
import { formPath } from '../controls.ts'
import type { FormState } from '../draft/form-state.ts'
import { debounce, element } from '../elements.ts'
import { messages } from '../messages.ts'
import { readReport } from './check-form.ts'
import { announce } from './marks.ts'

/** How long one must not type until the server is asked, in milliseconds. */
const askDelay = 1500

/** What the search compares, without the names of people and sources. */
const comparedFields = [
  'date',
  'location',
  'event_type',
  'event_subtype',
  'title',
  'summary',
  'casualties',
  'weapons',
]

/** A published record as the server answers it. */
interface PossibleDuplicate {
  readonly id: string
  readonly event_type: string
  readonly title: string | null
  readonly date: string
  readonly place: string | null
  readonly score: number
  readonly reasons: readonly string[]
}

interface Answer {
  readonly possible_duplicates: readonly PossibleDuplicate[]
}

interface ReportedLocation {
  readonly country?: unknown
  readonly place?: unknown
  readonly latitude?: unknown
}

/** Returns what the server is asked about; undefined before the kind, the date, the country and the place are there. */
const toQuestion = (state: FormState): string | undefined => {
  const report = readReport(state.fields())
  const { country, place, latitude } = (report.location ?? {}) as ReportedLocation
  const hasKind = (report.event_type ?? report.event_subtype) !== undefined
  if (!hasKind || report.date === undefined || !country || !(place ?? latitude)) return undefined
  return JSON.stringify(Object.fromEntries(comparedFields.map((name) => [name, report[name]])))
}

/** Returns the records that the server finds; none if it does not answer, as beyond its limit. */
const find = async (question: string): Promise<readonly PossibleDuplicate[]> => {
  try {
    // Without a session the answer is that of the public.
    const answer = await fetch(`/possible-duplicates?lang=${document.documentElement.lang}`, {
      method: 'POST',
      body: question,
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      credentials: 'omit',
    })
    return answer.ok ? ((await answer.json()) as Answer).possible_duplicates : []
  } catch {
    return []
  }
}

const { reported } = messages

/** Returns the label of a kind, as the list of kinds has it. */
const kindLabel = (form: HTMLFormElement, type: string): string =>
  form.querySelector(`option[value="${type}"]`)?.textContent ?? type

const toItem = (form: HTMLFormElement, duplicate: PossibleDuplicate): HTMLElement => {
  const { id, title, event_type, date, place, score, reasons } = duplicate
  const link = element(
    'a',
    { href: `/incidents/${id}`, target: '_blank', rel: 'noopener' },
    element('bdi', {}, title ?? kindLabel(form, event_type)),
    element('span', { class: 'spoken' }, ` ${reported.newTab}`),
  )
  const facts = [formatDate(date, messages), ...(place === null ? [] : [place]), reported.score(score)]
  return element(
    'li',
    {},
    link,
    element(
      'p',
      { class: 'help' },
      ...facts.flatMap((fact, i) => [i > 0 ? ' · ' : '', element('bdi', {}, fact)]),
    ),
    element('p', { class: 'help' }, reasons.join(messages.common.clauseSeparator)),
  )
}

const boxId = 'reported'

/** Shows records above the button that sends the form, in place of earlier ones. */
const show = (form: HTMLFormElement, found: readonly PossibleDuplicate[]): void => {
  document.getElementById(boxId)?.remove()
  if (found.length === 0) return
  const title = element('p', { id: `${boxId}-title` }, element('strong', {}, reported.heading))
  const items = found.map((each) => toItem(form, each))
  const box = element(
    'section',
    { id: boxId, 'aria-labelledby': title.id },
    title,
    element('p', { class: 'help' }, reported.help),
    element('ul', { class: 'entries' }, ...items),
  )
  const send = form.querySelector('button.primary')
  ;(send?.parentElement === form ? send : send?.parentElement)?.before(box)
}

export class Reported {
  readonly #state: FormState
  readonly #again = debounce(askDelay, () => void this.#ask())
  #question: string | undefined
  #found: readonly PossibleDuplicate[] = []

  constructor(state: FormState) {
    this.#state = state
    if (formPath(state.form) !== '/submit') return
    for (const type of ['input', 'change']) state.form.addEventListener(type, () => this.#again.ask())
    this.#again.ask()
  }

  /** Shows what was shown before, after the page has other content. */
  refresh(): void {
    show(this.#state.form, this.#found)
  }

  /** Asks the server if the report has changed, and shows what it found. */
  async #ask(): Promise<void> {
    const question = toQuestion(this.#state)
    if (question === this.#question || (question !== undefined && !navigator.onLine)) return
    this.#question = question
    const found = question === undefined ? [] : await find(question)
    // Another question may have been asked since.
    if (question !== this.#question) return
    const isNew = found.some(({ id }) => !this.#found.some((each) => each.id === id))
    this.#found = found
    show(this.#state.form, found)
    if (isNew) announce(reported.count(found.length))
  }
}
