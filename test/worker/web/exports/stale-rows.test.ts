/** Rows that another schema derived, planted among others with cells that no file may have. */
import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { filterVersion } from '../../../../src/record/schema-version.ts'
import { soundRecord } from '../../../pure/arbitrary.ts'
import { admin, ask, record } from '../../client.ts'
import { dump } from '../../support.ts'

/** More than the first page has. */
const records = 130
const firstPage = 100

const send = async (rows: readonly object[]) => {
  const body = rows.map((row) => JSON.stringify(row)).join('\n')
  const headers = { 'Content-Type': 'application/x-ndjson' }
  const answer = await admin('/imports?dataset=stale&publish=true', { method: 'POST', headers, body })
  expect(answer.data().rejected, answer.text).toBe(0)
}

/** Records of every kind, then all of them edited: the first commit is old. */
const fill = async () => {
  const random = fc.sample(soundRecord, { numRuns: 12, seed: 3 }).map(({ links: _, ...each }) => each)
  const withheld = { location: { country: 'IQ', admin1: 'Anbar', place: 'a farm', withheld: 'place' } }
  const rows = Array.from({ length: records }, (_, i) => ({
    ...(random[i] ?? record(i % 10 === 0 ? withheld : {})),
    reference: `r${i}`,
  }))
  await send(rows)
  for (const title of ['Edited', 'Edited again']) await send(rows.map((row) => ({ ...row, title })))
}

const plant = async (table: string, isStale: string) => {
  const set = `csv_row = 'planted,"', schema_version = '${filterVersion}-000000'`
  const where = `row_key IN (SELECT row_key FROM (SELECT row_key, row_number() OVER (ORDER BY row_key) AS n FROM incidents) WHERE ${isStale})`
  await env.DB.prepare(`UPDATE ${table} SET ${set} WHERE ${where}`).run()
}

const files = [
  ...['csv', 'geojson', 'parquet', 'xlsx', 'zip', 'json', 'ndjson'].map((name) => `/incidents.${name}?`),
  '/incidents.csv?fields=title,id,weapon_types',
  '/incidents.csv?labels=true',
  '/incidents.csv?excel=true',
  '/incidents.geojson?fields=title',
  '/incidents.csv?profile=full',
  '/incidents.csv?profile=ucdp',
  '/incidents.csv?country=IQ',
  '/incidents.csv?limit=7&cursor=0',
]
const fewFiles = ['/incidents.csv?', '/incidents.geojson?', '/incidents.csv?country=IQ&labels=true']

const answersOf = async (paths: readonly string[]) => {
  const answers: Record<string, string> = {}
  for (const path of paths) {
    const { status, text } = await ask(path)
    answers[path] = `${status} ${text}`
  }
  return answers
}

describe('a file with rows that another schema derived', () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['on both sides of the edge of a page', `n IN (${firstPage}, ${firstPage + 1})`, files],
    ['first and last', `n IN (1, ${records})`, fewFiles],
    ['in the middle of a page', 'n BETWEEN 20 AND 30', fewFiles],
    ['everywhere', 'true', files],
    ['every other time', 'n % 2 = 0', fewFiles],
  ]

  it.each(cases)('has the same bytes at the head where they are %s', async (_, isStale, paths) => {
    await fill()
    const before = await answersOf(paths)
    expect(Object.values(before).filter((each) => !each.startsWith('200'))).toEqual([])
    await plant('incident_body', isStale)
    expect(await answersOf(paths)).toEqual(before)
  })

  it.each([
    ['on both sides of the edge of a page', `n IN (${firstPage}, ${firstPage + 1})`],
    ['everywhere', 'true'],
  ])('has the same bytes at old commits where they are %s', async (_, isStale) => {
    await fill()
    const pinned = [1, 2].flatMap((commit) => fewFiles.map((path) => `${path}&commit=${commit}`))
    const before = await answersOf(pinned)
    await plant('incident_history', isStale)
    expect(await answersOf(pinned)).toEqual(before)
  })
})

describe('what another schema stored as public', () => {
  const readers = [
    ...['csv', 'geojson', 'parquet', 'xlsx', 'zip', 'json', 'ndjson'].map((name) => `/incidents.${name}?`),
    '/incidents.csv?profile=full',
    '/incidents.csv?profile=acled',
    '/incidents.json?commit=1',
    '/incidents.csv?commit=2&profile=full',
    '/changes.ndjson?since=0&limit=300',
  ]

  /** Versions that withhold something with a public document that has everything, others with one without the title. */
  const plantDocuments = () =>
    env.DB.batch(
      ['incident_body', 'incident_history'].map((table) =>
        env.DB.prepare(`UPDATE ${table} SET schema_version = '000000-000000', csv_row = 'planted',
          full_json = coalesce(full_json, '{' || public_json),
          public_json = CASE WHEN full_json IS NOT NULL THEN substr(full_json, 2)
            ELSE replace(public_json, ',' || replace('"title":"Edited again"', '"', char(127)), '') END`),
      ),
    )

  it('is public as far as the schema of today says so, before and after it is derived again', async () => {
    await fill()
    const { incidents } = (await ask('/incidents.json')).data() as { incidents: { id: string }[] }
    const pages = incidents.slice(9, 22).flatMap(({ id }) => {
      const path = `/incidents/${id}`
      return [path, `${path}.json`, `${path}/history.json`, `${path}/history?from=1&to=3`]
    })
    const paths = [...readers, ...pages]
    const before = await answersOf(paths)
    const versionsStored = async () => {
      const { incidents: current, incident_body = [], incident_history = [] } = await dump()
      // What was planted has no digest in the chain.
      const unsealed = [incident_body, incident_history].map((rows) => rows.map(({ seal: _, ...row }) => row))
      return { current, unsealed }
    }
    const stored = await versionsStored()
    const adminPaths = ['/incidents.json', '/incidents.csv?profile=full']
    const textsForAdmin = () => Promise.all(adminPaths.map(async (path) => (await admin(path)).text))
    const forAdmin = await textsForAdmin()
    expect(before['/incidents.json?']).not.toContain('a farm')
    await plantDocuments()
    const planted = (await dump()).incident_body ?? []
    expect(planted.some(({ public_json }) => String(public_json).includes('a farm'))).toBe(true)
    const found = await answersOf(paths)
    for (const path of paths) expect([path, found[path]]).toEqual([path, before[path]])
    expect(await textsForAdmin()).toEqual(forAdmin)
    for (let after: string | undefined; ; ) {
      const { cursor } = (await admin('/rerender', { json: { ...(after && { after }) } })).data()
      if (!cursor) break
      after = cursor
    }
    expect(await versionsStored()).toEqual(stored)
    expect(await answersOf(paths)).toEqual(before)
  })
})
