/** Outlines of countries and disputed areas for maps: shapes of degrees as a file has them, and as points. */
import type { Box } from '../places/place.ts'

/** A closed line of longitudes and latitudes in degrees, without the closing position. */
export type Line = readonly (readonly [longitude: number, latitude: number])[]

/** A line in a file: longitude and latitude in units of the file, then the steps to each next position. */
export type StepLine = readonly number[]

/** A shape is filled by the even-odd rule: lines within lines are holes. */
export type CountryRow = readonly [code: string, lines: readonly StepLine[]]

/** Ground that more than one country claims; no country has it. */
export type DisputedRow = readonly [name: string, codes: readonly string[], lines: readonly StepLine[]]

/** The outlines in a box. Longitudes over 180 are those of -180 and more, east of the antimeridian. */
export interface OutlineFile {
  /** The box in which all shapes are complete. */
  readonly box: Box
  /** The box of the country's larger parts. */
  readonly view: Box
  /** The units of a degree. */
  readonly scale: number
  readonly countries: readonly CountryRow[]
  readonly disputed: readonly DisputedRow[]
}

/** Returns a line in steps of whole units; positions that fall together are one. */
export const encodeLine = (line: Line, scale: number): StepLine => {
  const steps: number[] = []
  let [lastX, lastY] = [0, 0]
  for (const [longitude, latitude] of line) {
    const [x, y] = [Math.round(longitude * scale), Math.round(latitude * scale)]
    if (steps.length > 0 && x === lastX && y === lastY) continue
    steps.push(x - lastX, y - lastY)
    ;[lastX, lastY] = [x, y]
  }
  return steps
}

/** Returns the positions of a line of a file, in degrees. */
export const decodeLine = (steps: StepLine, scale: number): Line => {
  const line: [number, number][] = []
  let [x, y] = [0, 0]
  for (let i = 0; i + 1 < steps.length; i += 2) {
    x += steps[i] ?? 0
    y += steps[i + 1] ?? 0
    line.push([x / scale, y / scale])
  }
  return line
}
