/** Sending the form of an import, with its progress. */
import { element } from '../elements.ts'
import { Progress, type ReportedProblem } from './progress.ts'

/** A line of the server's answer. */
interface Line {
  readonly progress?: { readonly rows: number; readonly rejected: number }
  readonly problem?: ReportedProblem
  /** The id of the import, in its report. */
  readonly import?: string
}

const parseLine = (line: string): Line | undefined => {
  try {
    return JSON.parse(line) as Line
  } catch {
    // An answer of somebody in between.
    return undefined
  }
}

/** Returns the address of an import in the language that the page's address names. */
const importUrl = (id: string): string => {
  const url = new URL(`/imports/${id}`, location.href)
  const language = new URL(location.href).searchParams.get('lang')
  if (language !== null) url.searchParams.set('lang', language)
  return url.href
}

/** Returns the number of rows of a form's file; 0 if it is not known. */
const totalOf = (form: HTMLFormElement): number =>
  Number(
    form.querySelector<HTMLElement>('input[type=file]')?.dataset.rows ?? form.getAttribute('data-rows') ?? 0,
  )

/** Returns a function that takes the answer as far as it has come, and returns its last line. */
const lineReader = (take: (line: Line) => void) => {
  let at = 0
  let last: Line | undefined
  return (text: string): Line | undefined => {
    for (let end = text.indexOf('\n', at); end >= 0; end = text.indexOf('\n', at)) {
      const line = text.slice(at, end)
      at = end + 1
      if (line === '') continue
      last = parseLine(line)
      if (last) take(last)
    }
    return last
  }
}

/** The problem of a form that others were faster than. */
const conflict = '/problems/conflict'

/** Sends a form as the browser itself does, whose answer is a page: what others have stored, and all that was typed. */
const sendPlainly = (form: HTMLFormElement, submitter: HTMLElement | null): void => {
  if (submitter instanceof HTMLButtonElement) {
    const { name, value } = submitter
    form.append(element('input', { type: 'hidden', name, value }))
  }
  form.submit()
}

const send = (form: HTMLFormElement, submitter: HTMLElement | null): void => {
  const data = new FormData(form, submitter)
  const body =
    form.enctype === 'multipart/form-data' ? data : new URLSearchParams([...data] as [string, string][])
  const [progress, total] = [new Progress(form), totalOf(form)]
  const request = new XMLHttpRequest()
  const readLines = lineReader((line) => {
    if (line.progress) progress.read(line.progress.rows, line.progress.rejected, total)
  })
  request.open('POST', form.action)
  request.setRequestHeader('Accept', 'application/x-ndjson')
  request.upload.addEventListener('progress', ({ loaded, total: bytes }) => progress.sent(loaded / bytes))
  request.addEventListener('progress', () => readLines(request.responseText))
  request.addEventListener('error', () => progress.fail(undefined))
  request.addEventListener('load', () => {
    const last = readLines(`${request.responseText}\n`)
    if (last?.import !== undefined) location.assign(importUrl(last.import))
    else if (last?.problem?.type === conflict) sendPlainly(form, submitter)
    else progress.fail(last?.problem)
  })
  progress.start()
  request.send(body)
}

/** Sends a form with its progress, unless its file is too large for a page. */
export const attachSending = (form: HTMLFormElement, tooLarge: (file: File) => string | undefined): void => {
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const file = form.querySelector<HTMLInputElement>('input[type=file]')?.files?.[0]
    const refusal = file && tooLarge(file)
    if (refusal === undefined) send(form, event.submitter)
    else new Progress(form).fail({ title: refusal, detail: '' })
  })
}
