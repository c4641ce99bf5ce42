/**
 * The rules across fields. Each looks at what is sound of a record: a part that broke a rule of its own is absent
 * here, so that all errors come at once and none follows from another.
 */
import { splitCell } from './cell.ts'
import { eventSubtype } from './codes.ts'
import { type Days, readDate } from './date.ts'
import type { Incident } from './incident.ts'
import { type Issue, issue, type Path } from './rules.ts'

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

type Check = (record: Sound, world: World) => Iterable<Issue>

const day = 86_400_000

const days = (text: string | undefined): Days | undefined => {
  if (text === undefined) return undefined
  const read = readDate(text)
  return 'fault' in read ? undefined : read
}

function* dateInTheFuture({ date }: Sound, { now }: World) {
  const when = days(date)
  if (!when) return
  const ahead = Math.max(when.earliest, when.ends) - now
  if (ahead > day) yield issue(['date'], 'date.future', 'It lies in the future.', date)
  else if (ahead > 0) yield issue(['date'], 'date.ahead', 'It lies in the future, by less than a day.', date)
}

function* dateLongAgo({ date }: Sound) {
  if (date !== undefined && days(date) && (days(date)?.start ?? '') < '1900')
    yield issue(['date'], 'date.early', 'It is before the year 1900: is the year right?', date)
}

function* subtypeOfType({ event_type, event_subtype }: Sound) {
  if (event_type === undefined || event_subtype === undefined) return
  const { of } = eventSubtype[event_subtype]
  if (of !== event_type)
    yield issue(
      ['event_subtype'],
      'event_subtype.parent',
      `${event_subtype} belongs to ${of}, not to ${event_type}.`,
      event_subtype,
    )
}

const places = (record: Sound) =>
  [
    [['location'], record.location],
    [['launched_from'], record.launched_from],
  ] as const

function* coordinatesInPairs(record: Sound) {
  for (const [path, place] of places(record)) {
    if (!place || (place.latitude === undefined) === (place.longitude === undefined)) continue
    const [missing, given] =
      place.latitude === undefined ? ['latitude', 'longitude'] : ['longitude', 'latitude']
    yield issue(
      [...path, missing],
      'location.pair',
      `There is a ${given} without a ${missing}; give both or neither.`,
    )
  }
}

function* coordinatesInCountry(record: Sound, world: World) {
  for (const [path, place] of places(record)) {
    const { country, latitude, longitude, withheld } = place ?? {}
    if (country === undefined || latitude === undefined || longitude === undefined) continue
    const point = withheld === undefined ? `${latitude}, ${longitude}` : 'The point that is withheld'
    if (world.inCountry(country, longitude, latitude) === false)
      yield issue([...path, 'country'], 'location.outside', `${point} lies outside ${country}.`, country)
  }
}

function* placesWithheld(record: Sound) {
  for (const [path, place] of places(record))
    if (place?.withheld !== undefined)
      yield issue(
        [...path, 'withheld'],
        'location.withheld',
        `The public is shown a coarser place than the editors: ${place.withheld} is withheld.`,
        place.withheld,
      )
}

function* fatesOfMunitions({ weapons = [] }: Sound) {
  for (const [i, { fired, hit = 0, missed = 0, intercepted = 0 }] of weapons.entries()) {
    const fates = hit + missed + intercepted
    if (fired !== undefined && fates > fired)
      yield issue(
        ['weapons', i, 'fired'],
        'weapons.fates',
        `${fates} hit, missed or were intercepted, and only ${fired} were fired.`,
        fired,
      )
  }
}

/** Every estimate of a record with its path. */
function* estimates({ casualties }: Sound) {
  if (!casualties) return
  const parts = [[['casualties'] as Path, casualties] as const]
  for (const [i, group] of (casualties.groups ?? []).entries())
    parts.push([['casualties', 'groups', i], group])
  for (const [path, part] of parts)
    for (const kind of ['deaths', 'injuries'] as const) {
      const estimate = part[kind]
      if (estimate) yield { path: [...path, kind] as Path, estimate }
    }
}

