/** The founding incidents as ACLED would have them: nine rows. */
import { headline, lost, summary, type Table, unlocated } from './shared.ts'

const iraq = { iso: 368, country: 'Iraq' }
const syria = { iso: 760, country: 'Syria' }
const military = 'External/Other forces'
const militia = 'Political militia'
const someone = (country: string) => ({ actor1: `Unidentified Armed Group (${country})`, inter1: militia })
const againstTroops = { actor2: 'US troops', inter2: military, interaction: `${militia}-${military}` }
const byThemselves = { inter1: military, interaction: `${military} only` }
const disrupted = {
  disorder_type: 'Strategic developments',
  event_type: 'Strategic developments',
  sub_event_type: 'Disrupted weapons use',
}
const strike = { disorder_type: 'Political violence', event_type: 'Explosions/Remote violence' }
const shelling = { ...strike, sub_event_type: 'Shelling/artillery/missile attack' }
const thirdOf = { event_date: '2022-01-03', time_precision: 1, year: 2022 }
const fourth = { event_date: '2022-01-04', time_precision: 1, year: 2022 }
const fifth = { event_date: '2022-01-05', time_precision: 1, year: 2022 }
const about = { ...fifth, time_precision: 2 }
export const acled: Table = {
  all: { source: headline, timestamp: 1_641_427_200, notes: summary, fatalities: 0 },
  rows: {
    1: {
      ...thirdOf,
      ...disrupted,
      ...someone('Iraq'),
      actor2: 'US advisers',
      ...iraq,
      admin1: 'Baghdad',
      location: 'Baghdad airport',
      geo_precision: 2,
    },
    2: {
      ...fourth,
      ...disrupted,
      ...someone('Iraq'),
      ...againstTroops,
      ...iraq,
      admin1: 'Anbar',
      location: 'western Anbar',
      geo_precision: 3,
      tags: 'us-forces',
    },
    3: {
      ...fifth,
      ...shelling,
      ...someone('Iraq'),
      ...againstTroops,
      ...iraq,
      admin1: 'Anbar',
      location: 'western Anbar',
      geo_precision: 3,
      tags: 'us-forces',
      notes: `${summary}\n\nClaimed by Qassem Al Jabarayn.`,
    },
    4: {
      ...fifth,
      ...shelling,
      ...someone('Iraq'),
      ...againstTroops,
      ...iraq,
      admin1: 'Baghdad',
      location: 'Baghdad',
      geo_precision: 2,
      tags: 'us-forces',
    },
    5: {
      ...about,
      ...disrupted,
      ...someone('Iraq'),
      interaction: `${militia} only`,
      ...iraq,
      admin1: 'Baghdad',
      location: 'western Baghdad',
      geo_precision: 2,
    },
    6: {
      ...about,
      ...shelling,
      ...someone('Syria'),
      ...againstTroops,
      actor2: 'coalition forces',
      assoc_actor_2: 'Syrian Democratic Forces',
      ...syria,
      location: 'eastern Syria',
      geo_precision: 3,
    },
    7: {
      ...about,
      ...shelling,
      actor1: 'coalition forces',
      ...byThemselves,
      ...syria,
      location: 'just outside Mayadeen',
      geo_precision: 2,
    },
    8: {
      ...about,
      ...strike,
      actor1: 'coalition forces',
      ...byThemselves,
      ...syria,
      location: 'near Green Village',
      geo_precision: 2,
    },
    9: {
      ...strike,
      event_date: '2020-01-03',
      time_precision: 1,
      year: 2020,
      actor1: 'United States',
      ...byThemselves,
      ...iraq,
      admin1: 'Baghdad',
      location: 'Baghdad airport',
      geo_precision: 2,
      fatalities: 2,
      tags: 'background',
    },
  },
  losses: {
    1: [
      'acled.intercepted sub_event_type',
      'acled.unidentified actor1',
      'crosswalk.unknown inter2',
      unlocated,
      'acled.no_information fatalities',
      ...lost('outcome', 'note', 'targets', 'weapons', 'series', 'links', 'speakers', 'title'),
    ],
    2: [
      'acled.intercepted sub_event_type',
      'acled.unidentified actor1',
      unlocated,
      'acled.place_precision geo_precision',
      'acled.no_information fatalities',
      ...lost('outcome', 'note', 'targets', 'weapons', 'series', 'links', 'speakers', 'title'),
    ],
    3: [
      'acled.unidentified actor1',
      unlocated,
      'acled.place_precision geo_precision',
      'acled.claim notes',
      ...lost(
        'outcome',
        'date_note',
        'note',
        'actors',
        'targets',
        'weapons',
        'reported',
        'series',
        'links',
        'speakers',
        'title',
      ),
    ],
    4: [
      'acled.unidentified actor1',
      unlocated,
      ...lost('outcome', 'note', 'targets', 'weapons', 'reported', 'series', 'links', 'speakers', 'title'),
    ],
    5: [
      'acled.foiled sub_event_type',
      'crosswalk.uncertain event_date',
      'acled.unidentified actor1',
      unlocated,
      'acled.no_information fatalities',
      ...lost('date_note', 'note', 'weapons', 'speakers', 'title'),
    ],
    6: [
      'crosswalk.uncertain event_date',
      'acled.unidentified actor1',
      unlocated,
      ...lost(
        'outcome',
        'date_note',
        'note',
        'launched_from',
        'targets',
        'weapons',
        'reported',
        'damage',
        'attributions',
        'series',
        'links',
        'speakers',
        'title',
      ),
    ],
    7: [
      'crosswalk.uncertain event_date',
      unlocated,
      'acled.no_information fatalities',
      ...lost('date_note', 'note', 'targets', 'weapons', 'links', 'speakers', 'title'),
    ],
    8: [
      'acled.sub_event sub_event_type',
      'crosswalk.uncertain event_date',
      unlocated,
      'acled.no_information fatalities',
      ...lost('date_note', 'note', 'targets', 'speakers', 'title'),
    ],
    9: ['acled.sub_event sub_event_type', unlocated, ...lost('outcome', 'date_note', 'note', 'title')],
  },
}
