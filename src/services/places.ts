/** The places of published records, for the suggestions of the form. */
import type { StoredIncident } from '../../schemas/incident.ts'
import { publicActor } from '../auth/authenticate.ts'
import { maxPlaces, type RecordPlace } from '../record/places/place.ts'
import { commonPoints } from '../record/segments/common-points.ts'
import { resolveQuery } from './exports/resolve-query.ts'
import { readRecordPages } from './exports/text-pages.ts'
import type { ServiceContext } from './service-context.ts'

/** Points that are those of their place; others represent an area. */
const precisions = ['exact', 'near']

type Counts = ReadonlyMap<string, number>

const toPointKey = (point: {
  readonly latitude?: number | undefined
  readonly longitude?: number | undefined
}) => `${point.latitude} ${point.longitude}`

/** Returns the place of a record; none if it has no name, or if its point was not counted. */
const toPlaces = ({ location }: StoredIncident, counts: Counts): RecordPlace[] => {
  const { place, admin1, latitude, longitude, precision } = location
  const count = counts.get(toPointKey(location))
  return place && count !== undefined ? [{ place, admin1, latitude, longitude, precision, count }] : []
}

/** The places of a country at a commit. */
export interface CountryPlaces {
  readonly commit: number
  readonly list: () => Promise<readonly RecordPlace[]>
}

/**
 * Returns the newest commit of the public, and a function that lists the places of its published records in a country,
 * those of the most records first: each has the name of its newest record. Everybody gets what the public sees. Throws
 * rerender-needed.
 */
export const resolvePlaces = async (context: ServiceContext, country: string): Promise<CountryPlaces> => {
  const query = { equals: { country: [country], geo_precision: precisions }, facets: {} }
  const { snapshot, matches = [] } = await resolveQuery(context, publicActor, query, {
    columns: ['key', 'latitude', 'longitude'],
  })
  const list = async (): Promise<RecordPlace[]> => {
    const points = commonPoints(matches, maxPlaces)
    const counts = new Map(points.map((point) => [toPointKey(point), point.count]))
    const keys = points.map(({ key }) => key)
    const places: RecordPlace[] = []
    const selection = { snapshot, from: { keys }, view: 'public', rows: keys.length } as const
    for await (const records of readRecordPages(context.db, selection))
      places.push(...records.flatMap((record) => toPlaces(record, counts)))
    return places
  }
  return { commit: snapshot.seq, list }
}
