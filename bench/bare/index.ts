/**
 * The limit for single submissions: the same inserts behind the same guards. What Sitrep works out of a record, the
 * request brings; nothing is checked.
 */
import { Hono } from 'hono'
import * as commits from '../../src/store/commits.ts'
import * as incidents from '../../src/store/incidents.ts'
import * as receipts from '../../src/store/receipts.ts'

const app = new Hono<{ Bindings: { DB: D1Database } }>()

app.get('/health', (c) => c.json({ status: 'ok' }))

app.post('/incidents', async (c) => {
  const row = await c.req.json<incidents.NewVersion>()
  const db = c.env.DB
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
    receipts.insert(db, row.id, row.n),
  ])
  return c.json({ id: row.id }, 201)
})

export default app
