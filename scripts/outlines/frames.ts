// What the Worker must know of the files of outlines: their boxes, and where names have room.

import type { Frame } from '../../src/record/outlines/frame.ts'
import { decodeLine, type OutlineFile } from '../../src/record/outlines/outline-file.ts'
import { findRoom } from '../../src/record/outlines/room.ts'

/** A name has room if a country has this share of the width of the box. */
const minRoomShare = 1 / 60
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
