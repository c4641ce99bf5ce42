/** The first-level areas that maps draw, of all countries. */
import text from '../../../public/outline-areas.txt'
import { type AreaIndex, type FoundArea, findArea, indexAreas } from '../../record/outlines/area-file.ts'
import { memoize } from '../../text/memoize.ts'

/** Reads the line of a country, as `npm run build:outlines` has written it. */
const readAreas = memoize(50, (country): AreaIndex => {
  const start = text.indexOf(`\n"${country}":`)
  if (start < 0) return indexAreas({ scale: 1, areas: [], claimed: [] })
  const end = text.indexOf('\n', start + 1)
  return indexAreas(JSON.parse(text.slice(text.indexOf(':', start) + 1, end).replace(/,$/, '')))
})

/** Returns the first-level area of a name in a country; undefined if the map has none of it. */
export const areaOf = (country: string, name: string): FoundArea | undefined =>
  findArea(readAreas, country, name)
