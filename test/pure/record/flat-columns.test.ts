import { describe, expect, it } from 'vitest'
import type { StoredIncident } from '../../../schemas/incident.ts'
import { validate } from '../../../src/ingest/validate/validate.ts'
import { flatColumns, getColumn } from '../../../src/record/flat-columns.ts'
import { minimalRecord, validationContext } from '../rule-cases.ts'

/** The header line that is promised, in order. */
const header =
  'id, dataset, reference, status, event_type, event_subtype, conflict_type, outcome, date, date_start, date_end, ' +
  'date_precision, date_note, country, admin1, admin2, admin3, place, latitude, longitude, coordinates_from, ' +
  'geo_precision, perpetrators, sides, responders, targets, target_types, weapon_types, munitions_fired, ' +
  'munitions_hit, munitions_missed, munitions_intercepted, munitions_found, casualties_reported, deaths_low, ' +
  'deaths_best, deaths_high, injuries_low, injuries_best, injuries_high, civilian_deaths_best, damage, claimed_by, ' +
  'attributed_to, attributed_by, series, tags, links, source_count, sources, source_urls, title, summary, warnings, ' +
  'revision, created_at, updated_at'

/** Columns that are not read when a row comes back. */
const derived =
  'id, status, date_start, date_end, date_precision, target_types, civilian_deaths_best, attributed_by, ' +
  'source_count, warnings, revision, created_at, updated_at'

const stamps = {
  id: '0197f3a0-1c2b-7d4e-8f60-718293a4b5c6',
  status: 'published',
  warnings: [],
  revision: 1,
  commit: 42,
  created_at: '2022-01-06T00:00:00.000Z',
  updated_at: '2022-01-07T00:00:00.000Z',
} as const

/** The flat row of a record that passes every rule, without its empty cells. */
const rowOf = (sent: object, more: Partial<StoredIncident> = {}) => {
  const { record, errors } = validate(sent, validationContext)
  expect(errors).toEqual([])
  if (!record) throw new Error('There is no record.')
  const stored = { ...record, ...stamps, ...more } as StoredIncident
  const cells = flatColumns.map((column) => [column.name, column.get(stored)] as const)
  return Object.fromEntries(cells.filter(([, cell]) => cell !== undefined))
}

describe('the columns of the flat row', () => {
  it('are those that are promised, in that order', () => {
    expect(flatColumns.map((column) => column.name).join(', ')).toBe(header)
  })

  it('have names that every tool can hold, each once', () => {
    for (const { name } of flatColumns) expect(name).toMatch(/^[a-z][a-z0-9_]{0,31}$/)
    expect(new Set(flatColumns.map((column) => column.name)).size).toBe(flatColumns.length)
  })

  it('say which are not read when a row comes back', () => {
    const names = flatColumns.filter((column) => column.derived).map((column) => column.name)
    expect(names.join(', ')).toBe(derived)
  })

  it('say what they are', () => {
    for (const { title, help } of flatColumns) {
      expect(title).toMatch(/^[A-Z]/)
      expect(help).toMatch(/\.$/)
    }
  })

  it.each([
    ['date_start', 'date'],
    ['created_at', 'datetime'],
    ['latitude', 'number'],
    ['deaths_low', 'integer'],
    ['munitions_fired', 'integer'],
    ['revision', 'integer'],
    ['sources', 'list'],
    ['date', 'text'],
    ['country', 'text'],
  ])('have types: %s is %s', (name, type) => {
    expect(getColumn(name).type).toBe(type)
  })

  it('are refused by names that there are not', () => {
    expect(() => getColumn('colour')).toThrow(RangeError)
  })
})

