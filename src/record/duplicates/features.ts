/** The features of a record that the search for duplicates compares. */

import { type Days, toDays } from '../../../schemas/edtf-date.ts'
import type { Incident } from '../../../schemas/incident.ts'
import type { geoPrecision } from '../../../schemas/vocabularies.ts'
import { splitWords } from '../../text/fold.ts'
import { type Name, parseName } from '../../text/name-similarity.ts'

/** A count with its lower and upper bound. */
export interface Range {
  readonly low: number
  readonly high: number
}

export interface Features {
  readonly names: readonly string[]
  readonly dataset: string
  readonly reference: string | undefined
  readonly external: Incident['external']
  readonly links: NonNullable<Incident['links']>
  readonly days: Days
  /** Whether the date is marked as approximate or uncertain. */
  readonly isVague: boolean
  readonly point: { readonly latitude: number; readonly longitude: number } | undefined
  /** The possible distance of the event from the point, in kilometres. */
  readonly uncertaintyKm: number
  readonly places: readonly Name[]
  readonly areas: readonly Name[]
  readonly actors: readonly Name[]
  readonly type: Incident['event_type']
  readonly subtype: Incident['event_subtype']
  readonly weapons: ReadonlySet<string>
  /** The sum of the stated counts, by fate. */
  readonly munitions: ReadonlyMap<string, number>
  readonly deaths: Range | undefined
  readonly injuries: Range | undefined
  readonly sources: Incident['sources']
  /** The folded words of its texts, without the most common ones. */
  readonly words: ReadonlySet<string>
}

const precisionRadiusKm: Readonly<Record<keyof typeof geoPrecision | 'unknown', number>> = {
  exact: 2,
  unknown: 5,
  near: 12,
  admin2: 30,
  area: 60,
  admin1: 90,
  country: 500,
  international: 500,
}

const commonWords = new Set(
  (
    'the and for with from that this were was are has had have been after before into over near when who which while ' +
    'their they said says told report reports reported reportedly according news agency people person persons least ' +
    'other others about between during attack attacks attacked killed kills kill killing dead died deaths injured ' +
    'wounded wounds force forces army military police government state security official officials source sources ' +
    'iraq iraqi syria syrian lebanon lebanese civilians troops soldiers militants rebels fighters town city village ' +
    'province district area day today two three four five one several some not stated في من على الى عن مع بعد قبل ان ' +
    'كان التي الذي هذا هذه'
  ).split(' '),
)

const significantWords = (texts: readonly (string | undefined)[]): Set<string> =>
  new Set(
    splitWords(texts.filter(Boolean).join('\n')).filter((word) => word.length > 2 && !commonWords.has(word)),
  )

const toRange = (estimate: { low?: number; best?: number; high?: number } | undefined): Range | undefined => {
  const numbers = [estimate?.low, estimate?.best, estimate?.high].filter((each) => each !== undefined)
  if (numbers.length === 0) return undefined
  const isLowerBound = estimate?.best === undefined && estimate?.high === undefined
  return { low: Math.min(...numbers), high: isLowerBound ? Number.POSITIVE_INFINITY : Math.max(...numbers) }
}

const parseNames = (texts: readonly (string | undefined)[]): Name[] =>
  [...new Set(texts)].flatMap((text) => (text === undefined ? [] : (parseName(text) ?? [])))

const munitionFields = ['fired', 'hit', 'missed', 'intercepted', 'found'] as const

const countMunitions = ({ weapons = [] }: Incident): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const weapon of weapons)
    for (const fate of munitionFields)
      if (weapon[fate] !== undefined) counts.set(fate, (counts.get(fate) ?? 0) + weapon[fate])
  return counts
}

const perpetratorRoles = ['perpetrator', 'side_a', 'side_b']

const actorNames = ({ actors = [], claims = [], attributions = [] }: Incident): Name[] =>
  parseNames([
    ...actors.flatMap(({ name, role = '', with: groups = [] }) =>
      role === '' || perpetratorRoles.includes(role) ? [name, ...groups] : [],
    ),
    ...claims.map(({ by }) => by),
    ...attributions.map(({ to }) => to),
  ])

/** The most words and sources of a record that are compared, which bounds the time of a comparison. */
const maxWords = 400
const maxSources = 20

/** Returns the words of a record, except those of its place and its sources, which other evidence compares. */
const distinctiveWords = ({ title, summary, location, sources }: Incident): Set<string> => {
  const words = significantWords([title, summary, ...sources.map((source) => source.title)])
  const { place, admin1, admin2, admin3 } = location
  for (const word of significantWords([
    place,
    admin1,
    admin2,
    admin3,
    ...sources.map(({ publisher }) => publisher),
  ]))
    words.delete(word)
  return new Set([...words].slice(0, maxWords))
}

/** Returns a function that computes a value on its first call. */
const lazy = <T>(compute: () => T): (() => T) => {
  let cache: { readonly value: T } | undefined
  return () => {
    cache ??= { value: compute() }
    return cache.value
  }
}

/**
 * Returns the features of a record; `id` if it has one already. Names and words are computed when they are first
 * compared.
 */
export const toFeatures = (record: Incident, id?: string): Features => {
  const { dataset, reference, location, casualties, sources, weapons = [] } = record
  const { latitude, longitude } = location
  const deaths = toRange(casualties?.deaths)
  const places = lazy(() => parseNames([location.place, location.admin3, location.admin2]))
  const areas = lazy(() => parseNames([location.admin1]))
  const actors = lazy(() => actorNames(record))
  const words = lazy(() => distinctiveWords(record))
  return {
    names: [id, reference].filter((name) => name !== undefined),
    dataset,
    reference,
    external: record.external,
    links: record.links ?? [],
    days: toDays(record.date),
    isVague: /[~?%]/.test(record.date),
    point: latitude === undefined || longitude === undefined ? undefined : { latitude, longitude },
    uncertaintyKm: precisionRadiusKm[location.precision ?? 'unknown'] ?? precisionRadiusKm.unknown,
    get places() {
      return places()
    },
    get areas() {
      return areas()
    },
    get actors() {
      return actors()
    },
    type: record.event_type,
    subtype: record.event_subtype,
    weapons: new Set(weapons.flatMap(({ type }) => type ?? [])),
    munitions: countMunitions(record),
    deaths: deaths ?? (casualties?.reported === 'none' ? { low: 0, high: 0 } : undefined),
    injuries: toRange(casualties?.injuries),
    sources: sources.slice(0, maxSources),
    get words() {
      return words()
    },
  }
}
