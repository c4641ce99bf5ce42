// The shapes that outlines are made of, as npm packages have them.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { iso1A2Code } from '@rapideditor/country-coder'
import countryCodes from 'i18n-iso-countries'
import type { Position } from '../../schemas/area-outlines.ts'
import { countries } from '../../schemas/countries.ts'

/** An outer ring and its holes. Rings are closed: the last position is the first. */
export type Polygon = Position[][]

/** The operations of the npm package polyclip-ts on polygons. */
export interface Clipper {
  readonly union: (first: Polygon[], ...rest: Polygon[][]) => Polygon[]
  readonly intersection: (first: Polygon[], ...rest: Polygon[][]) => Polygon[]
  readonly difference: (first: Polygon[], ...rest: Polygon[][]) => Polygon[]
}

interface Feature {
  readonly id?: string
  readonly properties: { readonly name: string }
  readonly geometry: { readonly type: 'Polygon' | 'MultiPolygon'; readonly coordinates: unknown }
}

/** The shapes of countries, by code. */
export type Shapes = ReadonlyMap<string, readonly Polygon[]>

export interface Sources {
  readonly clipper: Clipper
  /** Returns the shapes of all countries without corners of fewer square degrees. */
  readonly readShapes: (minCorner: number) => Shapes
}

/** Names of shapes that have no code of ISO 3166: the code that claims each, or one of those that do. */
const codesByName: Readonly<Record<string, string>> = {
  Somaliland: 'SO',
  Kosovo: 'XK',
  'N. Cyprus': 'CY',
  'Indian Ocean Ter.': 'CC',
  'Siachen Glacier': 'IN',
}

/** Countries whose shapes include parts that have a code of their own. */
const unions: ReadonlySet<string> = new Set(['FR', 'NL', 'NO', 'CC'])

/** Returns a ring whose longitudes go on past 180 at the antimeridian; one around a pole leads along the pole. */
const unroll = (ring: readonly (readonly number[])[]): Position[] => {
  let last: number | undefined
  const line = ring.map(([x = 0, y = 0]): Position => {
    const nearest = last === undefined ? x : x + 360 * Math.round((last - x) / 360)
    last = nearest
    return [nearest, y]
  })
  const [[first, latitude] = [0, 0]] = line
  if (last === undefined || Math.abs(last - first) < 180) return line
  const pole = 90 * Math.sign(latitude)
  return [...line, [last, pole], [first, pole], [first, latitude]]
}

const centreOf = ([ring = []]: Polygon): [number, number] => {
  const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)]
  const middle = (values: number[]): number => (Math.min(...values) + Math.max(...values)) / 2
  return [middle(xs), middle(ys)]
}

const codeOf = (code: string, polygon: Polygon): string => {
  const part = unions.has(code) ? iso1A2Code(centreOf(polygon), { level: 'territory' }) : null
  return part && part in countries ? part : code
}

const toCode = ({ id, properties: { name } }: Feature): string => {
  const code = codesByName[name] ?? countryCodes.numericToAlpha2(id ?? '')
  if (code === undefined) throw new Error(`The shape ${name} has no code.`)
  return code
}

/** Returns what the npm packages world-atlas, topojson-client, topojson-simplify and polyclip-ts in a folder have. */
export const readSources = (folder: string): Sources => {
  const require = createRequire(resolve(folder, 'package.json'))
  const { feature } = require('topojson-client')
  const { presimplify, simplify } = require('topojson-simplify')
  const file = resolve(folder, 'node_modules/world-atlas/countries-50m.json')
  const topology = presimplify(JSON.parse(readFileSync(file, 'utf8')))
  const readShapes = (minCorner: number): Shapes => {
    const simple = minCorner > 0 ? simplify(topology, minCorner) : topology
    const { features } = feature(simple, simple.objects.countries) as { features: Feature[] }
    const shapes = new Map<string, Polygon[]>()
    for (const each of features) {
      const { type, coordinates } = each.geometry
      const polygons = (type === 'Polygon' ? [coordinates] : coordinates) as Polygon[]
      for (const polygon of polygons) {
        const plain = polygon.map(unroll)
        const code = codeOf(toCode(each), plain)
        shapes.set(code, [...(shapes.get(code) ?? []), plain])
      }
    }
    return shapes
  }
  return { clipper: require('polyclip-ts') as Clipper, readShapes }
}
