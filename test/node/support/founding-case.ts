/** The founding case: the nine records as they go in, and their flat rows worked out by hand from the report. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './server.ts'

interface Said {
  readonly source?: string
}

/** A record as the demo has it, in so far as tests look inside. */
export interface FoundingRecord extends Readonly<Record<string, unknown>> {
  readonly reference: string
  readonly title: string
  readonly summary: string
  readonly date_note?: string
  readonly weapons?: readonly Said[]
  readonly sources: readonly { readonly key: string; readonly said_by?: string }[]
}

export const foundingRecords = JSON.parse(
  readFileSync(join(root, 'demo/january-2022.json'), 'utf8'),
) as FoundingRecord[]

export const referenceOf = (which: number): string => `jan-2022-${which}`

export const record = (which: number): FoundingRecord => {
  const found = foundingRecords.find(({ reference }) => reference === referenceOf(which))
  if (!found) throw new RangeError(`The demo has no record ${which}.`)
  return found
}

/** What only the server says of a record. */
const stamps = ['id', 'status', 'revision', 'commit', 'created_at', 'updated_at', 'warnings']

/** A record as it came out, without what the server says of it. */
export const withoutStamps = (stored: object): object =>
  Object.fromEntries(Object.entries(stored).filter(([name]) => !stamps.includes(name)))

/** The columns, in order, as design and codebook promise them. */
export const header = `id dataset reference status event_type event_subtype conflict_type outcome
  date date_start date_end date_precision date_note
  country admin1 admin2 admin3 place latitude longitude coordinates_from geo_precision
  perpetrators sides responders targets target_types
  weapon_types munitions_fired munitions_hit munitions_missed munitions_intercepted munitions_found
  casualties_reported deaths_low deaths_best deaths_high injuries_low injuries_best injuries_high
  civilian_deaths_best damage claimed_by attributed_to attributed_by series tags links
  source_count sources source_urls title summary warnings revision created_at updated_at`.split(/\s+/)

export const repeated = (count: number, text: string): string => Array(count).fill(text).join('; ')

const on = (day: string, date = day) => ({
  date,
  date_start: day,
  date_end: day,
  date_precision: 'day',
})
const iraq = (admin1: string, place: string, geo_precision = 'near') => ({
  country: 'IQ',
  admin1,
  place,
  geo_precision,
})
const syria = (place: string, geo_precision = 'near') => ({ country: 'SY', place, geo_precision })
const launched = (event_subtype: string, outcome = '') => ({
  event_type: 'remote_violence',
  event_subtype,
  outcome,
})
const series = { series: 'january-2022-attacks' }
const motive = 'possible_motive:jan-2022-9'
const onUsTroops = { target_types: 'military', tags: 'us-forces' }
const byCoalition = { perpetrators: 'coalition forces' }
const nobodyHurt = { casualties_reported: 'none' }
const nothingSaid = { casualties_reported: 'unknown' }
const from = (sources: number) => ({
  source_count: String(sources),
  sources: repeated(sources, 'US bases in Iraq and Syria come under attack'),
})

/** What each row says; every other cell is empty, which is unknown. Row 1 is `rows[0]`. */
export const rows: readonly Readonly<Record<string, string>>[] = [
  {
    ...launched('drone_strike', 'intercepted'),
    ...on('2022-01-03'),
    ...iraq('Baghdad', 'Baghdad airport'),
    targets: 'a centre that houses US advisers at Baghdad airport',
    weapon_types: 'drone_armed',
    munitions_intercepted: '2',
    ...nothingSaid,
    ...series,
    links: motive,
    ...from(2),
  },
  {
    ...launched('drone_strike', 'intercepted'),
    ...on('2022-01-04'),
    ...iraq('Anbar', 'western Anbar', 'admin1'),
    targets: 'an Iraqi base housing US troops',
    ...onUsTroops,
    weapon_types: 'drone_one_way',
    munitions_intercepted: '2',
    ...nothingSaid,
    ...series,
    links: motive,
    ...from(2),
  },
  {
    ...launched('shelling', 'mixed'),
    ...on('2022-01-05'),
    ...iraq('Anbar', 'western Anbar', 'admin1'),
    targets: 'a base housing US troops',
    ...onUsTroops,
    weapon_types: 'rocket; rocket',
    munitions_hit: '5',
    munitions_missed: '3',
    ...nobodyHurt,
    claimed_by: 'Qassem Al Jabarayn',
    ...series,
    links: motive,
    ...from(7),
  },
  {
    ...launched('shelling', 'hit'),
    ...on('2022-01-05'),
    ...iraq('Baghdad', 'Baghdad'),
    targets: 'a base housing US troops',
    ...onUsTroops,
    weapon_types: 'rocket',
    ...nobodyHurt,
    ...series,
    links: motive,
    ...from(4),
  },
  {
    event_type: 'disrupted',
    event_subtype: 'weapons_found',
    ...on('2022-01-05', '2022-01-05~'),
    ...iraq('Baghdad', 'western Baghdad'),
    weapon_types: 'rocket',
    munitions_found: '1',
    ...nothingSaid,
    ...from(1),
  },
  {
    ...launched('shelling', 'hit'),
    ...on('2022-01-05', '2022-01-05~'),
    ...syria('eastern Syria', 'area'),
    targets: 'a base in eastern Syria',
    target_types: 'military',
    weapon_types: 'indirect_fire_unspecified',
    munitions_hit: '8',
    ...nobodyHurt,
    damage: 'minor',
    attributed_to: 'Iran-supported malign actors',
    attributed_by: 'the coalition',
    ...series,
    links: `follows:jan-2022-8; ${motive}`,
    ...from(5),
  },
  {
    ...launched('shelling'),
    ...on('2022-01-05', '2022-01-05~'),
    ...syria('just outside Mayadeen'),
    ...byCoalition,
    targets: 'the point of origin of the fire on the base',
    weapon_types: 'artillery',
    munitions_fired: '6',
    ...nothingSaid,
    links: 'responds_to:jan-2022-6',
    ...from(2),
  },
  {
    ...launched('strike_unspecified'),
    ...on('2022-01-05', '2022-01-05~'),
    ...syria('near Green Village'),
    ...byCoalition,
    targets: 'several launch sites near the base known as Green Village',
    ...nothingSaid,
    ...from(1),
  },
  {
    ...launched('strike_unspecified', 'hit'),
    ...on('2020-01-03'),
    ...iraq('Baghdad', 'Baghdad airport'),
    perpetrators: 'United States',
    casualties_reported: 'some',
    deaths_low: '2',
    tags: 'background',
    ...from(1),
  },
]
