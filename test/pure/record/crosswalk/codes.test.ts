import { feature } from '@rapideditor/country-coder'
import { describe, expect, it } from 'vitest'
import { countries } from '../../../../schemas/countries.ts'
import { interactionOf, interCodes } from '../../../../schemas/crosswalk/acled.ts'
import { isoNumbers } from '../../../../schemas/crosswalk/countries.ts'
import { attackLabels, claimModes, targetCodes, weaponCodes } from '../../../../schemas/crosswalk/gtd.ts'
import { type Scheme, schemes } from '../../../../schemas/crosswalk/layout.ts'
import { type CrosswalkRuleId, crosswalkRules } from '../../../../schemas/crosswalk/loss-rules.ts'
import * as codes from '../../../../schemas/vocabularies.ts'
import { generalLosses } from '../../../../src/export/crosswalk/to-layout.ts'
import { layouts } from '../../../../src/record/crosswalk/layouts.ts'
import reference from '../../../fixtures/crosswalk.json'
import { type Cells, readRow, writeRow } from './layout-rows.ts'

const { acled, ucdp_ged, gtd } = reference

/** Every vocabulary of the reference with the column where its codes stand, as rows. */
const vocabularies: readonly (readonly [Scheme, string, readonly Cells[]])[] = [
  ['acled', 'event_types', acled.event_types],
  ['acled', 'inter', Object.values(acled.inter).map((inter1) => ({ actor1: 'A group', inter1 }))],
  ['acled', 'inter as numbers', Object.keys(acled.inter).map((inter1) => ({ actor1: 'A group', inter1 }))],
  ['acled', 'interaction', Object.values(acled.interaction).map((interaction) => ({ interaction }))],
  ['acled', 'region', Object.values(acled.region_codes).map((region) => ({ region }))],
  [
    'acled',
    'time_precision',
    Object.keys(acled.time_precision).map((time_precision) => ({ time_precision })),
  ],
  ['acled', 'geo_precision', Object.keys(acled.geo_precision).map((geo_precision) => ({ geo_precision }))],
  [
    'acled',
    'civilian_targeting',
    acled.civilian_targeting.map((civilian_targeting) => ({ civilian_targeting })),
  ],
  ...(['type_of_violence', 'where_prec', 'date_prec', 'event_clarity'] as const).map(
    (name) => ['ucdp', name, Object.keys(ucdp_ged[name]).map((code) => ({ [name]: code }))] as const,
  ),
  ['ucdp', 'region', ucdp_ged.region.map((region) => ({ region }))],
  ...(
    [
      ['attacktype', 'attacktype1'],
      ['targtype', 'targtype1'],
      ['weaptype', 'weaptype1'],
      ['claimmode', 'claimmode'],
      ['propextent', 'propextent'],
      ['alternative', 'alternative'],
      ['region', 'region'],
      ['specificity', 'specificity'],
    ] as const
  ).map(([name, column]) => ['gtd', name, codedRows(column, gtd[name])] as const),
]

function codedRows(column: string, labels: Cells): Cells[] {
  return Object.entries(labels).map(([code, label]) => ({
    [column]: code,
    ...(column === 'specificity' ? {} : { [`${column}_txt`]: label }),
    ...(column === 'claimmode' ? { gname: 'A group', claimed: '1' } : {}),
  }))
}

const named = <T>(list: readonly T[]) => list.map((each) => [JSON.stringify(each), each] as const)

describe.each(vocabularies)('%s: %s', (scheme, _, all) => {
  it.each(named(all))('comes in and goes out again: %s', (_, cells) => {
    const { record, notes } = readRow(scheme, cells)
    expect((notes ?? []).filter(({ rule }) => rule === 'crosswalk.code')).toEqual([])
    const { row } = writeRow(scheme, record)
    for (const [column, cell] of Object.entries(cells))
      expect([column, String(row[column] ?? '')]).toEqual([column, cell])
  })
})

/** How a code is told there: in the column, or by a rule that says how it was not. */
const told = (scheme: Scheme, record: object, column: string) => {
  const { row, losses, made } = writeRow(scheme, record)
  if (made.length === 0) return losses.map(({ rule }) => rule).join()
  const about = losses.filter((loss) => loss.column === column || loss.column === '').map(({ rule }) => rule)
  return row[column] ?? about.join()
}

const event = {
  dataset: 'reports',
  event_type: 'remote_violence',
  event_subtype: 'shelling',
  date: '2022-01-05',
  location: { country: 'IQ', place: 'A town', precision: 'exact' },
  casualties: { deaths: { low: 1, best: 1, high: 1 } },
  sources: [{ publisher: 'Example News' }],
}

