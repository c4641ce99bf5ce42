// The first-level areas of each country, by the names that records may have.
import { countries } from '../../schemas/countries.ts'
import { type AreaFile, type AreaRow, areaKey, formatLines } from '../../src/record/outlines/area-file.ts'
import type { Box, PlaceFile } from '../../src/record/places/place.ts'
import { detail, measureBoxes, type NamedArea } from './area-sources.ts'
import { toLines } from './country-outlines.ts'
import { presentAreas, toPolygon } from './disputed-ground.ts'
import { boxOf, measureRing, overlaps } from './geometry.ts'
import type { Clipper, Polygon } from './sources.ts'

/** The share of an area on disputed ground from which on all of it counts as disputed. */
const minDisputedShare = 0.5

/** An area as it is drawn, with the countries in whose records it can be. */
interface DrawnArea {
  readonly area: NamedArea
  readonly polygons: readonly Polygon[]
  readonly claimants: readonly string[]
}

const sizeOf = (polygons: readonly Polygon[]): number =>
  polygons.reduce((sum, [outer = [], ...holes]) => {
    const inner = holes.reduce((part, hole) => part + measureRing(hole).area, 0)
    return sum + measureRing(outer).area - inner
  }, 0)

/** Returns an area without disputed ground; all of it, with those who claim it, if most of it is in dispute. */
const separateArea = (area: NamedArea, clipper: Clipper): DrawnArea => {
  let polygons = [...area.polygons]
  for (const { codes, rings } of presentAreas) {
    const ground = rings.map(toPolygon)
    const isNear = polygons.some((each) => ground.some((ring) => overlaps(boxOf(each), boxOf(ring))))
    if (!isNear) continue
    const share = sizeOf(clipper.intersection(polygons, ground)) / sizeOf(area.polygons)
    if (share >= minDisputedShare) return { area, polygons: area.polygons, claimants: codes }
    if (share > 0) polygons = clipper.difference(polygons, ground)
  }
  return { area, polygons, claimants: [] }
}

/** The places of a country; its provinces have names. */
type Provinces = Pick<PlaceFile, 'provinces'>

/** How far the sides of a box of a province may be from those of the area, in degrees: both are rounded. */
const maxBoxDifference = 0.02

const isSameBox = (a: Box, b: Box): boolean =>
  a.every((side, i) => Math.abs(side - (b[i] ?? 0)) <= maxBoxDifference)

/** Returns the names of the province that has the extent of an area. */
const provinceNames = (box: Box | undefined, { provinces }: Provinces): string[] => {
  const found = provinces.find(([, , extent]) => box && extent && isSameBox(extent, box))
  if (!found) return []
  const [name, arabic, , ...others] = found
  return [name, arabic, ...others]
}

export interface AreaSources {
  readonly areas: ReadonlyMap<string, readonly NamedArea[]>
  readonly readPlaces: (country: string) => Provinces
  readonly clipper: Clipper
}

/** Names of areas that Natural Earth does not have. */
const furtherNames: Readonly<Record<string, readonly string[]>> = {
  Kiev: ['Kyiv'],
}

const keysOf = (names: readonly string[]): string[] => names.flatMap((name) => areaKey(name) ?? [])

interface KeyedArea extends DrawnArea {
  /** The keys of its own names. */
  readonly own: readonly string[]
  readonly others: ReadonlySet<string>
}

const addKeys = (drawn: DrawnArea, places: Provinces): KeyedArea => {
  const { name, box, otherNames } = drawn.area
  const own = keysOf([name, ...(furtherNames[name] ?? []), ...provinceNames(box, places)])
  return { ...drawn, own, others: new Set(keysOf(otherNames)) }
}

/** Returns the areas of a name as one: nobody can tell which of them a record means. */
const joinSameNames = (areas: readonly KeyedArea[]): KeyedArea[] => {
  const joined: KeyedArea[] = []
  for (const each of areas) {
    const i = joined.findIndex(({ own }) => own.some((key) => each.own.includes(key)))
    const same = joined[i]
    if (!same) joined.push(each)
    else
      joined[i] = {
        ...same,
        polygons: [...same.polygons, ...each.polygons],
        own: [...same.own, ...each.own],
        others: same.others.union(each.others),
      }
  }
  return joined
}

/** Returns the keys of each area: those of its own names, and others that no other area has. */
const listKeys = (areas: readonly KeyedArea[]): string[][] => {
  const taken = new Set(areas.flatMap(({ own }) => own))
  return areas.map(({ own, others }) => {
    const isOnly = (key: string): boolean =>
      !taken.has(key) && areas.filter((each) => each.others.has(key)).length === 1
    return [...new Set(own), ...[...others].filter(isOnly)]
  })
}

/** Returns the areas of a country. */
const toFile = (areas: readonly KeyedArea[]): AreaFile => {
  const scale =
    areas.length > 0 ? Math.ceil((2 * detail) / measureBoxes(areas.map(({ area }) => area.box))) : 1
  const keys = listKeys(areas)
  const rows = areas.map(({ polygons, claimants }, i): AreaRow => {
    const lines = formatLines(toLines(polygons, scale))
    return [(keys[i] ?? []).join(' '), claimants.length > 0 ? 1 : 0, lines]
  })
  return { scale, areas: rows.filter(([names, , lines]) => names !== '' && lines !== ''), claimed: [] }
}

/** The countries that claim an area, by its country and its first key. */
type Claims = ReadonlyMap<string, readonly string[]>

/** Returns the areas in dispute of other countries that a country claims, but for those of a name that it has. */
const listClaimed = (
  country: string,
  files: ReadonlyMap<string, AreaFile>,
  claims: Claims,
): AreaFile['claimed'] => {
  const own = new Set(files.get(country)?.areas.flatMap(([keys]) => keys.split(' ')))
  const isClaimed = (other: string, [keys, isDisputed]: AreaRow): boolean => {
    const names = keys.split(' ')
    const claimants = isDisputed === 1 ? claims.get(`${other} ${names[0]}`) : undefined
    return claimants?.includes(country) === true && !names.some((name) => own.has(name))
  }
  return [...files].flatMap(([other, { areas }]) =>
    other === country
      ? []
      : areas.filter((row) => isClaimed(other, row)).map(([keys]) => [keys, other] as const),
  )
}

/** Returns the areas of each country. One that more than one country claims is the same in all of them. */
export const collectAreas = ({ areas, readPlaces, clipper }: AreaSources): Map<string, AreaFile> => {
  const claims = new Map<string, readonly string[]>()
  const own = new Map<string, AreaFile>()
  for (const country of Object.keys(countries)) {
    const places = readPlaces(country)
    const drawn = (areas.get(country) ?? []).map((area) => addKeys(separateArea(area, clipper), places))
    const joined = joinSameNames(drawn)
    for (const { own: names, claimants } of joined) claims.set(`${country} ${names[0]}`, claimants)
    own.set(country, toFile(joined))
  }
  const all = [...own].map(
    ([country, file]) => [country, { ...file, claimed: listClaimed(country, own, claims) }] as const,
  )
  return new Map(all.filter(([, file]) => file.areas.length + file.claimed.length > 0))
}

/** Returns the JSON of the areas of all countries, a line for each country. */
export const formatAreas = (files: ReadonlyMap<string, AreaFile>): string =>
  `{\n${[...files].map(([country, file]) => `${JSON.stringify(country)}:${JSON.stringify(file)}`).join(',\n')}\n}\n`
