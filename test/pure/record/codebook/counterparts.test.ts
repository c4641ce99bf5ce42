import { describe, expect, it } from 'vitest'
import * as acled from '../../../../schemas/crosswalk/acled.ts'
import * as gtd from '../../../../schemas/crosswalk/gtd.ts'
import type { CodeMap } from '../../../../schemas/crosswalk/layout.ts'
import * as ucdp from '../../../../schemas/crosswalk/ucdp.ts'
import * as codes from '../../../../schemas/vocabularies.ts'
import { codeCounterparts, fieldCounterparts } from '../../../../src/record/codebook/counterparts.ts'
import { fieldEntries } from '../../../../src/record/codebook/fields.ts'

describe('the counterparts of a field', () => {
  it.each([
    [
      'date',
      {
        ucdp: ['year', 'event_clarity', 'date_prec', 'date_start', 'date_end'],
        acled: ['event_date', 'year', 'time_precision'],
        gtd: ['iyear', 'imonth', 'iday', 'approxdate', 'extended'],
      },
    ],
    ['event_type', { acled: ['disorder_type', 'event_type'], gtd: ['attacktype1', 'attacktype1_txt'] }],
    ['location.country', { ucdp: ['country'], acled: ['iso', 'country'], gtd: ['country_txt'] }],
    ['location.admin2', { ucdp: ['adm_2'], acled: ['admin2'] }],
    ['casualties.deaths.low', { ucdp: ['low'], acled: ['fatalities'] }],
    ['casualties.injuries.best', { gtd: ['nwound'] }],
    ['claims[].medium', { gtd: expect.arrayContaining(['claimmode', 'claimmode_txt']) }],
    ['title', { acled: ['notes'], gtd: ['summary'] }],
    ['sources[].said_by', { ucdp: ['source_original'], gtd: ['scite1', 'scite2', 'scite3'] }],
    ['tags', { acled: ['tags'] }],
    ['launched_from.country', {}],
    ['notes', {}],
  ])('are the columns that represent it: %s', (path, expected) => {
    expect(fieldCounterparts(path)).toEqual(expected)
  })

  it('are found for every field without an error, and for most columns that a layout fills', () => {
    const found = fieldEntries.map(({ path }) => fieldCounterparts(path))
    for (const [scheme, layout] of Object.entries({ ucdp, acled, gtd })) {
      const columns = new Set(found.flatMap((each) => each[scheme as 'ucdp'] ?? []))
      const others = Object.keys(layout.projectOnlyColumns).length
      expect(columns.size / (layout.columns.length - others)).toBeGreaterThan(0.6)
    }
  })
})

type Case = readonly [string, string, codes.Vocabulary, 'ucdp' | 'acled' | 'gtd', string, CodeMap<string>]

const cases: readonly Case[] = [
  ['conflicts of UCDP', 'conflict_type', codes.conflictType, 'ucdp', 'type_of_violence', ucdp.violenceCodes],
  ['places of UCDP', 'location.precision', codes.geoPrecision, 'ucdp', 'where_prec', ucdp.precisionCodes],
  [
    'places of ACLED',
    'location.precision',
    codes.geoPrecision,
    'acled',
    'geo_precision',
    acled.precisionCodes,
  ],
  ['targets of GTD', 'targets[].type', codes.targetType, 'gtd', 'targtype1', gtd.targetCodes],
  ['weapons of GTD', 'weapons[].type', codes.weaponType, 'gtd', 'weaptype1', gtd.weaponCodes],
  ['claims of GTD', 'claims[].medium', codes.claimMedium, 'gtd', 'claimmode', gtd.claimModes],
]

describe('the counterparts of a code', () => {
  it.each(cases)('are those that the layout declares: the %s', (_, path, vocabulary, scheme, column, map) => {
    const found = codeCounterparts(path, vocabulary)
    for (const code of Object.keys(vocabulary)) {
      const cells = found.get(code)?.[scheme] ?? []
      const declared = map.toLayout.get(code)
      expect([code, cells.find((cell) => cell.startsWith(`${column}=`))]).toEqual([
        code,
        declared && `${column}=${declared}`,
      ])
    }
  })

  it.each([
    ['event_subtype', codes.eventSubtype, 'shelling', ['sub_event_type=Shelling/artillery/missile attack']],
    ['event_subtype', codes.eventSubtype, 'plot_foiled', ['sub_event_type=Disrupted weapons use']],
    ['event_type', codes.eventType, 'battle', ['disorder_type=Political violence', 'event_type=Battles']],
    ['event_type', codes.eventType, 'other', undefined],
    ['outcome', codes.outcome, 'hit', undefined],
    ['actors[].type', codes.actorType, 'rioters', ['inter1=Rioters', 'interaction=Rioters only']],
  ] as const)('depend on it alone: %s, ACLED', (path, vocabulary, code, expected) => {
    expect(codeCounterparts(path, vocabulary).get(code)?.acled).toEqual(expected)
  })

  it('have no text or number of the record by which they are found', () => {
    const found = codeCounterparts('casualties.groups[].group', codes.casualtyGroup)
    expect([...found].filter(([, { ucdp: cells }]) => cells)).toEqual([
      ['civilians', { ucdp: ['deaths_civilians'] }],
      ['unknown', { ucdp: ['deaths_unknown'] }],
    ])
  })
})
