/** Borders that the map of today does not show: those in dispute, and those of former times. */
import type { Position, Ring } from './area-outlines.ts'
import type { CountryCode } from './crosswalk/countries.ts'
import { type DisputedArea, disputedAreas } from './disputed-areas.ts'

/** The first and the last day of an event. */
interface Period {
  readonly start: string
  readonly end: string
}

type IsInCountry = (country: string, longitude: number, latitude: number) => boolean | undefined

/** Returns whether a position is in a ring, by the number of edges that a line to the east of it crosses. */
const isInRing = (ring: Ring, [x, y]: Position): boolean => {
  let isInside = false
  let [previousX, previousY] = ring.at(-1) ?? [0, 0]
  for (const [nextX, nextY] of ring) {
    const crosses = nextY > y !== previousY > y
    if (crosses && x < ((previousX - nextX) * (y - nextY)) / (previousY - nextY) + nextX) isInside = !isInside
    ;[previousX, previousY] = [nextX, nextY]
  }
  return isInside
}

const contains = ({ rings }: DisputedArea, position: Position): boolean =>
  rings.some((ring) => isInRing(ring, position))

/** Returns the countries that claim a position, or claimed it once. */
export const findClaimants = (position: Position): CountryCode[] =>
  disputedAreas.flatMap((area) => (contains(area, position) ? area.codes : []))

/** Returns the country to which the place belonged as a republic of the Soviet Union, if the map says another one. */
export const findRepublic = (position: Position): CountryCode | undefined =>
  disputedAreas.find((area) => area.republic !== undefined && contains(area, position))?.republic

/** Returns whether an event, undefined if its date is unknown, touches the days from `from` and before `until`. */
const overlaps = (
  period: Period | undefined,
  { from, until }: { readonly from?: string; readonly until?: string },
): boolean => {
  if (period === undefined) return from === undefined && until === undefined
  return (from === undefined || period.end >= from) && (until === undefined || period.start < until)
}

/** Returns whether a country is one of those that pass in a disputed area at the position. */
const isClaimed = (country: string, position: Position, period: Period | undefined): boolean =>
  disputedAreas.some(
    (area) =>
      area.codes.some((code) => code === country) && overlaps(period, area) && contains(area, position),
  )

export interface FormerBorder {
  /** The present countries of the ground. */
  readonly countries: readonly CountryCode[]
  /** The country that it was part of, or that has its successor's code. */
  readonly of: CountryCode
  /** The first day on which it no longer was. */
  readonly until: string
}

export const formerBorders: readonly FormerBorder[] = [
  { countries: ['SS'], of: 'SD', until: '2011-07-09' },
  { countries: ['ME'], of: 'RS', until: '2006-06-03' },
  { countries: ['TL'], of: 'ID', until: '1999-10-25' },
  { countries: ['MO'], of: 'PT', until: '1999-12-20' },
  { countries: ['HK'], of: 'GB', until: '1997-07-01' },
  { countries: ['ER'], of: 'ET', until: '1993-05-24' },
  { countries: ['BA', 'HR', 'MK', 'SI'], of: 'RS', until: '1992-04-27' },
  {
    countries: ['AM', 'AZ', 'BY', 'GE', 'KG', 'KZ', 'MD', 'TJ', 'TM', 'UA', 'UZ'],
    of: 'RU',
    until: '1991-12-26',
  },
  { countries: ['EE', 'LT', 'LV'], of: 'RU', until: '1991-09-06' },
  { countries: ['NA'], of: 'ZA', until: '1990-03-21' },
  { countries: ['BD'], of: 'PK', until: '1971-12-16' },
]

const wasPartOf = (
  country: string,
  [longitude, latitude]: Position,
  period: Period | undefined,
  isInCountry: IsInCountry,
): boolean =>
  formerBorders.some(
    (border) =>
      border.of === country &&
      overlaps(period, border) &&
      border.countries.some((code) => isInCountry(code, longitude, latitude) === true),
  )

/**
 * Returns whether a place outside the present borders of a country is nevertheless its own: on disputed ground that it
 * claims, or within its borders at the time of the event.
 */
export const isExcused = (
  country: string,
  position: Position,
  period: Period | undefined,
  isInCountry: IsInCountry,
): boolean => isClaimed(country, position, period) || wasPartOf(country, position, period, isInCountry)
