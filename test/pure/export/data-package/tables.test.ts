import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { StoredIncident } from '../../../../schemas/incident.ts'
import { headerFor } from '../../../../src/export/csv/reshape.ts'
import { csvRowPrefix } from '../../../../src/export/csv/write-csv.ts'
import { toCells } from '../../../../src/record/flat-columns.ts'
import type { Field, Shape } from '../../../../src/record/shape.ts'
import { createListTables, tables } from '../../../../src/record/tables.ts'
import { soundRecord } from '../../arbitrary.ts'
import { minimalRecord } from '../../rule-cases.ts'
import {
  packRecords,
  readRecords,
  readTableRows,
  readTextFile,
  storedRecord,
  unzipFiles,
} from './read-package.ts'

const filesFor = async (records: readonly StoredIncident[]) => unzipFiles(await packRecords(records))

const idOf = (n: number): string => storedRecord(minimalRecord, n).id

/** A record with an entry in every table. */
const rich = {
  ...minimalRecord,
  location: { country: 'IQ', note: 'the base is not named' },
  launched_from: { country: 'IQ', latitude: 33.25, longitude: 44.5 },
  actors: [{ name: 'A', with: ['B; C', 'D'] }, { role: 'target' }],
  targets: [{ name: 'a base', type: 'military' }],
  weapons: [
    { type: 'rocket', fired: 0 },
    { model: 'Katyusha', hit: 5, source: 'a' },
  ],
  casualties: { source: 'a', groups: [{ group: 'civilians', deaths: { low: 2 } }] },
  damage: { note: 'a "hangar", empty\nand old' },
  claims: [{ by: 'A', date: '2022-01~' }],
  attributions: [{ by: 'B', to: 'A' }],
  links: [{ type: 'related', incident: 'r' }],
  sources: [{ key: 'a', publisher: 'Example News' }, { title: 'NA' }],
  external: { scheme: 'ucdp', id: '7', fields: { 'b.c': 5, a: '5', yes: true } },
  notes: 'for editors only',
}

const richWarning = [{ pointer: '/sources/1', rule: 'source.before', detail: 'Early.' }]

describe('the tables of a package', () => {
  it('are the flat row, the rest of the record, and one for each of its lists', () => {
    expect(tables.map(({ name }) => name)).toEqual(
      'incidents details actors targets weapons casualties claims attributions links sources external warnings'.split(
        ' ',
      ),
    )
  })

  it('have names and columns that every tool can hold, each once, and say what they are', () => {
    for (const { name, columns, key, title, help } of tables) {
      expect([name, title, help].join()).toMatch(/^[a-z_]{1,32},[A-Z].*\.$/)
      const names = columns.map((column) => column.name)
      for (const each of names) expect(each).toMatch(/^[a-z][a-z0-9_]{0,31}$/)
      expect(new Set(names).size).toBe(names.length)
      const titles = columns.map((column) => column.title)
      expect(titles.filter((each, i) => titles.indexOf(each) !== i)).toEqual([])
      expect(names).toEqual(expect.arrayContaining([...key]))
    }
  })

  it('have the rows of the CSV file, byte for byte', async () => {
    const records = [
      storedRecord(rich, 1, { warnings: richWarning }),
      storedRecord({ ...minimalRecord, title: 'é, "م"' }, 2),
    ]
    const lines = records.map((record) => {
      const line = csvRowPrefix(toCells(record, record))
      return `${line},${record.created_at},${record.updated_at}\r\n`
    })
    expect(readTextFile(await filesFor(records), 'incidents.csv')).toBe(headerFor({}) + lines.join(''))
  })

  it('have a row for each entry, with its incident and its place', async () => {
    const files = await filesFor([
      storedRecord(minimalRecord, 1),
      storedRecord(rich, 2, { warnings: richWarning }),
    ])
    const two = idOf(2)
    const fired = { fired: '', fired_low: '', fired_high: '' }
    const weapon = { model: '', ...fired, hit: '', missed: '', intercepted: '', found: '', source: '' }
    expect(readTableRows(files, 'weapons')).toEqual([
      { ...weapon, incident_id: two, position: '0', type: 'rocket', fired: '0' },
      { ...weapon, incident_id: two, position: '1', type: '', model: 'Katyusha', hit: '5', source: 'a' },
    ])
    expect(readTableRows(files, 'actors')).toEqual([
      { incident_id: two, position: '0', name: 'A', role: '', type: '', with: 'B\\; C; D' },
      { incident_id: two, position: '1', name: '', role: 'target', type: '', with: '' },
    ])
    expect(readTableRows(files, 'external')).toEqual([
      { incident_id: two, position: '0', name: 'b.c', value: '5' },
      { incident_id: two, position: '1', name: 'a', value: '"5"' },
      { incident_id: two, position: '2', name: 'yes', value: 'true' },
    ])
    expect(readTableRows(files, 'warnings')).toEqual([{ incident_id: two, position: '0', ...richWarning[0] }])
    expect(readTableRows(files, 'sources').map(({ incident_id }) => incident_id)).toEqual([idOf(1), two, two])
  })

  it('have a row of details for each incident', async () => {
    const rows = readTableRows(
      await filesFor([storedRecord(minimalRecord, 1), storedRecord(rich, 2)]),
      'details',
    )
    const filled = rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, cell]) => cell)))
    expect(filled).toEqual([
      { incident_id: idOf(1), commit: '41' },
      {
        incident_id: idOf(2),
        commit: '42',
        location_note: rich.location.note,
        launched_from_country: 'IQ',
        launched_from_latitude: '33.25',
        launched_from_longitude: '44.5',
        casualties_source: 'a',
        damage_note: rich.damage.note,
        external_scheme: 'ucdp',
        external_id: '7',
      },
    ])
  })

  it('never have the notes of the editors', async () => {
    const zip = await packRecords([storedRecord(rich)])
    for (const [, bytes] of unzipFiles(zip)) expect(bytes.includes(rich.notes)).toBe(false)
  })
})

