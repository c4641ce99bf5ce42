import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Incident, StoredIncident } from '../../../../schemas/incident.ts'
import { csvRow } from '../../../../src/export/csv/write-csv.ts'
import { findColumn, planFlat } from '../../../../src/ingest/rows/flat-profile.ts'
import { validate } from '../../../../src/ingest/validate/validate.ts'
import { en } from '../../../../src/messages/en.ts'
import { flatColumns } from '../../../../src/record/flat-columns.ts'
import { soundRecord } from '../../arbitrary.ts'
import { minimalRecord, validationContext } from '../../rule-cases.ts'

const stamps = {
  id: '0197f3a0-1c2b-7d4e-8f60-718293a4b5c6',
  status: 'published',
  warnings: [] as StoredIncident['warnings'],
  revision: 1,
  commit: 42,
  created_at: '2022-01-06T00:00:00.000Z',
  updated_at: '2022-01-07T00:00:00.000Z',
} as const

type Cells = Readonly<Record<string, string>>

const names = flatColumns.map(({ name }) => name)
const whole = planFlat(names)

/** A record that was sent, as it is kept. */
const keep = (sent: object): Incident => {
  const { record, errors } = validate(sent, validationContext)
  expect(errors).toEqual([])
  if (!record) throw new Error('There is no record.')
  return record
}

/** The text of a cell as a reader of CSV finds it. */
const textOf = (cell: string | number | undefined): string =>
  csvRow([cell]).replace(/^"(.*)"$/s, (_, inner: string) => inner.replaceAll('""', '"'))

const rowOf = (record: Incident): string[] =>
  flatColumns.map((column) => textOf(column.get({ ...record, ...stamps } as StoredIncident)))

const cellsOf = (record: Incident): Cells =>
  Object.fromEntries(rowOf(record).map((cell, i) => [names[i] ?? '', cell]))

const judge = (cells: Cells, stored?: Incident) => {
  const plan = planFlat(Object.keys(cells))
  expect(plan.faults).toEqual([])
  const reading = plan.read(Object.values(cells), stored)
  const { candidate, issues } = reading
  return { ...reading, ...validate(candidate, validationContext, { fromText: true, issues }) }
}

/** What becomes of a record when a file has these cells for it. */
const changed = (sent: object, cells: Cells): Incident => {
  const { record, errors } = judge(cells, keep(sent))
  expect(errors).toEqual([])
  return record as Incident
}

const needed = { event_type: 'battle', date: '2022-01-01', country: 'SY', sources: 'A', summary: 's' }
const rich = {
  ...minimalRecord,
  title: '=1+1',
  notes: 'kept',
  weapons: [{ type: 'rocket', model: 'Katyusha', hit: 5, missed: 3 }, { type: 'drone_one_way' }],
  actors: [
    { name: 'US', role: 'interceptor' },
    { name: 'A', role: 'perpetrator', type: 'political_militia', with: ['B'] },
    { role: 'perpetrator', type: 'unknown' },
    { name: 'C', role: 'perpetrator' },
  ],
  targets: [{ name: 'a base', type: 'military', note: 'old' }, { type: 'police' }, { name: 'a road' }],
  sources: [
    { key: 'officer', publisher: 'A; B', said_by: 'an officer', url: 'https://example.org/a' },
    { url: 'https://example.org/x', title: 't' },
  ],
  claims: [{ by: 'Qassem Al Jabarayn', text: 'we did it' }],
  attributions: [{ by: 'the coalition', to: 'others' }],
  links: [{ type: 'related', incident: 'x', note: 'why' }],
}

describe('the columns of a flat file', () => {
  it('are found by name in any order; those that follow from others are passed over', () => {
    const plan = planFlat(['title', 'date_start', 'reference', 'id'])
    expect(plan.columns.map(({ index, column }) => `${index} ${column.name}`)).toEqual([
      '2 reference',
      '0 title',
    ])
    expect(plan.ignored).toEqual(['date_start', 'id'])
    expect(plan.faults).toEqual([])
    expect(plan.identify(['t', '', ' r1 ', 'x'])).toEqual({ reference: 'r1' })
  })

  it.each([
    [['event_typ'], 'table.column_unknown', /"event_typ"\. Did you mean event_type\?$/],
    [['zzzzzzzz'], 'table.column_unknown', /^There is no column "zzzzzzzz"\.$/],
    [['title', 'Title'], 'table.column_twice', /both the column title/],
  ])('are refused where they are unknown or twice: %j', (headers, rule, detail) => {
    const { faults } = planFlat(headers)
    expect(faults.map((fault) => fault.rule)).toEqual([rule])
    expect(faults[0]?.column).toBe(headers.at(-1))
    expect(faults[0]?.say(en)).toMatch(detail)
  })
})

