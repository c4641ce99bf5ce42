import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Incident, StoredIncident } from '../../../../schemas/incident.ts'
import { fullColumns, fullPaths, fullRow } from '../../../../src/export/full-csv.ts'
import { planFull } from '../../../../src/ingest/rows/full-profile.ts'
import { validate } from '../../../../src/ingest/validate/validate.ts'
import { en } from '../../../../src/messages/en.ts'
import { stateIssue } from '../../../../src/problems.ts'
import { readScalar, writeScalar } from '../../../../src/record/paths.ts'
import { soundRecord } from '../../arbitrary.ts'
import { minimalRecord, validationContext } from '../../rule-cases.ts'

const stamps = {
  id: '0197f3a0-1c2b-7d4e-8f60-718293a4b5c6',
  status: 'published',
  warnings: [],
  revision: 1,
  commit: 42,
  created_at: '2022-01-06T00:00:00.000Z',
  updated_at: '2022-01-07T00:00:00.000Z',
} as const

const server = ['id', 'status', 'warnings', 'revision', 'commit', 'created_at', 'updated_at']

type Cells = Readonly<Record<string, string>>

/** A record that was sent, as it is stored. */
const store = (sent: object, more: Partial<StoredIncident> = {}): StoredIncident => {
  const { record, errors } = validate(sent, validationContext)
  expect(errors).toEqual([])
  return { ...record, ...stamps, ...more } as StoredIncident
}

const statedOf = (record: StoredIncident): unknown =>
  Object.fromEntries(Object.entries(record).filter(([name]) => !server.includes(name)))

/** Records as a table of texts. */
const tableOf = (records: readonly StoredIncident[]) => {
  const columns = fullColumns(records.flatMap(fullPaths))
  const rows = records.map((record) => fullRow(record, columns).map((cell) => String(cell ?? '')))
  return { header: columns.map(({ name }) => name), rows }
}

const cellsOf = (record: StoredIncident): Cells => {
  const { header, rows } = tableOf([record])
  return Object.fromEntries(header.map((name, i) => [name, rows[0]?.[i] ?? '']))
}

const judge = (cells: Cells, stored?: Incident) => {
  const plan = planFull(Object.keys(cells))
  expect(plan.faults).toEqual([])
  const reading = plan.read(Object.values(cells), stored)
  return {
    ...reading,
    ...validate(reading.candidate, validationContext, { fromText: true, issues: reading.issues }),
  }
}

const needed = {
  event_type: 'battle',
  date: '2022-01-01',
  'location.country': 'SY',
  'sources.0.publisher': 'A',
}

