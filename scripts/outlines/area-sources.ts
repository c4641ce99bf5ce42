// The shapes of first-level areas, with as many corners as a map of their country shows.
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import type { Box } from '../../src/record/places/place.ts'
import { type Area, readAreas } from '../places/sources.ts'
import { boxOf, joinBoxes, measureRing } from './geometry.ts'
import type { Polygon } from './sources.ts'

/** A first-level area with few corners. */
export interface NamedArea extends Omit<Area, 'polygons'> {
  readonly polygons: readonly Polygon[]
  /** The smallest box of all its corners. */
  readonly box: Box
}

/** The parts of the width of a country that a map can tell from each other. */
export const detail = 300
/** A part of an area is shown if it is larger than this square of such a part. */
const minPart = 2

interface Shape {
  readonly type: 'Polygon' | 'MultiPolygon'
  readonly coordinates: unknown
}

const toMultiPolygon = ({ type, coordinates }: Shape): Polygon[] =>
  (type === 'Polygon' ? [coordinates] : coordinates) as Polygon[]

const boxOfArea = ({ polygons }: Area): Box => joinBoxes(polygons.map((polygon) => boxOf(polygon as Polygon)))

/** Returns the size in degrees of a box around some boxes, on the turn of the Earth on which it is smallest. */
export const measureBoxes = (boxes: readonly Box[]): number => {
  const [west, south, east, north] = joinBoxes(boxes)
  const turned = boxes.map(([left, , right]) => [
    left < 0 ? left + 360 : left,
    right <= 0 ? right + 360 : right,
  ])
  const width =
    Math.max(...turned.map(([, right = 0]) => right)) - Math.min(...turned.map(([left = 0]) => left))
  return Math.max(Math.min(east - west, width), north - south)
}

/**
 * Returns the first-level areas of Debian's qgis-common in one folder, by country, without corners that a map of the
 * country does not show. Borders between areas stay common. The npm packages topojson-client, topojson-server and
 * topojson-simplify are in the other folder.
 */
export const readNamedAreas = (packages: string, debian: string): ReadonlyMap<string, NamedArea[]> => {
  const require = createRequire(resolve(packages, 'package.json'))
  const { feature } = require('topojson-client')
  const { topology } = require('topojson-server')
  const { presimplify, simplify } = require('topojson-simplify')
  const reduce = (areas: readonly Area[]): NamedArea[] => {
    const step = measureBoxes(areas.map(boxOfArea)) / detail
    const shapes = areas.map(({ polygons: coordinates }) => ({ type: 'MultiPolygon', coordinates }))
    const all = { type: 'GeometryCollection', geometries: shapes }
    const simple = simplify(presimplify(topology({ all })), step ** 2)
    const { features } = feature(simple, simple.objects.all) as { features: { geometry: Shape }[] }
    return features.map(({ geometry }, i) => {
      const polygons = toMultiPolygon(geometry)
      const isShown = ([ring = []]: Polygon): boolean => measureRing(ring).area > minPart * step ** 2
      const area = areas[i] as Area
      return { ...area, polygons: polygons.filter(isShown), box: boxOfArea(area) }
    })
  }
  const byCountry = Map.groupBy(readAreas(debian), ({ country }) => country)
  return new Map([...byCountry].map(([country, areas]) => [country, reduce(areas)]))
}
