// What the Worker must know of the files of outlines: their boxes, and where names have room.

import type { Frame } from '../../src/record/outlines/frame.ts'
import { decodeLine, type Line, type OutlineFile } from '../../src/record/outlines/outline-file.ts'

/** A name has room if a country has this share of the width of the box. */
const minRoomShare = 1 / 60
/** The latitudes at which room for a name is looked for. */
const rows = 12

/** Returns where a line crosses a latitude, from west to east. */
const crossings = (line: Line, latitude: number): number[] =>
  line
    .flatMap(([x1, y1], i) => {
      const [x0, y0] = line.at(i - 1) ?? [0, 0]
      return y1 > latitude === y0 > latitude ? [] : [x0 + ((x1 - x0) * (latitude - y0)) / (y1 - y0)]
    })
    .sort((a, b) => a - b)

interface Room {
  /** The longest part of a latitude within a line, in degrees. */
  readonly width: number
  /** The middle of that part. */
  readonly longitude: number
  readonly latitude: number
}

/** Returns the place within a line where a name can be widest. */
const findRoom = (line: Line): Room => {
  const latitudes = line.map(([, latitude]) => latitude)
  const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)]
  let widest: Room = { width: 0, longitude: 0, latitude: 0 }
  for (let row = 1; row < rows; row++) {
    const latitude = south + ((north - south) * row) / rows
    const found = crossings(line, latitude)
    for (let i = 0; i + 1 < found.length; i += 2) {
      const [west = 0, east = 0] = found.slice(i, i + 2)
      const width = east - west
      if (width > widest.width) widest = { width, longitude: west + width / 2, latitude }
    }
  }
  return widest
}

const round = (degrees: number): number => Number(degrees.toFixed(2))

/** Returns the frame of a file of outlines. */
export const frameOf = ({ box, view, scale, countries, disputed }: OutlineFile): Frame => {
  const names = countries.flatMap(([code, lines]) => {
    const rooms = lines.map((steps) => findRoom(decodeLine(steps, scale)))
    const [widest] = rooms.sort((a, b) => b.width - a.width)
    if (!widest || widest.width < (box[2] - box[0]) * minRoomShare) return []
    return [[code, round(widest.longitude), round(widest.latitude), round(widest.width)] as const]
  })
  return { box, view, hasDisputed: disputed.length > 0, names }
}

/** Returns the JSON of frames by the names of their files, a line for each. */
export const formatFrames = (frames: readonly (readonly [name: string, frame: Frame])[]): string =>
  `{\n${frames.map(([name, frame]) => `${JSON.stringify(name)}:${JSON.stringify(frame)}`).join(',\n')}\n}\n`