const subtypes = Object.entries(codes.eventSubtype).map(([event_subtype, { parent }]) => ({
  event_type: parent,
  event_subtype,
}))
const types = Object.keys(codes.eventType).map((event_type) => ({ event_type, event_subtype: undefined }))
const each = (vocabulary: object, as: (code: string) => object) => Object.keys(vocabulary).map(as)

/** Every vocabulary of ours that has a column there. */
const ours: readonly (readonly [Scheme, string, readonly object[]])[] = [
  ...schemes.flatMap((scheme) => {
    const column = { ucdp: 'best', acled: 'event_type', gtd: 'attacktype1' }[scheme]
    return [[scheme, column, [...subtypes, ...types]] as const]
  }),
  ['ucdp', 'type_of_violence', each(codes.conflictType, (conflict_type) => ({ conflict_type }))],
  ...schemes.map((scheme) => {
    const column = { ucdp: 'where_prec', acled: 'geo_precision', gtd: 'specificity' }[scheme]
    const located = (precision: string) => ({ location: { ...event.location, precision } })
    return [scheme, column, each(codes.geoPrecision, located)] as const
  }),
  [
    'acled',
    'inter1',
    each(codes.actorType, (type) => ({ actors: [{ name: 'A', role: 'perpetrator', type }] })),
  ],
  ['gtd', 'gname', each(codes.actorType, (type) => ({ actors: [{ name: 'A', role: 'perpetrator', type }] }))],
  ['gtd', 'targtype1', each(codes.targetType, (type) => ({ targets: [{ type }] }))],
  ['gtd', 'weaptype1', each(codes.weaponType, (type) => ({ weapons: [{ type }] }))],
  ['gtd', 'claimmode', each(codes.claimMedium, (medium) => ({ claims: [{ by: 'A', medium }] }))],
  ['gtd', 'property', each(codes.damageLevel, (level) => ({ damage: { level } }))],
  ['gtd', 'success', each(codes.outcome, (outcome) => ({ outcome }))],
]

describe.each(ours)('%s: our codes of %s', (scheme, column, all) => {
  it.each(named(all))('are told, or the loss is: %s', (_, over) => {
    expect(told(scheme, { ...event, ...over }, column)).not.toBe('')
  })
})

describe('the layouts', () => {
  it.each([
    ['acled', acled.columns],
    ['ucdp', ucdp_ged.columns_v21plus],
    ['gtd', gtd.columns],
  ] as const)('have the columns of %s', (scheme, columns) => {
    expect(layouts[scheme].columns.map(({ name }) => name)).toEqual(columns)
  })

  it.each(schemes)('fill each column of %s, or say that only the project can', (scheme) => {
    const { parts, columns, projectOnlyColumns, idColumn } = layouts[scheme]
    const written = new Set([
      idColumn,
      ...parts.flatMap((part) => part.columns),
      ...Object.keys(projectOnlyColumns),
    ])
    const never = columns.map(({ name }) => name).filter((name) => !written.has(name))
    expect(never).toEqual([])
    expect(generalLosses(layouts[scheme]).map(({ column }) => column)).toEqual([
      idColumn,
      ...Object.keys(projectOnlyColumns),
    ])
  })

  it('have the labels of the reference', () => {
    expect(interCodes.labels).toEqual(acled.inter)
    expect([attackLabels, targetCodes.labels, weaponCodes.labels, claimModes.labels]).toEqual([
      gtd.attacktype,
      gtd.targtype,
      gtd.weaptype,
      gtd.claimmode,
    ])
    for (const [code, label] of Object.entries(acled.interaction))
      expect(interactionOf(code[0] ?? '', code[1] ?? '')).toBe(label)
  })
})

describe('rules of the crosswalk', () => {
  it('have a sentence each', () => {
    for (const { description } of Object.values(crosswalkRules)) expect(description).toMatch(/^\S.*\.$/)
    expect(Object.keys(crosswalkRules).every((rule: string) => /^[a-z]+\.[a-z_]+$/.test(rule))).toBe(true)
    expect({} satisfies Partial<Record<CrosswalkRuleId, string>>).toEqual({})
  })
})

describe('countries', () => {
  it('have the numbers of ISO 3166-1', () => {
    const numbers = Object.keys(countries).map((code) => {
      const number = feature(code)?.properties.iso1N3
      return [code, number === undefined ? undefined : Number(number)]
    })
    expect(numbers).toEqual(Object.keys(countries).map((code) => [code, isoNumbers[code as 'IQ']]))
  })
})
