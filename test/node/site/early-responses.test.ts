// Responses that do not wait for the body reach their client, however long the body is and however the client sends it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clients, missingClients, writeThenRead } from '../support/http-clients.ts'
import { type Server, startServer } from '../support/server.ts'
import { printLogOnFailure } from '../support/server-log.ts'

const folder = mkdtempSync(join(tmpdir(), 'sitrep-early-'))
const header = 'event_id_cnty,event_date,event_type,country\n'
const line = 'IRQ1,2022-01-05,Battles,Iraq\n'

/** A file of ACLED of at least this many bytes. */
const fileOf = (bytes: number): string => {
  const path = join(folder, `${bytes}.csv`)
  writeFileSync(path, header + line.repeat(Math.ceil(bytes / line.length)))
  return path
}
const someId = '0197f3a0-1c2b-7d4e-8f60-718293a4b5c6'
const files = { '1 KB': fileOf(1e3), '5 MB': fileOf(5e6), '60 MB': fileOf(60e6) }

type Case = readonly [
  name: string,
  method: string,
  path: string,
  type: string,
  status: number,
  token?: string,
]

afterAll(() => rmSync(folder, { recursive: true }))

describe.each([
  ['the runtime', {}],
  ['wrangler dev', { command: 'npm start' }],
])('an early response of %s', (_, options) => {
  let server: Server
  beforeAll(async () => {
    server = await startServer({ ...options, vars: { PUBLIC_SUBMISSIONS: 'false' } })
  })
  printLogOnFailure(() => server)
  afterAll(() => server?.stop())

  const refused = '/imports?profile=acled&publish=true&dataset=new'
  const authorized = () => ({ Authorization: `Bearer ${server.token}` })

  it.for(
    Object.entries(clients).flatMap(([name, send]) =>
      Object.entries(files).map(([size, file]) => [name, size, send, file] as const),
    ),
  )('reaches %s: %s', async ([name, , send, file], context) => {
    if (missingClients.includes(name)) context.skip(`${name} is not there.`)
    const headers = { 'Content-Type': 'text/csv', ...authorized() }
    const { status, body } = await send({ method: 'POST', url: server.url + refused, headers, file })
    expect([status, JSON.parse(body)]).toEqual([
      409,
      expect.objectContaining({ detail: expect.stringContaining('PUT /datasets/new') }),
    ])
  })

  it.for<Case>([
    ['without a token', 'POST', '/imports', 'text/csv', 401, ''],
    ['with an unknown token', 'POST', '/imports', 'text/csv', 401, 'wrong'],
    ['of a type that is not read', 'POST', '/imports', 'image/png', 415],
    ['with an unknown parameter', 'POST', '/imports?profil=acled', 'text/csv', 400],
    ['with a part that is no file', 'POST', '/imports', 'multipart/form-data; boundary=IRQ', 400],
    ['with columns that are not read', 'POST', '/imports', 'text/csv', 422],
    ['larger than a record may be', 'POST', '/incidents', 'application/json', 413],
    ['of a type that is no record', 'POST', '/incidents', 'text/csv', 415],
    ['without a token', 'POST', '/incidents', 'application/json', 401, ''],
    ['for a record that is not there', 'PUT', `/incidents/${someId}`, 'application/json', 404],
    ['without If-Match', 'PATCH', `/incidents/${someId}`, 'application/merge-patch+json', 404],
    ['by a method that is not there', 'PUT', '/incidents', 'application/json', 405],
    ['to an address that is not there', 'POST', '/nowhere', 'text/csv', 404],
    ['as a form of another site', 'POST', '/sign-in', 'application/x-www-form-urlencoded', 413],
    ['to review', 'POST', `/incidents/${someId}/review`, 'application/json', 404],
  ])('reaches a request %s: %s %s', async ([, method, path, type, status, token = server.token]) => {
    const authorization = token === '' ? {} : { Authorization: `Bearer ${token}` }
    const headers = { 'Content-Type': type, ...authorization }
    const received = await writeThenRead({ method, url: server.url + path, headers, file: files['5 MB'] })
    expect([received.status, JSON.parse(received.body).status]).toEqual([status, status])
  })

  it('reaches a client that asks for progress, in the last line', async () => {
    const headers = { 'Content-Type': 'text/csv', Accept: 'application/x-ndjson', ...authorized() }
    const url = `${server.url}/imports`
    const { status, body } = await writeThenRead({ method: 'POST', url, headers, file: files['60 MB'] })
    expect(status).toBe(200)
    expect(body).toContain('"type":"/problems/invalid-file"')
  })
})
