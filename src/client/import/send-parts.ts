/** Sending a file in parts: each again after a broken connection, and none twice after an interruption. */
import { messages } from '../messages.ts'
import type { ReportedProblem } from './progress.ts'

const { client: texts } = messages.importPages

/** An upload as the server reports it. */
interface Upload {
  readonly id: string
  readonly part_bytes: number
  readonly parts: number
  /** The numbers of the parts that have arrived, from 1. */
  readonly received: readonly number[]
  /** The import that has read the file. */
  readonly import?: string
}

/** Thrown if a file cannot be sent; the message is complete. */
export class SendingError extends Error {
  readonly problem: ReportedProblem

  constructor(problem: ReportedProblem) {
    super(problem.title)
    this.problem = problem
  }
}

export interface SendingOptions {
  /** The proof of the session. */
  readonly csrf: string
  readonly partBytes: number
  readonly signal: AbortSignal
  /** Called with the share of the file that has arrived. */
  readonly onSent: (share: number) => void
  /** Called before a request is repeated. */
  readonly onRetry: () => void
}

/** How long a request that failed waits before it is repeated, in milliseconds. */
const delays = [1000, 2000, 4000, 8000, 16_000]

const wait = (delay: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, delay)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })

/** Returns whether a status passes by itself. */
const isTemporary = (status: number): boolean => status === 429 || status >= 500

const isProblem = (value: unknown): value is ReportedProblem =>
  typeof value === 'object' && value !== null && 'title' in value && 'detail' in value

const problemOf = async (response: Response): Promise<ReportedProblem> => {
  try {
    const value: unknown = await response.json()
    if (isProblem(value)) return value
  } catch {
    // An answer of somebody in between.
  }
  return { title: texts.failed, detail: '' }
}

/** Returns the response, after some attempts. Throws a SendingError for a refusal, and if the connection stays broken. */
const request = async (
  url: string,
  init: RequestInit,
  { signal, onRetry }: Pick<SendingOptions, 'signal' | 'onRetry'>,
  attempt = 0,
): Promise<Response> => {
  const delay = delays[attempt]
  try {
    const headers = { Accept: 'application/json' }
    const response = await fetch(url, { ...init, headers, signal })
    if (response.ok) return response
    if (delay === undefined || !isTemporary(response.status))
      throw new SendingError(await problemOf(response))
  } catch (error) {
    if (error instanceof SendingError || signal.aborted) throw error
    if (delay === undefined) throw new SendingError({ title: texts.interrupted, detail: '' })
  }
  onRetry()
  await wait(delay ?? 0, signal)
  return request(url, init, { signal, onRetry }, attempt + 1)
}

/** The upload of this tab that is not finished: the file, and the id. */
const storageKey = 'sitrep.upload'

const identityOf = ({ name, size, lastModified }: File): string => JSON.stringify([name, size, lastModified])

const keep = (file: File, id: string): void => {
  try {
    sessionStorage.setItem(storageKey, JSON.stringify({ file: identityOf(file), id }))
  } catch {
    // Without storage, the file is sent from its beginning after an interruption.
  }
}

/** Forgets the upload of this tab. */
export const forgetUpload = (): void => {
  try {
    sessionStorage.removeItem(storageKey)
  } catch {
    // Without storage there is none.
  }
}

/** Returns the id of the upload of a file that was interrupted; undefined if there is none. */
const findKept = (file: File): string | undefined => {
  try {
    const kept = JSON.parse(sessionStorage.getItem(storageKey) ?? '{}') as { file?: string; id?: string }
    return kept.file === identityOf(file) ? kept.id : undefined
  } catch {
    return undefined
  }
}

/** Returns the upload that continues, or a new one. */
const openUpload = async (file: File, options: SendingOptions): Promise<Upload> => {
  const id = findKept(file)
  if (id !== undefined) {
    const response = await fetch(`/uploads/${id}`, { signal: options.signal })
    const found = response.ok ? ((await response.json()) as Upload) : undefined
    if (found && found.import === undefined) return found
  }
  const fields = { _csrf: options.csrf, bytes: String(file.size), part_bytes: String(options.partBytes) }
  const response = await request('/uploads', { method: 'POST', body: new URLSearchParams(fields) }, options)
  return (await response.json()) as Upload
}

/** Returns the bytes of a part. Throws a SendingError if the file has changed since it was chosen. */
const readPart = async (file: File, { part_bytes: size }: Upload, part: number): Promise<ArrayBuffer> => {
  try {
    return await file.slice((part - 1) * size, part * size).arrayBuffer()
  } catch {
    throw new SendingError({ title: texts.changed, detail: '' })
  }
}

/** Returns the digest as a parameter; browsers compute none for pages without TLS. */
const digestParameter = async (bytes: ArrayBuffer): Promise<string> => {
  if (!isSecureContext) return ''
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return `?sha256=${Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')}`
}

/** Sends the parts of a file that the server lacks. Returns the id of the upload. Throws a SendingError. */
export const sendParts = async (file: File, options: SendingOptions): Promise<string> => {
  const upload = await openUpload(file, options)
  keep(file, upload.id)
  const received = new Set(upload.received)
  for (let part = 1; part <= upload.parts; part++) {
    if (received.has(part)) continue
    options.onSent(received.size / upload.parts)
    const bytes = await readPart(file, upload, part)
    const body = new FormData()
    body.append('_csrf', options.csrf)
    body.append('file', new Blob([bytes]), 'part')
    const url = `/uploads/${upload.id}/parts/${part}${await digestParameter(bytes)}`
    await request(url, { method: 'PUT', body }, options)
    received.add(part)
  }
  options.onSent(1)
  return upload.id
}

/** Deletes what has arrived of a file. */
export const cancelUpload = async (file: File, csrf: string): Promise<void> => {
  const id = findKept(file)
  forgetUpload()
  if (id !== undefined)
    await fetch(`/uploads/${id}`, { method: 'DELETE', body: new URLSearchParams({ _csrf: csrf }) })
}
