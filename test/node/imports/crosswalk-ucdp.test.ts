// Whole files of UCDP in and out through the real server, compared by sqlite3; and a newer vintage over an older one.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { columns } from '../../../schemas/crosswalk/ucdp.ts'
import { type Server, startServer } from '../support/server.ts'
import { printLogOnFailure } from '../support/server-log.ts'

/** Files of UCDP (CC BY 4.0), which are not part of the repository. */
const data = new URL('../../../../shared/data/', import.meta.url)
const there = existsSync(data)
const pathOf = (name: string): string => fileURLToPath(new URL(name, data))
const ukraine = 'ucdp-ukraine/conflict_data_ukr_2022.csv'

const directory = mkdtempSync(join(tmpdir(), 'sitrep-ucdp-'))
let server: Server

beforeAll(async () => {
  if (there) server = await startServer()
})
printLogOnFailure(() => server)
afterAll(async () => {
  await server?.stop()
  rmSync(directory, { recursive: true })
})

interface Report extends Readonly<Record<string, unknown>> {
  readonly notes: Readonly<Record<string, number>>
}

const send = async (query: string, body: Uint8Array | string): Promise<Report> => {
  const answer = await server.admin(`/imports?profile=ucdp&publish=true&${query}`, {
    method: 'POST',
    body: body as BodyInit,
    headers: { 'Content-Type': 'text/csv' },
  })
  expect(answer.status).toBe(200)
  return (await answer.json()) as Report
}

/** Saves what a dataset is in the layout; gives the path. */
const exported = async (dataset: string): Promise<string> => {
  const answer = await fetch(`${server.url}/incidents.csv?profile=ucdp&dataset=${dataset}`)
  expect(answer.status).toBe(200)
  const path = join(directory, `${dataset}.csv`)
  writeFileSync(path, new Uint8Array(await answer.arrayBuffer()))
  return path
}

const headerOf = (path: string): string[] => {
  const [header = []]: string[][] = parse(readFileSync(path), { to: 1 })
  return header
}

/** What sqlite3 answers of two files, as the tables came and went. */
const ask = (came: string, went: string, query: string): Record<string, number> => {
  const commands = [`.mode csv`, `.import "${came}" came`, `.import "${went}" went`, '.mode json']
  const ran = spawnSync('sqlite3', [...commands.flatMap((each) => ['-cmd', each]), ':memory:', query], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  })
  if (ran.status !== 0) throw new Error(`sqlite3: ${ran.error ?? ran.stderr}`)
  const [row] = JSON.parse(ran.stdout) as Record<string, number>[]
  if (!row) throw new Error('sqlite3 gave no row.')
  return row
}

const deaths = ['deaths_a', 'deaths_b', 'deaths_civilians', 'deaths_unknown', 'low', 'best', 'high']

/** An event has an id; a row of HXL tags has none. */
const expectEqual = (came: string, went: string, rows: number) => {
  const header = headerOf(came)
  const both = columns.map(({ name }) => name).filter((name) => header.includes(name))
  expect(headerOf(went)).toEqual(columns.map(({ name }) => name))
  const differing = both.map((name) => `sum(c."${name}" IS NOT w."${name}") AS "${name}"`)
  expect(
    ask(
      came,
      went,
      `SELECT count(*) AS n, ${differing} FROM came c LEFT JOIN went w USING (id) WHERE id <> ''`,
    ),
  ).toEqual({ n: rows, ...Object.fromEntries(both.map((name) => [name, 0])) })
  const sums = (table: string) =>
    deaths.map((name) => `(SELECT sum("${name}") FROM ${table}) AS ${table}_${name}`)
  const added = ask(came, went, `SELECT ${sums('came')}, ${sums('went')}, (SELECT count(*) FROM went) AS n`)
  expect(added.n).toBe(rows)
  expect(added.came_best).toBeGreaterThan(0)
  for (const name of deaths) expect([name, added[`went_${name}`]]).toEqual([name, added[`came_${name}`]])
}

/** Column and row numbers where a newer vintage differs. */
const edits = [
  [9, 'best', '77'],
  [199, 'date_end', '2016-12-31 00:00:00.000'],
  [499, 'source_original', 'somebody else'],
  [1166, 'conflict_name', 'Another name'],
] as const
const deleted = [2, 698]
const added = ['900001', '900002']

type Cells = Record<string, string>

describe('a file of UCDP', () => {
  beforeEach(({ skip }) => {
    if (!there && !process.env.CI) skip('shared/data is not beside this repository')
    if (spawnSync('sqlite3', ['-version']).error && !process.env.CI) skip('sqlite3 is not installed')
    expect(there, 'shared/data is beside this repository').toBe(true)
  })

  it.each([
    ['iraq', 'ucdp-iraq/conflict_data_irq.csv', 7473],
    ['syria', 'ucdp-syria/ucdp_syria_df.csv', 16_566],
    ['ukraine', ukraine, 1167],
  ])('comes in whole and goes out equal in every column: %s', async (dataset, file, rows) => {
    const report = await send(`dataset=${dataset}`, readFileSync(pathOf(file)))
    expect(report).toMatchObject({ rows, created: rows, rejected: 0, errors: [] })
    expect(report.notes['ucdp.kind']).toBe(rows)
    expectEqual(pathOf(file), await exported(dataset), rows)
  })

  it('over an older one makes the revisions, retractions and new records that it has, and no others', async () => {
    const [, ...rows]: Cells[] = parse(readFileSync(pathOf(ukraine)), { columns: true })
    const ids = rows.map(({ id = '' }) => id)
    for (const [at, column, cell] of edits) Object.assign(rows[at] ?? {}, { [column]: cell })
    const newer = [
      ...rows.filter((_, at) => !deleted.includes(at)),
      ...added.map((id) => ({ ...rows[5], id }) as Cells),
    ]
    const names = Object.keys(rows[0] ?? {}).reverse()
    const cell = (text = '') => `"${text.replaceAll('"', '""')}"`
    const text = [names, ...newer.map((row) => names.map((name) => row[name]))]
      .map((line) => `${line.map(cell).join(',')}\r\n`)
      .join('')
    const before = await send('dataset=ukraine', readFileSync(pathOf(ukraine)))
    expect(before).toMatchObject({ created: 0, updated: 0, unchanged: 1167, commit: null })

    const query = `dataset=ukraine&missing=retract&reason=newer&confirm=${deleted.length}`
    expect(await send(query, text)).toMatchObject({
      created: added.length,
      updated: edits.length,
      retracted: deleted.length,
      unchanged: 1167 - edits.length - deleted.length,
      rejected: 0,
    })
    const answer = await server.admin('/incidents.csv?dataset=ukraine&status=published,retracted')
    const stored: Cells[] = parse(await answer.text(), { columns: true })
    const wherever = (is: (row: Cells) => boolean) => stored.filter(is).map(({ reference }) => reference)
    expect(wherever(({ status }) => status === 'retracted')).toEqual(deleted.map((at) => ids[at]))
    expect(wherever((row) => row.revision === '2' && row.status === 'published')).toEqual(
      edits.map(([at]) => ids[at]),
    )
    expect(wherever(({ reference }) => !ids.includes(reference ?? ''))).toEqual(added)
    const path = join(directory, 'newer.csv')
    writeFileSync(path, text)
    expectEqual(path, await exported('ukraine'), 1167)
  })
})