describe('a flat row of a new record', () => {
  it('sets a field for each cell that says something', () => {
    const cells = {
      ...needed,
      latitude: ' 35.5 ',
      longitude: '40.25',
      geo_precision: 'near',
      perpetrators: 'A; B\\; C',
      sides: 'L; R; S',
      targets: 'a base; ; a road',
      weapon_types: 'rocket',
      munitions_fired: '5',
      munitions_hit: '0',
      deaths_best: '0',
      injuries_low: '',
      damage: 'minor',
      claimed_by: 'A',
      attributed_to: 'B',
      tags: 'a; b',
      links: 'responds_to:x; related:a:b',
      sources: 'A; ; B',
      source_urls: 'https://a.example; https://x.example',
      title: '=1+1',
      date_start: 'whatever',
    }
    expect(judge(cells).record).toEqual({
      dataset: 'reports',
      event_type: 'battle',
      date: '2022-01-01',
      location: { country: 'SY', latitude: 35.5, longitude: 40.25, precision: 'near' },
      actors: [
        { name: 'A', role: 'perpetrator' },
        { name: 'B; C', role: 'perpetrator' },
        { name: 'L', role: 'side_a' },
        { name: 'R', role: 'side_b' },
        { name: 'S', role: 'side_b' },
      ],
      targets: [{ name: 'a base' }, { name: 'a road' }],
      weapons: [{ type: 'rocket', fired: 5, hit: 0 }],
      casualties: { deaths: { best: 0 } },
      damage: { level: 'minor' },
      claims: [{ by: 'A' }],
      attributions: [{ to: 'B' }],
      tags: ['a', 'b'],
      links: [
        { type: 'responds_to', incident: 'x' },
        { type: 'related', incident: 'a:b' },
      ],
      sources: [
        { publisher: 'A', url: 'https://a.example' },
        { url: 'https://x.example' },
        { publisher: 'B' },
      ],
      title: '=1+1',
      summary: 's',
    })
  })

  it.each<[string, Cells, string[]]>([
    ['two bad numbers', { latitude: '135', longitude: '40', deaths_best: '-1' }, ['deaths_best', 'latitude']],
    ['a date that is not in the calendar', { date: '2022-02-30' }, ['date']],
    ['a mistyped code', { event_type: 'battel' }, ['event_type']],
    ['no country', { country: '' }, ['country']],
    ['no source', { sources: '' }, ['sources']],
    ['a code in a list', { weapon_types: 'rocket; rokket' }, ['weapon_types']],
    ['a name that is too long', { sides: `A; ${'x'.repeat(201)}` }, ['sides']],
    ['a link without its kind', { links: 'related:x; y' }, ['links']],
    ['a link of an unknown kind', { links: 'relatd:x' }, ['links']],
    [
      'a count over several weapons',
      { weapon_types: 'rocket; mortar', munitions_hit: '3' },
      ['munitions_hit'],
    ],
    ['a count that is none', { munitions_found: 'some' }, ['munitions_found']],
    ['an address that is none', { source_urls: 'example.org' }, ['source_urls']],
    ['a control character', { tags: 'a\u0000', title: '\u0001' }, ['tags', 'title']],
  ])('has its errors at their cells: %s', (_, cells, columns) => {
    const { errors, columnOf: at } = judge({ ...needed, ...cells })
    expect(errors.map(({ pointer }) => at(pointer)).sort()).toEqual(columns)
  })

  it('has the error of missing sources at the column that the file has', () => {
    const { sources: _, ...others } = needed
    const { errors, columnOf: at } = judge({ ...others, source_urls: '' })
    expect(errors.map(({ pointer }) => at(pointer))).toEqual(['source_urls'])
  })
})

