// The places of each country, from all sources.
import { findClaimants } from '../../schemas/borders.ts'
import type { CountryCode } from '../../schemas/crosswalk/countries.ts'
import type { Box, PlaceFile, ProvinceRow, TownRow } from '../../src/record/places/place.ts'
import { toSearchName } from '../../src/record/places/place-index.ts'
import { type Assignment, assignAreas, boxOf } from './assign-provinces.ts'
import { knownProvinces } from './known-provinces.ts'
import { commonNames, missingTowns } from './known-towns.ts'
import type { Area, City } from './sources.ts'

export interface Sources {
  readonly cities: readonly City[]
  readonly areas: readonly Area[]
  readonly arabicNames: ReadonlyMap<string, string>
  readonly englishNames: ReadonlyMap<string, string>
}

/** The population by which towns of unknown population are ordered, by their feature code. */
const assumedPopulation: Readonly<Record<string, number>> = {
  PPLC: 100_000,
  PPLA: 100_000,
  PPLA2: 20_000,
  PPLA3: 5_000,
}
const leastAssumed = 1_500

const populationOf = ({ population, featureCode }: City): number =>
  population || (assumedPopulation[featureCode] ?? leastAssumed)

const roundTo = (digits: number, value: number): number => Number(value.toFixed(digits))

const toBox = (box: Box): Box => {
  const [west, south, east, north] = box
  return [roundTo(2, west), roundTo(2, south), roundTo(2, east), roundTo(2, north)]
}

interface Provinces {
  readonly rows: readonly ProvinceRow[]
  /** Returns the position of a town's province; -1 if it is unknown. */
  readonly find: (city: City, i: number) => number
  readonly findCode: (code: string) => number
}

/** Returns the extent of the area of a code of GeoNames: the one linked with it, or that of the code in FIPS 10-4. */
const boxOfCode = (areas: readonly Area[], { areaOfCode }: Assignment, code: string): Box | null => {
  const area = areas[areaOfCode.get(code) ?? -1] ?? areas.find(({ fips }) => fips.slice(2) === code)
  return area ? toBox(boxOf(area)) : null
}

const listProvinces = (country: string, areas: readonly Area[], assignment: Assignment): Provinces => {
  const known = knownProvinces[country]
  if (!known)
    return {
      rows: areas.map((area) => [area.name, '', toBox(boxOf(area))]),
      find: (_, i) => assignment.areaOfCity[i] ?? -1,
      findCode: () => -1,
    }
  const findCode = (code: string): number => known.findIndex(({ geonames }) => geonames === code)
  const knownCodes = [...assignment.areaOfCode].filter(([code]) => findCode(code) >= 0)
  const codeOfArea = new Map(knownCodes.map(([code, area]) => [area, code]))
  return {
    rows: known.map(({ geonames, name, arabic, otherNames }) => [
      name,
      arabic,
      geonames ? boxOfCode(areas, assignment, geonames) : null,
      ...otherNames,
    ]),
    find: ({ adminCode, country: of }, i) => {
      const own = of === country ? findCode(adminCode) : -1
      return own >= 0 ? own : findCode(codeOfArea.get(assignment.areaOfCity[i] ?? -1) ?? ' ')
    },
    findCode,
  }
}

const arabicLetter = /^[\u0600-\u06ff\u200e\u200f\s]+$/
const directionMarks = /[\u200e\u200f]/g

/** Returns the Arabic name of a town; empty if the data have a name in other letters. */
const arabicOf = (city: City, { arabicNames }: Sources): string => {
  const name = arabicNames.get(String(city.cityId)) ?? ''
  return arabicLetter.test(name) ? name.replace(directionMarks, '').trim() : ''
}

/** Returns the names that are searched otherwise than the first ones. */
const distinctNames = (first: readonly string[], others: readonly string[]): string[] => {
  const seen = new Set(first.map((name) => toSearchName(name)?.plain))
  return others.filter((name) => {
    const plain = toSearchName(name)?.plain
    const isNew = plain !== undefined && !seen.has(plain)
    seen.add(plain)
    return isNew
  })
}

const toTown = (city: City, province: number, sources: Sources): TownRow => {
  const english = sources.englishNames.get(String(city.cityId)) ?? ''
  const common = commonNames[city.cityId] ?? []
  const name = common[0] ?? city.name
  const arabic = arabicOf(city, sources)
  const [longitude, latitude] = city.loc.coordinates
  const others = distinctNames([name, arabic], [city.name, english, ...common])
  return [name, arabic, province, roundTo(4, latitude), roundTo(4, longitude), ...others]
}

interface Town {
  readonly population: number
  readonly row: TownRow
}

const townsByHand = (country: string, { findCode }: Provinces): Town[] =>
  missingTowns
    .filter((town) => town.country === country)
    .map(({ name, arabic, province, latitude, longitude, population, otherNames }) => ({
      population,
      row: [name, arabic, findCode(province), latitude, longitude, ...otherNames],
    }))

const collectCountry = (country: string, cities: readonly City[], sources: Sources): PlaceFile => {
  const areas = sources.areas.filter((area) => area.country === country)
  const own = cities.filter((city) => city.country === country)
  const others = cities.filter((city) => city.country !== country)
  const assignment = assignAreas(areas, own, others)
  const provinces = listProvinces(country, areas, assignment)
  const towns: Town[] = [...own, ...others].map((city, i) => ({
    population: populationOf(city),
    row: toTown(city, provinces.find(city, i), sources),
  }))
  const ordered = [...towns, ...townsByHand(country, provinces)].sort((a, b) => b.population - a.population)
  return { country: country as CountryCode, provinces: provinces.rows, towns: ordered.map(({ row }) => row) }
}

/** Returns the places of each country. A town on disputed ground is in the files of all countries that claim it. */
export const collectPlaces = function* (
  sources: Sources,
  codes: readonly string[],
): Generator<[country: string, places: PlaceFile]> {
  const byCountry = new Map<string, City[]>(codes.map((code) => [code, []]))
  for (const city of sources.cities) {
    const claimants = findClaimants(city.loc.coordinates)
    for (const country of new Set<string>([city.country, ...claimants])) byCountry.get(country)?.push(city)
  }
  for (const [country, cities] of byCountry) yield [country, collectCountry(country, cities, sources)]
}
