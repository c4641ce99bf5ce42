/** D1's limits, counted for the largest that each route takes. */
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import {
  type Answer,
  admin,
  browser,
  type Handler,
  patchRecord,
  publishRecord,
  type RequestOptions,
  type SubmittedRecord,
  submitRecord,
  withBindings,
} from '../../client.ts'
import {
  bytesOf,
  countTrips,
  maxSubmissionBytes,
  oversizedStatements,
  statementsOfD1,
  times,
} from '../../measured-database.ts'
import { withWithheldPlace } from '../incidents/withheld-place.ts'

const arabic = 'انفجار عبوة ناسفة قرب بغداد '.repeat(40)
const maxEntries = 100
const maxVersionsOfPage = 50

/** A record near the limit of a submission, with as many links, actors and sources as one can have, in a script that is stored in the most bytes. */
const largest = (over: object = {}) => {
  const entries = <T>(make: (i: number) => T) => times(maxEntries, make)
  const base = {
    ...withWithheldPlace('point'),
    date: '2022-01-05',
    event_type: 'remote_violence',
    summary: arabic.slice(0, 900),
    actors: entries((i) => ({ name: `${i} ${arabic.slice(0, 90)}` })),
    sources: entries((i) => ({
      key: `s${i}`,
      publisher: `${i} ${arabic.slice(0, 100)}`,
      title: arabic.slice(0, 250),
    })),
    ...over,
  }
  const linked = (length: number) => ({
    ...base,
    links: entries((i) => ({ type: 'related', incident: `r${i}`, note: arabic.slice(0, length) })),
  })
  let length = 1000
  while (bytesOf(JSON.stringify(linked(length))) > maxSubmissionBytes - 1000) length -= 20
  return linked(length)
}

/** What a request takes of the database. */
const costsOf = async (asked: (door: Handler) => Promise<Answer>) => {
  const { db, log, trips } = countTrips(env.DB)
  const answer = await asked(withBindings({ DB: db }))
  expect(answer.status, answer.text.slice(0, 300)).toBeLessThan(400)
  expect(oversizedStatements(log)).toEqual([])
  expect(trips.statements).toBeLessThanOrEqual(statementsOfD1)
  return { answer, statements: trips.statements }
}

const asAdmin =
  (path: string, asked: RequestOptions = {}) =>
  (door: Handler) =>
    admin(path, asked, door)
const page = { headers: { Accept: browser.Accept } }

const idOf = (key: number): string => `016f5e66-e800-7${key.toString(16).padStart(3, '0')}-8000-000000000000`

/** Statements that copy the only record, to keys from 1 on. */
const copies = (howMany: number): string[] => {
  const numbers = `WITH RECURSIVE numbers (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM numbers WHERE i < ${howMany})`
  const own =
    'revision, commit_seq, created_at, updated_at, filer, status, dataset, event_type, date_start, date_end, date_precision, country, facets'
  const wide = 'revision, public_json, full_json, warnings, search_words, csv_row, schema_version'
  return [
    `${numbers} INSERT INTO incident_body (row_key, ${wide}) SELECT i, ${wide} FROM numbers, (SELECT * FROM incident_body LIMIT 1)`,
    `${numbers} INSERT INTO incidents (row_key, id, ${own})
     SELECT i, format('016f5e66-e800-7%03x-8000-000000000000', i), ${own} FROM numbers, (SELECT * FROM incidents LIMIT 1)`,
  ]
}

/** A large record with so many versions. */
const withVersions = async (howMany: number): Promise<SubmittedRecord> => {
  const filed = await publishRecord(largest())
  let { etag } = filed
  for (let i = 1; i < howMany; i++) {
    const answer = await patchRecord(filed.path, etag, { title: `Title ${i}` })
    expect(answer.status, answer.text.slice(0, 300)).toBe(200)
    etag = answer.headers.get('ETag') ?? ''
  }
  return { ...filed, etag }
}

const patchRecordBy = (door: Handler, path: string, etag: string) =>
  admin(
    path,
    {
      method: 'PATCH',
      json: { title: 'New' },
      headers: { 'Content-Type': 'application/merge-patch+json', 'If-Match': etag },
    },
    door,
  )

describe('no limit of D1 is reached', () => {
  it('by the largest record, filed, changed, shown and listed', async () => {
    const json = largest()
    expect(bytesOf(JSON.stringify(json))).toBeGreaterThan(maxSubmissionBytes - 9000)
    const filing = asAdmin('/incidents?publish=true', { json })
    const { path, etag } = await publishRecord(largest({ reference: 'r0' }))
    await costsOf(filing)
    await costsOf((door) => patchRecordBy(door, path, etag))
    for (const address of [path, `${path}.json`, '/incidents', '/incidents.csv', '/changes.json', '/'])
      await costsOf(asAdmin(address, page))
  })

  it('by pages of a history of large versions, of which each is shown once', async () => {
    const { path } = await withVersions(maxVersionsOfPage + 5)
    const revisions: number[] = []
    for (let next = `${path}/history.json`; next !== ''; ) {
      const { answer } = await costsOf(asAdmin(next))
      revisions.push(...answer.data().versions.map(({ revision }: { revision: number }) => revision))
      next = /<([^>]+)>; rel="next"/.exec(answer.headers.get('Link') ?? '')?.[1] ?? ''
    }
    expect(revisions).toEqual(times(maxVersionsOfPage + 5, (i) => i + 1))
  })

  it('by pages of a queue of large reports, of which each is shown once', async () => {
    const { incident } = await submitRecord(largest(), { token: env.ADMIN_TOKEN })
    await env.DB.batch(copies(maxVersionsOfPage + 5).map((sql) => env.DB.prepare(sql)))
    const filed = [...times(maxVersionsOfPage + 5, (i) => idOf(i + 1)), incident.id]
    const ids: string[] = []
    for (let next = '/queue.json'; next !== ''; ) {
      const { answer } = await costsOf(asAdmin(next))
      ids.push(...answer.data().waiting.map(({ id }: { id: string }) => id))
      next = /<([^>]+)>; rel="next"/.exec(answer.headers.get('Link') ?? '')?.[1] ?? ''
    }
    expect(ids).toEqual(filed)
  })

  it('by a merge of two of the largest records', async () => {
    const half = (n: number) =>
      largest({ title: `${n}`, links: undefined, sources: [{ publisher: `P${n}` }] })
    const [one, other] = [await publishRecord(half(1)), await publishRecord(half(2))]
    await costsOf(asAdmin(`${one.path}/merge?into=${other.incident.id}`, page))
    await costsOf(asAdmin(`${one.path}/merge`, { json: { into: other.incident.id, reason: 'x' } }))
  })

  it('by a redaction of many large versions', async () => {
    const { path } = await withVersions(12)
    const erase = ['Title', arabic.slice(0, 18).trim()]
    await costsOf(asAdmin(`${path}/redact`, { json: { erase, reason: 'x' } }))
  })

  it('by the corrections that a record may have, and their decline at once', async () => {
    const { path } = await publishRecord(largest())
    const ids: string[] = []
    for (let i = 0; i < 20; i++) {
      const json = { revision: 1, reason: 'x', patch: { title: `${i}`, summary: arabic.slice(0, 6000) } }
      ids.push((await admin(`${path}/suggestions`, { json })).data().suggestion.id)
    }
    await costsOf(asAdmin(path, page))
    await costsOf(asAdmin('/queue', page))
    await costsOf(asAdmin('/suggestions/decline', { json: { suggestions: ids, reason: 'x' } }))
  })
})