describe('a flat row of a stored record', () => {
  it('changes nothing where it says what the record exports, details and all', () => {
    expect(changed(rich, cellsOf(keep(rich)))).toEqual(keep(rich))
  })

  it('leaves fields of which the file has no column', () => {
    expect(changed(rich, { title: 'new' })).toEqual(keep({ ...rich, title: 'new' }))
  })

  it('reads numbers by value', () => {
    const sent = { ...minimalRecord, location: { country: 'IQ', latitude: 33.5, longitude: 44 } }
    expect(changed(sent, { latitude: '33.50', longitude: '+٤٤' })).toEqual(keep(sent))
  })

  const publisher = 'Example News'
  const [claim, road] = [rich.claims[0], rich.targets[2]]
  it.each<[string, object, Cells, object]>([
    [
      'an empty cell makes a field unknown',
      { title: 't', date_note: 'x' },
      { title: ' ' },
      { date_note: 'x' },
    ],
    [
      'and a number in a group',
      { casualties: { deaths: { low: 1, best: 2 }, source: undefined } },
      { deaths_best: '' },
      { casualties: { deaths: { low: 1 } } },
    ],
    ['and the last of a group', { casualties: { deaths: { best: 2 } } }, { deaths_best: '' }, {}],
    [
      'who is named still keeps details and place, others come and go',
      { actors: rich.actors },
      { perpetrators: 'D; A' },
      { actors: [...rich.actors.slice(0, 3), { name: 'D', role: 'perpetrator' }] },
    ],
    [
      'an empty cell takes out those with a name',
      { actors: rich.actors },
      { perpetrators: '' },
      { actors: [rich.actors[0], rich.actors[2]] },
    ],
    [
      'a new side is the one that there is not',
      { actors: [{ name: 'R', role: 'side_b', type: 'rebel_group' }] },
      { sides: 'R; L' },
      {
        actors: [
          { name: 'R', role: 'side_b', type: 'rebel_group' },
          { name: 'L', role: 'side_a' },
        ],
      },
    ],
    [
      'a target that is written differently keeps its details',
      { targets: rich.targets },
      { targets: 'the base; ; a road' },
      { targets: [{ ...rich.targets[0], name: 'the base' }, ...rich.targets.slice(1)] },
    ],
    [
      'a target that is gone leaves the others theirs',
      { targets: rich.targets },
      { targets: '; a road' },
      { targets: [rich.targets[1], road] },
    ],
    [
      'an empty cell takes out the names, not what else is known',
      { claims: [claim, { by: 'B' }] },
      { claimed_by: '' },
      { claims: [{ text: 'we did it' }] },
    ],
    ['a tag', { tags: ['a', 'b'] }, { tags: 'b; c' }, { tags: ['b', 'c'] }],
    [
      'a link',
      { links: rich.links },
      { links: 'related:x; follows:y' },
      { links: [...rich.links, { type: 'follows', incident: 'y' }] },
    ],
    [
      'the counts of the only weapon',
      { weapons: [{ model: 'Katyusha', hit: 1 }] },
      { weapon_types: 'rocket', munitions_hit: '0', munitions_missed: '3' },
      { weapons: [{ type: 'rocket', model: 'Katyusha', hit: 0, missed: 3 }] },
    ],
    ['counts without a weapon', {}, { munitions_found: '3' }, { weapons: [{ found: 3 }] }],
    [
      'an emptied count of several weapons',
      { weapons: [{ type: 'rocket', hit: 1 }, { hit: 2 }] },
      { munitions_hit: '' },
      { weapons: [{ type: 'rocket' }] },
    ],
    [
      'a weapon less, its counts taken from the sums',
      { weapons: [{ type: 'rocket', hit: 1 }, { type: 'mortar', hit: 2 }, { type: 'missile' }] },
      { weapon_types: 'rocket; missile', munitions_hit: '1' },
      { weapons: [{ type: 'rocket', hit: 1 }, { type: 'missile' }] },
    ],
    [
      'a title in place of a publisher stays a title',
      { sources: [{ title: 'T', url: 'https://a.example' }] },
      { sources: 'T; New' },
      { sources: [{ title: 'T', url: 'https://a.example' }, { publisher: 'New' }] },
    ],
    [
      'a publisher for a title',
      { sources: [{ title: 'T' }] },
      { sources: 'P' },
      { sources: [{ title: 'T', publisher: 'P' }] },
    ],
    [
      'addresses go by their places beside the names',
      {
        sources: [
          { publisher, url: 'https://a.example' },
          { publisher: 'B', url: 'https://b.example' },
        ],
      },
      { sources: `${publisher}; B`, source_urls: 'https://b.example' },
      { sources: [{ publisher, url: 'https://b.example' }, { publisher: 'B' }] },
    ],
    [
      'addresses without the names name their sources',
      {
        sources: [
          { publisher, url: 'https://a.example' },
          { publisher: 'B', url: 'https://b.example' },
        ],
      },
      { source_urls: 'https://b.example' },
      { sources: [{ publisher: 'B', url: 'https://b.example' }] },
    ],
    [
      'a source in front, with its address',
      { sources: [{ publisher, url: 'https://a.example', said_by: 'x' }] },
      { sources: `New; ${publisher}`, source_urls: 'https://n.example; https://a.example' },
      {
        sources: [
          { publisher: 'New', url: 'https://n.example' },
          { publisher, url: 'https://a.example', said_by: 'x' },
        ],
      },
    ],
  ])('lays its cells over it: %s', (_, sent, cells, result) => {
    expect(changed({ ...minimalRecord, ...sent }, cells)).toEqual(keep({ ...minimalRecord, ...result }))
  })

  it('is not asked which of several weapons a number belongs to', () => {
    const { errors, columnOf: at } = judge({ munitions_hit: '7' }, keep(rich))
    expect(errors.map(({ pointer, rule }) => [at(pointer), rule])).toEqual([
      ['munitions_hit', 'flat.ambiguous'],
    ])
    expect(errors[0]?.say(en)).toMatch(/2 weapons.*full profile/)
  })

  it('leaves the stored record itself as it is', () => {
    const stored = keep(rich)
    judge({ country: 'SY', deaths_best: '3', targets: 'x', sources: 'y', munitions_found: '' }, stored)
    expect(stored).toEqual(keep(rich))
  })
})

