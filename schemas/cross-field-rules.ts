/**
 * The rules across fields. Each looks at what is sound of a record: a part that broke a rule of its own is absent
 * here, so that all errors come at once and none follows from another.
 */
import { splitCell } from '../src/text/list-cell.ts'
import { type Days, readDate } from './edtf-date.ts'
import type { Incident } from './incident.ts'
import { type Issue, issue, type Path } from './rules.ts'
import { eventSubtype } from './vocabularies.ts'

type Loose<T> = T extends readonly (infer I)[]
  ? Loose<I>[]
  : T extends object
    ? { [K in keyof T]?: Loose<T[K]> | undefined }
    : T

/** A record of which any part may be missing. */
export type Sound = Loose<Incident>

/** What the checks need of the world. */
export interface World {
  /** Milliseconds since 1970 UTC. */
  readonly now: number
  /** Whether a point lies in a country (ISO 3166-1 alpha-2, XK, XZ); undefined where that cannot be told. */
  readonly inCountry: (country: string, longitude: number, latitude: number) => boolean | undefined
}

/** Reports each breach of a rule. */
type Check = (record: Sound, world: World, report: (breach: Issue) => void) => void

const day = 86_400_000

const days = (text: string | undefined): Days | undefined => {
  if (text === undefined) return undefined
  const read = readDate(text)
  return 'fault' in read ? undefined : read
}

const dateInTheFuture: Check = ({ date }, { now }, report) => {
  const when = days(date)
  if (!when) return
  const ahead = Math.max(when.earliest, when.ends) - now
  if (ahead > day) report(issue(['date'], 'date.future', 'It lies in the future.', date))
  else if (ahead > 0)
    report(issue(['date'], 'date.ahead', 'It lies in the future, by less than a day.', date))
}

const dateLongAgo: Check = ({ date }, _, report) => {
  if ((days(date)?.start ?? '1900') < '1900')
    report(issue(['date'], 'date.early', 'It is before the year 1900: is the year right?', date))
}

const subtypeOfType: Check = ({ event_type, event_subtype }, _, report) => {
  if (event_type === undefined || event_subtype === undefined) return
  const { of } = eventSubtype[event_subtype]
  if (of === event_type) return
  const detail = `${event_subtype} belongs to ${of}, not to ${event_type}.`
  report(issue(['event_subtype'], 'event_subtype.parent', detail, event_subtype))
}

/** A rule for each of the two places. */
const forPlaces =
  (
    rule: (name: string, place: NonNullable<Sound['launched_from']>, world: World) => Issue | undefined,
  ): Check =>
  (record, world, report) => {
    for (const name of ['location', 'launched_from'] as const) {
      const place = record[name]
      const breach = place && rule(name, place, world)
      if (breach) report(breach)
    }
  }

const coordinatesInPairs = forPlaces((name, { latitude, longitude }) => {
  if ((latitude === undefined) === (longitude === undefined)) return undefined
  const [missing, given] = latitude === undefined ? ['latitude', 'longitude'] : ['longitude', 'latitude']
  const detail = `There is a ${given} without a ${missing}; give both or neither.`
  return issue([name, missing as string], 'location.pair', detail)
})

const coordinatesInCountry = forPlaces((name, { country, latitude, longitude, withheld }, { inCountry }) => {
  if (country === undefined || latitude === undefined || longitude === undefined) return undefined
  if (inCountry(country, longitude, latitude) !== false) return undefined
  const point = withheld === undefined ? `${latitude}, ${longitude}` : 'The point that is withheld'
  return issue([name, 'country'], 'location.outside', `${point} lies outside ${country}.`, country)
})

const placesWithheld = forPlaces((name, { withheld }) => {
  if (withheld === undefined) return undefined
  const detail = `The public is shown a coarser place than the editors: ${withheld} is withheld.`
  return issue([name, 'withheld'], 'location.withheld', detail, withheld)
})

const fatesOfMunitions: Check = ({ weapons }, _, report) => {
  if (!weapons) return
  weapons.forEach(({ fired, hit = 0, missed = 0, intercepted = 0 }, i) => {
    const fates = hit + missed + intercepted
    if (fired === undefined || fates <= fired) return
    const detail = `${fates} hit, missed or were intercepted, and only ${fired} were fired.`
    report(issue(['weapons', i, 'fired'], 'weapons.fates', detail, fired))
  })
}

type Estimate = NonNullable<NonNullable<Sound['casualties']>['deaths']>

const ofDeaths: Path = ['casualties', 'deaths']
const ofInjuries: Path = ['casualties', 'injuries']

