import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Scheme, schemes } from '../../../../schemas/crosswalk/layout.ts'
import type { StoredIncident } from '../../../../schemas/incident.ts'
import { toLayout } from '../../../../src/export/crosswalk/to-layout.ts'
import { planCrosswalk } from '../../../../src/ingest/crosswalk/profile.ts'
import { validate } from '../../../../src/ingest/validate/validate.ts'
import { layouts } from '../../../../src/record/crosswalk/layouts.ts'
import { validationContext } from '../../rule-cases.ts'

type Cells = Readonly<Record<string, string>>

/** Cells without which a row is refused; of the others any may say anything. */
const sound: Readonly<Record<Scheme, Cells>> = {
  ucdp: { id: '1', country: 'Iraq', date_start: '2014-01-24', date_end: '2014-02-03' },
  acled: { event_id_cnty: 'I1', event_date: '2023-02-16', iso: '368', country: 'Iraq' },
  gtd: { eventid: '2', iyear: '2017', imonth: '2', iday: '3', country_txt: 'Iraq', extended: '0' },
}

/** Where coordinates are half given or out of bounds the row is refused, so they are given or not. */
const places = fc.constantFrom(
  { latitude: '', longitude: '' },
  { latitude: '33.0', longitude: '43.786124' },
  { latitude: '-33.123456', longitude: ' 4e1' },
)

const cell = fc.oneof(
  fc.constant(''),
  fc.constantFrom(
    '1',
    '2',
    '3',
    '5',
    '-1',
    '-9',
    '1.5',
    'NaN',
    '1e400',
    '2020-02-30',
    ';',
    '"a,b,c";"d',
    ' x ',
  ),
  fc.constantFrom('toString', '__proto__', 'Unknown', 'Civilians', 'Battles', '\u0085', 'a\r\nb', 'e\u0301'),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ maxLength: 1200 }),
)

/** Columns whose numbers a record stores: a cell that is no number is refused. */
const counts: Readonly<Record<Scheme, readonly string[]>> = {
  ucdp: ['deaths_a', 'deaths_b', 'deaths_civilians', 'deaths_unknown', 'best', 'high', 'low'],
  acled: ['fatalities'],
  gtd: ['nkill', 'nwound'],
}

const count = fc.constantFrom('', '0', '7', '3.0', 'NA', '1 234', '1,234,567', ' 5 ', '٣')

const rowOf = (scheme: Scheme) => {
  const names = layouts[scheme].columns.map(({ name }) => name)
  return fc
    .tuple(
      fc.array(cell, { minLength: names.length, maxLength: names.length }),
      places,
      fc.record(Object.fromEntries(counts[scheme].map((name) => [name, count]))),
    )
    .map(([cells, place, numbers]): Cells => {
      const any = Object.fromEntries(names.map((name, i) => [name, (cells[i] ?? '').replaceAll('\0', '')]))
      return { ...any, ...place, ...numbers, ...sound[scheme] }
    })
}

const parse = (scheme: Scheme, row: Cells) => {
  const plan = planCrosswalk(layouts[scheme], Object.keys(row))
  const { candidate, issues, columnOf } = plan.read(Object.values(row))
  return { ...validate(candidate, validationContext, { issues, fromText: true }), columnOf }
}

const read = (scheme: Scheme, row: Cells) => {
  const { record, errors } = parse(scheme, row)
  expect(errors).toEqual([])
  return { ...record, id: 'ours', updated_at: '2022-01-06T00:00:00Z' } as StoredIncident
}

describe.each(schemes)('any row in the layout %s', (scheme) => {
  it('goes out as it came', () => {
    const names = layouts[scheme].columns.map(({ name }) => name)
    fc.assert(
      fc.property(rowOf(scheme), (row) => {
        const [back = []] = toLayout(layouts[scheme], read(scheme, row)).rows
        expect(Object.fromEntries(names.map((name, i) => [name, String(back[i] ?? '')]))).toEqual(row)
      }),
      { numRuns: 150 },
    )
  })

  it('with a cell that is no number is refused for that cell, or goes out as it came', () => {
    const names = layouts[scheme].columns.map(({ name }) => name)
    const numeric = [...counts[scheme], 'latitude', 'longitude']
    const odd = fc.oneof(cell, fc.constantFrom('50,45', '1,234', '12+', '3-5', '1.000', '-', '91', '1e3'))
    fc.assert(
      fc.property(rowOf(scheme), fc.constantFrom(...numeric), odd, (sane, column, text) => {
        const row = { ...sane, [column]: text.replaceAll('\0', '') }
        const { record, errors, columnOf } = parse(scheme, row)
        if (record) {
          const stored = { ...record, id: 'ours' } as StoredIncident
          const [back = []] = toLayout(layouts[scheme], stored).rows
          expect(Object.fromEntries(names.map((name, i) => [name, String(back[i] ?? '')]))).toEqual(row)
        } else
          for (const { pointer, rule, received } of errors)
            if (rule !== 'location.pair') {
              expect(columnOf(pointer)).toBe(column)
              if (typeof received === 'string')
                expect(row[column]?.startsWith(received.replace(/…$/, ''))).toBe(true)
            }
      }),
      { numRuns: 150 },
    )
  })

  it('becomes a record that every layout takes or leaves out', () => {
    fc.assert(
      fc.property(rowOf(scheme), (row) => {
        const { external, ...record } = read(scheme, row)
        for (const layout of Object.values(layouts)) {
          const { rows, losses } = toLayout(layout, record)
          expect(rows.length > 0 || losses.some(({ kind }) => kind === 'left_out')).toBe(true)
        }
      }),
      { numRuns: 100 },
    )
  })
})
