/** Where the shape of an area is on a map, in pixels. */
import type { Area } from '../outlines/area-file.ts'
import { project, turnTo } from '../outlines/mercator.ts'
import type { Line } from '../outlines/outline-file.ts'
import { findRoom, type Room } from '../outlines/room.ts'
import type { Box } from '../places/place.ts'
import type { MapView } from './choose-frame.ts'

type Shape = Pick<Area, 'lines'>

/** Returns a line on the turn of the Earth that a box has. */
const turnLine = (line: Line, box: Box): Line => {
  const [middle = 0] = line[line.length >> 1] ?? []
  const degrees = turnTo(middle, box) - middle
  return degrees === 0 ? line : line.map(([longitude, latitude]) => [longitude + degrees, latitude])
}

/** Returns the corners of the smallest box of areas. */
export const cornersOfAreas = (areas: readonly Shape[]) => {
  const positions = areas.flatMap(({ lines }) => lines.flat())
  return {
    longitudes: positions.map(([longitude]) => longitude),
    latitudes: positions.map(([, latitude]) => latitude),
  }
}

/** Returns the path of an area in SVG. */
export const areaPath = ({ lines }: Shape, { view, frame }: Pick<MapView, 'view' | 'frame'>): string => {
  const { centre, scale, width, height } = view
  const toPixels = ([longitude, latitude]: Line[number]): string => {
    const { x, y } = project(longitude, latitude)
    return `${((x - centre.x) * scale + width / 2).toFixed(1)} ${((y - centre.y) * scale + height / 2).toFixed(1)}`
  }
  return lines.map((line) => `M${turnLine(line, frame.box).map(toPixels).join('L')}z`).join('')
}

/** Returns the point of an area with the most room for a text, in degrees. */
export const roomOfArea = ({ lines }: Shape, { box }: MapView['frame']): Room | undefined =>
  lines
    .map((line) => findRoom(turnLine(line, box)))
    .sort((a, b) => b.width - a.width)
    .at(0)
