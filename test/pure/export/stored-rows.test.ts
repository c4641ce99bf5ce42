/** What is made of finished rows: GeoJSON, and CSV in other shapes. */
import { Buffer } from 'node:buffer'
import { check as checkGeojson } from '@placemarkio/check-geojson'
import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import type { StoredIncident } from '../../../schemas/incident.ts'
import { createReshaper, headerFor } from '../../../src/export/csv/reshape.ts'
import { scanRows } from '../../../src/export/csv/scan-rows.ts'
import { csvRow } from '../../../src/export/csv/write-csv.ts'
import { geojson } from '../../../src/export/geojson.ts'
import { validate } from '../../../src/ingest/validate/validate.ts'
import { flatColumns, getColumn } from '../../../src/record/flat-columns.ts'
import { escapeFormula } from '../../../src/text/formula-guard.ts'
import { soundRecord } from '../arbitrary.ts'
import { minimalRecord, validationContext } from '../rule-cases.ts'

/** A record that was sent, as it is stored. */
const store = (sent: object, n = 0): StoredIncident => {
  const { record, errors } = validate(sent, validationContext)
  expect(errors).toEqual([])
  return {
    ...record,
    id: `0197f3a0-1c2b-7d4e-8f60-${String(n).padStart(12, '0')}`,
    status: 'published',
    warnings: [],
    revision: 1,
    commit: 42,
    created_at: '2022-01-06T00:00:00.000Z',
    updated_at: '2022-01-07T00:00:00.000Z',
  } as StoredIncident
}

/** The finished rows of records; the last one may go without its line break. */
const pageOf = (records: readonly StoredIncident[], ended = true): Buffer => {
  const rows = records.map((record) => csvRow(flatColumns.map(({ get }) => get(record))))
  return Buffer.from(rows.join('\r\n') + (ended ? '\r\n' : ''))
}

interface Feature {
  readonly type: string
  readonly id: string
  readonly geometry: unknown
  readonly properties: Readonly<Record<string, unknown>>
}
interface Collection {
  readonly features: readonly Feature[]
  readonly [member: string]: unknown
}

const collectionOf = (records: readonly StoredIncident[], fields?: readonly string[]) => {
  const { header, rewrite, trailer, footer } = geojson(fields)
  const head = header({ commit: 42, rows: records.length })
  const text = head + rewrite?.(pageOf(records)).toString() + trailer + footer
  return { text, data: JSON.parse(text) as Collection }
}

const geometryOf = ({ location: { latitude, longitude } }: StoredIncident) =>
  latitude === undefined ? null : { type: 'Point', coordinates: [longitude, latitude] }

const propertiesOf = (record: StoredIncident, fields = flatColumns.map(({ name }) => name)) =>
  Object.fromEntries(fields.map((name) => [name, getColumn(name).get(record) ?? null]))

const located = (latitude: number, longitude: number) =>
  store({ ...minimalRecord, location: { country: 'XZ', latitude, longitude } })

