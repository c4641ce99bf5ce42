/** What to use instead of parameters that other services have. */

import {
  box,
  circle,
  code,
  conflictType,
  country,
  datePart,
  deaths,
  during,
  format,
  from,
  geography,
  type HintWriter,
  latitudeNames,
  longitudeNames,
  maxDeaths,
  nextPage,
  normalizeName,
  type Pairs,
  pageSize,
  radiusNames,
  record,
  rename,
  sort,
  start,
  to,
  token,
} from './hint-writers.ts'
import type { SayParameter } from './parameters.ts'

/** The names of parameters elsewhere, in lower case without signs, and the writer of their hint. */
const rows: readonly (readonly [names: string, write: HintWriter])[] = [
  ['page offset skip p pageno pagenumber startrow', nextPage],
  ['perpage pagesize rows size count max maxresults top num resultsperpage', pageSize],
  ['year years month day', datePart],
  ['date eventdate daterange period', during],
  ['since after startdate datefrom fromdate datestart mindate begin begindate dateafter', from],
  ['start', start],
  ['until before end enddate dateto todate dateend maxdate datebefore till', to],
  ['order orderby sortby ordering sortorder orderdir direction', sort],
  ['tags', rename('tag')],
  ['type types eventtypes kind category disordertype', code('event_type')],
  ['subtype eventsubtypes subeventtype', code('event_subtype')],
  ['weapons weapontype weapontypes weaptype', code('weapon')],
  ['target targets targettypes targtype', code('target_type')],
  ['outcomes result', code('outcome')],
  ['typeofviolence', conflictType],
  ['countries countrycode countryname iso iso2 iso3 nation', country],
  ['actors actor1 actor2 actorname group groups perpetrator attacker gname', rename('actor')],
  ['sources publisher publishers', rename('source')],
  ['datasets collection', rename('dataset')],
  ['claimedby claims', rename('claimed_by')],
  ['state province governorate region regions', rename('admin1')],
  [
    'search query text keyword keywords term s fulltext place city location title notes admin2 admin3',
    rename('q'),
  ],
  ['deaths fatalities killed mindeath minfatalities fatality deathsbest best', deaths],
  ['maxfatalities', maxDeaths],
  [[...latitudeNames, ...longitudeNames, ...radiusNames].join(' '), circle],
  ['box bounds boundingbox extent', box],
  ['geography', geography],
  ['format output outputformat filetype f', format],
  ['id ids uuid incident recordid eventid', record],
  ['key apikey token accesstoken email auth', token],
  ['columns select', rename('fields')],
  ['snapshot version revision', rename('commit')],
]

const writers: ReadonlyMap<string, HintWriter> = new Map(
  rows.flatMap(([names, write]) => names.split(' ').map((name) => [name, write] as const)),
)

/** Returns parameters as an address has them; commas and slashes stay readable. */
const toQuery = (pairs: Pairs): string =>
  pairs
    .map(([name, value]) => `${name}=${encodeURIComponent(value.slice(0, 100).toWellFormed())}`)
    .join('&')
    .replaceAll('%2C', ',')

/**
 * Returns what to use instead of an unknown parameter, with its own values: a sentence. Undefined if nobody can tell,
 * or if the address does not have the parameters that would be right.
 */
export const parameterHint = (
  name: string,
  search: URLSearchParams,
  knownNames: readonly string[],
): SayParameter | undefined => {
  const wanted = normalizeName(name)
  const values = search.getAll(name).filter((value) => value !== '')
  const sameName = knownNames.find((each) => normalizeName(each) === wanted)
  const write = (sameName === 'country' ? country : sameName && rename(sameName)) ?? writers.get(wanted)
  if (!write) return undefined
  const { use = [], more } = write(values, { search, knownNames })
  if (use.some(([each]) => !knownNames.includes(each))) return undefined
  return (m) =>
    [use.length > 0 ? m.parameters.use(toQuery(use)) : '', more?.(m) ?? ''].filter(Boolean).join(' ')
}
