/** The beginning of a chosen file, and the place where one is dropped. */

import { isWorkbook, signatureLength } from '../../ingest/xlsx/foreign-format.ts'
import { element } from '../elements.ts'
import { messages } from '../messages.ts'
import type { Preview } from './preview.ts'
import { type Suggestion, suggestFields } from './suggest-fields.ts'

const { client: texts } = messages.importPages

/** The most columns and rows that are shown. */
const [maxColumns, maxRows] = [30, 5]

const tableOf = ({ columns, rows }: Preview): HTMLElement => {
  const heading = columns
    .slice(0, maxColumns)
    .map((name) => element('th', { scope: 'col' }, element('bdi', {}, name)))
  const lines = rows
    .slice(0, maxRows)
    .map((row) =>
      element('tr', {}, ...row.slice(0, maxColumns).map((cell) => element('td', { dir: 'auto' }, cell))),
    )
  const table = element(
    'table',
    {},
    element('thead', {}, element('tr', {}, ...heading)),
    element('tbody', {}, ...lines),
  )
  return element('section', { class: 'scroll', 'aria-label': texts.firstRows, tabindex: '0' }, table)
}

/** Returns the sentence that describes a suggestion. */
const describe = ({ profile, missing }: Suggestion): string => {
  if (profile === 'flat' || profile === 'full') return texts.ownLayout
  if (profile !== null) return texts.layout(profile.toUpperCase())
  // No column names the scheme of kept columns: it is named after the dataset.
  const fields = missing.filter((field) => field !== 'external.scheme')
  return fields.length > 0 ? texts.missing(fields.join(', ')) : texts.suggested
}

/** Shows the field that is suggested for each column, under its name. */
const showSuggestion = async (
  table: HTMLElement,
  preview: Preview,
  form: HTMLFormElement | null,
): Promise<void> => {
  const suggestion = form && (await suggestFields(preview, form))
  if (!suggestion) return
  const { columns, profile } = suggestion
  const fields = new Map(columns.map(({ column, to }) => [column, to]))
  const cells = preview.columns.slice(0, maxColumns).map((name) => {
    const field = fields.get(name) ?? null
    return element('td', {}, field === null ? '' : element('code', {}, `→ ${field}`))
  })
  if (profile === null) table.querySelector('thead')?.append(element('tr', { class: 'fields' }, ...cells))
  table.after(element('p', { class: 'help' }, describe(suggestion)))
}

/** Returns the address of the worker that reads a file: a workbook has its own. */
const findWorkerUrl = async (file: File): Promise<string | undefined> => {
  const start = new Uint8Array(await file.slice(0, signatureLength).arrayBuffer())
  const name = isWorkbook(start) ? 'workbook' : 'reader'
  return document.querySelector<HTMLMetaElement>(`meta[name="${name}-script"]`)?.content
}

/** Shows the beginning of the file that an input has, as a worker reads it. */
class FilePreview {
  readonly #input: HTMLInputElement
  readonly #status = element('p', { role: 'status' })
  readonly #content = element('div')
  #worker: Worker | undefined

  constructor(input: HTMLInputElement) {
    this.#input = input
    input.closest('.field')?.after(this.#status, this.#content)
    input.addEventListener('change', () => void this.read())
  }

  /** Reads the chosen file; the reading of an earlier one ends. */
  async read(): Promise<void> {
    this.#worker?.terminate()
    this.#content.replaceChildren()
    const [file] = this.#input.files ?? []
    this.#status.textContent = file ? texts.reading(file.name) : ''
    if (!file) return
    const url = await findWorkerUrl(file)
    if (!url || this.#input.files?.[0] !== file) return
    this.#worker = new Worker(url, { type: 'module' })
    this.#worker.addEventListener('message', ({ data }: MessageEvent<Preview | undefined>) =>
      this.#show(data),
    )
    this.#worker.addEventListener('error', () => this.#show(undefined))
    this.#worker.postMessage(file)
  }

  #show(preview: Preview | undefined): void {
    if (!preview) {
      this.#status.textContent = texts.unreadable
      return
    }
    const { columns, count, isComplete } = preview
    this.#input.dataset.rows = String(count)
    this.#status.textContent = `${texts.read(count, columns.length)}${isComplete ? '' : ' …'}`
    if (this.#content.childElementCount === 0 && preview.rows.length > 0) {
      const table = tableOf(preview)
      this.#content.append(table)
      void showSuggestion(table, preview, this.#input.form)
    }
    if (isComplete) this.#worker?.terminate()
  }
}

/** Lets files be dropped beside an input. */
const attachDrop = (input: HTMLInputElement, preview: FilePreview): void => {
  const area = element('div', { class: 'drop' }, texts.drop)
  input.after(area)
  const mark = (isOver: boolean) => area.classList.toggle('is-over', isOver)
  area.addEventListener('dragover', (event) => {
    event.preventDefault()
    mark(true)
  })
  area.addEventListener('dragleave', () => mark(false))
  area.addEventListener('drop', (event) => {
    event.preventDefault()
    mark(false)
    if (!event.dataTransfer?.files.length) return
    input.files = event.dataTransfer.files
    void preview.read()
  })
}

/** Shows the beginning of the file of a form, and lets one be dropped. */
export const attachPreview = (input: HTMLInputElement): void => attachDrop(input, new FilePreview(input))
