/**
 * The baseline for single submissions: the same inserts and triggers, without any validation. `/incidents` accepts
 * the records that Sitrep accepts, `/rows` the rows that Sitrep makes of them.
 */
import { Hono } from 'hono'
import type { Incident } from '../../schemas/incident.ts'
import { toVersionRow } from '../../src/services/version-row.ts'
import * as commits from '../../src/store/commits.ts'
import { createIds } from '../../src/store/ids.ts'
import * as incidents from '../../src/store/incidents.ts'
import * as receipts from '../../src/store/receipts.ts'

const app = new Hono<{ Bindings: { DB: D1Database } }>()

app.get('/health', (c) => c.json({ status: 'ok', commit: 0 }))

const insert = async (db: D1Database, row: incidents.NewVersion): Promise<void> => {
  await db.batch([
    commits.insert(db, {
      now: Date.now(),
      actor: 'bare',
      kind: 'create',
      rows: 1,
      visible: true,
      published: 1,
    }),
    ...incidents.insert(db, row),
    receipts.insert(db, row.id, row.rowKey),
  ])
}

app.post('/rows', async (c) => {
  const row = await c.req.json<incidents.NewVersion>()
  await insert(c.env.DB, row)
  return c.json({ id: row.id }, 201)
})

/** Milliseconds since 1970 UTC; different for each request. */
let last = 0

app.post('/incidents', async (c) => {
  const record = { ...(await c.req.json<Incident>()), dataset: 'reports' }
  last = Math.max(Date.now(), last + 1)
  const [identity] = createIds(1, last)
  if (!identity) throw new Error('No id was made.')
  const row = toVersionRow(record, [], { ...identity, revision: 1, status: 'published', filer: 'bare' })
  await insert(c.env.DB, row)
  return c.json({ id: row.id }, 201)
})

export default app