describe('GeoJSON', () => {
  it('is by RFC 7946: a line for each Feature, the longitude first, null where the place is not known', () => {
    const { text, data } = collectionOf([located(33.7856, -42.4412), store(minimalRecord, 1)])
    checkGeojson(text)
    const { features, ...members } = data
    expect(members).toEqual({ type: 'FeatureCollection', commit: 42, rows: 2 })
    expect(features.map(({ type, id, geometry }) => [type, id, geometry])).toEqual([
      [
        'Feature',
        '0197f3a0-1c2b-7d4e-8f60-000000000000',
        { type: 'Point', coordinates: [-42.4412, 33.7856] },
      ],
      ['Feature', '0197f3a0-1c2b-7d4e-8f60-000000000001', null],
    ])
    expect(text.split('\n')).toHaveLength(5)
  })

  it('has the columns as properties, in order: numbers as numbers, unknown as null', () => {
    const { features } = collectionOf([
      store({
        ...minimalRecord,
        casualties: { deaths: { low: 0 } },
        tags: ['a', 'b'],
        title: '7',
        weapons: [{ fired: 2 }],
      }),
    ]).data
    const { properties } = features[0] as Feature
    expect(Object.keys(properties)).toEqual(flatColumns.map(({ name }) => name))
    expect(properties).toMatchObject({
      deaths_low: 0,
      deaths_best: null,
      tags: 'a; b',
      title: '7',
      munitions_fired: 2,
      source_count: 1,
      outcome: null,
      latitude: null,
    })
  })

  it('has the properties that are asked for, in that order, and the id and the place all the same', () => {
    const record = located(1.5, 2.25)
    const { features } = collectionOf([record], ['country', 'id', 'deaths_best']).data
    expect(JSON.stringify(features)).toBe(
      JSON.stringify([
        {
          type: 'Feature',
          id: record.id,
          geometry: { type: 'Point', coordinates: [2.25, 1.5] },
          properties: { country: 'XZ', id: record.id, deaths_best: null },
        },
      ]),
    )
  })

  it.each([0, -0, 90, -90, 1e-7, -1.25e-9, 1.23456789012345e-7, 5e-324, 0.1 + 0.2])(
    'has coordinates as they are stored: %d',
    (latitude) => {
      const record = located(latitude, latitude)
      const [feature] = collectionOf([record]).data.features
      expect(feature?.geometry).toEqual({ type: 'Point', coordinates: [latitude + 0, latitude + 0] })
      expect(feature?.properties.latitude).toBe(latitude + 0)
    },
  )

  it.each([
    '"',
    '""',
    'a "b"',
    '\\',
    '\\"',
    'a\nb',
    'a\tb',
    'a,b',
    'قاعدة "عين الأسد"',
    '🚀',
    '\u2028',
    '\u007f',
    ';',
    '\ufeffa"',
  ])('has any text as it is: %j', (title) => {
    const record = { ...store(minimalRecord), title } as StoredIncident
    const { text, data } = collectionOf([record])
    checkGeojson(text)
    expect(data.features[0]?.properties.title).toBe(title)
  })

  it('says the same as the record, whatever that says', () => {
    fc.assert(
      fc.property(fc.array(soundRecord, { minLength: 1, maxLength: 3 }), (sent) => {
        const records = sent.map(store)
        const { text, data } = collectionOf(records)
        checkGeojson(text)
        expect(data.features).toEqual(
          records.map((record) => ({
            type: 'Feature',
            id: record.id,
            geometry: geometryOf(record),
            properties: propertiesOf(record),
          })),
        )
      }),
      { numRuns: 200 },
    )
  })
})

const cellsOf = (text: string): string[][] => {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: ',', newline: '\r\n' })
  expect(errors).toEqual([])
  expect(data.pop()).toEqual([''])
  return data
}

const shaped = (
  records: readonly StoredIncident[],
  shape: Parameters<typeof createReshaper>[0],
  ended = true,
) => headerFor(shape) + createReshaper(shape)(pageOf(records, ended)).toString()

