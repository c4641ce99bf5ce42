/** What a map must know of a file of outlines to draw over its image. */
import type { Box } from '../places/place.ts'

/** The outlines of a file. Longitudes over 180 are those of -180 and more. */
export interface Frame {
  /** The box that the image fills. */
  readonly box: Box
  /** The box of the country's larger parts; the whole Earth for that of the world. */
  readonly view: Box
  /** Whether the image has ground in dispute. */
  readonly hasDisputed: boolean
  /** Where the names of countries have room, and how much, in degrees of longitude. */
  readonly names: readonly (readonly [code: string, longitude: number, latitude: number, room: number])[]
}

/** The name of the outlines of the whole Earth, beside the codes of countries. */
export const world = 'world'
