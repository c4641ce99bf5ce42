/**
 * A client of Sitrep. It needs `fetch` and nothing else; the types of records are those of the schema.
 *
 *     const client = new SitrepClient({ url: 'http://localhost:8787', token: process.env.SITREP_TOKEN })
 *     for await (const { id, date } of client.list({ country: 'IQ' })) console.log(id, date)
 */
import type { Incident, StoredIncident, Warning } from '../../schemas/incident.ts'

/** A record as it is filed: the server sets a dataset and the keys of sources that it lacks. */
export type NewIncident = Omit<Incident, 'dataset' | 'event_type' | 'sources'> &
  Partial<Pick<Incident, 'dataset' | 'event_type'>> & {
    readonly sources: readonly Partial<Incident['sources'][number]>[]
  }

export interface Filed {
  readonly incident: StoredIncident
  readonly warnings: readonly Warning[]
  readonly possible_duplicates: readonly { readonly id: string; readonly score: number }[]
  /** The secret path at which the report can be corrected; null if the record existed already. */
  readonly receipt: string | null
}

/** An error of a record or of a file. */
export interface Issue {
  readonly rule: string
  readonly detail: string
  readonly pointer?: string
  readonly row?: number
  readonly line?: number
  readonly column?: string
  readonly received?: unknown
}

export interface ImportReport
  extends Readonly<Record<'rows' | 'created' | 'updated' | 'unchanged' | 'retracted' | 'rejected', number>> {
  readonly import: string
  readonly dry_run: boolean
  /** The last commit of the import; null if nothing was stored. */
  readonly commit: number | null
  readonly errors: readonly Issue[]
}

export interface Change {
  /** Where to continue: the changes after this one. */
  readonly cursor: string
  readonly commit: number
  readonly at: string
  readonly kind: 'create' | 'update' | 'publish' | 'retract' | 'restore' | 'merge' | 'redact'
  readonly id: string
  readonly revision: number
  /** The record that remains after a merge. */
  readonly into?: string
  readonly reason: string | null
  readonly changed: readonly string[]
  /** The record as of the commit; null if it is no longer public. */
  readonly incident: StoredIncident | null
}

/** The description of an error (RFC 9457). */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail?: string
  readonly errors?: readonly Issue[]
}

/** The server refused a request. */
export class SitrepError extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super([problem.detail ?? problem.title, ...(problem.errors ?? []).map(({ detail }) => detail)].join('\n'))
    this.problem = problem
  }
}

export type Parameters = Readonly<Record<string, string | number | boolean>>

export interface ClientOptions {
  /** The address of the site, such as `http://localhost:8787`. */
  readonly url: string
  readonly token?: string | undefined
  /** How often a request is sent at most. */
  readonly maxAttempts?: number
  readonly fetch?: (request: Request) => Promise<Response>
  /** Waits for some seconds. */
  readonly pause?: (seconds: number) => Promise<void>
}

const pause = (seconds: number): Promise<void> => new Promise((done) => setTimeout(done, seconds * 1000))

const queryOf = (parameters: Parameters): string =>
  `${new URLSearchParams(Object.entries(parameters).map(([name, value]) => [name, String(value)]))}`

const readLines = async <T>(page: Response): Promise<T[]> =>
  (await page.text())
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T)

/** Returns the problem of a response; a proxy in between may answer with something else. */
const readProblem = async (response: Response): Promise<Problem> => {
  const { status, statusText: title } = response
  return (response.json() as Promise<Problem>).catch(() => ({ type: 'about:blank', title, status }))
}

const retriedStatuses: readonly number[] = [429, 503]

export class SitrepClient {
  readonly #options: Required<Omit<ClientOptions, 'token'>> & { readonly token?: string | undefined }

  constructor(options: ClientOptions) {
    this.#options = { maxAttempts: 5, fetch: (request) => fetch(request), pause, ...options }
  }

  /**
   * Sends a request and returns its response. After a broken connection, 429 or 503, sends it again when Retry-After
   * says. Throws a SitrepError for any other error.
   */
  async request(
    path: string,
    init: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> } = {},
  ) {
    const { url, token, maxAttempts, fetch, pause } = this.#options
    const authorization = token === undefined ? {} : { Authorization: `Bearer ${token}` }
    const headers = { ...authorization, ...init.headers }
    for (let attempt = 1; ; attempt++) {
      const isLast = attempt >= maxAttempts
      const response = await fetch(new Request(new URL(path, url), { ...init, headers })).catch((error) => {
        if (isLast) throw error
        return undefined
      })
      if (response?.ok) return response
      if (response && (isLast || !retriedStatuses.includes(response.status)))
        throw new SitrepError(await readProblem(response))
      await response?.body?.cancel()
      await pause(Number(response?.headers.get('Retry-After') ?? 2 ** (attempt - 1)))
    }
  }

  /** Files a record. The key makes attempts safe; keep one of your own to try again after your program ended. */
  async create(
    record: NewIncident,
    { key = crypto.randomUUID(), ...parameters }: Parameters & { key?: string } = {},
  ) {
    const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': key }
    const init = { method: 'POST', headers, body: JSON.stringify(record) }
    const response = await this.request(`/incidents?${queryOf(parameters)}`, init)
    return (await response.json()) as Filed
  }

  /** Imports a file. To send it again is safe: rows that are stored already change nothing. */
  async importFile(body: string | Uint8Array<ArrayBuffer>, type: string, parameters: Parameters) {
    const init = { method: 'POST', headers: { 'Content-Type': type }, body }
    return (await (await this.request(`/imports?${queryOf(parameters)}`, init)).json()) as ImportReport
  }

  /** Yields the pages of a list as the Link headers lead to them. All are of one commit. */
  async *pages(path: string): AsyncGenerator<Response> {
    for (let next: string | undefined = path; next !== undefined; ) {
      const response: Response = await this.request(next)
      yield response
      next = /<([^>]*)>; rel="next"/.exec(response.headers.get('Link') ?? '')?.[1]
    }
  }

  /** Yields the records that match the filters. */
  async *list(filters: Parameters = {}): AsyncGenerator<StoredIncident> {
    for await (const page of this.pages(`/incidents.ndjson?${queryOf({ limit: 500, ...filters })}`))
      yield* await readLines<StoredIncident>(page)
  }

  /** Yields the changes after a cursor, or all of them, page by page. */
  async *changes(cursor?: string): AsyncGenerator<readonly Change[]> {
    const query = cursor === undefined ? 'since=0' : queryOf({ cursor })
    for await (const page of this.pages(`/changes.ndjson?${query}`)) yield await readLines<Change>(page)
  }
}

/** Returns a client of the site and the token that the environment names. */
export const clientOfEnvironment = (): SitrepClient => {
  const { SITREP_URL: url, SITREP_TOKEN: token } = process.env
  if (!url) throw new Error('Set SITREP_URL to the address of the site, such as http://localhost:8787.')
  return new SitrepClient({ url, token: token || undefined })
}
