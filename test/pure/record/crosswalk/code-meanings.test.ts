/** What each code of the reference means here, worked out from its label: a mapping that is wrong both ways shows. */
import { describe, expect, it } from 'vitest'
import type { Scheme } from '../../../../schemas/crosswalk/layout.ts'
import * as codes from '../../../../schemas/vocabularies.ts'
import reference from '../../../fixtures/crosswalk.json'
import { type Cells, readRow, writeRow } from './layout-rows.ts'

const { acled, ucdp_ged, gtd } = reference

type Words = Readonly<Record<string, string>>

const listed = (text: string): Words =>
  Object.fromEntries(
    text
      .trim()
      .split(/\s+/)
      .map((each) => each.split('=') as [string, string]),
  )

interface Vocabulary {
  readonly scheme: Scheme
  readonly column: string
  /** The codes of the reference. */
  readonly of: readonly string[]
  readonly means: Words
  /** Cells beside the code. */
  readonly beside?: Cells
  /** What the record says, by the column's words. */
  readonly said: (record: ReturnType<typeof readRow>['record']) => string | undefined
  /** A record that says this, and whose row has the code; none where several of theirs are one of ours. */
  readonly record?: (word: string) => object
  /** Codes that ours is not written as. */
  readonly onlyRead?: readonly string[]
}

const kinds = Object.fromEntries(
  acled.event_types.map((each) => [`${each.event_type}/${each.sub_event_type}`, each]),
)

const vocabularies: readonly Vocabulary[] = [
  {
    scheme: 'ucdp',
    column: 'type_of_violence',
    of: Object.keys(ucdp_ged.type_of_violence),
    means: listed('1=state_based 2=non_state 3=one_sided'),
    said: ({ conflict_type }) => conflict_type,
    record: (conflict_type) => ({ conflict_type }),
  },
  {
    scheme: 'ucdp',
    column: 'where_prec',
    of: Object.keys(ucdp_ged.where_prec),
    means: listed('1=exact 2=near 3=admin2 4=admin1 5=area 6=country 7=international'),
    said: ({ location }) => location.precision,
    record: (precision) => ({ location: { country: 'IQ', precision } }),
  },
  {
    scheme: 'ucdp',
    column: 'event_clarity',
    of: Object.keys(ucdp_ged.event_clarity),
    beside: { date_start: '2014-01-24', date_end: '2014-01-28' },
    means: listed('1=[2014-01-24..2014-01-28] 2=2014-01-24/2014-01-28'),
    said: ({ date }) => date,
    record: (date) => ({ date }),
  },
  {
    scheme: 'acled',
    column: 'geo_precision',
    of: Object.keys(acled.geo_precision),
    means: listed('1=exact 2=near 3=area'),
    said: ({ location }) => location.precision,
    record: (precision) => ({ location: { country: 'IQ', place: 'x', precision } }),
  },
  {
    scheme: 'acled',
    column: 'time_precision',
    of: Object.keys(acled.time_precision),
    means: listed('1=2023-02-16 2=[2023-02-13..2023-02-19] 3=2023-02'),
    said: ({ date }) => date,
    record: (date) => ({ date, location: { country: 'IQ', place: 'x' } }),
  },
  {
    scheme: 'acled',
    column: 'inter1',
    of: Object.values(acled.inter),
    beside: { actor1: 'A' },
    means: {
      'State forces': 'state_forces',
      'Rebel group': 'rebel_group',
      'Political militia': 'political_militia',
      'Identity militia': 'identity_militia',
      Rioters: 'rioters',
      Protesters: 'protesters',
      Civilians: 'civilians',
      'External/Other forces': 'external_forces',
    },
    said: ({ actors }) => actors?.[0]?.type,
    record: (type) => ({
      location: { country: 'IQ', place: 'x' },
      actors: [{ name: 'A', type, role: 'perpetrator' }],
    }),
  },
  {
    scheme: 'gtd',
    column: 'attacktype1',
    of: Object.keys(gtd.attacktype),
    means: listed(
      `1=violence_against_civilians/attack 2=unspecified/ 3=remote_violence/ 4=other/ 5=other/
      6=violence_against_civilians/abduction 7=unspecified/ 8=violence_against_civilians/ 9=unspecified/`,
    ),
    said: ({ event_type, event_subtype = '' }) => `${event_type}/${event_subtype}`,
  },
  {
    scheme: 'gtd',
    column: 'targtype1',
    of: Object.keys(gtd.targtype),
    means: listed(
      `1=business 2=government 3=police 4=military 5=abortion_related 6=airports_aircraft 7=diplomatic 8=education
      9=food_water 10=media 11=maritime 12=ngo 13=other 14=private 15=religious 16=telecommunication
      17=non_state_militia 18=tourists 19=transportation 20=unknown 21=utilities 22=political_party`,
    ),
    said: ({ targets }) => targets?.[0]?.type,
    record: (type) => ({ targets: [{ type }] }),
  },
  {
    scheme: 'gtd',
    column: 'weaptype1',
    of: Object.keys(gtd.weaptype),
    means: listed(
      `1=other 2=chemical 3=other 4=other 5=small_arms 6=unknown 7=other 8=incendiary 9=melee 10=other 11=other
      12=other 13=unknown`,
    ),
    onlyRead: ['1', '3', '4', '6', '7', '10', '11'],
    said: ({ weapons }) => weapons?.[0]?.type,
    record: (type) => ({ weapons: [{ type }] }),
  },
  {
    scheme: 'gtd',
    column: 'claimmode',
    of: Object.keys(gtd.claimmode),
    beside: { gname: 'A', claimed: '1' },
    means: listed(
      `1=letter 2=call_after 3=call_before 4=email 5=note_at_scene 6=video 7=online_post 8=personal 9=other
      10=unknown`,
    ),
    said: ({ claims }) => claims?.[0]?.medium,
    record: (medium) => ({ claims: [{ by: 'A', medium }] }),
  },
  {
    scheme: 'gtd',
    column: 'specificity',
    of: Object.keys(gtd.specificity),
    means: listed('1=exact 2=exact 3=admin2 4=admin1 5=country'),
    onlyRead: ['2'],
    said: ({ location }) => location.precision,
    record: (precision) => ({ location: { country: 'IQ', precision } }),
  },
]

