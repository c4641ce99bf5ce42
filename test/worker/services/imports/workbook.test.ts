import { env } from 'cloudflare:workers'
import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { soundRecord } from '../../../pure/arbitrary.ts'
import { makeWorkbook, readTableOf, textRow, workbookFiles } from '../../../pure/ingest/xlsx/make-workbook.ts'
import { admin, ask, expectProblem } from '../../client.ts'
import { ucdp } from './crosswalk-rows.ts'
import {
  type Cells,
  cellsOf,
  csvOf,
  dumpRecordTables,
  importBody,
  recordsOf,
  reportCounts,
  row,
  send,
  streamInPieces,
} from './send-file.ts'

const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const sheetOf = (rows: readonly Cells[]): string => {
  const names = Object.keys(rows[0] ?? {})
  const lines = rows.map((each, i) => textRow(i + 2, ...names.map((name) => each[name] ?? '')))
  return textRow(1, ...names) + lines.join('')
}

const workbookOf = (...rows: readonly Cells[]) => makeWorkbook({ sheets: { Sheet1: sheetOf(rows) } })

/** The records without what the server sets. */
const statedRecords = async (dataset: string) =>
  (await recordsOf(dataset)).map(({ id, commit, created_at, updated_at, dataset: _, ...stated }) => stated)

describe('a workbook', () => {
  it.each([
    [7, 1],
    [65_536, 1],
    [100_000, 30],
  ])(
    'is taken in pieces of %i bytes as a CSV file with its cells, and stored as it is',
    async (size, count) => {
      const rows = Array.from({ length: count * 100 }, (_, i) => row(`r${i}`, { title: `No. ${i}` }))
      const workbook = workbookOf(...rows)
      const report = await importBody('dataset=sheets', streamInPieces(workbook, size), workbookType)
      expect(reportCounts(report)).toEqual([rows.length, 0, 0, 0, 0])
      expect(report).toMatchObject({ sheet: 'Sheet1', encoding: 'utf-8', delimiter: null })
      expect(await importBody('dataset=texts', csvOf(rows))).toMatchObject({ sheet: null, delimiter: ',' })
      expect(await statedRecords('sheets')).toEqual(await statedRecords('texts'))
      const file = await admin(`/imports/${report.import}/file`)
      expect([file.type, Buffer.compare(file.bytes, workbook)]).toEqual([workbookType, 0])
    },
  )

  it('names the cell of an error, and comes back annotated', async () => {
    const cells =
      textRow(4, ...Object.keys(row('r1')), 'deaths_low') +
      textRow(5, ...Object.values(row('r1'))) +
      `<row r="7"><c r="A7" t="inlineStr"><is><t>r2</t></is></c><c r="C7"><v>44566</v></c><c r="D7" t="e"><v>#N/A</v></c></row>` +
      textRow(8, ...Object.values(row('r3', { date: '2022-13-05' }))).replace(
        '</row>',
        '<c r="H8"><v>0</v></c></row>',
      )
    const workbook = makeWorkbook({ sheets: { 'Week 1': cells, About: textRow(1, 'x') } })
    const report = await importBody('dataset=shots&mode=valid', workbook, workbookType)
    expect(reportCounts(report)).toEqual([1, 0, 0, 0, 2])
    expect(report.errors).toMatchObject([
      { row: 2, line: 7, column: 'country', cell: "'Week 1'!D7", rule: 'table.cell_error', received: '#N/A' },
      { row: 3, line: 8, column: 'date', cell: "'Week 1'!C8", rule: 'date.invalid', received: '2022-13-05' },
    ])
    expect(report.notes).toEqual({ 'workbook.sheet_unread': 1 })
    const errors = cellsOf((await admin(`/imports/${report.import}/errors.csv`)).text)
    expect(errors.map(({ cell }) => cell)).toEqual(["'Week 1'!D7", "'Week 1'!C8"])
    const answer = await admin(`/imports/${report.import}/annotated.xlsx`)
    expect([answer.status, answer.type]).toEqual([200, workbookType])
    const back = await readTableOf(answer.bytes)
    const csv = cellsOf((await admin(`/imports/${report.import}/annotated.csv`)).text)
    expect(back.columns.at(-1)).toBe('sitrep_errors')
    expect(back.rows.map((each) => each.at(-1) ?? '')).toEqual([
      '',
      expect.stringContaining('country: The cell shows the error #N/A'),
      expect.stringContaining('date: There is no month 13.'),
    ])
    expect(back.rows).toEqual(csv.map((each) => Object.values(each)))
    expect(back.rows[1]?.slice(0, 4)).toEqual(['r2', '', '44566', ''])
  })

  it('has numbers and days in the annotated one, and texts that only look like them', async () => {
    const title = '0012'
    const { import: id } = await importBody('dataset=shots', csvOf([row('r1', { title, deaths_best: '3' })]))
    const { bytes } = await admin(`/imports/${id}/annotated.xlsx`)
    const again = await importBody('dataset=shots', bytes, workbookType)
    expect(reportCounts(again)).toEqual([0, 0, 1, 0, 0])
    expect(Buffer.from(bytes).includes('x')).toBe(true)
    expect((await readTableOf(bytes)).rows[0]).toContain(title)
  })

  it.each([
    ['text/csv', 'as CSV'],
    ['application/vnd.ms-excel', 'as an old workbook'],
  ])('is recognised by its first bytes when it is sent %s', async (type) => {
    const report = await importBody('dataset=shots', workbookOf(row('r1')), type)
    expect([report.sheet, ...reportCounts(report)]).toEqual(['Sheet1', 1, 0, 0, 0, 0])
  })

  it('goes through a mapping, in a form', async () => {
    const mapping = JSON.stringify({
      columns: { nr: 'reference', day: 'date', where: 'location.country' },
      constants: { event_type: 'battle', 'sources.0.publisher': 'Example News' },
    })
    const rows = `${textRow(1, 'nr', 'day', 'where')}<row r="2"><c t="inlineStr"><is><t>m1</t></is></c><c s="1"><v>44566</v></c><c t="inlineStr"><is><t>IQ</t></is></c></row>`
    const form = new FormData()
    form.append('mapping', new Blob([mapping], { type: 'application/json' }))
    form.append('file', new Blob([makeWorkbook({ sheets: { S: rows } })]), 'x.xlsx')
    const answer = await admin('/imports?profile=mapping&dataset=mapped', { method: 'POST', body: form })
    expect([answer.status, answer.data().created]).toEqual([200, 1])
    expect(await recordsOf('mapped')).toMatchObject([{ reference: 'm1', date: '2022-01-05' }])
  })

  it('is read at the sheet that is named', async () => {
    const sheets = { First: sheetOf([row('a')]), 'Second one': sheetOf([row('b')]) }
    const report = await importBody(
      'dataset=shots&sheet=Second%20one',
      makeWorkbook({ sheets }),
      workbookType,
    )
    expect(report.sheet).toBe('Second one')
    expect((await recordsOf('shots')).map(({ reference }) => reference)).toEqual(['b'])
  })

  it('that is refused leaves nothing', async () => {
    const before = await dumpRecordTables()
    const damaged = workbookOf(row('r1')).slice(0, -40)
    const bomb = zipSync({
      ...workbookFiles({ sheets: { S: sheetOf([row('r1')]) } }),
      'xl/styles.xml': new Uint8Array(30_000_000),
    })
    const cases = [
      ['', damaged, 'table.workbook'],
      ['', bomb, 'table.unpacked'],
      ['', Buffer.from('d0cf11e0a1b11ae1'.padEnd(1200, '0'), 'hex'), 'table.foreign'],
      ['', 'date,country\n', 'table.foreign'],
      ['&sheet=Nowhere', workbookOf(row('r1')), 'table.sheet'],
    ] as const
    for (const [query, body, rule] of cases) {
      const answer = await send(`dataset=shots${query}`, body, workbookType)
      expect(expectProblem(answer, 'invalid-file').errors).toMatchObject([{ rule }])
    }
    expect((await env.FILES.list()).objects).toEqual([])
    expect(await dumpRecordTables()).toEqual(before)
  })

  it('alone has sheets', async () => {
    const csv = await send('dataset=shots&sheet=Data', csvOf([row('r1')]))
    expect(expectProblem(csv, 'invalid-file').errors).toMatchObject([
      { rule: 'table.sheet', received: 'Data' },
    ])
    expectProblem(await send('dataset=shots&sheet=Data', '[]', 'application/json'), 'invalid-query')
  })

  it('names the cell of a column that is not known', async () => {
    const answer = await send('dataset=shots', workbookOf({ ...row('r1'), contry: 'x' }), workbookType)
    const { errors } = expectProblem(answer, 'invalid-file')
    expect(errors).toMatchObject([{ column: 'contry', cell: 'Sheet1!H1', rule: 'table.column_unknown' }])
  })
})

