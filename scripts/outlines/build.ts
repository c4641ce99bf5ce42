// `npm run build:outlines -- --packages FOLDER`: makes public/assets/outlines, a file of outlines for each country. The
// folder has the npm packages world-atlas, topojson-client, topojson-simplify and polyclip-ts in its node_modules.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { countries } from '../../schemas/countries.ts'
import type { PlaceFile } from '../../src/record/places/place.ts'
import { collectOutlines, findBoxes, formatOutlines } from './country-outlines.ts'
import { separateGround } from './disputed-ground.ts'
import { readSources } from './sources.ts'

const assets = fileURLToPath(new URL('../../public/assets', import.meta.url))
const { values } = parseArgs({
  options: {
    packages: { type: 'string', default: '.' },
    output: { type: 'string', default: `${assets}/outlines` },
  },
})

/** The smallest corners of outlines, in square degrees, by the size of a country in degrees. */
const details = [
  { maxSize: 18, minCorner: 0 },
  { maxSize: 40, minCorner: 0.001 },
  { maxSize: 360, minCorner: 0.005 },
]

const { clipper, readShapes } = readSources(values.packages)
const earths = details.map(({ maxSize, minCorner }) => ({
  maxSize,
  earth: separateGround(readShapes(minCorner), clipper),
}))

const readPlaces = (country: string): Pick<PlaceFile, 'towns'> => {
  const file = `${assets}/places/${country}.json`
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { towns: [] }
}

mkdirSync(values.output, { recursive: true })
for (const country of Object.keys(countries)) {
  const [finest] = earths
  const boxes = finest && findBoxes(country, finest.earth, readPlaces(country))
  if (!boxes) {
    console.log(`${country}: no outlines`)
    continue
  }
  const [west, south, east, north] = boxes.whole
  const size = Math.max(east - west, north - south)
  const { earth } = earths.find(({ maxSize }) => size <= maxSize) ?? finest
  writeFileSync(`${values.output}/${country}.json`, formatOutlines(collectOutlines(boxes, earth)))
}