describe('a row of the full profile', () => {
  it('has every value of the record in the order of the schema', () => {
    const record = store(
      {
        ...minimalRecord,
        actors: [{ name: 'Ω, "x"', role: 'perpetrator', with: ['B', 'C'] }, { name: '=b' }],
        casualties: { deaths: { best: 0 } },
        external: { scheme: 'gtd', fields: { 'b.c': 5, a: '5', '': true } },
        notes: 'for editors',
      },
      { warnings: ['summary.empty', 'date.early'].map((rule) => ({ pointer: '', rule, detail: '' })) },
    )
    expect(Object.entries(cellsOf(record))).toEqual([
      ['id', stamps.id],
      ['dataset', 'reports'],
      ['status', 'published'],
      ['event_type', 'remote_violence'],
      ['date', '2022-01-05'],
      ['location.country', 'IQ'],
      ['actors.0.name', 'Ω, "x"'],
      ['actors.0.role', 'perpetrator'],
      ['actors.0.with.0', 'B'],
      ['actors.0.with.1', 'C'],
      ['actors.1.name', '=b'],
      ['casualties.deaths.best', '0'],
      ['sources.0.publisher', 'Example News'],
      ['summary', minimalRecord.summary],
      ['external.scheme', 'gtd'],
      ['external.fields.', 'true'],
      ['external.fields.a', '"5"'],
      ['external.fields.b.c', '5'],
      ['notes', 'for editors'],
      ['warnings', 'summary.empty; date.early'],
      ['revision', '1'],
      ['commit', '42'],
      ['created_at', stamps.created_at],
      ['updated_at', stamps.updated_at],
    ])
  })

  it('has its columns in order, entries by number', () => {
    const paths = [
      'summary',
      'weapons.10.type',
      'weapons.9.hit',
      'weapons.9.type',
      'location.country',
      'summary',
    ]
    expect(fullColumns(paths).map(({ name }) => name)).toEqual([
      'location.country',
      'weapons.9.type',
      'weapons.9.hit',
      'weapons.10.type',
      'summary',
    ])
  })

  it('has a column for each stored value that the schema has no place for, after those that it knows', () => {
    const [record] = [
      store({
        ...minimalRecord,
        weapons: [{ type: 'rocket' }],
        damage: { level: 'minor' },
        external: { scheme: 'gtd', fields: { 'a.b': 'dotted' } },
      }),
    ]
    const old = {
      ...record,
      tags: Array.from({ length: 60 }, (_, i) => `t${i}`),
      weapons: [{ calibre: { mm: 107, note: 'about' }, type: 'rocket' }],
      damage: { level: { code: 'minor' }, worth: 3 },
      colour: { 'dark.blue': 'sky' },
      deleted: ['x', null],
      outcome: ['mixed'],
    } as unknown as StoredIncident
    const { header, rows } = tableOf([old, record as StoredIncident])
    const cells = (i: number) => Object.fromEntries(header.map((name, at) => [name, rows[i]?.[at]]))
    expect(cells(0)).toMatchObject({
      'tags.0': 't0',
      'tags.59': 't59',
      'weapons.0.type': 'rocket',
      'weapons.0.calibre.mm': '107',
      'weapons.0.calibre.note': 'about',
      'damage.level': '',
      'damage.level.code': 'minor',
      'damage.worth': '3',
      'colour.dark.blue': 'sky',
      'deleted.0': 'x',
      'outcome.0': 'mixed',
      'external.fields.a.b': 'dotted',
    })
    expect(cells(1)).toMatchObject({ 'damage.level': 'minor', 'damage.level.code': '', 'deleted.0': '' })
    expect(header.slice(header.indexOf('weapons.0.type')).slice(0, 3)).toEqual([
      'weapons.0.type',
      'weapons.0.calibre.mm',
      'weapons.0.calibre.note',
    ])
    expect(header.slice(-4)).toEqual(['updated_at', 'colour.dark.blue', 'deleted.0', 'deleted.1'])
  })

  it('leaves cells empty where a record has less than another', () => {
    const { header, rows } = tableOf([store(minimalRecord), store({ ...minimalRecord, title: 't' })])
    expect(rows.map((row) => row[header.indexOf('title')])).toEqual(['', 't'])
  })

  it('writes small numbers in full', () => {
    const place = { country: 'IQ', latitude: 1.5e-13, longitude: -5e-324 }
    const cells = cellsOf(store({ ...minimalRecord, location: place }))
    expect(cells['location.latitude']).toBe('1.5e-13')
    expect(judge(cells).record?.location).toEqual(place)
  })
})