describe('a workbook of Sitrep', () => {
  it('comes back unchanged', async () => {
    const made = fc
      .sample(soundRecord, { numRuns: 100, seed: 7 })
      .filter((each) => !JSON.stringify(each).includes('"withheld"'))
    const records = made.map((each, i) => ({ ...each, dataset: 'shots', reference: `s${i}` }))
    await importBody(
      'publish=true',
      records.map((each) => JSON.stringify(each)).join('\n'),
      'application/x-ndjson',
    )
    const { bytes } = await admin('/incidents.xlsx?dataset=shots')
    const report = await importBody('dataset=shots&publish=true', bytes, workbookType)
    expect(report.errors).toEqual([])
    expect([report.sheet, ...reportCounts(report)]).toEqual(['incidents', 0, 0, made.length, 0, 0])
  })

  it('has every cell of a layout, in another dataset too', async () => {
    const rows = [
      ucdp({ latitude: '33.3558' }),
      ucdp({ id: '2', best: '', source_original: 'Line one\r\nline two', relid: '12345678901234567' }),
    ]
    const names = [...new Set(rows.flatMap((each) => Object.keys(each)))]
    const csv = csvOf(
      rows.map((each) => Object.fromEntries(names.map((name) => [name, (each as Cells)[name] ?? '']))),
    )
    await importBody('profile=ucdp&dataset=first&publish=true', csv)
    const { bytes } = await ask('/incidents.xlsx?profile=ucdp&dataset=first')
    expect(
      await readTableOf(bytes).then(({ rows: read }) => read.flat().some((cell) => cell.includes('\r'))),
    ).toBe(false)
    const report = await importBody('profile=ucdp&dataset=second&publish=true', bytes, workbookType)
    expect(reportCounts(report)).toEqual([2, 0, 0, 0, 0])
    const cellsIn = async (dataset: string) =>
      cellsOf((await ask(`/incidents.csv?profile=ucdp&dataset=${dataset}`)).text).map((each) =>
        Object.fromEntries(
          Object.entries(each).map(([name, cell]) => [
            name,
            cell
              .replace(' 00:00:00.000', '')
              .replaceAll('\r', '')
              .replace(/^(-?\d+\.\d*?)0+$/, '$1'),
          ]),
        ),
      )
    expect(await cellsIn('second')).toEqual(await cellsIn('first'))
  })
})
