import { env } from 'cloudflare:workers'
import { createHash } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { minCachedRows } from '../../../../src/services/exports/export-cache.ts'
import {
  type Answer,
  admin,
  ask,
  expectProblem,
  patchedDatabase,
  record,
  submitRecord,
  withBindings,
} from '../../client.ts'
import { measureDatabase } from '../../measured-database.ts'
import { redactRecord } from '../incidents/redact-record.ts'
import { importRecords } from './import-records.ts'

const formats = ['csv', 'ndjson', 'xlsx', 'zip'] as const
const told = [
  'Sitrep-Commit',
  'Sitrep-Rows',
  'Sitrep-Chain',
  'ETag',
  'Content-Location',
  'Content-Type',
  'Content-Disposition',
  'Cache-Control',
  'Access-Control-Allow-Origin',
  'Vary',
]

/** So many published records come in as one file. */
const fill = (howMany: number): Promise<void> =>
  importRecords(howMany, (i) => ({ reference: `r${i}`, title: `Title ${i} – عين` }))

const refuse = () => {
  throw new Error('The database was asked.')
}
/** A database that is asked for one thing: whether anything was redacted. */
const asking = (sql: string) => (sql.includes('FROM redactions') ? env.DB.prepare(sql) : refuse())
const withoutRecords = withBindings({ DB: patchedDatabase({ prepare: asking, batch: refuse, exec: refuse }) })

const keys = async (): Promise<string[]> =>
  (await env.FILES.list({ prefix: 'exports/' })).objects.map(({ key }) => key)

const pinOf = ({ headers }: Answer): string => headers.get('Content-Location') ?? ''

const sayings = ({ headers }: Answer) => told.map((name) => [name, headers.get(name)])

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

describe('a file that the public asks for again', () => {
  beforeEach(() => fill(minCachedRows))

  it.each(formats)('is kept on its way, and given without a record read from then on: %s', async (name) => {
    const first = await ask(`/incidents.${name}`)
    const pin = pinOf(first)
    expect((await keys()).map((key) => key.split('/').at(-1))).toEqual(['asked'])
    const second = await ask(pin)
    expect(second.bytes).toEqual(first.bytes)
    expect((await keys()).map((key) => key.split('/').at(-1))).toEqual(['asked', 'file', 'sha256'])
    const third = await ask(pin, {}, withoutRecords)
    expect([third.status, sha256(third.bytes)]).toEqual([200, sha256(first.bytes)])
    expect(sayings(third)).toEqual(sayings(second))
    expect(third.headers.get('Content-Length')).toBe(String(first.bytes.byteLength))
    const etag = first.headers.get('ETag') ?? ''
    expect((await ask(pin, { headers: { 'If-None-Match': etag } }, withoutRecords)).status).toBe(304)
  })

  it('is given of the newest commit with few rows read, until something changes', async () => {
    const [first] = [await ask('/incidents.csv'), await ask('/incidents.csv')]
    const { db, log } = measureDatabase(env.DB)
    const third = await ask('/incidents.csv', {}, withBindings({ DB: db }))
    expect(third.bytes).toEqual(first.bytes)
    // The commit, the checkpoint and the commits of the chain, and versions that were superseded since.
    expect(log.map(({ rowsRead }) => rowsRead)).toEqual([1, 2, 4, 2])
    await admin('/incidents?publish=true', { json: record({ reference: 'more' }) })
    expect((await ask('/incidents.csv')).headers.get('Sitrep-Rows')).toBe(String(minCachedRows + 1))
    expect((await ask(pinOf(first))).bytes).toEqual(first.bytes)
  })

  it('is kept for its own host, filters and shape alone', async () => {
    const [first] = [await ask('/incidents.csv'), await ask('/incidents.csv')]
    const pin = pinOf(first)
    for (const other of ['&limit=5', '&country=SY', '&excel=true', '&fields=id'])
      expect((await ask(`${pin}${other}`)).bytes).not.toEqual(first.bytes)
    const elsewhere = new URL(pin, 'http://other.test').href
    const { db, log } = measureDatabase(env.DB)
    expect((await ask(elsewhere, {}, withBindings({ DB: db }))).bytes).toEqual(first.bytes)
    expect(log.length).toBeGreaterThan(1)
  })

  it('is not kept when it was not taken whole, and not for those who see more', async () => {
    const pin = pinOf(await ask('/incidents.csv'))
    const DB = patchedDatabase({
      prepare: (sql) => (sql.includes('group_concat') ? refuse() : env.DB.prepare(sql)),
    })
    await expect(ask(pin, {}, withBindings({ DB }))).rejects.toThrow()
    for (let i = 0; i < 3; i++) await admin(pin)
    expect((await keys()).map((key) => key.split('/').at(-1))).toEqual(['asked'])
  })

  it('goes on when it cannot be kept', async () => {
    const first = await ask('/incidents.csv')
    const FILES = new Proxy(env.FILES, {
      get: (bucket, name) => {
        const found = name === 'put' || name === 'createMultipartUpload' ? refuse : Reflect.get(bucket, name)
        return typeof found === 'function' ? found.bind(bucket) : found
      },
    })
    expect((await ask('/incidents.csv', {}, withBindings({ FILES }))).bytes).toEqual(first.bytes)
    expect((await keys()).map((key) => key.split('/').at(-1))).toEqual(['asked'])
  })

  it('is refused to one who has had many read already, but not where it is kept', async () => {
    const [{ headers }] = [await ask('/incidents.csv'), await ask('/incidents.csv')]
    const EXPORT_RATE = { limit: async () => ({ success: false }) } as never
    const door = withBindings({ EXPORT_RATE })
    expectProblem(await ask('/incidents.ndjson', {}, door), 'rate-limited')
    expect((await ask(headers.get('Content-Location') ?? '', {}, door)).status).toBe(200)
    expect((await ask('/incidents.ndjson?country=SY', {}, door)).status).toBe(200)
  })
})

