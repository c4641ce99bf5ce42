import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { type Scheme, schemes } from '../../../../schemas/crosswalk/layout.ts'
import { IncompleteFile } from '../../../../src/export/byte-stream.ts'
import { crosswalkXlsx } from '../../../../src/export/crosswalk/xlsx.ts'
import type { ExportSource } from '../../../../src/export/format.ts'
import { formats } from '../../../../src/export/registry.ts'
import { layouts } from '../../../../src/record/crosswalk/layouts.ts'
import {
  bytesOf,
  inPages,
  type ReadCell,
  readWorkbook,
  storedRecord,
} from '../../../pure/export/xlsx/read-workbook.ts'
import { ask, expectProblem, patchedDatabase, publishRecord, withBindings } from '../../client.ts'
import { acled, type Cells, createDataset, gtd, ucdp } from './crosswalk-rows.ts'
import { cellsOf, csvOf, importBody } from './send-file.ts'

const dayZero = Date.UTC(1899, 11, 30)

/** Values that no spreadsheet may take for something else, and such as it must not lose a digit of. */
const came: Readonly<Record<Scheme, readonly Cells[]>> = {
  ucdp: [
    ucdp(),
    ucdp({ id: '2', gwnoa: '645; 651', where_coordinates: '=1+1', source_original: '@SUM(1)' }),
    ucdp({ id: '3', best: '8.0', deaths_a: '', relid: '12345678901234567', active_year: 'True' }),
  ],
  acled: [acled(), acled({ event_id_cnty: 'IRQ2', event_date: '2023-02-17', notes: '-1', timestamp: '' })],
  gtd: [
    gtd(),
    gtd({ eventid: '201701010002', nkill: '3.0', ransomamt: '1e5', location: '\t=1', iday: '03' }),
  ],
}

const own = [
  { date: '2022-01-03/2022-01-05', casualties: { deaths: { low: 1, best: 2, high: 4 } }, title: '=1' },
  {
    date: '2022-01-05',
    summary: '+1',
    location: { country: 'IQ', latitude: -33.5, longitude: 0.0000005, place: 'x' },
  },
]

/** What the workbook shows in a cell, as a file of CSV has it. */
const shown = (cell: ReadCell | undefined): string => {
  if (!cell) return ''
  if (cell.type === 'text' || cell.style === 0) return cell.value
  expect(cell.style).toBe(2)
  return new Date(dayZero + Number(cell.value) * 86_400_000).toISOString().slice(0, 10)
}

/** A cell of CSV as a spreadsheet is to show it: numbers without idle zeros, days without midnight. */
const plain = (text: string, type: string): string => {
  if (type === 'date') return text.replace(/ 00:00:00\.000$/, '')
  const isNumber = (type === 'integer' || type === 'number') && /^-?\d{1,15}(\.\d+)?$/.test(text)
  return isNumber ? String(Number(text)) : text
}

const isNumeric = (text: string, type: string): boolean =>
  (type === 'date' && /^\d{4}-\d\d-\d\d$/.test(text)) ||
  ((type === 'integer' || type === 'number') &&
    /^-?[\d.e-]+$/.test(text) &&
    text.length < 16 &&
    !/^\de\d$/.test(text))

const bookOf = async (query: string) => {
  const answer = await ask(`/incidents.xlsx?${query}`)
  expect(answer.status, answer.text.slice(0, 400)).toBe(200)
  return { answer, ...readWorkbook(answer.bytes) }
}

describe.each(schemes)('a workbook in the layout %s', (scheme) => {
  const { columns } = layouts[scheme]

  it('has every cell of the CSV file, numbers and days as such, and computes nothing', async () => {
    for (const record of own) await publishRecord(record)
    await createDataset(scheme)
    await importBody(`profile=${scheme}&publish=true`, csvOf(allOf(came[scheme])))
    const csv = await ask(`/incidents.csv?profile=${scheme}`)
    const { answer, sheets, parts } = await bookOf(`profile=${scheme}`)
    const rows = cellsOf(csv.text)
    expect(rows.length).toBe(came[scheme].length + { ucdp: 1, acled: 4, gtd: 2 }[scheme])
    expect(sheets.incidents?.header).toEqual(columns.map(({ name }) => name))
    expect(sheets.incidents?.rows.length).toBe(rows.length)
    for (const [i, row] of rows.entries())
      for (const { name, type } of columns) {
        const cell = sheets.incidents?.rows[i]?.[name]
        const text = plain(row[name] ?? '', type)
        expect([i, name, shown(cell)]).toEqual([i, name, text])
        if (cell)
          expect([name, text, cell.type]).toEqual([name, text, isNumeric(text, type) ? 'number' : 'text'])
      }
    expect(Object.values(parts).join('')).not.toContain('<f>')
    expect(answer.headers.get('Sitrep-Rows')).toBe(String(rows.length))
    expect(csv.headers.get('Sitrep-Rows')).toBe(String(rows.length))
    expect(parts['xl/worksheets/sheet1.xml']).toMatch(
      new RegExp(`<dimension ref="A1:[A-Z]+${rows.length + 1}"/>`),
    )
  })

  it('says which layout it is, and where its losses are told', async () => {
    for (const record of own) await publishRecord(record)
    const { answer, sheets } = await bookOf(`profile=${scheme}&country=IQ`)
    const about = new Map(sheets.about?.rows.map((row) => [row.what?.value, row.value?.value]))
    expect([about.get('profile'), about.get('records')]).toEqual([scheme, '2'])
    expect(about.get('rows')).toBe(answer.headers.get('Sitrep-Rows'))
    const losses = await ask(about.get('losses') ?? '')
    expect(losses.text).toBe((await ask(`/incidents.loss.csv?profile=${scheme}&country=IQ`)).text)
    expect(losses.headers.get('Sitrep-Commit')).toBe(answer.headers.get('Sitrep-Commit'))
    expect(sheets.codes).toBeUndefined()
  })

  it('without a row has its header', async () => {
    const { sheets, answer } = await bookOf(`profile=${scheme}`)
    expect(answer.headers.get('Sitrep-Rows')).toBe('0')
    expect(sheets.incidents).toEqual({ header: columns.map(({ name }) => name), rows: [] })
  })
})