/** A rule for every estimate of a record, with its path. */
const forEstimates =
  (rule: (estimate: Estimate, path: Path, record: Sound, report: (breach: Issue) => void) => void): Check =>
  (record, _, report) => {
    const { casualties } = record
    if (!casualties) return
    const { deaths, injuries, groups } = casualties
    if (deaths) rule(deaths, ofDeaths, record, report)
    if (injuries) rule(injuries, ofInjuries, record, report)
    if (!groups) return
    for (const [i, group] of groups.entries()) {
      if (group.deaths) rule(group.deaths, ['casualties', 'groups', i, 'deaths'], record, report)
      if (group.injuries) rule(group.injuries, ['casualties', 'groups', i, 'injuries'], record, report)
    }
  }

const bounds = ['low', 'best', 'high'] as const

const estimatesInOrder = forEstimates((estimate, path, _, report) => {
  let before: (typeof bounds)[number] | undefined
  for (const key of bounds) {
    const large = estimate[key]
    if (large === undefined) continue
    const small = before && estimate[before]
    if (small !== undefined && small > large) {
      const detail = `${key} (${large}) is smaller than ${before} (${small}).`
      report(issue([...path, key], 'casualties.order', detail, large))
    }
    before = key
  }
})

const numbersAsReported = forEstimates((estimate, path, { casualties }, report) => {
  const reported = casualties?.reported
  if (reported !== 'none' && reported !== 'unknown') return
  for (const key of bounds) {
    const number = estimate[key]
    if (number === undefined || (reported === 'none' && number === 0)) continue
    const [rule, detail] =
      reported === 'none'
        ? (['casualties.none', 'No casualties are reported, so this can only be 0.'] as const)
        : (['casualties.unknown', 'Casualties are unknown, so there can be no number.'] as const)
    report(issue([...path, key], rule, detail, number))
  }
})

const groupsNamedOnce: Check = ({ casualties }, _, report) => {
  if (!casualties?.groups) return
  for (const [i, { group, actor }] of casualties.groups.entries())
    if ((group === undefined) === (actor === undefined)) {
      const path = ['casualties', 'groups', i]
      report(issue(path, 'casualties.group', 'Give either a group or the name of an actor.'))
    }
}

const sourcesWithNames: Check = ({ sources = [] }, _, report) => {
  sources.forEach(({ publisher, url, title }, i) => {
    if (publisher === undefined && url === undefined && title === undefined)
      report(issue(['sources', i], 'source.nameless', 'Give its publisher, its address or its title.'))
  })
}

const keysOnce: Check = ({ sources }, _, report) => {
  if (!sources?.some(({ key }) => key !== undefined)) return
  const seen = new Set<string>()
  for (const [i, { key }] of sources.entries()) {
    if (key === undefined) continue
    if (seen.has(key))
      report(issue(['sources', i, 'key'], 'source.key_twice', 'Another source has this key.', key))
    seen.add(key)
  }
}

const mentioning = ['weapons', 'claims', 'attributions', 'links'] as const

const sourcesThatAreThere: Check = (record, _, report) => {
  const look = (path: Path, named: string | undefined): void => {
    if (named === undefined) return
    const keys = new Set(record.sources?.map((each) => each.key))
    if (keys.has(named)) return
    const strange = splitCell(named).filter((key) => !keys.has(key))
    if (strange.length === 0) return
    const known = [...keys].filter((each) => each !== undefined)
    const shown = known.slice(0, 10).join(', ') + (known.length > 10 ? ' and more' : '')
    const hint = known.length > 0 ? `The keys are ${shown}.` : 'No source of this record has a key.'
    const detail = `No source has the key "${strange.join('", "')}". ${hint}`
    report(issue(path, 'source.unknown', detail, named))
  }
  look(['casualties', 'source'], record.casualties?.source)
  look(['damage', 'source'], record.damage?.source)
  for (const list of mentioning)
    record[list]?.forEach(({ source }, i) => {
      if (source !== undefined) look([list, i, 'source'], source)
    })
}

const nothingBeforeTheEvent: Check = ({ date, sources = [], claims = [] }, _, report) => {
  const event = days(date)
  if (!event) return
  sources.forEach(({ published }, i) => {
    if ((days(published)?.end ?? event.start) < event.start) {
      const path = ['sources', i, 'published']
      report(issue(path, 'source.before', 'It was published before the event.', published))
    }
  })
  claims.forEach((claim, i) => {
    if ((days(claim.date)?.end ?? event.start) < event.start)
      report(issue(['claims', i, 'date'], 'claim.before', 'It was made before the event.', claim.date))
  })
}

const summaryThere: Check = ({ summary }, _, report) => {
  if (summary === undefined) report(issue(['summary'], 'summary.empty', 'There is no summary.'))
}

export const checks: readonly Check[] = [
  dateInTheFuture,
  dateLongAgo,
  subtypeOfType,
  coordinatesInPairs,
  coordinatesInCountry,
  placesWithheld,
  fatesOfMunitions,
  estimatesInOrder,
  numbersAsReported,
  groupsNamedOnce,
  sourcesWithNames,
  keysOnce,
  sourcesThatAreThere,
  nothingBeforeTheEvent,
  summaryThere,
]
