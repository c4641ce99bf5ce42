// Every change of a layout that docs/layouts.md lists, with a row that shows it.
import { describe, expect, it } from 'vitest'
import type { Scheme } from '../../../../schemas/crosswalk/layout.ts'
import { layouts } from '../../../../src/record/crosswalk/layouts.ts'
import { type Cells, readRow, writeRow } from './layout-rows.ts'

const [text = ''] = Object.values(
  import.meta.glob('../../../../docs/layouts.md', { query: '?raw', import: 'default', eager: true }),
)

interface Change {
  readonly scheme: Scheme
  readonly cells: Cells
  /** What the record has. */
  readonly record: object
  /** The rules of its notes, each with the cell if the note is about one. */
  readonly notes?: readonly (readonly [rule: string, received?: string])[]
}

const formerKind = (event_type: string, record: object): Change => ({
  scheme: 'acled',
  cells: { event_type },
  record,
  notes: [['acled.former_kind', event_type]],
})

const days = ['2014-01-22', '2014-01-22 00:00:00.000', '2014-01-22T00:00:00']

const changes: Readonly<Record<string, readonly Change[]>> = {
  sea: [
    {
      scheme: 'acled',
      cells: { country: 'Red Sea', iso: '0', location: 'Bab al-Mandab' },
      record: { location: { country: 'XZ', place: 'Bab al-Mandab' } },
      notes: [['crosswalk.waters', 'Red Sea']],
    },
    { scheme: 'acled', cells: { country: 'Mediterranean Sea' }, record: { location: { country: 'XZ' } } },
    { scheme: 'acled', cells: { country: 'Persian Gulf' }, record: { location: { country: 'XZ' } } },
  ],
  territory: [
    {
      scheme: 'acled',
      cells: { country: 'Akrotiri and Dhekelia', iso: '2' },
      record: { location: { country: 'GB' } },
    },
  ],
  inter: [
    ...['2', 'Rebel group', 'Rebel Groups'].map(
      (inter1): Change => ({
        scheme: 'acled',
        cells: { actor1: 'A', inter1, interaction: '22' },
        record: { actors: [{ name: 'A', type: 'rebel_group' }] },
      }),
    ),
  ],
  'columns-2023': [
    {
      scheme: 'acled',
      cells: { data_id: '7', event_id_no_cnty: '1', iso3: 'IRQ', iso: '368' },
      record: { external: { fields: { data_id: '7', event_id_no_cnty: '1', iso3: 'IRQ' } } },
    },
  ],
  protestors: [
    {
      scheme: 'acled',
      cells: { event_type: 'Protests', sub_event_type: 'Excessive force against protestors' },
      record: { event_type: 'unrest', event_subtype: 'excessive_force_against_protesters' },
    },
  ],
  'event-types': [
    formerKind('Battle-No change of territory', { event_type: 'battle', event_subtype: 'armed_clash' }),
    formerKind('Battle-Government regains territory', { event_subtype: 'government_regains_territory' }),
    formerKind('Battle-Non-state actor overtakes territory', {
      event_subtype: 'non_state_overtakes_territory',
    }),
    formerKind('Remote violence', { event_type: 'remote_violence' }),
    formerKind('Riots/Protests', { event_type: 'unrest' }),
    formerKind('Strategic development', { event_type: 'strategic' }),
    formerKind('Headquarters or base established', { event_subtype: 'base_established' }),
    formerKind('Non-violent transfer of territory', { event_subtype: 'non_violent_transfer' }),
    {
      scheme: 'acled',
      cells: { event_type: 'Violence against civilians' },
      record: { event_type: 'violence_against_civilians' },
    },
    {
      scheme: 'acled',
      cells: { event_type: 'Remote violence', event_date: '16-Feb-19', year: '2019' },
      record: { date: '2019-02-16' },
      notes: [['crosswalk.date_form', '16-Feb-19']],
    },
  ],
  'ally-actors': [
    {
      scheme: 'acled',
      cells: { GWNO: '615', ACTOR1: 'A', ALLY_ACTOR_1: 'B; C', event_date: '18/04/2001' },
      record: {
        date: '2001-04-18',
        actors: [{ name: 'A', with: ['B', 'C'] }],
        external: { fields: { GWNO: '615' } },
      },
      notes: [['crosswalk.date_form', '18/04/2001']],
    },
  ],
  candidate: [
    {
      scheme: 'ucdp',
      cells: { code_status: 'Clear', active_year: 'True' },
      record: { external: { fields: { code_status: 'Clear', active_year: 'True' } } },
    },
  ],
  order: [
    {
      scheme: 'ucdp',
      cells: { gwnob: '', side_b: 'B', low: '1', best: '2', high: '3' },
      record: { casualties: { deaths: { low: 1, best: 2, high: 3 } }, actors: [{ name: 'B' }] },
    },
  ],
  hdx: [
    {
      scheme: 'ucdp',
      cells: { iso3: 'IRQ', start_year: '2014', end_year: '2014' },
      record: { external: { fields: { iso3: 'IRQ', start_year: '2014', end_year: '2014' } } },
    },
  ],
  days: [
    ...days.map(
      (date_start): Change => ({ scheme: 'ucdp', cells: { date_start }, record: { date: '2014-01-22' } }),
    ),
    {
      scheme: 'ucdp',
      cells: { date_start: '2009/08/07 00:00:00' },
      record: { date: '2009-08-07' },
      notes: [['crosswalk.date_form', '2009/08/07 00:00:00']],
    },
  ],
  unknown: [
    {
      scheme: 'gtd',
      cells: { doubtterr: '-9', nkill: '-99', nwound: '-9' },
      record: { external: { fields: { doubtterr: '-9', nkill: '-99' } } },
      notes: [
        ['crosswalk.number', '-99'],
        ['crosswalk.number', '-9'],
      ],
    },
  ],
  'former-state': [
    {
      scheme: 'gtd',
      cells: { country_txt: 'Soviet Union', latitude: '56.95', longitude: '24.1' },
      record: { location: { country: 'LV' } },
      notes: [['gtd.former_state', 'Soviet Union']],
    },
    { scheme: 'gtd', cells: { country_txt: 'International' }, record: { location: { country: 'XZ' } } },
  ],
}

