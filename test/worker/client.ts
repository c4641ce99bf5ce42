/** The door of the Worker, as the tests knock at it. */
import { env, exports } from 'cloudflare:workers'
import { Buffer } from 'node:buffer'
import { expect } from 'vitest'
import type { StoredIncident } from '../../schemas/incident.ts'
import type { TokenRole } from '../../schemas/token.ts'
import { app } from '../../src/app.ts'
import { type FormatName, formats } from '../../src/export/registry.ts'
import { en } from '../../src/messages/en.ts'
import { describeProblemType, type ProblemName, problemTypes } from '../../src/problems.ts'
import { schemaVersion } from '../../src/record/schema-version.ts'

export const origin = 'http://sitrep.test'

/** Whoever answers: the Worker itself, or the application with other bindings. */
export type Handler = (request: Request) => Promise<Response>

export interface RequestOptions {
  readonly method?: string
  readonly token?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: BodyInit
  /** Sent as application/json, unless the headers say otherwise. */
  readonly json?: unknown
  /** Sent as application/x-www-form-urlencoded. */
  readonly form?: Readonly<Record<string, string>> | readonly (readonly [string, string])[]
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  /** Of a file that is not text, its bytes read as Latin-1. */
  readonly text: string
  readonly bytes: Uint8Array
  readonly type: string
  /** The body as JSON. Tests name what they expect of it. */
  // biome-ignore lint/suspicious/noExplicitAny: what a program gets is untyped, and so is it here
  readonly data: () => any
}

/** An address that nobody has asked from before: the public's rate limit counts by it. */
export const newAddress = (): string => {
  const parts = [...crypto.getRandomValues(new Uint16Array(3))].map((part) => part.toString(16))
  return `${parts.join(':')}::1`
}

const withType = (type: string, body: BodyInit) => ({ type, body })

const bodyOf = ({ json, form, body }: RequestOptions) => {
  if (json !== undefined) return withType('application/json', JSON.stringify(json))
  if (form !== undefined) {
    const pairs = Array.isArray(form) ? form : Object.entries(form)
    return withType(
      'application/x-www-form-urlencoded',
      new URLSearchParams(pairs as [string, string][]).toString(),
    )
  }
  return { type: undefined, body }
}

export const requestOf = (path: string, asked: RequestOptions = {}): Request => {
  const { type, body } = bodyOf(asked)
  const headers = new Headers({ 'CF-Connecting-IP': newAddress() })
  if (asked.token !== undefined) headers.set('Authorization', `Bearer ${asked.token}`)
  if (type !== undefined) headers.set('Content-Type', type)
  for (const [name, value] of Object.entries(asked.headers ?? {})) headers.set(name, value)
  const method = asked.method ?? (body === undefined ? 'GET' : 'POST')
  return new Request(new URL(path, origin), {
    method,
    headers,
    redirect: 'manual',
    ...(body === undefined ? {} : { body }),
  })
}

export const worker: Handler = (request) => exports.default.fetch(request)

/** The application with some bindings changed. */
export const withBindings =
  (changed: Partial<Env>): Handler =>
  async (request) =>
    app.fetch(request, { ...env, ...changed })

/** Bytes as text: nothing is replaced, and a byte order mark stays. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The application without the runtime around it, which drops empty headers and reads bodies ahead. */
export const application: Handler = withBindings({})

/** The database with some of its methods replaced. */
export const patchedDatabase = (changed: Partial<D1Database>): D1Database => {
  const patched = <T extends object>(db: T): T =>
    new Proxy(db, {
      get: (target, name) => {
        const found = Reflect.get(changed, name) ?? Reflect.get(target, name)
        return typeof found === 'function' ? found.bind(target) : found
      },
    })
  const withSession = (start: string) => patched(env.DB.withSession(start))
  return new Proxy(patched(env.DB), {
    get: (db, name) => (name === 'withSession' ? withSession : Reflect.get(db, name)),
  })
}

/** Files that are not text. */
const binary = new Set([
  ...['parquet', 'xlsx', 'zip'].map((name) => formats[name as FormatName].type),
  'application/octet-stream',
])

export const readAnswer = async (response: Response): Promise<Answer> => {
  const { status, headers } = response
  const bytes = new Uint8Array(await response.arrayBuffer())
  const type = headers.get('Content-Type') ?? ''
  const text = binary.has(type) ? Buffer.from(bytes).toString('latin1') : utf8.decode(bytes)
  return { status, headers, text, bytes, type, data: () => JSON.parse(text) }
}

export const ask = async (
  path: string,
  asked: RequestOptions = {},
  door: Handler = worker,
): Promise<Answer> => readAnswer(await door(requestOf(path, asked)))

export const admin = (path: string, asked: RequestOptions = {}, door: Handler = worker): Promise<Answer> =>
  ask(path, { token: env.ADMIN_TOKEN, ...asked }, door)

/** The same query as CSV, JSON and NDJSON. */
export const everyFormat = (query: string): Promise<[Answer, Answer, Answer]> =>
  Promise.all([
    ask(`/incidents.csv${query}`),
    ask(`/incidents.json${query}`),
    ask(`/incidents.ndjson${query}`),
  ])