/** Every row with every column that one of them has. */
const allOf = (rows: readonly Cells[]): Cells[] => {
  const names = new Set(rows.flatMap((row) => Object.keys(row)))
  return rows.map((row) => Object.fromEntries([...names].map((name) => [name, row[name] ?? ''])))
}

/** A source without anything. */
const none: ExportSource = {
  records: () => inPages([]),
  rows: async function* () {},
  committedAt: async () => '',
  datasets: async () => [],
}

describe('a workbook in a layout', () => {
  it('is refused in the full profile, with the format that has it', async () => {
    const { errors } = expectProblem(await ask('/incidents.xlsx?profile=full'), 'invalid-query')
    expect(errors).toMatchObject([{ parameter: 'profile', received: 'full' }])
    expect(errors?.[0]).toHaveProperty(
      'detail',
      'profile: XLSX does not support profile=full. Use CSV (/incidents.csv).',
    )
    const geojson = expectProblem(await ask('/incidents.geojson?profile=acled'), 'invalid-query')
    expect(geojson.detail).toContain('Use CSV (/incidents.csv) or XLSX (/incidents.xlsx).')
  })

  it.each(['csv', 'xlsx'])('of one page reads it once, to count and to write: %s', async (format) => {
    for (const record of own) await publishRecord(record)
    const statements: string[] = []
    const prepare = (sql: string) => {
      statements.push(sql)
      return env.DB.prepare(sql)
    }
    const door = withBindings({ DB: patchedDatabase({ prepare: prepare as D1Database['prepare'] }) })
    const reads = async (query: string) => {
      statements.length = 0
      const answer = await ask(`/incidents.${format}${query}`, {}, door)
      expect([answer.status, answer.headers.get('Sitrep-Rows')]).toEqual([200, query ? '4' : '2'])
      return statements.filter((sql) => sql.includes('incident_body')).length
    }
    const once = await reads('')
    expect(once).toBeGreaterThan(0)
    expect(await reads('?profile=acled')).toBe(once)
  })

  it('has a bound of rows, not of records', async () => {
    await publishRecord({ date: '2022-01-03/2022-01-05', event_type: 'battle', event_subtype: 'armed_clash' })
    await publishRecord()
    const bounded = (maxRows: number) => ({ ...formats.xlsx, maxRows })
    const { xlsx } = formats
    const asked = async (profile: string, maxRows: number) => {
      Object.assign(formats, { xlsx: bounded(maxRows) })
      try {
        return await ask(`/incidents.xlsx?profile=${profile}`, { method: 'HEAD' })
      } finally {
        Object.assign(formats, { xlsx })
      }
    }
    expect((await asked('acled', 4)).status).toBe(200)
    expect((await asked('acled', 3)).status).toBe(400)
    expect((await asked('ucdp', 0)).status).toBe(200)
  })

  it.each([
    ['records', { records: 2, rows: 4 }],
    ['records', { records: 4, rows: 4 }],
    ['rows', { records: 3, rows: 3 }],
    ['rows', { records: 3, rows: 6 }],
  ])('breaks where the %s are not as many as were counted: %j', async (_, numbers) => {
    const one = { event_subtype: 'shelling', location: { country: 'IQ', place: 'x' } }
    const records = [
      storedRecord({ ...one, date: '2022-01-03/2022-01-05' }),
      storedRecord(one),
      storedRecord(one),
    ]
    const source = { ...none, records: () => inPages(records) }
    const { write, countRows } = crosswalkXlsx('acled')
    expect(await countRows?.(source)).toBe(5)
    const facts = { commit: 1, address: 'http://a.test/incidents.xlsx?profile=acled' }
    await bytesOf(write(source, { ...facts, records: 3, rows: 5 }))
    await expect(bytesOf(write(source, { ...facts, ...numbers }))).rejects.toThrow(IncompleteFile)
  })
})