const named = Object.entries(changes).flatMap(([name, list]) => list.map((each) => [name, each] as const))

describe('changes of layouts', () => {
  it('are those of docs/layouts.md, each with a date and a source', () => {
    const rows = text.split('\n').filter((line) => /^\| (?!date|---)/.test(line))
    const cells = rows.map((line) => line.split(' | ').map((cell) => cell.replace(/^\||\|$/g, '').trim()))
    expect(cells.map((row) => row.at(-1)).sort()).toEqual(Object.keys(changes).sort())
    for (const row of cells) expect(row.filter((cell) => cell !== '').length).toBe(5)
  })

  it.each(named)('are read and given back: %s %#', (_, { scheme, cells, record, notes = [] }) => {
    const { record: read, notes: found = [] } = readRow(scheme, cells)
    expect(read).toMatchObject(record)
    expect(found.map(({ rule, received }) => [rule, received])).toEqual(
      expect.arrayContaining(notes.map(([rule, received]) => [rule, received])),
    )
    expect(found.filter(({ rule }) => rule === 'crosswalk.code')).toEqual([])
    const { row, losses } = writeRow(scheme, read)
    const { columns, formerColumns = {} } = layouts[scheme]
    for (const [name, cell] of Object.entries(cells)) {
      const column = formerColumns[name.toLowerCase()] ?? name.toLowerCase()
      if (columns.some((each) => each.name === column))
        expect([name, String(row[column] ?? '')]).toEqual([name, cell])
      else
        expect(losses).toContainEqual(
          expect.objectContaining({ rule: 'crosswalk.former_column', column: name }),
        )
    }
  })
})