describe('a flat row', () => {
  it('has empty cells for what is unknown', () => {
    expect(rowOf(minimalRecord)).toEqual({
      id: stamps.id,
      dataset: 'reports',
      status: 'published',
      event_type: 'remote_violence',
      date: '2022-01-05',
      date_start: '2022-01-05',
      date_end: '2022-01-05',
      date_precision: 'day',
      country: 'IQ',
      source_count: 1,
      sources: 'Example News',
      summary: minimalRecord.summary,
      revision: 1,
      created_at: stamps.created_at,
      updated_at: stamps.updated_at,
    })
  })

  it('has every fact of a record that a flat row can hold', () => {
    const sent = {
      ...minimalRecord,
      dataset: 'field',
      reference: 'jan-2022-3',
      event_subtype: 'shelling',
      conflict_type: 'state_based',
      outcome: 'mixed',
      date: '[2022-01-03..2022-01-05]',
      date_note: 'evening',
      location: {
        country: 'IQ',
        admin1: 'Anbar',
        admin2: 'Hit',
        admin3: 'Baghdadi',
        place: 'Ain; al-Asad',
        latitude: 33.8,
        longitude: 42.44,
        coordinates_from: 'gazetteer',
        precision: 'near',
        note: 'not flat',
      },
      launched_from: { country: 'IQ', place: 'not flat' },
      actors: [
        { name: 'A', role: 'perpetrator' },
        { role: 'perpetrator', type: 'unknown' },
        { name: 'B; C', role: 'perpetrator' },
        { name: 'Right', role: 'side_b' },
        { name: 'Left', role: 'side_a' },
        { name: 'Police', role: 'responder' },
        { name: 'Navy', role: 'interceptor' },
        { name: 'Base', role: 'target' },
        { name: 'Nobody' },
      ],
      targets: [{ name: 'a base', type: 'military' }, { type: 'police' }, { name: 'a road' }],
      weapons: [
        { type: 'rocket', fired: 2, hit: 0, found: 1 },
        { type: 'drone_armed', hit: 5 },
        { model: 'Katyusha', fired: 3, intercepted: 0 },
      ],
      casualties: {
        reported: 'some',
        deaths: { low: 0, best: 1, high: 2 },
        injuries: { low: 3, best: 4, high: 5 },
        groups: [
          { group: 'state_forces', deaths: { best: 1 } },
          { group: 'civilians', deaths: { best: 0 } },
        ],
      },
      damage: { level: 'minor', note: 'not flat' },
      claims: [{ by: 'A' }, { text: 'We did it.' }, { by: 'B' }],
      attributions: [{ by: 'the coalition', to: 'A' }, { to: 'B' }, { by: 'an officer' }],
      series: 'january-2022-attacks',
      tags: ['us-forces', 'night'],
      links: [
        { type: 'responds_to', incident: 'jan-2022-1' },
        { type: 'related', incident: 'x;y' },
      ],
      sources: [
        { publisher: 'Example News', title: 'A', url: 'https://a.example' },
        { title: 'A; report' },
        { url: 'https://b.example/;x' },
      ],
      title: 'Rockets',
      notes: 'not flat',
      external: { scheme: 'ucdp', id: 'not flat' },
    }
    const warnings = [
      { pointer: '/summary', rule: 'summary.empty', detail: 'x' },
      { pointer: '/date', rule: 'date.early', detail: 'y' },
    ]
    expect(rowOf(sent, { warnings, revision: 2 })).toEqual({
      id: stamps.id,
      dataset: 'field',
      reference: 'jan-2022-3',
      status: 'published',
      event_type: 'remote_violence',
      event_subtype: 'shelling',
      conflict_type: 'state_based',
      outcome: 'mixed',
      date: '[2022-01-03..2022-01-05]',
      date_start: '2022-01-03',
      date_end: '2022-01-05',
      date_precision: 'days',
      date_note: 'evening',
      country: 'IQ',
      admin1: 'Anbar',
      admin2: 'Hit',
      admin3: 'Baghdadi',
      place: 'Ain; al-Asad',
      latitude: 33.8,
      longitude: 42.44,
      coordinates_from: 'gazetteer',
      geo_precision: 'near',
      perpetrators: 'A; ; B\\; C',
      sides: 'Right; Left',
      responders: 'Police',
      targets: 'a base; ; a road',
      target_types: 'military; police; ',
      weapon_types: 'rocket; drone_armed; ',
      munitions_fired: 5,
      munitions_hit: 5,
      munitions_intercepted: 0,
      munitions_found: 1,
      casualties_reported: 'some',
      deaths_low: 0,
      deaths_best: 1,
      deaths_high: 2,
      injuries_low: 3,
      injuries_best: 4,
      injuries_high: 5,
      civilian_deaths_best: 0,
      damage: 'minor',
      claimed_by: 'A; ; B',
      attributed_to: 'A; B; ',
      attributed_by: 'the coalition; ; an officer',
      series: 'january-2022-attacks',
      tags: 'us-forces; night',
      links: 'responds_to:jan-2022-1; related:x\\;y',
      source_count: 3,
      sources: 'Example News; A\\; report; ',
      source_urls: 'https://a.example; ; https://b.example/\\;x',
      title: 'Rockets',
      summary: minimalRecord.summary,
      warnings: 'summary.empty; date.early',
      revision: 2,
      created_at: stamps.created_at,
      updated_at: stamps.updated_at,
    })
  })

  it('tells none from unknown: a report of no casualties states no numbers', () => {
    const row = rowOf({ ...minimalRecord, casualties: { reported: 'none' }, damage: { level: 'none' } })
    expect(row.casualties_reported).toBe('none')
    expect(row.damage).toBe('none')
    expect(Object.keys(row).filter((name) => /^(?:deaths|injuries)_|^civilian/.test(name))).toEqual([])
  })

  it('has "at least two" as a low number alone', () => {
    const row = rowOf({ ...minimalRecord, casualties: { deaths: { low: 2 } } })
    expect([row.deaths_low, row.deaths_best, row.deaths_high]).toEqual([2, undefined, undefined])
  })

  it('has the stated deaths of civilians, whichever entry states them', () => {
    const groups = [
      { group: 'civilians', injuries: { best: 3 } },
      { group: 'civilians', deaths: { best: 2 } },
    ]
    expect(rowOf({ ...minimalRecord, casualties: { groups } }).civilian_deaths_best).toBe(2)
  })
})
