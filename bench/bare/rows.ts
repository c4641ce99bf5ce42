// `node bench/bare/rows.ts FROM TO`: prints the rows that Sitrep makes of the generated records with these numbers,
// as NDJSON.

import { validate } from '../../src/ingest/validate/validate.ts'
import { toVersionRow } from '../../src/services/version-row.ts'
import { createIds } from '../../src/store/ids.ts'
import { isInCountry } from '../../src/web/country-lookup.ts'
import { generateRecord } from '../records.ts'

const [from = 0, to = 0] = process.argv.slice(2).map(Number)
const context = { now: Date.now(), isInCountry }
const identities = createIds(to, context.now)

const rowOf = (i: number): string => {
  const { record, warnings } = validate({ ...generateRecord(i), dataset: 'reports' }, context)
  const identity = identities[i]
  if (!record || !identity) throw new Error('A generated record is not sound.')
  return JSON.stringify(
    toVersionRow(record, warnings, { ...identity, revision: 1, status: 'published', filer: 'bare' }),
  )
}

for (let i = from; i < to; i++) console.log(rowOf(i))
