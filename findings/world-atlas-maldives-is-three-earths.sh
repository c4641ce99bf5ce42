#!/usr/bin/env bash
# In world-atlas 2.0.2, countries-10m, the Maldives cover the Earth three times.
#
# One would guess: the package is made for d3-geo, so its rings are wound as d3 wants them, and the area of a country is
#   a small part of the sphere's 4π steradians.
# What happens: three rings of the Maldives have four points each and cover, by d3-geo's rule, everything but the atoll:
#   12.57 steradians each, 37.70 in all. A map fills the whole globe in their colour, d3's geoContains finds most points of
#   the Earth in the Maldives, and a sum of areas is wrong. In countries-50m and 110m no ring is wound so. Beside that,
#   the id 036 is there twice in 10m and 50m: Australia and the Ashmore and Cartier Islands, so a join by id takes one
#   for the other.
# Version: world-atlas 2.0.2, topojson-client 3.1.0, d3-geo 3.1.1.
# Why it matters: maps of events and checks of a point against its country take this file. Drop or reverse a polygon
#   whose area is over 2π, and do not use `id` as a key.
# Source: own run.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --no-save world-atlas@2.0.2 topojson-client@3.1.0 d3-geo@3.1.1 >/dev/null

cat > run.mjs <<'JS'
import { readFileSync } from 'node:fs'
import { geoArea, geoContains } from 'd3-geo'
import { feature } from 'topojson-client'

console.log('world-atlas', JSON.parse(readFileSync('node_modules/world-atlas/package.json', 'utf8')).version)
for (const name of ['countries-110m', 'countries-50m', 'countries-10m']) {
  const topology = JSON.parse(readFileSync(`node_modules/world-atlas/${name}.json`, 'utf8'))
  const { features } = feature(topology, topology.objects.countries)
  const whole = features.flatMap(({ geometry, properties }) =>
    (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates)
      .filter((coordinates) => geoArea({ type: 'Polygon', coordinates }) > 2 * Math.PI)
      .map((coordinates) => `${properties.name} (${coordinates[0].length} points)`),
  )
  console.log(name, '| rings larger than half the Earth:', whole.join(', ') || 'none')
  const repeated = features.filter(({ id }) => id && features.filter((each) => each.id === id).length > 1)
  console.log(name, '| ids that repeat:', repeated.map(({ id, properties }) => `${id} ${properties.name}`).join(', ') || 'none')
  const maldives = features.find(({ properties }) => properties.name === 'Maldives')
  if (maldives)
    console.log(name, '| Maldives:', geoArea(maldives).toFixed(2), 'steradians; Baghdad in it:', geoContains(maldives, [44.4, 33.3]))
}
JS
node run.mjs | tee output.txt

diff output.txt - <<'EXPECTED'
world-atlas 2.0.2
countries-110m | rings larger than half the Earth: none
countries-110m | ids that repeat: none
countries-50m | rings larger than half the Earth: none
countries-50m | ids that repeat: 036 Australia, 036 Ashmore and Cartier Is.
countries-50m | Maldives: 0.00 steradians; Baghdad in it: false
countries-10m | rings larger than half the Earth: Maldives (4 points), Maldives (4 points), Maldives (4 points)
countries-10m | ids that repeat: 036 Australia, 036 Ashmore and Cartier Is.
countries-10m | Maldives: 37.70 steradians; Baghdad in it: true
EXPECTED