function* estimatesInOrder(record: Sound) {
  for (const { path, estimate } of estimates(record)) {
    const stated = (['low', 'best', 'high'] as const).filter((key) => estimate[key] !== undefined)
    for (const [i, key] of stated.entries()) {
      const before = stated[i - 1]
      if (before === undefined) continue
      const [small, large] = [estimate[before] ?? 0, estimate[key] ?? 0]
      if (small > large)
        yield issue(
          [...path, key],
          'casualties.order',
          `${key} (${large}) is smaller than ${before} (${small}).`,
          large,
        )
    }
  }
}

function* numbersAsReported(record: Sound) {
  const reported = record.casualties?.reported
  if (reported !== 'none' && reported !== 'unknown') return
  for (const { path, estimate } of estimates(record))
    for (const key of ['low', 'best', 'high'] as const) {
      const number = estimate[key]
      if (number === undefined || (reported === 'none' && number === 0)) continue
      yield reported === 'none'
        ? issue(
            [...path, key],
            'casualties.none',
            'No casualties are reported, so this can only be 0.',
            number,
          )
        : issue(
            [...path, key],
            'casualties.unknown',
            'Casualties are unknown, so there can be no number.',
            number,
          )
    }
}

function* groupsNamedOnce({ casualties }: Sound) {
  for (const [i, { group, actor }] of (casualties?.groups ?? []).entries())
    if ((group === undefined) === (actor === undefined))
      yield issue(
        ['casualties', 'groups', i],
        'casualties.group',
        'Give either a group or the name of an actor.',
      )
}

function* sourcesWithNames({ sources = [] }: Sound) {
  for (const [i, source] of sources.entries())
    if (source.publisher === undefined && source.url === undefined && source.title === undefined)
      yield issue(['sources', i], 'source.nameless', 'Give its publisher, its address or its title.')
}

function* keysOnce({ sources = [] }: Sound) {
  const seen = new Set<string>()
  for (const [i, { key }] of sources.entries()) {
    if (key === undefined) continue
    if (seen.has(key))
      yield issue(['sources', i, 'key'], 'source.key_twice', 'Another source has this key.', key)
    seen.add(key)
  }
}

/** Every place of a record that names a source by its key. */
function* mentions(record: Sound): Iterable<readonly [Path, string | undefined]> {
  yield [['casualties', 'source'], record.casualties?.source]
  yield [['damage', 'source'], record.damage?.source]
  for (const list of ['weapons', 'claims', 'attributions', 'links'] as const)
    for (const [i, item] of (record[list] ?? []).entries()) yield [[list, i, 'source'], item.source]
}

function* sourcesThatAreThere(record: Sound) {
  const keys = new Set(record.sources?.map((each) => each.key))
  const known = [...keys].filter((each) => each !== undefined)
  const shown = known.slice(0, 10).join(', ') + (known.length > 10 ? ' and more' : '')
  const hint = known.length > 0 ? `The keys are ${shown}.` : 'No source of this record has a key.'
  for (const [path, named] of mentions(record)) {
    if (named === undefined || keys.has(named)) continue
    const strange = splitCell(named).filter((key) => !keys.has(key))
    if (strange.length > 0)
      yield issue(path, 'source.unknown', `No source has the key "${strange.join('", "')}". ${hint}`, named)
  }
}

function* nothingBeforeTheEvent({ date, sources = [], claims = [] }: Sound) {
  const event = days(date)
  if (!event) return
  for (const [i, { published }] of sources.entries())
    if ((days(published)?.end ?? event.start) < event.start)
      yield issue(
        ['sources', i, 'published'],
        'source.before',
        'It was published before the event.',
        published,
      )
  for (const [i, claim] of claims.entries())
    if ((days(claim.date)?.end ?? event.start) < event.start)
      yield issue(['claims', i, 'date'], 'claim.before', 'It was made before the event.', claim.date)
}

function* summaryThere({ summary }: Sound) {
  if (summary === undefined) yield issue(['summary'], 'summary.empty', 'There is no summary.')
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
