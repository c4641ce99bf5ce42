// Whole files of others through curl and the real server.
import { execFile, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Server, startServer } from '../support/server.ts'
import { printLogOnFailure } from '../support/server-log.ts'

/** Files of others, which are not part of the repository. */
const data = new URL('../../../../shared/data/', import.meta.url)
const mappings = new URL('../../fixtures/mappings/', import.meta.url)
const there = existsSync(data)

const pathOf = (name: string): string => fileURLToPath(new URL(name, data))
const insurgencies = 'iraq-2007/insurgencies.csv'
const insurgencyCount = 68_573
const fpv = 'lebanon-fpv/fpv_drone_map_records.csv'

type Cells = Readonly<Record<string, string>>

/** A file as sqlite3 reads it; where that is not installed, as csv-parse does. In CI it must be. */
const readOtherwise = (file: string): Cells[] => {
  const path = pathOf(file)
  const commands = ['-cmd', '.mode csv', '-cmd', `.import "${path}" t`, '-cmd', '.mode json']
  const ran = spawnSync('sqlite3', [...commands, ':memory:', 'SELECT * FROM t ORDER BY rowid'], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  })
  if (ran.status === 0) return JSON.parse(ran.stdout) as Cells[]
  if (process.env.CI) throw new Error(`sqlite3 cannot read ${file}: ${ran.error ?? ran.stderr}`)
  return parse(readFileSync(path), { columns: true })
}

interface Report extends Record<string, unknown> {
  readonly created: number
  readonly unchanged: number
  readonly commit: number | null
  readonly errors: readonly unknown[]
}

const curl = async (server: Server, query: string, mapping: string, file: string): Promise<Report> => {
  const { stdout } = await promisify(execFile)(
    'curl',
    [
      '-sS',
      '-H',
      `Authorization: Bearer ${server.token}`,
      '-F',
      `mapping=@${fileURLToPath(new URL(`${mapping}.json`, mappings))}`,
      '-F',
      `file=@${pathOf(file)}`,
      `${server.url}/imports?profile=mapping&publish=true&${query}`,
    ],
    { maxBuffer: 2 ** 26 },
  )
  return JSON.parse(stdout) as Report
}

/** The columns that are looked at; of so many rows only they are kept. */
const read = new Set(
  `reference revision status date place latitude longitude country event_type event_subtype weapon_types summary
  source_urls`.split(/\s+/),
)

const rowsOf = async ({ url }: Server, dataset: string): Promise<Cells[]> => {
  const answer = await fetch(`${url}/incidents.csv?dataset=${dataset}`)
  expect(answer.status).toBe(200)
  return parse(await answer.text(), {
    columns: (names: string[]) => names.map((name) => read.has(name) && name),
  })
}

const commitOf = async ({ admin }: Server): Promise<number> => {
  const answer = await admin('/health')
  return ((await answer.json()) as { commit: number }).commit
}

const kinds: Readonly<Record<string, readonly string[]>> = {
  IED: ['remote_violence', 'explosive_device', 'explosive_device'],
  SAF: ['unspecified', '', 'small_arms'],
  other: ['unspecified', '', ''],
}

const insurgency = ({ date, longitude, latitude, type = '' }: Cells, i: number) =>
  [`insurgencies-${i + 1}`, date, Number(longitude), Number(latitude), 'IQ', ...(kinds[type] ?? [])].join('|')

const asInsurgency = (row: Cells) =>
  [
    row.reference,
    row.date,
    Number(row.longitude),
    Number(row.latitude),
    row.country,
    row.event_type,
    row.event_subtype,
    row.weapon_types,
  ].join('|')

const expectEveryInsurgency = async (server: Server) => {
  const rows = await rowsOf(server, 'iraq-2007')
  expect(rows.every(({ revision, status }) => revision === '1' && status === 'published')).toBe(true)
  const stored = new Set(rows.map(asInsurgency))
  const missing = readOtherwise(insurgencies)
    .map(insurgency)
    .filter((each) => !stored.has(each))
  expect(missing.slice(0, 10)).toEqual([])
  expect([rows.length, stored.size]).toEqual([insurgencyCount, insurgencyCount])
}

let server: Server

beforeAll(async () => {
  if (there) server = await startServer()
})
printLogOnFailure(() => server)
afterAll(async () => {
  await server?.stop()
})

describe('a file of others through a mapping', () => {
  beforeEach(({ skip }) => {
    if (!there && !process.env.CI) skip('shared/data is not beside this repository')
    expect(there, 'shared/data is beside this repository').toBe(true)
  })

  it('is stored whole: every drone strike, and nothing when it comes again', async () => {
    const report = await curl(server, 'dataset=fpv', 'fpv', fpv)
    expect(report).toMatchObject({ rows: 149, created: 149, rejected: 0, errors: [], commit: 1 })
    const rows = new Map((await rowsOf(server, 'fpv')).map((row) => [row.reference, row]))
    expect(rows.size).toBe(149)
    for (const cells of readOtherwise(fpv)) {
      const found = [...rows.values()].find(({ reference }) => reference?.split('-').at(-1) === cells.row)
      expect(found).toMatchObject({
        date: cells.date,
        place: cells.town?.trim(),
        summary: cells.description?.trim(),
      })
      expect([Number(found?.latitude), Number(found?.longitude)]).toEqual([
        Number(cells.lat),
        Number(cells.lon),
      ])
      expect(found?.source_urls).toContain(cells.video_url)
    }
    const again = await curl(server, 'dataset=fpv', 'fpv', fpv)
    expect(again).toMatchObject({ created: 0, updated: 0, unchanged: 149, commit: null })
  })

  it('is refused with its lines where it is no table of incidents: every hostile file', async () => {
    const folders = ['hostile-csv/csv-spectrum/csvs/', 'hostile-csv/csvkit/']
    const files = folders.flatMap((folder) => readdirSync(pathOf(folder)).map((name) => folder + name))
    expect(files.length).toBeGreaterThan(75)
    for (const file of files)
      for (const profile of ['flat', 'full']) {
        const query = `profile=${profile}&dataset=hostile&mode=valid`
        const answer = await server.admin(`/imports?${query}`, {
          method: 'POST',
          headers: { 'Content-Type': 'text/csv' },
          body: readFileSync(pathOf(file)),
        })
        const { errors } = (await answer.json()) as { errors: { line: number; detail: string }[] }
        expect([file, answer.status]).toEqual([file, 422])
        expect(errors.length, file).toBeGreaterThan(0)
        expect(
          errors.filter(({ line, detail }) => !(line > 0) || detail === ''),
          file,
        ).toEqual([])
      }
    expect(await rowsOf(server, 'hostile')).toEqual([])
  })

  it('is stored whole in one commit: every insurgency of 68,573', async () => {
    const before = await commitOf(server)
    const report = await curl(server, '', 'insurgencies', insurgencies)
    expect(report).toMatchObject({ rows: insurgencyCount, created: insurgencyCount, rejected: 0, errors: [] })
    expect([report.commit, await commitOf(server)]).toEqual([before + 1, before + 1])
    await expectEveryInsurgency(server)
    expect(server.log()).not.toMatch(/ 5\d\d |Uncaught/)
  })
})
