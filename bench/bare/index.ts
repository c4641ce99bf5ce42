/** The limit for single submissions: the same inserts behind the same guards, nothing checked, nothing derived. */
import { Hono } from 'hono'

interface Body {
  readonly dataset: string
  readonly reference: string
  readonly event_type: string
  readonly date: string
  readonly location: { readonly country: string; readonly latitude: number; readonly longitude: number }
}

const epoch = Date.UTC(2020, 0, 1)
/** The database ties the first 60 bits of an id to its key. */
const idOf = (n: number): string => {
  const ms = (Math.floor(n / 4096) + epoch).toString(16).padStart(12, '0')
  const rest = crypto.randomUUID().slice(18)
  return `${ms.slice(0, 8)}-${ms.slice(8)}-7${(n % 4096).toString(16).padStart(3, '0')}${rest}`
}

let count = 0
const app = new Hono<{ Bindings: { DB: D1Database } }>()

app.get('/health', (c) => c.json({ status: 'ok' }))

app.post('/incidents', async (c) => {
  const body = await c.req.json<Body>()
  const doc = JSON.stringify(body)
  const n = (Date.now() - epoch) * 4096 + (count++ % 4096)
  const id = idOf(n)
  const { country, latitude, longitude } = body.location
  const db = c.env.DB
  await db.batch([
    db
      .prepare(
        `INSERT INTO commits (seq, at, actor, kind, rows, public_seq, published)
         SELECT seq + 1, max(at, ?1), 'bare', 'create', 1, seq + 1, published + 1 FROM commits ORDER BY seq DESC LIMIT 1`,
      )
      .bind(new Date().toISOString()),
    db
      .prepare(
        `INSERT INTO incidents (n, id, revision, commit_seq, filer, status, dataset, reference, event_type, date_start,
           date_end, date_precision, country, latitude, longitude, facets)
         VALUES (?1, ?2, 1, (SELECT max(seq) FROM commits), 'bare', 'published', 'reports', ?3, ?4, ?5, ?5, 'day', ?6, ?7, ?8, '')`,
      )
      .bind(n, id, body.reference, body.event_type, body.date, country, latitude, longitude),
    db
      .prepare(
        `INSERT INTO incident_body (n, revision, doc, warnings, words, created_at, updated_at, line)
         SELECT ?1, 1, ?2, '[]', '', at, at, ?2 FROM commits ORDER BY seq DESC LIMIT 1`,
      )
      .bind(n, doc.slice(1)),
    db.prepare('INSERT INTO receipts (digest, n) VALUES (?1, ?2)').bind(id, n),
  ])
  return c.json({ id }, 201)
})

export default app
