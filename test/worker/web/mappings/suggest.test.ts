import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { admin, ask, countRecords, createHolder, expectProblem } from '../../client.ts'
import { importBody, reportCounts } from '../../services/imports/send-file.ts'
import { visitor } from '../imports/page-client.ts'

const table =
  'Event ID;Date;Pays;Type of event;Source;Tués\r\nf1;05/01/2022;Irak;Battles;Example News;0\r\nf2;16/01/2022;Syrie;Protests;Example News;\r\n'

const suggest = (body: BodyInit, type = 'text/csv', query = '') =>
  admin(`/mappings/suggest${query}`, { method: 'POST', body, headers: { 'Content-Type': type } })

const fieldsOf = (columns: readonly { readonly column: string; readonly to: string | null }[]) =>
  Object.fromEntries(columns.map(({ column, to }) => [column, to]))

const fields = {
  'Event ID': 'reference',
  Date: 'date',
  Pays: 'location.country',
  'Type of event': 'event_type',
  Source: 'sources.0.publisher',
  Tués: 'casualties.deaths.best',
}

describe('POST /mappings/suggest', () => {
  it('answers a mapping that can be stored and imports the file', async () => {
    const answer = await suggest(table, 'text/csv', '?dataset=trial')
    expect(answer.status, answer.text).toBe(200)
    const { mapping, columns, missing, profile } = answer.data()
    expect([fieldsOf(columns), missing, profile]).toEqual([fields, [], null])
    for (const { confidence } of columns) expect(confidence).toBeGreaterThanOrEqual(0.8)
    expect(columns[0].samples).toEqual(['f1', 'f2'])
    expect(await countRecords()).toBe(0)
    await admin('/datasets/trial', { method: 'PUT', json: { title: 'Trial' } })
    const stored = await admin('/datasets/trial/mappings/table', { method: 'PUT', json: mapping })
    expect(stored.status, stored.text).toBe(201)
    expect(reportCounts(await importBody('mapping=trial/table', table))).toEqual([2, 0, 0, 0, 0])
  })

  it('takes the form of a page with its proof of session', async () => {
    const form = (csrf: string) => {
      const body = new FormData()
      body.append('_csrf', csrf)
      body.append('file', new File([table], 'rows.csv', { type: 'text/csv' }))
      return body
    }
    const { headers, csrf } = await visitor()
    const answer = await ask('/mappings/suggest', { headers, body: form(csrf) })
    expect(fieldsOf(answer.data().columns)).toEqual(fields)
    expectProblem(
      await ask('/mappings/suggest', { headers: { ...headers, Accept: '*/*' }, body: form('') }),
      'form-stale',
    )
    expectProblem(await admin('/mappings/suggest', { body: new FormData() }), 'body-unreadable')
  })

  it('reads other encodings and delimiters', async () => {
    const latin = await suggest(Buffer.from(table, 'latin1'))
    expect(fieldsOf(latin.data().columns)).toEqual(fields)
    const utf16 = await suggest(Buffer.from(`\ufeff${table.replaceAll(';', '\t')}`, 'utf16le'))
    expect(fieldsOf(utf16.data().columns)).toEqual(fields)
  })

  it('reads an encoding that the request states', async () => {
    const cyrillic = Buffer.from([0xc4, 0xe0, 0xf2, 0xe0])
    const body = Buffer.concat([cyrillic, Buffer.from(',x\n2022-01-05,1\n')])
    for (const [type, query] of [
      ['text/csv; charset=windows-1251', ''],
      ['text/csv', '?encoding=windows-1251'],
    ] as const)
      expect(fieldsOf((await suggest(body, type, query)).data().columns)).toMatchObject({ Дата: 'date' })
    expectProblem(await suggest(body, 'text/csv', '?encoding=windows-9999'), 'invalid-query')
  })

  it('reads a workbook, and a sheet of it by name', async () => {
    const { mapping } = (await suggest(table, 'text/csv', '?dataset=trial')).data()
    await admin('/datasets/trial', { method: 'PUT', json: { title: 'Trial' } })
    await admin('/datasets/trial/mappings/table', { method: 'PUT', json: mapping })
    const report = await importBody('mapping=trial/table', table)
    const { text } = await admin(`/imports/${report.import}/annotated.xlsx`)
    const workbook = Buffer.from(text, 'latin1')
    const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
    expect(fieldsOf((await suggest(workbook, type)).data().columns)).toMatchObject(fields)
    const refused = await suggest(workbook, type, '?sheet=Other')
    expectProblem(refused, 'invalid-file')
    expect(refused.data().errors[0].rule).toBe('table.sheet')
  })

  it.each([
    ['application/x-ndjson', '{"date":"2022-01-05","killed":"0"}\n{"date":"2022-01-06"}\n'],
    ['application/json', '[{"date":"2022-01-05","killed":"0"},{"date":"2022-01-06"}]'],
  ])('reads %s', async (type, body) => {
    const { columns } = (await suggest(body, type)).data()
    expect(fieldsOf(columns)).toEqual({ date: 'date', killed: 'casualties.deaths.best' })
  })

  it('names the profile of a known layout', async () => {
    const header = 'id,type_of_violence,date_start,country,side_a,side_b,best\n'
    expect((await suggest(header)).data().profile).toBe('ucdp')
    const row = { event_type: 'battle', country: 'IQ', deaths_best: 3 }
    expect((await suggest(`${Object.keys(row)}\n`)).data().profile).toBe('flat')
    expect((await suggest('event_type,location.country\n')).data().profile).toBe('full')
    const features = [{ type: 'Feature', geometry: null, properties: row }]
    const geojson = JSON.stringify({ type: 'FeatureCollection', features })
    expect((await suggest(geojson, 'application/geo+json')).data().profile).toBe('flat')
  })

  it('refuses what is no file', async () => {
    expectProblem(await suggest(''), 'invalid-file')
    expectProblem(await suggest('PK\u0003\u0004'), 'invalid-file')
    expectProblem(await suggest('{', 'application/json'), 'invalid-file')
    expectProblem(await suggest('x', 'image/png'), 'unsupported-type')
    expectProblem(await suggest(table, 'text/csv', '?dataset=A%20b'), 'invalid-query')
    expectProblem(await suggest('a\n'.repeat(600_000)), 'too-large')
  })

  it('is for those who import', async () => {
    expectProblem(await ask('/mappings/suggest', { method: 'POST', body: table }), 'token-needed')
    const headers = { 'Content-Type': 'text/csv' }
    const contributor = await createHolder('contributor')
    expect((await contributor.ask('/mappings/suggest', { body: table, headers })).status).toBe(200)
  })
})

describe('a table with a column that has no name', () => {
  it('is read by its suggested mapping, which passes the column over', async () => {
    const text = ',date,killed,country,source\n0,2022-01-05,1,Iraq,News\n1,2022-01-06,2,Iraq,News\n'
    const { mapping } = (await suggest(text, 'text/csv', '?dataset=trial')).data()
    expect(mapping.ignore).toEqual([''])
    mapping.constants.event_type = 'battle'
    await admin('/datasets/trial', { method: 'PUT', json: { title: 'Trial' } })
    expect((await admin('/datasets/trial/mappings/index', { method: 'PUT', json: mapping })).status).toBe(201)
    const report = await importBody('mapping=trial/index', text)
    expect(reportCounts(report)).toEqual([2, 0, 0, 0, 0])
    expect(report.notices).toContainEqual(expect.objectContaining({ rule: 'columns.unnamed' }))
  })
})
