/** Why an import did not end, in words that say what to do. */
import type { IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { commands } from '../src/messages/en.ts'

/** A problem document (RFC 9457). */
export interface Problem {
  readonly title: string
  readonly detail: string
  readonly status?: number
  readonly errors?: readonly object[]
}

/** An import that did not end. The message is complete. */
export class ImportFailure extends Error {
  /** The errors of the problem. */
  readonly errors: readonly object[]

  constructor(message: string, errors: readonly object[] = []) {
    super(message)
    this.errors = errors
  }
}

export const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && 'title' in value && 'detail' in value

/** Returns the parsed JSON; undefined if the text is none. */
export const parseJson = (json: string): unknown => {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

/** Only these pass by themselves: the same file is refused with any other status again. */
const isTemporary = (status: number): boolean => status === 429 || status >= 500

const retryAdvice = (retryAfter: string | undefined): string =>
  retryAfter !== undefined && /^\d+$/.test(retryAfter)
    ? commands.import.retryAfter(retryAfter)
    : commands.import.retry

/** Returns the failure of a problem, with advice where its text has none. */
export const problemFailure = (
  { title, detail, status = 0, errors = [] }: Problem,
  retryAfter?: string,
): ImportFailure => {
  const advice =
    status === 401 ? commands.import.setToken : isTemporary(status) ? retryAdvice(retryAfter) : undefined
  return new ImportFailure([`${title}. ${detail}`, advice].filter(Boolean).join('\n'), errors)
}

/** Returns the failure of a response that has no lines of an import. */
export const responseFailure = async (response: IncomingMessage, origin: string): Promise<ImportFailure> => {
  const { statusCode: status = 0, headers } = response
  const { location, 'retry-after': retryAfter } = headers
  if (status >= 300 && status < 400 && location)
    return new ImportFailure(commands.import.moved(new URL(location, origin).origin))
  const problem = parseJson(await text(response))
  if (isProblem(problem)) return problemFailure({ ...problem, status }, retryAfter)
  if (isTemporary(status))
    return new ImportFailure(`${commands.import.failed(origin, status)} ${retryAdvice(retryAfter)}`)
  return new ImportFailure(
    status === 413 ? commands.import.tooLarge(origin) : commands.import.notSitrep(origin, status),
  )
}

/** Returns the failure of a connection or of reading the file. */
export const brokenFailure = (error: unknown, origin: string): ImportFailure => {
  if (error instanceof ImportFailure) return error
  const [first = error] = error instanceof AggregateError ? error.errors : []
  const { code, syscall, path, message } = first as NodeJS.ErrnoException
  const reason = code ?? message
  if (path !== undefined) return new ImportFailure(commands.import.unreadable(path, reason))
  const wasConnected = code === 'ECONNRESET' || syscall === 'read' || syscall === 'write'
  return new ImportFailure(
    wasConnected ? commands.import.notEnded(reason) : commands.import.noConnection(origin, reason),
  )
}
