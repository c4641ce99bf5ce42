// The files as the programs of researchers read them: every field is what the JSON file has.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { DuckDBInstance } from '@duckdb/node-api'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { generateRecord } from '../../../bench/records.ts'
import type { StoredIncident } from '../../../schemas/incident.ts'
import { flatColumns } from '../../../src/record/flat-columns.ts'
import { escapeFormula } from '../../../src/text/formula-guard.ts'
import { type CodeLanguage, codeLanguages } from '../../../src/web/site/api-examples.tsx'
import { foundingRecords } from '../support/founding-case.ts'
import { printed } from '../support/other-program.ts'
import { root, type Server, startServer } from '../support/server.ts'
import { printLogOnFailure } from '../support/server-log.ts'

const howMany = 300

/** Texts that programs take for something else, and places at the edge. */
const tricky = [
  ...['NA', '007', 'NULL', 'TRUE', 'nan', '1e5', "'tis", 'a "b", c', 'a\nb\n\nc', 'a; b', '\\', '😀'],
  ...['=1+1', '@SUM(1)', '-1', '+1', 'a;=1+1', 'سقطت صواريخ، قرب "القاعدة"'],
].map((text, i) => ({
  ...generateRecord(i),
  dataset: 'tricky',
  reference: `tricky-${i}`,
  title: text,
  summary: `${text} and more.`,
  location: { country: 'NA', place: text, ...(i % 2 ? { latitude: 0, longitude: -0.000001 } : {}) },
  actors: [{ name: text, role: 'perpetrator' }],
}))

type Value = string | number | null
type Row = Readonly<Record<string, Value>>

const folder = mkdtempSync(join(tmpdir(), 'sitrep-tools-'))
const file = (name: string): string => join(folder, name)
let server: Server
let records: readonly StoredIncident[]
let expected: readonly Row[]
let code: ReadonlyMap<string, string>

const files = {
  'incidents.csv': '/incidents.csv',
  'excel.csv': '/incidents.csv?excel=true',
  'incidents.ndjson': '/incidents.ndjson',
  'incidents.geojson': '/incidents.geojson',
  'incidents.parquet': '/incidents.parquet',
} as const

const importAll = async () => {
  const lines = [
    ...foundingRecords,
    ...Array.from({ length: howMany }, (_, i) => generateRecord(i)),
    ...tricky,
  ]
  const body = lines.map((each) => JSON.stringify(each)).join('\n')
  const headers = { 'Content-Type': 'application/x-ndjson' }
  const answer = await server.admin('/imports?publish=true', { method: 'POST', headers, body })
  expect(await answer.json()).toMatchObject({ created: lines.length, errors: [] })
}

beforeAll(async () => {
  server = await startServer()
  await importAll()
  const downloads = Object.entries(files).map(async ([name, path]) => {
    const answer = await fetch(server.url + path)
    writeFileSync(file(name), Buffer.from(await answer.arrayBuffer()))
  })
  code = await codeOfPage()
  const answer = await fetch(`${server.url}/incidents.json`)
  await Promise.all(downloads)
  records = ((await answer.json()) as { incidents: StoredIncident[] }).incidents
  expected = records.map((record) =>
    Object.fromEntries(flatColumns.map(({ name, get }) => [name, get(record) ?? null])),
  )
  expect(records.length).toBeGreaterThan(howMany + tricky.length)
})
printLogOnFailure(() => server)
afterAll(async () => {
  await server?.stop()
  rmSync(folder, { recursive: true })
})

/** The code that the page of the list shows, by language. */
const codeOfPage = async (): Promise<ReadonlyMap<string, string>> => {
  const page = await (await fetch(`${server.url}/incidents`, { headers: { Accept: 'text/html' } })).text()
  const blocks = page.matchAll(/aria-label="Reading the file with (\w+)"[^>]*><pre><code>([^<]*)<\/code>/g)
  const marks: Readonly<Record<string, string>> = { amp: '&', quot: '"', '#39': "'", lt: '<', gt: '>' }
  return new Map(
    [...blocks].map(([, language = '', code = '']) => [
      language,
      code.replace(/&([^;]+);/g, (entity, name: string) => marks[name] ?? entity),
    ]),
  )
}

