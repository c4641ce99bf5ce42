/** A row of each of the other projects' layouts. */
import { admin, ask } from '../../client.ts'
import { cellsOf } from './send-file.ts'

export type Cells = Readonly<Record<string, string>>

export const ucdp = (over: Cells = {}) => ({
  id: '114064',
  year: '2014',
  active_year: '1',
  type_of_violence: '1',
  conflict_new_id: '259',
  side_a: 'Government of Iraq',
  side_b: 'IS',
  number_of_sources: '1',
  source_article: '"Reuters News,2014-02-22,Shells; and more"',
  source_office: 'Reuters News',
  source_date: '2014-02-22',
  source_headline: 'Shells; and more',
  where_prec: '1',
  where_coordinates: 'Al Fallūjah town',
  latitude: '33.355800',
  longitude: '43.786124',
  country: 'Iraq',
  iso3: 'IRQ',
  event_clarity: '1',
  date_prec: '2',
  date_start: '2014-01-24 00:00:00.000',
  date_end: '2014-01-25 00:00:00.000',
  deaths_a: '0',
  deaths_b: '0',
  deaths_civilians: '1',
  deaths_unknown: '7',
  low: '9',
  best: '8',
  high: '8',
  ...over,
})

export const acled = (over: Cells = {}) => ({
  event_id_cnty: 'IRQ50123',
  event_date: '16 February 2023',
  year: '2023',
  time_precision: '1',
  disorder_type: 'Political violence',
  event_type: 'Explosions/Remote violence',
  sub_event_type: 'Air/drone strike',
  actor1: 'Military Forces of the United States (2021-)',
  assoc_actor_1: '',
  inter1: 'External/Other forces',
  actor2: 'Islamic State',
  assoc_actor_2: '',
  inter2: 'Rebel group',
  interaction: 'Rebel group-External/Other forces',
  civilian_targeting: '',
  iso: '368',
  region: 'Middle East',
  country: 'Iraq',
  admin1: 'Anbar',
  location: 'Rutba',
  latitude: '33.0400',
  longitude: '40.2850',
  geo_precision: '2',
  source: 'Example News; Other News',
  source_scale: 'National',
  notes: 'On 16 February 2023, an air strike hit a camp.',
  fatalities: '0',
  tags: 'crowd size=no report',
  timestamp: '1676500000',
  ...over,
})

export const gtd = (over: Cells = {}) => ({
  eventid: '201701010001',
  iyear: '2017',
  imonth: '1',
  iday: '0',
  approxdate: 'early January',
  extended: '0',
  country: '95',
  country_txt: 'Iraq',
  provstate: 'Baghdad',
  city: 'Baghdad',
  specificity: '1',
  vicinity: '0',
  success: '1',
  suicide: '1',
  attacktype1: '3',
  attacktype1_txt: 'Bombing/Explosion',
  targtype1: '4',
  targtype1_txt: 'Military',
  target1: 'Checkpoint',
  gname: 'Group',
  guncertain1: '1',
  claimed: '1',
  claimmode: '7',
  claimmode_txt: 'Posted to website, blog, etc.',
  weaptype1: '6',
  weaptype1_txt: 'Explosives',
  nkill: '3',
  nwound: '0',
  property: '-9',
  scite1: '"Blast", Example News, 2017',
  ...over,
})

/** A dataset that editors have said may be published. */
export const createDataset = (slug: string) =>
  admin(`/datasets/${slug}`, { method: 'PUT', json: { title: slug, publishable: true } })

/** The row of a profile that goes out, of the columns that came in. */
export const exportedCells = async (profile: string, came: Cells): Promise<Cells> => {
  const [row = {}] = cellsOf((await ask(`/incidents.csv?profile=${profile}`)).text)
  return Object.fromEntries(Object.keys(came).map((name) => [name, row[name] ?? '']))
}
