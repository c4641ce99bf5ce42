/** Sending the form of an import, with its progress. */
import { element } from '../elements.ts'
import { messages } from '../messages.ts'
import { Progress, type ReportedProblem } from './progress.ts'
import { cancelUpload, forgetUpload, SendingError, sendParts } from './send-parts.ts'

const { client: texts } = messages.importPages

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

/** A file that has arrived in parts. */
interface SentFile {
  readonly file: File
  readonly upload: string
}

/** A form as somebody sent it: its buttons are disabled then. */
interface SentForm {
  readonly form: HTMLFormElement
  readonly submitter: HTMLElement | null
  readonly data: FormData
  readonly progress: Progress
}

/** Returns the body of a form; a file that has arrived in parts is named instead of sent. */
const bodyOf = ({ form, data }: SentForm, sent: SentFile | undefined): XMLHttpRequestBodyInit => {
  if (form.enctype !== 'multipart/form-data') return new URLSearchParams([...data] as [string, string][])
  if (!sent) return data
  const { file, upload } = sent
  data.delete('file')
  data.append('upload', upload)
  data.append('file', new File([], file.name, { type: file.type }))
  return data
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

const send = (sentForm: SentForm, sent?: SentFile): void => {
  const { form, submitter, progress } = sentForm
  const total = totalOf(form)
  const request = new XMLHttpRequest()
  const readLines = lineReader((line) => {
    if (line.progress) progress.read(line.progress.rows, line.progress.rejected, total)
  })
  request.open('POST', form.action)
  request.setRequestHeader('Accept', 'application/x-ndjson')
  if (!sent)
    request.upload.addEventListener('progress', ({ loaded, total: bytes }) => progress.sent(loaded / bytes))
  request.addEventListener('progress', () => readLines(request.responseText))
  request.addEventListener('error', () => progress.fail(undefined))
  request.addEventListener('load', () => {
    const last = readLines(`${request.responseText}\n`)
    if (last?.import !== undefined) {
      forgetUpload()
      location.assign(importUrl(last.import))
    } else if (last?.problem?.type === conflict) sendPlainly(form, submitter)
    else progress.fail(last?.problem)
  })
  request.send(bodyOf(sentForm, sent))
}

/** Sends a file in parts, then the form. */
const sendInParts = async (sentForm: SentForm, file: File): Promise<void> => {
  const { form, data, progress } = sentForm
  const controller = new AbortController()
  const csrf = String(data.get('_csrf'))
  progress.start(() => controller.abort())
  try {
    const upload = await sendParts(file, {
      csrf,
      partBytes: sizeOf(form, 'part'),
      signal: controller.signal,
      onSent: (share) => progress.sent(share),
      onRetry: () => progress.retry(),
    })
    progress.commit()
    send(sentForm, { file, upload })
  } catch (error) {
    if (controller.signal.aborted) {
      progress.fail({ title: texts.cancelled, detail: '' })
      await cancelUpload(file, csrf)
    } else progress.fail(error instanceof SendingError ? error.problem : undefined)
  }
}

/** Returns a length that the form states, in bytes. The form has a field named dataset, which hides the property. */
const sizeOf = (form: HTMLFormElement, name: 'max-request' | 'max-upload' | 'part'): number =>
  Number(form.getAttribute(`data-${name}-bytes`))

const megabyte = 1_000_000

/** Sends a form with its progress; a file that is too large for one request in parts. */
export const attachSending = (form: HTMLFormElement): void => {
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const { submitter } = event
    const data = new FormData(form, submitter)
    const sentForm = { form, submitter, data, progress: new Progress(form) }
    const { progress } = sentForm
    const file = form.querySelector<HTMLInputElement>('input[type=file]')?.files?.[0]
    const maxBytes = sizeOf(form, 'max-upload')
    if (file && file.size > maxBytes)
      progress.fail({ title: texts.tooLarge(maxBytes / megabyte), detail: '' })
    else if (file && file.size > sizeOf(form, 'max-request')) void sendInParts(sentForm, file)
    else {
      progress.start()
      send(sentForm)
    }
  })
}