const event = {
  dataset: 'reports',
  event_type: 'remote_violence',
  event_subtype: 'shelling',
  date: '2022-01-05',
  location: { country: 'IQ', place: 'A town', precision: 'exact' },
  casualties: { deaths: { low: 1, best: 1, high: 1 } },
  sources: [{ publisher: 'Example News' }],
}

describe.each(vocabularies)('$scheme: $column', (vocabulary) => {
  const { scheme, column, of, means, beside = {}, said, record, onlyRead = [] } = vocabulary

  it('has a meaning for every code of the reference', () => {
    expect(Object.keys(means).sort()).toEqual([...of].sort())
  })

  it.each(Object.entries(means))('%s is read as %s', (code, word) => {
    expect(said(readRow(scheme, { ...beside, [column]: code }).record)).toBe(word)
  })

  it.each(record ? Object.entries(means).filter(([code]) => !onlyRead.includes(code)) : [])(
    '%s is what %s is written as',
    (code, word) => {
      const { row } = writeRow(scheme, { ...event, ...record?.(word) })
      expect(String(row[column])).toBe(code)
    },
  )
})

/** The closer kinds of ACLED, by ours. */
const closer: Words = {
  government_regains_territory: 'Battles/Government regains territory',
  non_state_overtakes_territory: 'Battles/Non-state actor overtakes territory',
  armed_clash: 'Battles/Armed clash',
  excessive_force_against_protesters: 'Protests/Excessive force against protesters',
  protest_with_intervention: 'Protests/Protest with intervention',
  peaceful_protest: 'Protests/Peaceful protest',
  violent_demonstration: 'Riots/Violent demonstration',
  mob_violence: 'Riots/Mob violence',
  chemical: 'Explosions/Remote violence/Chemical weapon',
  air_strike: 'Explosions/Remote violence/Air/drone strike',
  suicide_bombing: 'Explosions/Remote violence/Suicide bomb',
  shelling: 'Explosions/Remote violence/Shelling/artillery/missile attack',
  explosive_device: 'Explosions/Remote violence/Remote explosive/landmine/IED',
  grenade: 'Explosions/Remote violence/Grenade',
  sexual_violence: 'Violence against civilians/Sexual violence',
  attack: 'Violence against civilians/Attack',
  abduction: 'Violence against civilians/Abduction/forced disappearance',
  agreement: 'Strategic developments/Agreement',
  arrests: 'Strategic developments/Arrests',
  change_to_group: 'Strategic developments/Change to group/activity',
  base_established: 'Strategic developments/Headquarters or base established',
  looting: 'Strategic developments/Looting/property destruction',
  non_violent_transfer: 'Strategic developments/Non-violent transfer of territory',
  strategic_other: 'Strategic developments/Other',
}
const disrupted = 'Strategic developments/Disrupted weapons use'

describe('acled: kinds of event', () => {
  it('have a meaning for each of the reference', () => {
    expect([...Object.values(closer), disrupted].sort()).toEqual(Object.keys(kinds).sort())
  })

  it.each(Object.entries(closer))('%s is %s, both ways', (event_subtype, name) => {
    const cells = kinds[name] as Cells
    const event_type = codes.eventSubtype[event_subtype as 'shelling'].parent
    expect(readRow('acled', cells).record).toMatchObject({ event_type, event_subtype })
    expect(writeRow('acled', { ...event, event_type, event_subtype }).row).toMatchObject(cells)
  })

  it('of weapons that were stopped are one', () => {
    const cells = kinds[disrupted] as Cells
    expect(readRow('acled', cells).record).toMatchObject({ event_type: 'disrupted' })
    for (const over of [
      { event_type: 'disrupted', event_subtype: 'weapons_found' },
      { outcome: 'intercepted' },
      { outcome: 'intercepted', event_subtype: 'drone_strike' },
    ])
      expect(writeRow('acled', { ...event, ...over }).row).toMatchObject(cells)
  })
})

describe('ucdp: date_prec', () => {
  const means = listed('1=2014-01-24 2=[2014-01-24..2014-01-28] 3=[2014-01-20..2014-01-26] 4=2014-01 5=2014')

  it('has a meaning for every code of the reference', () => {
    expect(Object.keys(means)).toEqual(Object.keys(ucdp_ged.date_prec))
  })

  it.each(Object.entries(means))('%s is what %s is written as', (code, date) => {
    expect(writeRow('ucdp', { ...event, date }).row).toMatchObject({ date_prec: Number(code) })
  })
})