describe('CSV in another shape', () => {
  it('has the cells that the flat row has, in the columns that are asked for', () => {
    const names = fc.subarray(
      flatColumns.map(({ name }) => name),
      { minLength: 1 },
    )
    fc.assert(
      fc.property(
        fc.array(soundRecord, { minLength: 1, maxLength: 3 }),
        names,
        fc.boolean(),
        (sent, fields, ended) => {
          const records = sent.map(store)
          const rows = records
            .map((record) => csvRow(fields.map((name) => getColumn(name).get(record))))
            .map((row) => row || '""')
          expect(shaped(records, { fields }, ended)).toBe(`${[fields.join(), ...rows].join('\r\n')}\r\n`)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('has labels for codes, also in lists, and leaves the rest', () => {
    const sent = {
      ...minimalRecord,
      event_subtype: 'shelling',
      date: '2022-01',
      location: { country: 'IQ', precision: 'near' },
      weapons: [{ type: 'rocket' }, { model: 'x' }, { type: 'drone_one_way' }],
      targets: [{ type: 'military' }],
      casualties: { reported: 'none' },
      tags: ['rocket'],
      links: [{ type: 'responds_to', incident: 'rocket' }],
    }
    const [names = [], cells = []] = cellsOf(shaped([store(sent)], { labels: true }))
    const row = Object.fromEntries(names.map((name, i) => [name, cells[i]]))
    expect(names).toEqual(flatColumns.map(({ name }) => name))
    expect(row).toMatchObject({
      status: 'Published',
      event_type: 'Explosion or remote violence',
      event_subtype: 'Shelling, rocket or missile attack',
      date_precision: 'Up to a month',
      country: 'Iraq',
      geo_precision: 'Near a known place',
      weapon_types: 'Rocket; ; One-way drone',
      target_types: 'Military',
      casualties_reported: 'None',
      conflict_type: '',
      tags: 'rocket',
      links: 'responds_to:rocket',
      dataset: 'reports',
    })
  })

  it('for spreadsheets has the same numbers, and texts that are guarded and quoted wherever a cell could end', () => {
    fc.assert(
      fc.property(fc.array(soundRecord, { minLength: 1, maxLength: 3 }), (sent) => {
        const records = sent.map(store)
        const text = shaped(records, { excel: true })
        expect(text.startsWith('\ufeffid,dataset,')).toBe(true)
        const rows = records.map((record) =>
          flatColumns.map(({ get }) => {
            const cell = get(record)
            return typeof cell === 'string' ? escapeFormula(cell) : csvRow([cell])
          }),
        )
        expect(cellsOf(text.slice(1)).slice(1)).toEqual(rows)
        expect(text.replace(/"(?:[^"]|"")*"/g, '')).not.toMatch(/[;\t]/)
      }),
      { numRuns: 200 },
    )
  })

  it('is not made of rows that have other columns', () => {
    const short = Buffer.from(csvRow(flatColumns.slice(1).map(({ name }) => name)))
    const long = Buffer.from(csvRow([...flatColumns.map(({ name }) => name), 'x']))
    for (const page of [short, long, Buffer.from('"a'), Buffer.from(','), Buffer.from('\r\n')])
      expect(() => scanRows(page, flatColumns.length, () => {})).toThrow(RangeError)
  })
})

describe('a text that a spreadsheet would compute', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(1)', "'@SUM(1)"],
    ['＝1', "'＝1"],
    ['＋1', "'＋1"],
    ['－1', "'－1"],
    ['＠x', "'＠x"],
    [' =1', " '=1"],
    ['\u00a0=1', "\u00a0'=1"],
    ['\ufeff=1', "\ufeff'=1"],
    ['\t=1', "'\t'=1"],
    ['\ta', "'\ta"],
    ['\ra', "'\ra"],
    ['\na', "'\na"],
    ['a;=1', "a;'=1"],
    ['a; -b; c', "a; '-b; c"],
    ['a\n=1', "a\n'=1"],
    ['a\r\n  @b', "a\r\n  '@b"],
    ['a\t+b', "a\t'+b"],
    ['==', "'=="],
    ["'=1", "'=1"],
    ['a=1', 'a=1'],
    ['a - b', 'a - b'],
    ['a@b.org', 'a@b.org'],
    ['; ;', '; ;'],
    ['', ''],
  ])('has an apostrophe before it: %j', (text, wanted) => {
    expect(escapeFormula(text)).toBe(wanted)
    expect(escapeFormula(wanted)).toBe(wanted)
  })

  it('is found in a time that grows with the length of the text', () => {
    for (const text of [
      ' '.repeat(200_000),
      ';'.repeat(200_000),
      '; '.repeat(100_000),
      '\n '.repeat(100_000),
    ])
      expect(escapeFormula(text).length).toBeLessThanOrEqual(text.length + 1)
  })
})