describe('any sound records', () => {
  const many = fc.array(soundRecord, { minLength: 1, maxLength: 6 })

  it('are what they were when the tables are put together again', async () => {
    const property = fc.asyncProperty(many, async (sent) => {
      const records = sent.map((each, n) => storedRecord(each, n, n % 2 ? { warnings: richWarning } : {}))
      const expected = records.map(({ notes: _, ...published }) =>
        published.warnings.length > 0 ? published : { ...published, warnings: undefined },
      )
      expect(readRecords(await filesFor(records))).toEqual(expected)
    })
    await fc.assert(property, { numRuns: 40 })
  })

  it('have keys that lead to one row each, and only to incidents that are there', async () => {
    const property = fc.asyncProperty(many, async (sent) => {
      const files = await filesFor(sent.map((each, n) => storedRecord(each, n)))
      for (const { name, key, references } of tables) {
        const keyed = (table: string, columns: readonly string[]) =>
          readTableRows(files, table).map((row) => columns.map((column) => row[column]).join())
        const own = keyed(name, key)
        expect(new Set(own).size).toBe(own.length)
        for (const { columns, table, key: theirs } of references)
          expect(keyed(table, theirs)).toEqual(expect.arrayContaining(keyed(name, columns)))
      }
    })
    await fc.assert(property, { numRuns: 10 })
  })
})

describe('lists that the schema may come to have', () => {
  const leaf: Shape = { kind: 'leaf', leaf: 'text', type: 'string' }
  const list = (...fields: Field[]): Shape => ({ kind: 'list', item: group(...fields), max: 9 })
  const group = (...fields: Field[]): Shape & { kind: 'group' } => ({
    kind: 'group',
    fields: new Map(fields.map((each) => [each.name, each])),
  })
  const field = (name: string, shape: Shape, more: Partial<Field['metadata']> = {}): Field => {
    return { name, required: false, shape, metadata: { title: name, help: `${name}.`, ...more } }
  }
  const made = createListTables(
    group(
      field('units', list(field('name', leaf), field('ranks', list(field('word', leaf))))),
      field('aid', group(field('given', list(field('what', leaf))), field('more', { kind: 'map' }))),
      field('secrets', list(field('word', leaf)), { editorsOnly: true }),
    ).fields,
  )
  const record = {
    id: 'x',
    units: [{ name: 'a' }, { ranks: [{ word: 'b' }, { word: 'c' }] }],
    aid: { given: [{ what: 'd' }], more: { e: 1 } },
    secrets: [{ word: 'f' }],
  } as unknown as StoredIncident

  it('get a table of their own, lists in lists as well', () => {
    expect(made.map((table) => [table.name, table.columns.map((column) => column.name)])).toEqual([
      ['units', ['incident_id', 'position', 'name']],
      ['units_ranks', ['incident_id', 'units_position', 'position', 'word']],
      ['aid', ['incident_id', 'position', 'what']],
      ['aid_more', ['incident_id', 'position', 'name', 'value']],
    ])
    expect(made.map(({ rows }) => rows(record))).toEqual([
      [
        ['x', 0, 'a'],
        ['x', 1, undefined],
      ],
      [
        ['x', 1, 0, 'b'],
        ['x', 1, 1, 'c'],
      ],
      [['x', 0, 'd']],
      [['x', 0, 'e', '1']],
    ])
  })

  it('lead to the entry that they are in', () => {
    expect(made[1]?.key).toEqual(['incident_id', 'units_position', 'position'])
    expect(made[1]?.references).toEqual([
      { columns: ['incident_id'], table: 'incidents', key: ['id'] },
      { columns: ['incident_id', 'units_position'], table: 'units', key: ['incident_id', 'position'] },
    ])
  })
})
