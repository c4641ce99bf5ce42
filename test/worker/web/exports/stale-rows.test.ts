/** Rows that another schema derived, planted among others with cells that no file may have. */
import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { filterVersion } from '../../../../src/record/schema-version.ts'
import { soundRecord } from '../../../pure/arbitrary.ts'
import { admin, ask, record } from '../../client.ts'

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