/** What a browser says of itself when it sends a form of this site. */
export const browser = {
  Accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  Origin: origin,
}

/** A record with nothing missing, and without a reference, so that every one is another. */
export const record = (over: Readonly<Record<string, unknown>> = {}) => ({
  event_type: 'remote_violence',
  event_subtype: 'shelling',
  date: '2022-01-05',
  location: { country: 'IQ', place: 'Ain al-Asad' },
  summary: 'Rockets were fired at the base.',
  sources: [{ publisher: 'Example News', url: 'https://example.org/a' }],
  ...over,
})

/** The same record as the fields of a form. */
export const fields = (over: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  event_type: 'remote_violence',
  event_subtype: 'shelling',
  date: '2022-01-05',
  'location.country': 'IQ',
  'location.place': 'Ain al-Asad',
  summary: 'Rockets were fired at the base.',
  'sources.0.publisher': 'Example News',
  'sources.0.url': 'https://example.org/a',
  ...over,
})

export interface SubmittedRecord {
  readonly incident: StoredIncident
  readonly path: string
  readonly etag: string
  /** The path of the receipt. */
  readonly receipt: string
}

const submittedOf = (answer: Answer): SubmittedRecord => {
  expect(answer.status, answer.text.slice(0, 600)).toBe(201)
  const { incident, receipt } = answer.data()
  const etag = answer.headers.get('ETag') ?? ''
  return { incident, path: `/incidents/${incident.id}`, etag, receipt }
}

export interface TokenHolder {
  readonly id: string
  readonly secret: string
  /** A request with the token. */
  readonly ask: (path: string, asked?: RequestOptions, door?: Handler) => Promise<Answer>
}

/** Makes a token and gives it to somebody who asks with it. */
export const createHolder = async (
  role: TokenRole,
  over: Readonly<Record<string, unknown>> = {},
): Promise<TokenHolder> => {
  const answer = await admin('/tokens', { json: { name: `a test's ${role}`, role, ...over } })
  expect(answer.status, answer.text.slice(0, 600)).toBe(201)
  const { id, token: secret } = answer.data()
  return {
    id,
    secret,
    ask: (path, asked = {}, door = worker) => ask(path, { token: secret, ...asked }, door),
  }
}

/** Publishes a record as the first admin. */
export const publishRecord = async (over: Readonly<Record<string, unknown>> = {}): Promise<SubmittedRecord> =>
  submittedOf(await admin('/incidents?publish=true', { json: record(over) }))

/** Files a record that waits for review; as the public unless a token is given. */
export const submitRecord = async (
  over: Readonly<Record<string, unknown>> = {},
  asked: RequestOptions = {},
): Promise<SubmittedRecord> => submittedOf(await ask('/incidents', { json: record(over), ...asked }))

export const reviewRecord = (path: string, decision: string, more: Readonly<Record<string, unknown>> = {}) =>
  admin(`${path}/review`, { json: { decision, reason: 'checked by hand', ...more } })

export const patchRecord = (
  path: string,
  etag: string,
  json: unknown,
  headers: Readonly<Record<string, string>> = {},
) =>
  admin(path, {
    method: 'PATCH',
    json,
    headers: { 'Content-Type': 'application/merge-patch+json', 'If-Match': etag, ...headers },
  })

/** How many records there are in all, whatever their status. */
export const countRecords = async (): Promise<number> => {
  const all = 'submitted,published,rejected,retracted'
  return Number((await admin(`/incidents.ndjson?status=${all}`)).headers.get('Sitrep-Rows'))
}

/** The ETag of a version. */
export const etagOf = (id: string, revision: number): string => `"${id}.${revision}.${schemaVersion}"`

/** The number of the newest commit. */
export const newestCommit = async (): Promise<number> => (await admin('/health')).data().commit

export interface ProblemDocument {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly instance: string
  readonly errors?: readonly { pointer?: string; rule: string; detail: string; received?: unknown }[]
}

const instancePattern = /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** Expects a problem document (RFC 9457) of this type, whole and consistent; gives it. */
export const expectProblem = (answer: Answer, type: ProblemName): ProblemDocument => {
  const { status, title } = { ...problemTypes[type], ...describeProblemType(type, en) }
  expect(`${answer.status} ${answer.type}`, answer.text.slice(0, 600)).toBe(
    `${status} application/problem+json`,
  )
  expect(/\\u[dD][89a-fA-F]/.test(answer.text), 'half a character in an answer').toBe(false)
  const document = answer.data() as ProblemDocument
  expect(document).toMatchObject({ type: `/problems/${type}`, title, status })
  expect(document.detail).toMatch(/\S/)
  expect(document.instance).toMatch(instancePattern)
  for (const each of document.errors ?? []) {
    expect(each.rule).toMatch(/^[a-z_]+\.[a-z_]+$/)
    expect(each.detail).toMatch(/\S/)
  }
  return document
}