describe('a file that a replica answers', () => {
  it('is not kept after a redaction that the replica does not know of', async () => {
    await fill(minCachedRows)
    const pin = pinOf(await ask('/incidents.csv'))
    const { path } = await submitRecord({ title: 'Secret' })
    expect((await redactRecord(path, { erase: ['Secret'] })).status).toBe(200)
    const withSession = (start: string) => {
      const session = env.DB.withSession(start)
      const prepare = (sql: string) => session.prepare(sql.replace('FROM redactions WHERE', '$& 1 = 0 AND'))
      return { prepare, batch: session.batch.bind(session), getBookmark: () => null }
    }
    const DB = new Proxy(env.DB, {
      get: (db, name) => (name === 'withSession' ? withSession : Reflect.get(db, name).bind(db)),
    })
    for (let i = 0; i < 3; i++) expect((await ask(pin, {}, withBindings({ DB }))).status).toBe(200)
    expect((await keys()).map((key) => key.split('/').at(-1))).toEqual(['asked'])
  })
})

describe('a file of few records', () => {
  it('is not kept', async () => {
    await fill(3)
    for (let i = 0; i < 3; i++) expect((await ask('/incidents.csv')).status).toBe(200)
    expect(await keys()).toEqual([])
  })
})

describe('the digest of a file', () => {
  it.each(formats)('is in the form of sha256sum, and right: %s', async (name) => {
    await fill(3)
    const file = await ask(`/incidents.${name}`)
    const [path, query] = pinOf(file).split('?')
    const answer = await ask(`${path}.sha256?${query}`)
    expect(answer.text).toBe(`${sha256(file.bytes)}  sitrep-c1.${name}\n`)
    expect(answer.headers.get('Content-Type')).toMatch(/^text\/plain/)
    expect(pinOf(answer)).toBe(`${path}.sha256?${query}`)
    expect((await admin(`${path}.sha256?${query}`)).text).toBe(
      `${sha256((await admin(pinOf(file))).bytes)}  sitrep-c1.${name}\n`,
    )
  })

  it('is worked out once of a large file', async () => {
    await fill(minCachedRows)
    const path = '/incidents.csv.sha256?commit=1'
    const first = await ask(path)
    const { db, log } = measureDatabase(env.DB)
    expect((await ask(path, {}, withBindings({ DB: db }))).text).toBe(first.text)
    expect(log.map(({ rowsRead }) => rowsRead)).toEqual([1, 1, 3, 2])
    expect(first.text).toBe(`${sha256((await ask('/incidents.csv')).bytes)}  sitrep-c1.csv\n`)
  })

  it('takes what the file takes', async () => {
    expectProblem(await ask('/incidents.json.sha256?excel=true'), 'invalid-query')
    expectProblem(await ask('/incidents.csv.sha256?commit=9'), 'invalid-query')
  })
})
