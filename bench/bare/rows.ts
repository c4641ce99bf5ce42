// `node bench/bare/rows.ts FROM TO`: the rows that Sitrep makes of the generated records of these numbers, as NDJSON.

import { check } from '../../src/ingest/validate/validate.ts'
import { toRow } from '../../src/services/version-row.ts'
import { newIds } from '../../src/store/ids.ts'
import { inCountry } from '../../src/web/country-lookup.ts'
import { generated } from '../records.ts'

const [from = 0, to = 0] = process.argv.slice(2).map(Number)
const world = { now: Date.now(), inCountry }
const identities = newIds(to, world.now)

const rowOf = (i: number): string => {
  const { record, warnings } = check({ ...generated(i), dataset: 'reports' }, world)
  const identity = identities[i]
  if (!record || !identity) throw new Error('A generated record is not sound.')
  return JSON.stringify(
    toRow(record, warnings, { ...identity, revision: 1, status: 'published', filer: 'bare' }),
  )
}

for (let i = from; i < to; i++) console.log(rowOf(i))