describe('a row of the full profile that comes in', () => {
  it('is the record, and the columns of the server are passed over', () => {
    const plan = planFull(['id', 'commit', 'reference', 'Location.Country '])
    expect(plan.ignored).toEqual(['id', 'commit'])
    expect(plan.columns.map(({ fieldPath }) => fieldPath.path)).toEqual([
      ['reference'],
      ['location', 'country'],
    ])
    expect(plan.identify(['x', '1', ' r1', 'SY'])).toEqual({ reference: 'r1' })
  })

  it.each([
    ['actors.0.naem', 'There is no field "naem" in actors.0. Did you mean actors.0.name?'],
    ['actor.0.name', 'There is no field "actor" in a record. Did you mean actors.0.name?'],
    ['actors.x.name', '"x" is no place in actors.'],
    ['actors.01.name', '"01" is no place in actors.'],
    ['actors.100.name', 'actors has at most 100 entries.'],
    ['actors', 'actors is a list: name a field of an entry, such as actors.0.name.'],
    ['tags', 'tags is a list: name a field of an entry, such as tags.0.'],
    [
      'casualties.deaths',
      'casualties.deaths is a group: name one of its fields after a dot (low, best, high).',
    ],
    ['title.0', 'title holds a value and has no fields.'],
    ['external.fields', 'external.fields has columns of another layout: name one after a dot.'],
    ['__proto__.x', /^There is no field "__proto__" in a record\. Its fields are/],
  ])('is refused for the column %s', (column, detail) => {
    const { faults } = planFull(['reference', column])
    expect(faults.map(stateIssue)).toEqual([
      { column, rule: 'table.column_unknown', detail: expect.anything() },
    ])
    expect(faults[0]?.say(en)).toMatch(detail)
  })

  it('is refused for a column that comes twice', () => {
    const { faults } = planFull(['title', 'Title'])
    expect(faults.map(({ column, rule }) => [column, rule])).toEqual([['Title', 'table.column_twice']])
  })

  it('closes the gaps of entries that say nothing', () => {
    const cells = { ...needed, 'actors.0.name': ' ', 'actors.2.name': 'C', 'actors.1.name': 'B' }
    expect(judge(cells).record?.actors).toEqual([{ name: 'B' }, { name: 'C' }])
  })

  it.each<[string, Cells, string[]]>([
    ['behind a gap', { 'actors.0.name': '', 'actors.2.role': 'foe' }, ['actors.2.role']],
    ['a number', { 'location.latitude': '135', 'location.longitude': '40' }, ['location.latitude']],
    ['a number that is none', { 'weapons.0.hit': 'two' }, ['weapons.0.hit']],
    ['an empty cell that must be filled', { date: '' }, ['date']],
    ['a group that is missing', { 'location.country': '' }, ['location.country']],
    [
      'the name of another layout',
      { 'external.scheme': 'x', 'external.fields.a/~b': 'a\u0000' },
      ['external.fields.a/~b'],
    ],
  ])('has its errors at their columns: %s', (_, cells, columns) => {
    const { errors, columnOf } = judge({ ...needed, ...cells })
    expect(errors.map(({ pointer }) => columnOf(pointer))).toEqual(columns)
  })

  it('keeps what is never published where the file has no column of it', () => {
    const stored = store({ ...minimalRecord, notes: 'kept', title: 'gone' })
    expect(judge(needed, stored).record).toMatchObject({ notes: 'kept' })
    expect(judge(needed, stored).record).not.toHaveProperty('title')
    expect(judge({ ...needed, notes: '' }, stored).record).not.toHaveProperty('notes')
  })

  it('keeps the names of other layouts as they are', () => {
    const fields = { 'a.b': 1, ' Side A ': 'x', 'Side A': 'w', __proto__x: 'y', 'ü/~': 'z', '0': 'n' }
    const record = store({ ...minimalRecord, external: { scheme: 'x', fields } })
    expect(judge(cellsOf(record)).record?.external?.fields).toEqual(fields)
    const { candidate } = planFull(['external.fields.__proto__']).read(['x'])
    expect(
      validate({ ...minimalRecord, ...candidate }, validationContext).errors.map(({ rule }) => rule),
    ).toContain('field.unknown')
  })
})

describe('a scalar of another layout', () => {
  it.each([
    ['text', 'text'],
    [5, '5'],
    ['5', '"5"'],
    ['1.50', '1.50'],
    ['007', '007'],
    [1e21, '1e+21'],
    ['1e21', '1e21'],
    [true, 'true'],
    ['true', '"true"'],
    ['', '""'],
    ['"', '"\\""'],
    [' x', '" x"'],
    ['null', 'null'],
    ['NaN', 'NaN'],
    ['Infinity', 'Infinity'],
  ])('%j is written as %s', (value, cell) => {
    expect(writeScalar(value)).toBe(cell)
    expect(readScalar(cell)).toBe(value)
  })

  it('is what it was after a cell', () => {
    const scalar = fc.oneof(fc.string(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean())
    fc.assert(
      fc.property(scalar, (value) => {
        expect(readScalar(writeScalar(value))).toEqual(value === 0 ? 0 : value)
      }),
    )
  })

  it('is a text where its quotes are not those of JSON', () => {
    expect(readScalar('"Tiger" brigade')).toBe('"Tiger" brigade')
  })
})

describe('any sound records', () => {
  it('are what they were after a table of them', () => {
    fc.assert(
      fc.property(fc.array(soundRecord, { minLength: 1, maxLength: 3 }), (sent) => {
        const records = sent.map((each) => store(each))
        const { header, rows } = tableOf(records)
        const plan = planFull(header)
        expect(plan.faults).toEqual([])
        expect(plan.ignored).toEqual(server)
        for (const [i, row] of rows.entries()) {
          const { candidate } = plan.read(row)
          expect(validate(candidate, validationContext, { fromText: true }).record).toEqual(
            statedOf(records[i] as StoredIncident),
          )
        }
      }),
      { numRuns: 300 },
    )
  })
})
