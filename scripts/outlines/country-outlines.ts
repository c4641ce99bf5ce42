// The outlines of each country with its neighbours.

import { project, unproject } from '../../src/record/outlines/mercator.ts'
import type { OutlineFile } from '../../src/record/outlines/outline-file.ts'
import { encodeLine } from '../../src/record/outlines/outline-file.ts'
import type { Box, PlaceFile } from '../../src/record/places/place.ts'
import type { Earth } from './disputed-ground.ts'
import {
  boxOf,
  boxOfPositions,
  clipToBox,
  joinBoxes,
  measureRing,
  overlaps,
  turn,
  widenBox,
} from './geometry.ts'
import type { Polygon } from './sources.ts'

/** A part of a country belongs to its view if it has this share of the area of the largest part. */
const minPartShare = 0.02
/** How far around a country its neighbours are shown: a share of its size, and the least degrees. */
const margin = 0.2
const minMargin = 0.4
/** How far from a country disputed ground that it claims belongs to its box: a share of its size. */
const claimMargin = 0.5

/** The most degrees of longitude of a country that is not around a pole. */
const maxWidth = 300

const aroundEarth = ([, south, , north]: Box): Box => [-180, south, 180, north]

const areaOf = ([ring = []]: Polygon): number => measureRing(ring).area

/** Returns the polygons of a country on one turn of the Earth, which begins after the widest gap. */
const unwrap = (polygons: readonly Polygon[]): Polygon[] => {
  const ranges = polygons.map(boxOf).sort((a, b) => a[0] - b[0])
  let [end, gap, start] = [ranges[0]?.[2] ?? 0, 0, -180]
  for (const [west, , east] of ranges) {
    if (west - end > gap) [gap, start] = [west - end, west]
    end = Math.max(end, east)
  }
  const around = (ranges[0]?.[0] ?? 0) + 360 - end
  if (gap <= around) return [...polygons]
  return polygons.flatMap((polygon) => turn([polygon], boxOf(polygon)[0] < start ? 360 : 0))
}

const townBox = ({ towns }: Pick<PlaceFile, 'towns'>): Box[] =>
  towns.length === 0
    ? []
    : [boxOfPositions(towns.map(([, , , latitude, longitude]) => [longitude, latitude]))]

/** The boxes of a country: all of it, and its larger parts. */
export interface Boxes {
  readonly whole: Box
  readonly view: Box
}

/** Returns the boxes of a country; undefined if nothing is known of it. */
export const findBoxes = (
  code: string,
  earth: Earth,
  places: Pick<PlaceFile, 'towns'>,
): Boxes | undefined => {
  const own = unwrap(earth.countries.get(code) ?? [])
  const claims = earth.disputed.filter(({ area }) => area.codes.some((each) => each === code))
  const claimBoxes = claims.flatMap(({ polygons }) => polygons.map(boxOf))
  const parts = own.length > 0 ? own.map(boxOf) : claimBoxes.length > 0 ? claimBoxes : townBox(places)
  if (parts.length === 0) return undefined
  const largest = Math.max(...own.map(areaOf))
  const larger = own.filter((polygon) => areaOf(polygon) >= largest * minPartShare).map(boxOf)
  const main = joinBoxes(larger.length > 0 ? larger : parts)
  const whole = joinBoxes(parts)
  if (whole[2] - whole[0] > maxWidth) return { whole: aroundEarth(whole), view: aroundEarth(whole) }
  const near = claimBoxes.filter((box) => overlaps(box, widenBox(main, claimMargin)))
  return { whole: joinBoxes([whole, ...near]), view: joinBoxes([main, ...near]) }
}

const turns = [-360, 0, 360]

/** Returns the parts of polygons in a box, on each turn of the Earth. */
const cut = (polygons: readonly Polygon[], box: Box): Polygon[] =>
  turns.flatMap((degrees) => clipToBox(turn(polygons, degrees), box))

/** The units of a degree, by the width of the box in degrees: about a thousandth of the width. */
const scaleOf = ([west, south, east, north]: Box): number => {
  const size = Math.max(east - west, north - south)
  return size > 45 ? 100 : size > 4 ? 250 : 1000
}

/** Returns the lines of polygons in units of a degree, without those of fewer than three positions. */
export const toLines = (polygons: readonly Polygon[], scale: number) =>
  polygons
    .flatMap((polygon) => polygon.map((ring) => encodeLine(ring.slice(0, -1), scale)))
    .filter((line) => line.length > 4)

/** The width of a map over its height. */
const mapShape = 4 / 3

/** Returns a box around a box that has the shape of a map, and room around it. */
const frame = (box: Box): Box => {
  const [west, south, east, north] = widenBox(box, margin, minMargin)
  const [top, bottom] = [project(west, north).y, project(west, south).y]
  const [width, height] = [east - west, bottom - top]
  if (width > maxWidth) return [-180, south, 180, north]
  const moreX = Math.min(Math.max(0, (height * mapShape - width) / 2), Math.max(0, (360 - width) / 2))
  const moreY = Math.max(0, (width / mapShape - height) / 2)
  return [
    west - moreX,
    unproject({ x: 0, y: bottom + moreY }).latitude,
    east + moreX,
    unproject({ x: 0, y: top - moreY }).latitude,
  ]
}

const roundBox = (box: Box): Box => {
  const [west = 0, south = 0, east = 0, north = 0] = box.map((each) => Number(each.toFixed(2)))
  return [west, south, east, north]
}

/** Returns the outlines in a box, with a box of the larger parts, in units of a degree. */
const collectInBox = (box: Box, view: Box, scale: number, earth: Earth): OutlineFile => {
  const countries = [...earth.countries].flatMap(([code, polygons]) => {
    const lines = toLines(cut(polygons, box), scale)
    return lines.length > 0 ? [[code, lines] as const] : []
  })
  const disputed = earth.disputed.flatMap(({ area, polygons }) => {
    const lines = toLines(cut(polygons, box), scale)
    return lines.length > 0 ? [[area.name, area.codes, lines] as const] : []
  })
  return { box, view, scale, countries, disputed }
}

/** Returns the outlines in the boxes of a country, and around them. */
export const collectOutlines = ({ whole, view }: Boxes, earth: Earth): OutlineFile => {
  const box = roundBox(frame(whole))
  return collectInBox(box, roundBox(view), scaleOf(box), earth)
}

/** The box of the whole Earth but its poles, with a degree more on each side of the antimeridian. */
const earthBox: Box = [-181, -58, 181, 81]

/** Returns the outlines of the whole Earth. */
export const collectWorld = (earth: Earth): OutlineFile =>
  collectInBox(earthBox, [-180, -56, 180, 80], 10, earth)

const rows = (values: readonly unknown[]): string => values.map((value) => JSON.stringify(value)).join(',\n')

/** Returns the JSON of outlines, a line for each shape. */
export const formatOutlines = ({ countries, disputed, ...rest }: OutlineFile): string =>
  `${JSON.stringify(rest).slice(0, -1)},"countries":[\n${rows(countries)}\n],"disputed":[\n${rows(disputed)}\n]}\n`
