/** A file costs the rows of its records once, and those of their count. */
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { seal } from '../../../../src/services/segments/seal.ts'
import { admin, ask, record, withBindings } from '../../client.ts'
import { measureDatabase } from '../../measured-database.ts'

const howMany = 1000
const rows = Array.from({ length: howMany }, (_, i) => ({
  ...record({ reference: `r${i}`, series: 's', casualties: { deaths: { best: i % 3 } } }),
  ...(i % 100 === 7 ? { links: [{ type: 'related', incident: `r${i - 1}` }] } : {}),
}))
const body = rows.map((each) => JSON.stringify(each)).join('\n')
const headers = { 'Content-Type': 'application/x-ndjson' }

const paths = [
  ...['ucdp', 'acled', 'gtd', 'full'].map((profile) => `/incidents.csv?profile=${profile}`),
  '/incidents.xlsx?profile=ucdp',
  '/incidents.loss.csv?profile=acled',
  '/incidents.xlsx?labels=true',
  '/incidents.zip?',
]

describe('a file of a thousand records', () => {
  it('reads each of them once', async () => {
    expect((await admin('/imports?publish=true', { method: 'POST', body, headers })).status).toBe(200)
    await seal(env.DB)
    const costs = async (who: typeof ask, path: string) => {
      const { db, log } = measureDatabase(env.DB)
      const answer = await who(path, {}, withBindings({ DB: db }))
      expect(answer.status).toBe(200)
      const read = log.filter(({ sql }) => /\bincident_body\b/.test(sql))
      const counted = log.filter((statement) => !read.includes(statement))
      /** Rows read for each record. */
      const each = (all: typeof log) =>
        Math.round(all.reduce((sum, { rowsRead }) => sum + rowsRead, 0) / howMany)
      return [path, ...[read, counted].map(each)]
    }
    const found = []
    for (const path of paths) found.push(await costs(ask, path), await costs(admin, `${path}&series=s`))
    // Of each record its row and its body; with a filter, its key in the list of them, which the index gives.
    expect(found).toEqual(
      paths.flatMap((path) => [
        [path, 2, 0],
        [`${path}&series=s`, 3, 0],
      ]),
    )
  })
})
