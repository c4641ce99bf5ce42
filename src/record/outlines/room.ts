/** Where a text has room in a shape. */
import type { Line } from './outline-file.ts'

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

export interface Room {
  /** The longest part of a latitude within a line, in degrees. */
  readonly width: number
  /** The middle of that part. */
  readonly longitude: number
  readonly latitude: number
}

/** Returns the place within a line where a name can be widest. */
export const findRoom = (line: Line): Room => {
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
