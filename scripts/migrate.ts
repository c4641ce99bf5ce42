// `node scripts/migrate.ts DIR`: brings the local database under DIR to the newest schema and prints what it applied.
// It keeps the books of `wrangler d1 migrations apply --local`, which starts the runtime anew for every file. Then it
// rewrites the file of a database in which a record was redacted.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { D1Database } from '@cloudflare/workers-types'
import { getPlatformProxy } from 'wrangler'
import { vacuum } from './vacuum.ts'

const rootPath = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url))
const folder = rootPath('schemas/migrations')

const createMigrationsTable = `CREATE TABLE IF NOT EXISTS d1_migrations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT UNIQUE,
  applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
)`

/** Each file goes in whole with its line in the books, or not at all. */
async function migrate(db: D1Database): Promise<void> {
  await db.prepare(createMigrationsTable).run()
  const { results } = await db.prepare('SELECT name FROM d1_migrations').all<{ name: string }>()
  const applied = new Set(results.map(({ name }) => name))
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql') && !applied.has(name))
  for (const name of names.sort()) {
    const file = db.prepare(readFileSync(join(folder, name), 'utf8'))
    const insertName = db.prepare('INSERT INTO d1_migrations (name) VALUES (?1)').bind(name)
    await db.batch([file, insertName]).catch((error: Error) => {
      throw new Error(`${name} failed: ${error.message}`)
    })
    console.log(name)
  }
}

const [storePath] = process.argv.slice(2)
if (storePath === undefined) throw new Error('Say where the store is: node scripts/migrate.ts DIR')
// wrangler warns of a required secret that it does not find in the environment.
process.env.ADMIN_TOKEN ??= 'none'
const { env, dispose } = await getPlatformProxy<{ DB: D1Database }>({
  configPath: rootPath('wrangler.toml'),
  persist: { path: join(storePath, 'v3') },
  remoteBindings: false,
})
await migrate(env.DB).finally(dispose)
vacuum(storePath)
