/** Which outlines a map of points shows, and which part of them. */
import { type Frame, world } from '../outlines/frame.ts'
import { fitBox, limitView, type View } from '../outlines/map-view.ts'
import { edgesOf, unproject } from '../outlines/mercator.ts'
import type { Box } from '../places/place.ts'

export type Frames = Readonly<Record<string, Frame>>

/** A part of some outlines. */
export interface MapView {
  /** The name of the outlines: the code of a country, or `world`. */
  readonly name: string
  readonly frame: Frame
  readonly view: View
}

/** What a map is of. */
export interface Subject {
  /** The country that is shown whole. */
  readonly country?: string | undefined
  /** The smallest box of all points; undefined if there are none. */
  readonly box: Box | undefined
}

/** The share of a box that is shown around it, and the least degrees. */
const margin = 0.15
const minMargin = 0.1
/** Images are cut at their edges, along which no border runs: this share of their size is not shown. */
const edgeShare = 0.0025

/** Returns the smallest box of points; the one across the antimeridian if it is narrower. */
export const boxOfPoints = (longitudes: readonly number[], latitudes: readonly number[]): Box | undefined => {
  if (longitudes.length === 0) return undefined
  let [west, east, westOfTurn, eastOfTurn] = [Infinity, -Infinity, Infinity, -Infinity]
  for (const longitude of longitudes) {
    const turned = longitude < 0 ? longitude + 360 : longitude
    west = Math.min(west, longitude)
    east = Math.max(east, longitude)
    westOfTurn = Math.min(westOfTurn, turned)
    eastOfTurn = Math.max(eastOfTurn, turned)
  }
  let [south, north] = [Infinity, -Infinity]
  for (const latitude of latitudes) {
    south = Math.min(south, latitude)
    north = Math.max(north, latitude)
  }
  return east - west <= eastOfTurn - westOfTurn
    ? [west, south, east, north]
    : [westOfTurn, south, eastOfTurn, north]
}

/** Returns the box on the turn of the Earth on which a frame contains it; undefined if it does not. */
const turnInto = ([west, south, east, north]: Box, { box }: Frame): Box | undefined => {
  if (south < box[1] || north > box[3]) return undefined
  const turn = [0, 360, -360].find((degrees) => west + degrees >= box[0] && east + degrees <= box[2])
  return turn === undefined ? undefined : [west + turn, south, east + turn, north]
}

const areaOf = ({ box }: Frame): number => {
  const { west, east, top, bottom } = edgesOf(box)
  return (east - west) * (bottom - top)
}

const join = (a: Box, b: Box): Box => [
  ...([Math.min(a[0], b[0]), Math.min(a[1], b[1])] as const),
  ...([Math.max(a[2], b[2]), Math.max(a[3], b[3])] as const),
]

const widen = ([west, south, east, north]: Box): Box => {
  const [x, y] = [east - west, north - south].map((size) => Math.max(minMargin, size * margin)) as [
    number,
    number,
  ]
  return [west - x, Math.max(-84, south - y), east + x, Math.min(84, north + y)]
}

/** Returns the part of a box along whose edges no image was cut. */
export const withoutEdges = (box: Box): Box => {
  const { west, east, top, bottom } = edgesOf(box)
  const [x, y] = [(east - west) * edgeShare, (bottom - top) * edgeShare]
  return [
    west + x,
    unproject({ x: 0, y: bottom - y }).latitude,
    east - x,
    unproject({ x: 0, y: top + y }).latitude,
  ]
}

/** Returns the smallest frame that contains a box, the whole Earth if none does. */
const findFrame = (frames: Frames, box: Box): string => {
  const found = Object.keys(frames).filter((name) => turnInto(box, frames[name] as Frame))
  return found.sort((a, b) => areaOf(frames[a] as Frame) - areaOf(frames[b] as Frame))[0] ?? world
}

/**
 * Returns what a map of a size shows: the country, if its outlines contain all points, otherwise the box of the points
 * in the smallest outlines that contain it. The whole Earth has no box that is narrower.
 */
export const chooseView = (
  frames: Frames,
  { country, box }: Subject,
  width: number,
  height: number,
): MapView => {
  const show = (name: string, shown: Box): MapView => {
    const frame = frames[name] as Frame
    return { name, frame, view: limitView(fitBox(shown, width, height), withoutEdges(frame.box)) }
  }
  const own = country === undefined ? undefined : frames[country]
  if (country !== undefined && own) {
    const inOwn = box && turnInto(box, own)
    if (!box || inOwn) return show(country, inOwn ? join(own.view, inOwn) : own.view)
  }
  const earth = frames[world] as Frame
  if (!box) return show(world, earth.view)
  const name = findFrame(frames, box)
  return show(name, widen(turnInto(box, frames[name] as Frame) ?? earth.view))
}
