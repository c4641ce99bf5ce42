import { type D1Migration, reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeEach } from 'vitest'

declare global {
  namespace Cloudflare {
    interface Env {
      TEST_MIGRATIONS: D1Migration[]
    }
  }
}

/** The migrations as one statement, which takes half the time of one for each; it fails where the database is not empty. */
const schema = env.TEST_MIGRATIONS.flatMap(({ queries }) => queries).join('\n;')

/** `reset` passes over storage that has been idle for ten seconds, and is put away; half of that is waited at most. */
const awake = 5_000
let last = 0

const wake = () => Promise.all([env.DB.prepare('SELECT 1').run(), env.FILES.head('none')])

beforeEach(async () => {
  if (Date.now() - last > awake) await wake()
  await reset()
  await env.DB.prepare(schema).run()
  last = Date.now()
})