const recipe = (language: CodeLanguage): string => code.get(language) ?? ''

/** Rows of a program, with null for what it leaves out. */
const whole = (rows: readonly Row[]): Row[] =>
  rows.map((row) => Object.fromEntries(flatColumns.map(({ name }) => [name, row[name] ?? null])))

const isNumber = new Map(flatColumns.map(({ name, type }) => [name, type === 'integer' || type === 'number']))
const timed = new Set(flatColumns.filter(({ type }) => type === 'datetime').map(({ name }) => name))

/** Of milliseconds, or of a time in UTC that may leave out its zone. */
const instantOf = (value: Value): Date =>
  new Date(typeof value === 'number' ? value : `${String(value).replace(/Z$/, '')}Z`)

/** Rows of a program that has times and numbers in a form of its own. */
const typed = (rows: readonly Readonly<Record<string, unknown>>[]): Row[] =>
  rows.map((row) =>
    Object.fromEntries(
      flatColumns.map(({ name }) => {
        const value = row[name] ?? null
        if (value === null) return [name, null]
        if (timed.has(name)) return [name, instantOf(value as Value).toISOString()]
        return [name, isNumber.get(name) ? Number(value) : String(value)]
      }),
    ),
  )

describe('the code on the page', () => {
  it('is there in each language, pinned to the version', () => {
    expect([...code.keys()]).toEqual(codeLanguages)
    for (const text of code.values())
      expect(text).toMatch(/http:\/\/[\w.:]+\/incidents\.csv\?commit=1&schema=[0-9a-f]{8}['"]/)
  })

  it('downloads the file with curl', (context) => {
    const name = /--output (\S+)/.exec(recipe('curl'))?.[1] ?? ''
    expect(name).toBe('sitrep-c1.csv')
    const quiet = 'curl() { command curl --silent --show-error "$@"; }'
    printed(context, '/usr/bin/env', 'bash', '-c', `${quiet}; cd '${folder}' && ${recipe('curl')}`)
    expect(readFileSync(file(name))).toEqual(readFileSync(file('incidents.csv')))
  })

  it('reads the file with DuckDB', async () => {
    const instance = await DuckDBInstance.create()
    const connection = await instance.connect()
    // Over HTTP, DuckDB needs an extension that it downloads.
    const sql = recipe('DuckDB').replace(/'http[^']*'/, `'${file('incidents.csv')}'`)
    expect(sql).toContain(folder)
    expect(typed((await connection.runAndReadAll(sql)).getRowObjectsJson())).toEqual(expected)
    connection.closeSync()
    instance.closeSync()
  })
})

describe('CSV', () => {
  it('is read by pandas', { timeout: 60_000 }, (context) => {
    const script = join(root, 'test/node/exports/research-tools.py')
    const rows = JSON.parse(printed(context, '/usr/bin/python3', script, recipe('Python'))) as Row[]
    expect(whole(rows)).toEqual(expected)
  })

  it('is read by R, also if it guesses types from the first rows', { timeout: 60_000 }, (context) => {
    const script = join(root, 'test/node/exports/research-tools.R')
    const tables = JSON.parse(
      printed(context, '/usr/bin/Rscript', script, recipe('R'), file('incidents.csv')),
    ) as { readr: Row[]; recipe: Row[] }
    expect(typed(tables.readr)).toEqual(expected)
    expect(typed(tables.recipe)).toEqual(expected)
  })
})

describe('DuckDB', () => {
  it('reads CSV, NDJSON and Parquet', { timeout: 60_000 }, async () => {
    const instance = await DuckDBInstance.create()
    const connection = await instance.connect()
    const read = async (sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJson()
    expect(typed(await read(`FROM read_csv('${file('incidents.csv')}')`))).toEqual(expected)
    expect(typed(await read(`FROM '${file('incidents.parquet')}'`))).toEqual(expected)
    const deaths = `SELECT id, revision FROM read_json('${file('incidents.ndjson')}')`
    expect((await read(deaths)).map(({ id, revision }) => [id, Number(revision)])).toEqual(
      records.map(({ id, revision }) => [id, revision]),
    )
    connection.closeSync()
    instance.closeSync()
  })
})

describe('the option of DuckDB that docs/downloading.md names', () => {
  it('keeps values that first come after the rows from which it guesses types', async () => {
    const early = 'a,2022-01-05,,33'
    const late = 'b,2022-01-06T19:30,5,33.123456'
    const lines = ['id,date,deaths_best,latitude', ...Array<string>(20_480).fill(early), late]
    writeFileSync(file('late.csv'), lines.join('\n'))
    const instance = await DuckDBInstance.create()
    const connection = await instance.connect()
    const sql = `FROM read_csv('${file('late.csv')}', sample_size = -1) WHERE id = 'b'`
    const [row] = (await connection.runAndReadAll(sql)).getRowObjectsJson()
    expect(row).toMatchObject({ deaths_best: '5', latitude: 33.123456 })
    expect(String(row?.date)).toContain('19:30')
    connection.closeSync()
    instance.closeSync()
  })
})

describe('GeoJSON', () => {
  it('is read by GDAL, in types and as points', { timeout: 60_000 }, (context) => {
    const lines = printed(
      context,
      '/usr/bin/ogr2ogr',
      ...['-f', 'GeoJSONSeq', '/vsistdout/', file('incidents.geojson')],
    )
    const features = lines
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string; geometry: unknown; properties: Row })
    expect(typed(features.map(({ id, properties }) => ({ ...properties, id })))).toEqual(expected)
    expect(features.map(({ geometry }) => geometry)).toEqual(
      records.map(({ location: { latitude, longitude } }) =>
        latitude === undefined ? null : { type: 'Point', coordinates: [longitude, latitude] },
      ),
    )
    const summary = printed(context, '/usr/bin/ogrinfo', '-al', '-so', file('incidents.geojson'))
    expect(summary).toContain(`Feature Count: ${records.length}`)
    for (const type of ['Geometry: Point', 'latitude: Real', 'deaths_best: Integer', 'title: String'])
      expect(summary).toContain(type)
  })
})

/** Comma, quotes, UTF-8, from the first line; and back with numbers in all their digits. */
const asCsv = {
  read: '--infilter=CSV:44,34,76,1',
  write: 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false',
}

/** CSV has no types: a spreadsheet takes these texts for what they look like. The workbook keeps them. */
const mistaken: Readonly<Record<string, string>> = {
  'january-2022': '01/01/2022',
  '007': '7',
  '1e5': '100000',
}

const asShown = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      if (typeof value === 'number') return [name, value]
      return [name, value === null ? null : (mistaken[value] ?? escapeFormula(value))]
    }),
  )

describe('LibreOffice', () => {
  it('shows every cell of the CSV for spreadsheets, and computes none', { timeout: 60_000 }, (context) => {
    const out = join(folder, 'shown')
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`
    const options = [
      profile,
      '--headless',
      '--norestore',
      asCsv.read,
      '--convert-to',
      asCsv.write,
      '--outdir',
    ]
    printed(context, '/usr/bin/soffice', ...options, out, file('incidents.csv'), file('excel.csv'))
    const shown = (name: string): Row[] => parse(readFileSync(join(out, name)), { columns: true, bom: true })
    const numbered = (rows: readonly Row[]): Row[] =>
      rows.map((row) =>
        Object.fromEntries(
          Object.entries(row).map(([name, cell]) => {
            if (cell === '') return [name, null]
            return [name, isNumber.get(name) ? Number(cell) : cell]
          }),
        ),
      )
    expect(numbered(shown('excel.csv'))).toEqual(expected.map(asShown))
    const titles = shown('incidents.csv').map(({ title }) => title)
    expect([titles.includes('=1+1'), titles.includes('2')]).toEqual([false, true])
  })
})
