import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest'
import type { StoredIncident } from '../../../schemas/incident.ts'
import { flatColumns } from '../../../src/record/flat-columns.ts'
import { decodeList } from '../../../src/text/list-cell.ts'
import { soundRecord } from '../../pure/arbitrary.ts'
import {
  type Cells,
  joinTables,
  packRecords,
  storedRecord,
  unzipFiles,
} from '../../pure/export/data-package/read-package.ts'
import { minimalRecord } from '../../pure/rule-cases.ts'
import { foundingRecords } from '../support/founding-case.ts'
import { root } from '../support/server.ts'

/** What loaders are known to take for something else. */
const tricky = {
  ...minimalRecord,
  title: 'NA',
  reference: '007',
  summary: 'Said "no", then\n\n"yes, perhaps"; \\ and م.',
  location: { country: 'NA', admin1: 'NULL', place: 'nan', latitude: 0, longitude: -0.000001 },
  weapons: [
    { model: '1e5', fired: 1_000_000_000 },
    { model: 'TRUE', fired: 1_000_000_000 },
    { model: 'Inf', fired: 1_000_000_000 },
  ],
  actors: [{ name: 'N/A', with: ['a; b', 'c'] }],
  external: { scheme: 'gtd', fields: { '': '', 'a,"b"': ' x\r\ny ', none: 'null', n: 1.5, t: true } },
}

/** With coordinates such as instruments give: readr drops what is behind the 17th digit. */
const measured = (sent: object): object =>
  JSON.parse(JSON.stringify(sent), (key, value) =>
    key === 'latitude' || key === 'longitude' ? Math.round((value as number) * 1e6) / 1e6 + 0 : value,
  ) as object

const records = [
  tricky,
  ...(foundingRecords as object[]),
  ...fc.sample(soundRecord, { numRuns: 60, seed: 11 }).map(measured),
].map((sent, n) =>
  storedRecord(
    sent,
    n,
    n % 2 ? { warnings: [{ pointer: '/date', rule: 'date.early', detail: 'Early.' }] } : {},
  ),
)
const old = [storedRecord({ ...minimalRecord, date: '0632' }), storedRecord(minimalRecord, 1)]

type Columns = Readonly<Record<string, readonly (string | number | null)[]>>

interface Dump {
  readonly warned?: readonly string[]
  readonly types: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly tables: Readonly<Record<string, Columns>>
}

const folder = mkdtempSync(join(tmpdir(), 'sitrep-package-'))
const folders = { records: join(folder, 'records'), old: join(folder, 'old') }

const unpack = async (to: string, of: readonly StoredIncident[]) => {
  mkdirSync(to)
  for (const [name, bytes] of unzipFiles(await packRecords(of))) writeFileSync(join(to, name), bytes)
}

beforeAll(async () => {
  await unpack(folders.records, records)
  await unpack(folders.old, old)
})

afterAll(() => rmSync(folder, { recursive: true }))

/** R prints letters beyond ASCII where its locale has them. */
const env = { ...process.env, LC_ALL: 'C.UTF-8' }

/** What the program prints of both packages. On a machine without it or its libraries, the test is left out. */
const dumpsBy = (program: string, script: string, context: TestContext): Dump[] => {
  const args = [join(root, 'test/node/exports', script), ...Object.values(folders)]
  const {
    error,
    status,
    stdout,
    stderr: said,
  } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 2 ** 28, env })
  const stderr = said ?? ''
  const lacking = error !== undefined || /No module named|there is no package called/.test(stderr)
  if (lacking && process.env.CI === undefined) context.skip(`${program} is not there, or lacks a library.`)
  expect([error, status, stderr.replace(/^Attaching.*$/gm, '').trim()]).toEqual([undefined, 0, ''])
  return JSON.parse(stdout) as Dump[]
}

const rowsOf = (columns: Columns = {}): Cells[] => {
  const names = Object.keys(columns)
  const length = columns[names[0] ?? '']?.length ?? 0
  return Array.from({ length }, (_, i) =>
    Object.fromEntries(names.map((name) => [name, columns[name]?.[i] ?? null])),
  )
}

const asStated = (type: string, cell: string | number): unknown => {
  if (type === 'datetime') return new Date(cell).toISOString()
  return type === 'list' ? decodeList(String(cell)) : cell
}

/** With numbers for those that went out as text. */
const withNumbers = ({ types, tables }: Dump): Dump => {
  const ofColumn = (table: string, [name, cells]: [string, Columns[string]]) => {
    const isText = types[table]?.[name] !== 'numeric'
    return [name, isText ? cells : cells.map((cell) => (cell === null ? null : Number(cell)))] as const
  }
  const ofTable = ([table, columns]: [string, Columns]) =>
    [table, Object.fromEntries(Object.entries(columns).map((each) => ofColumn(table, each)))] as const
  return { types, tables: Object.fromEntries(Object.entries(tables).map(ofTable)) }
}

/** Every field of every record, and every column of the flat row. */
const expectRecords = ({ tables }: Dump, expected: readonly StoredIncident[]) => {
  const published = expected.map(({ notes: _, warnings, ...record }) =>
    warnings.length > 0 ? { ...record, warnings } : record,
  )
  expect(joinTables((table) => rowsOf(tables[table]), asStated)).toEqual(published)
  const flat = expected.map((record) =>
    Object.fromEntries(
      flatColumns.map(({ name, type, get }) => {
        const cell = get(record) ?? null
        return [name, type === 'datetime' ? Date.parse(String(cell)) : cell]
      }),
    ),
  )
  expect(rowsOf(tables.incidents)).toEqual(flat)
}

/** The types of all columns, by what the codebook says that they are. */
const expectTypes = ({ types, tables }: Dump, expected: Readonly<Record<string, string>>) => {
  const codebook = rowsOf(tables.codebook).filter(({ kind }) => kind === 'column')
  expect(codebook.length).toBeGreaterThan(150)
  for (const { table, name, type } of codebook)
    expect(`${table}.${name}: ${types[String(table)]?.[String(name)]}`).toBe(
      `${table}.${name}: ${expected[String(type)]}`,
    )
}

describe('load.py', () => {
  it('loads every table with its types, and every value as the record has it', (context) => {
    const [dump, ancient] = dumpsBy('/usr/bin/python3', 'data-package-dump.py', context)
    if (!dump || !ancient) throw new Error('Nothing was printed.')
    expectTypes(dump, {
      text: 'string',
      list: 'string',
      integer: 'Int64',
      number: 'float64',
      date: 'datetime64[ns]',
      datetime: 'datetime64[ns, UTC]',
    })
    expectRecords(dump, records)
    expect(dump.warned).toEqual([])
    expect(ancient.types.incidents?.date_start).toBe('string')
    expect(ancient.warned?.join()).toMatch(/^date_start stays text: .*,date_end stays text: /)
    expectRecords(ancient, old)
  })
})

describe('load.R', () => {
  it('loads every table with its types, and every value as the record has it', (context) => {
    const [dump, ancient] = dumpsBy('Rscript', 'data-package-dump.R', context).map(withNumbers)
    if (!dump || !ancient) throw new Error('Nothing was printed.')
    const types = {
      text: 'character',
      list: 'character',
      integer: 'numeric',
      number: 'numeric',
      date: 'Date',
      datetime: 'POSIXct',
    }
    expectTypes(dump, types)
    expectTypes(ancient, types)
    expectRecords(dump, records)
    expectRecords(ancient, old)
  })
})
