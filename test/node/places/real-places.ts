/** Real events and what a person types first to name their places. */
import { existsSync, readFileSync } from 'node:fs'
import Papa from 'papaparse'
import {
  distanceBetween,
  type Place,
  type PlaceFile,
  type RecordPlace,
} from '../../../src/record/places/place.ts'
import type { PlaceIndex } from '../../../src/record/places/place-index.ts'
import { suggestPlaces } from '../../../src/record/places/suggest.ts'
import { nameSimilarity, parseName } from '../../../src/text/name-similarity.ts'

/** Files of others, which are not part of the repository. */
const data = new URL('../../../../shared/data/', import.meta.url)

export const hasEvents = existsSync(data)

/** The places of a country that the site ships. */
export const shippedPlaces = (country: string): PlaceFile =>
  JSON.parse(
    readFileSync(new URL(`../../../public/assets/places/${country}.json`, import.meta.url), 'utf8'),
  ) as PlaceFile

export interface PlacedEvent {
  readonly name: string
  readonly admin1: string
  readonly point: readonly [latitude: number, longitude: number]
}

/** The events of a file of UCDP at a known place or near one (`where_prec` 1 and 2). */
export const readEvents = (file: string): PlacedEvent[] =>
  Papa.parse<Record<string, string>>(readFileSync(new URL(file, data), 'utf8'), { header: true })
    .data.filter(({ id = '', where_prec: precision = '' }) => /^\d+$/.test(id) && /^[12]$/.test(precision))
    .map((row) => ({
      name: (row.where_coordinates ?? '').trim(),
      admin1: row.adm_1 ?? '',
      point: [Number(row.latitude), Number(row.longitude)],
    }))

/** UCDP writes after a name what the place is, which nobody types. */
const kind = /\s+(?:town|city|village|suburb|locality|area|neighbou?rhood|district)$/i

/** The first five letters of a name without diacritics, with the spaces between them. */
const typedFor = (name: string): string => {
  const plain = name
    .replace(kind, '')
    .normalize('NFKD')
    .replace(/[\p{M}’‘ʿʾ'`]/gu, '')
  return /^(?:\P{L}*\p{L}){1,5}/u.exec(plain)?.[0] ?? plain
}

const sameName = 0.8
const nearby = 10_000

const hasName = (event: PlacedEvent, { name }: Place): boolean => {
  const [a, b] = [parseName(event.name), parseName(name)]
  return a !== undefined && b !== undefined && nameSimilarity(a, b) >= sameName
}

const hasPoint = ({ point }: PlacedEvent, { latitude, longitude }: Place): boolean =>
  latitude !== undefined && longitude !== undefined && distanceBetween(point, [latitude, longitude]) <= nearby

const findings = {
  name: hasName,
  point: hasPoint,
  both: (event: PlacedEvent, place: Place) => hasName(event, place) && hasPoint(event, place),
}

/**
 * The percentages of events that have, among the first three suggestions, one of their name by our comparison of names,
 * one within 10 km of their point, and one that is both.
 */
export const shareOfFound = (events: readonly PlacedEvent[], index: PlaceIndex) => {
  const suggestions = new Map<string, readonly Place[]>()
  const suggest = (typed: string): readonly Place[] => {
    const places = suggestions.get(typed) ?? suggestPlaces(index, typed, 3)
    suggestions.set(typed, places)
    return places
  }
  const share = (isFound: (event: PlacedEvent, place: Place) => boolean): number => {
    const found = events.filter((event) =>
      suggest(typedFor(event.name)).some((place) => isFound(event, place)),
    )
    return Math.floor((1000 * found.length) / events.length) / 10
  }
  return { name: share(findings.name), point: share(findings.point), both: share(findings.both) }
}

/** What the register would list after an import of these events: the places at most points first. */
export const listedPlaces = (events: readonly PlacedEvent[], limit: number): RecordPlace[] => {
  const places = new Map<string, RecordPlace>()
  for (const { name, admin1, point } of events) {
    const [latitude, longitude] = point
    const count = (places.get(point.join())?.count ?? 0) + 1
    places.set(point.join(), { place: name, admin1, latitude, longitude, precision: 'near', count })
  }
  return [...places.values()].sort((a, b) => b.count - a.count).slice(0, limit)
}
