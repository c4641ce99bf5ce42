import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { blockSize } from '../../../../src/ingest/rows/source-row.ts'
import type { Report } from '../../../../src/services/imports/import-context.ts'
import { admin, application, requestOf, withBindings } from '../../client.ts'
import { measureDatabase, oversizedStatements } from '../../measured-database.ts'
import { report as record } from '../../support.ts'
import { csvOf, dumpRecordTables, row, utf8 } from './send-file.ts'

const piece = 10_000

/** A file of rows without an end, in pieces, and how much of it was asked for. */
const endless = (head: string, rowOf: (i: number) => string) => {
  const seen = { bytes: 0, cancelled: false }
  let text = head
  let i = 0
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      while (text.length < piece) text += rowOf(i++)
      controller.enqueue(utf8.encode(text.slice(0, piece)))
      text = text.slice(piece)
      seen.bytes += piece
    },
    cancel() {
      seen.cancelled = true
    },
  })
  return { seen, body }
}

const header = csvOf([row('r')]).split('\r\n')[0]
const line = (i: number) => csvOf([row(`r${i}`)]).slice((header?.length ?? 0) + 2)
const json = (i: number) => `${JSON.stringify(record({ reference: `r${i}` }))}\n`
const mapping = JSON.stringify({
  columns: { reference: 'reference', event_type: 'event_type', date: 'date', country: 'location.country' },
  constants: { 'sources.0.publisher': 'Example News' },
  rest: 'ignore',
})
const form = ['mapping', 'file'].map(
  (name) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n`,
)

const kinds: [type: string, head: string, rowOf: (i: number) => string][] = [
  ['text/csv', `${header}\r\n`, line],
  ['application/x-ndjson', '', json],
  ['application/json', '[', (i) => `${json(i)},`],
  ['multipart/form-data; boundary=b', `${form[0]}${mapping}\r\n${form[1]}${header}\r\n`, line],
]

describe('a file of any size', () => {
  it.each(kinds)('is read no further ahead of its rows than a block: %s', async (type, head, rowOf) => {
    const { seen, body } = endless(head, rowOf)
    const profile = type.startsWith('multipart') ? 'mapping' : 'flat'
    const headers = { 'Content-Type': type, Accept: 'application/x-ndjson' }
    const asked = { method: 'POST', body, headers, token: env.ADMIN_TOKEN }
    const answer = await application(requestOf(`/imports?dry_run=true&mode=valid&profile=${profile}`, asked))
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
    const length = rowOf(99).length
    let rows = 0
    while (rows < 5000) {
      const { value = '' } = (await reader?.read()) ?? {}
      const said = JSON.parse(value.trimEnd().split('\n').at(-1) ?? '')
      expect(said, value).toHaveProperty('progress')
      rows = said.progress.rows
      expect(seen.bytes).toBeLessThan(rows * (length + 3) + blockSize + 5 * piece)
    }
    await reader?.cancel()
    expect(seen.bytes).toBeGreaterThan(rows * (length - 3))
    expect((await dumpRecordTables()).import_chunks).toEqual([])
  })
})

describe('names as long as a row can hold them', () => {
  const named = (dataset: string, reference: string) =>
    row('x', { dataset, reference, source_urls: 'https://example.org/' })
  const long = [
    named('shots', '\\'.repeat(1_040_000)),
    named('shots', '字'.repeat(700_000)),
    ...Array.from({ length: 700 }, (_, i) => named('shots', `${i} ${'\u0001'.repeat(700)}`)),
  ]

  it('are refused, and the database is not asked for them', async () => {
    const { db, log } = measureDatabase(env.DB)
    const body = csvOf([...long, named('字'.repeat(700_000), 'a'), named('shots', '字'.repeat(200))])
    const asked = { method: 'POST', body, headers: { 'Content-Type': 'text/csv' } }
    const report: Report = (await admin('/imports?mode=valid', asked, withBindings({ DB: db }))).data()
    expect(new Set(report.errors.map(({ pointer }) => pointer))).toEqual(new Set(['/reference', '/dataset']))
    expect([report.created, report.rejected]).toEqual([1, long.length + 1])
    expect(oversizedStatements(log)).toEqual([])
  })

  it('are looked up in as many parts as parameters take, where each of a block is as long in JSON as it can be', async () => {
    const { db, log } = measureDatabase(env.DB)
    const cells = Array.from({ length: 4000 }, (_, i) => ({
      reference: `${i} ${'\u0001'.repeat(190)}`,
      date: 'x',
    }))
    const asked = { method: 'POST', body: csvOf(cells), headers: { 'Content-Type': 'text/csv' } }
    const report: Report = (await admin('/imports?mode=valid', asked, withBindings({ DB: db }))).data()
    expect(report.rejected).toBe(cells.length)
    expect(log.filter(({ sql }) => sql.includes('i.reference = r.value')).length).toBeGreaterThan(2)
    expect(oversizedStatements(log)).toEqual([])
  })
})
