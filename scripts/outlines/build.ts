// `npm run build:outlines -- --packages FOLDER --debian FOLDER`: makes public/assets/outlines, a file of outlines for each
// country and for the world, each also as an image, public/outline-frames.txt, what the Worker must know of them, and
// public/outline-areas.txt, the first-level areas that it draws. The first folder has the npm packages world-atlas,
// topojson-client, topojson-server, topojson-simplify and polyclip-ts in its node_modules; in the second, the Debian
// package qgis-common is unpacked (`dpkg -x`).
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { countries } from '../../schemas/countries.ts'
import { world } from '../../src/record/outlines/frame.ts'
import type { OutlineFile } from '../../src/record/outlines/outline-file.ts'
import type { PlaceFile } from '../../src/record/places/place.ts'
import { readNamedAreas } from './area-sources.ts'
import { collectAreas, formatAreas } from './country-areas.ts'
import { collectOutlines, collectWorld, findBoxes, formatOutlines } from './country-outlines.ts'
import { separateGround } from './disputed-ground.ts'
import { formatDrawing, readColours } from './drawing.ts'
import { formatFrames, frameOf } from './frames.ts'
import { readSources } from './sources.ts'

const root = fileURLToPath(new URL('../../public', import.meta.url))
const assets = `${root}/assets`
const { values } = parseArgs({
  options: {
    packages: { type: 'string', default: '.' },
    debian: { type: 'string', default: '/' },
    output: { type: 'string', default: `${assets}/outlines` },
  },
})

/** The smallest corners of outlines, in square degrees, by the size of a country in degrees. */
const details = [
  { maxSize: 18, minCorner: 0 },
  { maxSize: 40, minCorner: 0.001 },
  { maxSize: 360, minCorner: 0.005 },
]
const minCornerOfWorld = 0.05

const { clipper, readShapes } = readSources(values.packages)
const earths = details.map(({ maxSize, minCorner }) => ({
  maxSize,
  earth: separateGround(readShapes(minCorner), clipper),
}))

const readPlaces = (country: string): Pick<PlaceFile, 'towns' | 'provinces'> => {
  const file = `${assets}/places/${country}.json`
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { towns: [], provinces: [] }
}

const colours = readColours(readFileSync(`${root}/sitrep.css`, 'utf8'))
const files = new Map<string, OutlineFile>()
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
  files.set(country, collectOutlines(boxes, earth))
}
files.set(world, collectWorld(separateGround(readShapes(minCornerOfWorld), clipper)))

mkdirSync(values.output, { recursive: true })
for (const [name, file] of files) {
  writeFileSync(`${values.output}/${name}.json`, formatOutlines(file))
  writeFileSync(`${values.output}/${name}.svg`, formatDrawing(file, name, colours))
}
const frames = [...files].map(([name, file]) => [name, frameOf(file)] as const)
writeFileSync(`${root}/outline-frames.txt`, formatFrames(frames))

const areas = readNamedAreas(values.packages, values.debian)
writeFileSync(`${root}/outline-areas.txt`, formatAreas(collectAreas({ areas, readPlaces, clipper })))