describe('the column of a pointer', () => {
  it.each([
    ['/casualties/deaths/best', 'deaths_best'],
    ['/casualties/deaths', 'deaths_low'],
    ['/casualties/groups/0/deaths/best', 'civilian_deaths_best'],
    ['/sources/0/url', 'source_urls'],
    ['/sources/0/publisher', 'sources'],
    ['/sources/3', 'sources'],
    ['/sources', 'sources'],
    ['/location', 'country'],
    ['/location/country', 'country'],
    ['/location/precision', 'geo_precision'],
    ['/location/note', undefined],
    ['/launched_from/latitude', undefined],
    ['/date', 'date'],
    ['/weapons', 'weapon_types'],
    ['/weapons/1/missed', 'munitions_missed'],
    ['/attributions/0/by', 'attributed_to'],
    ['/tags/4', 'tags'],
    ['/warnings', 'warnings'],
    ['/notes', undefined],
    ['/external/fields/a~1b', undefined],
    ['', undefined],
  ])('of %s is %s', (pointer, column) => {
    expect(findColumn(pointer)).toBe(column)
  })

  it('of an actor is the one of its role', () => {
    const candidate = { actors: ['side_b', 'perpetrator', 'target'].map((role) => ({ role, name: 'A' })) }
    const found = [0, 1, 2].map((i) => findColumn(`/actors/${i}/name`, { candidate }))
    expect(found).toEqual(['sides', 'perpetrators', undefined])
  })
})

describe('any sound record', () => {
  it('is what it was after its own flat row', () => {
    fc.assert(
      fc.property(soundRecord, (sent) => {
        const stored = keep(sent)
        const { candidate, issues } = whole.read(rowOf(stored), stored)
        expect(issues).toEqual([])
        expect(validate(candidate, validationContext, { fromText: true }).record).toEqual(stored)
      }),
      { numRuns: 300 },
    )
  })

  /** Columns that follow from another one, or are of the same list and lose the place of an entry with it. */
  const follows: Readonly<Record<string, readonly string[]>> = {
    date: ['date_start', 'date_end', 'date_precision'],
    targets: ['target_types'],
    attributed_to: ['attributed_by'],
    sources: ['source_count'],
    source_urls: ['source_count'],
  }

  /** Empty places of a list go with the entries that said nothing else. */
  const withoutEmpty = (cell: string): string =>
    cell.replace(/^(?:; )+|(?:; )+$/g, '').replace(/(?:; )+/g, '; ')

  it('shows a changed cell in that column and in what follows from it, and nowhere else', () => {
    const read = whole.columns.map(({ column }) => column.name)
    fc.assert(
      fc.property(
        soundRecord,
        soundRecord,
        fc.constantFrom(...read),
        fc.boolean(),
        (sent, other, name, empty) => {
          const stored = keep(sent)
          const before = cellsOf(stored)
          const cells = { ...before, [name]: empty ? '' : (cellsOf(keep(other))[name] ?? '') }
          const { record, errors } = judge(cells, stored)
          for (const { pointer, rule } of errors) expect(rule, pointer).toMatch(possible)
          if (!record) return
          const again = cellsOf(record)
          const differ = names.filter(
            (each) => withoutEmpty(again[each] ?? '') !== withoutEmpty(before[each] ?? ''),
          )
          expect([name, ...(follows[name] ?? [])]).toEqual(expect.arrayContaining(differ))
          expect(judge(cells, record).record).toEqual(record)
        },
      ),
      { numRuns: 1000 },
    )
  })

  /** What one changed cell can set at odds with the rest of its row. */
  const possible =
    /^(?:flat\.ambiguous|field\.required|location\.pair|number\.range|casualties\..*|event_subtype\.parent|source\.nameless|weapons\.fates|list\.length)$/
})
