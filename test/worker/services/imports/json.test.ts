import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Report } from '../../../../src/services/imports/import-context.ts'
import { soundRecord } from '../../../pure/arbitrary.ts'
import { admin, withBindings } from '../../client.ts'
import { measureDatabase, oversizedStatements } from '../../measured-database.ts'
import { report as record } from '../../support.ts'
import { dumpRecordTables, importBody, recordsOf, reportCounts } from './send-file.ts'

const ndjson = 'application/x-ndjson'
const json = 'application/json'

const kinds: [string, string, (records: readonly unknown[]) => string][] = [
  ['NDJSON', ndjson, (records) => records.map((each) => `${JSON.stringify(each)}\n`).join('')],
  ['an array', json, (records) => JSON.stringify(records, null, 2)],
]

describe.each(kinds)('records as %s', (_, type, written) => {
  const some = [record({ reference: 'a' }), record({ reference: 'b', casualties: { deaths: { best: 0 } } })]

  it('are stored, whatever the profile, and the same again changes nothing', async () => {
    for (const profile of ['flat', 'full']) {
      const query = `profile=${profile}&dataset=as-${profile}&publish=true`
      expect(reportCounts(await importBody(query, written(some), type))).toEqual([2, 0, 0, 0, 0])
      const before = await dumpRecordTables()
      expect(reportCounts(await importBody(query, written(some), type))).toEqual([0, 0, 2, 0, 0])
      expect(await dumpRecordTables()).toEqual(before)
      expect((await recordsOf(`as-${profile}`))[1]).toMatchObject(some[1] ?? {})
    }
  })

  it('may have what the server sets, as an export has it: it is ignored and noted', async () => {
    await importBody('dataset=shots&publish=true', written(some), type)
    const exported = await recordsOf('shots')
    const report = await importBody('dataset=shots', written(exported), type)
    expect([reportCounts(report), report.notes['server_set.ignored']]).toEqual([[0, 0, 2, 0, 0], 2])
    const other = await importBody('dataset=other', written(exported), type)
    expect([reportCounts(other), other.notes['dataset.overridden']]).toEqual([[2, 0, 0, 0, 0], 2])
    expect((await recordsOf('other')).map(({ revision, status }) => [revision, status])).toEqual(
      Array(2).fill([1, 'submitted']),
    )
  })

  it('are refused one by one, by row, line and pointer', async () => {
    const bad: unknown[] = [
      record({ date: '2022-02-30' }),
      null,
      5,
      [],
      'text',
      record({ reference: 7 }),
      record({ reference: 'a' }),
      { ...record(), evnt: 1 },
    ]
    const report = await importBody('dataset=shots&mode=valid', written([some[0], ...bad]), type)
    expect(reportCounts(report)).toEqual([1, 0, 0, 0, 8])
    expect(report.errors.map(({ row, pointer, rule }) => [row, pointer, rule])).toEqual([
      [2, '/date', 'date.invalid'],
      [3, '', 'record.type'],
      [4, '', 'record.type'],
      [5, '', 'record.type'],
      [6, '', 'record.type'],
      [7, '/reference', 'field.type'],
      [8, '/reference', 'reference.twice'],
      [9, '/evnt', 'field.unknown'],
    ])
    const lines = written([some[0], ...bad]).split('\n')
    expect(lines[(report.errors[7]?.line ?? 0) - 1]?.trim()).toMatch(/^\{/)
    expect((await admin(`/imports/${report.import}/annotated.csv`)).status).toBe(404)
  })

  it('that break no rule are found unchanged when they are sent again', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(soundRecord, { minLength: 1, maxLength: 10 }), async (made) => {
        const run = crypto.randomUUID()
        const records = made.map((each, i) => ({ ...each, reference: `${run} ${i}` }))
        const query = 'dataset=made&publish=true'
        const first = await importBody(query, written(records), type)
        expect([first.errors, first.created]).toEqual([[], made.length])
        expect(reportCounts(await importBody(query, written(records), type))).toEqual([
          0,
          0,
          made.length,
          0,
          0,
        ])
      }),
      { numRuns: 20 },
    )
  }, 60_000)

  it('keep their references through whatever text these are', async () => {
    await fc.assert(
      fc.asyncProperty(soundRecord, async (made) => {
        const reference = typeof made.reference === 'string' ? made.reference : 'none'
        const query = 'dataset=made&publish=true'
        const text = written([{ ...made, reference }])
        await importBody(query, text, type)
        expect(reportCounts(await importBody(query, text, type)).slice(0, 3)).toEqual([0, 0, 1])
      }),
      { numRuns: 30 },
    )
  }, 60_000)
})

describe('what is no whole JSON', () => {
  const one = JSON.stringify(record({ reference: 'a' }))

  it.each([
    ['a line that is cut', ndjson, `${one}\n{"date": \n`, 2, 'json.invalid'],
    ['a last line that is cut', ndjson, `${one}\n\n${one.slice(0, -3)}`, 3, 'json.invalid'],
    ['an array that is not closed', json, `[\n${one},\n${one.slice(0, -3)}`, 3, 'json.incomplete'],
    ['an element that is no JSON', json, `[${one},\n{a: 1}]`, 2, 'json.invalid'],
    ['an object in place of an array', json, one, 1, 'json.incomplete'],
    ['two arrays', json, `[${one}]\n[]`, 2, 'json.incomplete'],
    ['nothing', json, '', 1, 'json.incomplete'],
    ['a comma at the end', json, `[${one},\n]`, 2, 'json.invalid'],
  ])('is refused at its line: %s', async (_, type, text, line, rule) => {
    const report = await importBody('dataset=shots', text, type)
    expect(report.errors).toMatchObject([{ line, rule }])
    expect([report.created, report.rejected]).toEqual([0, 1])
    expect(await recordsOf('shots')).toEqual([])
  })

  it('is refused where it is no UTF-8', async () => {
    const bytes = new Uint8Array([...new TextEncoder().encode(`${one}\n"`), 0xff, 0x22])
    const report = await importBody('dataset=shots', bytes, ndjson)
    expect(report.errors).toMatchObject([{ rule: 'json.encoding' }])
    expect(await recordsOf('shots')).toEqual([])
  })
})

describe('records as large as the database can hold them', () => {
  it('are stored or refused by their size, whatever has to be escaped in them', async () => {
    const texts = ['"', '\\', '\n', 'é', 'م', '😀', 'a'].flatMap((letter) =>
      [60_000, 120_000, 180_000, 240_000, 400_000].map((length) => letter.repeat(length)),
    )
    const records = texts.map((text, i) =>
      record({ reference: `r${i}`, external: { scheme: 'x', fields: { text } } }),
    )
    const written = records.map((each) => `${JSON.stringify(each)}\n`).join('')
    const { db, log } = measureDatabase(env.DB)
    const asked = { method: 'POST', body: written, headers: { 'Content-Type': ndjson } }
    const answer = await admin('/imports?dataset=large&mode=valid', asked, withBindings({ DB: db }))
    const report: Report = answer.data()
    expect(oversizedStatements(log).map(({ sql, largestParameter }) => [sql, largestParameter])).toEqual([])
    expect([...new Set(report.errors.map(({ rule }) => rule))]).toEqual(['record.size'])
    const stored = new Map((await recordsOf('large')).map((each) => [each.reference, each]))
    expect([stored.size, stored.size + report.rejected]).toEqual([report.created, records.length])
    for (const each of records) {
      const kept = stored.get(each.reference)
      if (kept) expect(kept.external).toEqual(each.external)
    }
  }, 30_000)
})
