// Workbooks as LibreOffice reads them: every cell is what the CSV file has, and nothing is computed.
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { generateRecord } from '../../../bench/records.ts'
import { type Scheme, schemes } from '../../../schemas/crosswalk/layout.ts'
import type { StoredIncident } from '../../../schemas/incident.ts'
import { toLayout } from '../../../src/export/crosswalk/to-layout.ts'
import { crosswalkXlsx } from '../../../src/export/crosswalk/xlsx.ts'
import { csvRow } from '../../../src/export/csv/write-csv.ts'
import { xlsx } from '../../../src/export/xlsx/xlsx.ts'
import { layouts } from '../../../src/record/crosswalk/layouts.ts'
import { flatColumns } from '../../../src/record/flat-columns.ts'
import { missingOffice, type Row, readSheets } from './libreoffice.ts'

/** The Big List of Naughty Strings, which is not part of the repository; CI has it, or fails. */
const naughty = new URL('../../../../shared/data/naughty-strings/blns.json', import.meta.url)

/** A carriage return is in no record, and LibreOffice reads it as a new line. */
const hostile = [
  ...(existsSync(naughty) || process.env.CI ? (JSON.parse(readFileSync(naughty, 'utf8')) as string[]) : []),
  ...['=1+1', '@SUM(1,2)', '+1', '-1', '\t=1', '\n=1', ' =1', '=HYPERLINK("http://a.example","x")'],
  ...["=cmd|' /C calc'!A0", "'=1", '007', '1e5', 'TRUE', '2022-01-05', '#REF!', '1/2', '12:30'],
  ...[' both ends ', '\n', 'a\nb', '_x000D_', '_x0041_x0042_', '\u0001', '_x0001\u0002', '\ufffe'],
  ...[']]>', '&amp;', '\u2028', 'قاعدة عين الأسد', '😀', '\u200f', 'a'.repeat(16_000)],
]

const days = [
  '2022-01-05',
  '1900-03-01',
  '1900-02-28',
  '0001-01-01',
  '9999-12-31',
  '2022-01-03/2022-02',
  '1904~',
]

const stamped = (record: object, i: number) =>
  ({
    ...record,
    id: `0197f3a0-1c2b-7d4e-8f60-${String(i).padStart(12, '0')}`,
    status: 'published',
    warnings: [],
    revision: 1 + i,
    commit: 42,
    created_at: '2022-01-06T00:00:00.000Z',
    updated_at: new Date(Date.UTC(2022, 0, 7) + i * 86_399_111).toISOString(),
  }) as unknown as StoredIncident

const plain = 50

/** Generated records, and records with a hostile text in places of every kind. */
const records = [
  ...Array.from({ length: plain }, (_, i) => ({ ...generateRecord(i), date: days[i % days.length] })),
  ...hostile.map((text, i) => ({
    ...generateRecord(i),
    reference: text,
    title: text,
    summary: `${text}\n${text}`.slice(0, 10_000),
    actors: [{ name: text, role: 'perpetrator' }],
    sources: [{ publisher: text }, { title: text }],
  })),
].map(stamped)

/** The rows of the CSV file, with a text where half a character was as bytes cannot hold it. */
const csv = (): Row[] => {
  const header = csvRow(flatColumns.map(({ name }) => name))
  const rows = records.map((record) => csvRow(flatColumns.map((column) => column.get(record))))
  return parse([header, ...rows].join('\r\n').toWellFormed(), { columns: true, record_delimiter: '\r\n' })
}

/** The rows of the CSV file in the layout of another project. */
const layoutRows = (scheme: Scheme): Row[] => {
  const layout = layouts[scheme]
  const rows = records.flatMap((record) => toLayout(layout, record).rows).map((row) => csvRow(row))
  const header = csvRow(layout.columns.map(({ name }) => name))
  return parse([header, ...rows].join('\r\n').toWellFormed(), { columns: true, record_delimiter: '\r\n' })
}

/** A row of the CSV file as a sheet shows it: times without T and Z. */
const shown = (row: Row): Row => {
  const time = (name: string) => (row[name] ?? '').replace('T', ' ').replace('Z', '')
  return { ...row, created_at: time('created_at'), updated_at: time('updated_at') }
}

async function* pages() {
  for (let at = 0; at < records.length; at += 100) yield records.slice(at, at + 100)
}

/** What a layout is not made of. */
const source = {
  rows: async function* () {},
  committedAt: async () => '',
  datasets: async () => [],
}

let dir: string
let sheets: Record<string, Row[]>

beforeAll(async () => {
  if (missingOffice) return
  dir = await mkdtemp(join(tmpdir(), 'sitrep-xlsx-'))
  const files = await Promise.all(
    [false, true].map(async (labels) => {
      const file = join(dir, labels ? 'labels.xlsx' : 'codes.xlsx')
      await writeFile(file, xlsx(pages(), { commit: 42, rows: records.length }, { labels }))
      return file
    }),
  )
  const layoutFiles = await Promise.all(
    schemes.map(async (scheme) => {
      const file = join(dir, `${scheme}.xlsx`)
      const facts = { commit: 42, records: records.length, rows: layoutRows(scheme).length, address: '/' }
      await writeFile(file, crosswalkXlsx(scheme).write({ ...source, records: pages }, facts))
      return file
    }),
  )
  sheets = await readSheets(dir, [...files, ...layoutFiles])
})
afterAll(async () => {
  if (dir) await rm(dir, { recursive: true, force: true })
})
beforeEach((context) => context.skip(missingOffice !== undefined, missingOffice))

describe('a workbook in LibreOffice', () => {
  it('has the rows of the CSV file, each cell as it is there', () => {
    const expected = csv().map(shown)
    expect(expected.length).toBe(records.length)
    expect(sheets['codes-incidents']?.length).toBe(expected.length)
    for (const [i, row] of expected.entries()) expect(sheets['codes-incidents']?.[i]).toEqual(row)
  })

  it('computes nothing', () => {
    const titles = sheets['codes-incidents']?.map(({ title }) => title)
    for (const text of ['=1+1', '@SUM(1,2)', "=cmd|' /C calc'!A0", '+1', '1/2', 'TRUE', '007'])
      expect(titles?.[plain + hostile.indexOf(text)]).toBe(text)
  })

  it('has labels where they are asked for', () => {
    const row = sheets['labels-incidents']?.[0]
    expect(row?.event_type).toBe('Explosion or remote violence')
    expect(sheets['codes-incidents']?.[0]?.event_type).toBe('remote_violence')
  })

  it.each(schemes)('has the rows of the layout, each cell as it is there: %s', (scheme) => {
    const expected = layoutRows(scheme)
    expect(expected.length).toBeGreaterThan(0)
    expect(sheets[`${scheme}-incidents`]?.length).toBe(expected.length)
    for (const [i, row] of expected.entries()) expect(sheets[`${scheme}-incidents`]?.[i]).toEqual(row)
    expect(sheets[`${scheme}-about`]?.[0]).toMatchObject({ what: 'profile', value: scheme })
  })

  it('explains its codes and itself', () => {
    const codes = flatColumns.flatMap(({ name, vocabulary = {} }) =>
      Object.entries(vocabulary).map(([code, { label, definition }]) => ({
        column: name,
        code,
        label,
        definition,
      })),
    )
    expect(sheets['codes-codes']).toEqual(codes)
    expect(sheets['codes-about']?.[0]).toMatchObject({ what: 'rows', value: String(records.length) })
  })
})
