// `node scripts/migrate.ts DIR`: migrates the local database under DIR to the newest schema and prints what it
// applied. It uses the table of `wrangler d1 migrations apply --local`, which starts the runtime once for every file.
// A store of another version is left unchanged. Then it rewrites the file of a database in which a record was
// redacted.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import type { D1Database } from '@cloudflare/workers-types'
import { commands } from '../src/messages/en.ts'
import { runCommand, UsageError } from './command-line.ts'
import { vacuum } from './vacuum.ts'

const rootPath = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url))
const folder = rootPath('schemas/migrations')

const createMigrationsTable = `CREATE TABLE IF NOT EXISTS d1_migrations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT UNIQUE,
  applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
)`

const readMigration = (name: string): string => readFileSync(join(folder, name), 'utf8')

type SchemaEntry = { readonly sql: string }

const selectSchema = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"

/** Returns the schema of a store. While it is being restored, its triggers are put away in a table. */
async function readStoredSchema(db: D1Database): Promise<SchemaEntry[]> {
  const { results } = await db.prepare(selectSchema).all<SchemaEntry>()
  if (!results.some(({ sql }) => sql.startsWith('CREATE TABLE restore_triggers '))) return results
  const putAway = await db.prepare('SELECT sql FROM restore_triggers').all<SchemaEntry>()
  return [...results, ...putAway.results]
}

/**
 * Returns the names of the applied migrations that had other content when this store was made: a table, index or
 * trigger of theirs is missing in the store's schema or differs from the one that they create in an empty database.
 */
function findChangedMigrations(applied: readonly string[], stored: readonly SchemaEntry[]): string[] {
  const db = new DatabaseSync(':memory:')
  const readSchema = () => db.prepare(selectSchema).all() as SchemaEntry[]
  const sources = new Map<string, string>()
  try {
    for (const migration of applied) {
      db.exec(readMigration(migration))
      for (const { sql } of readSchema()) if (!sources.has(sql)) sources.set(sql, migration)
    }
    const found = new Set(stored.map(({ sql }) => sql))
    const missing = readSchema().filter(({ sql }) => !found.has(sql))
    return [...new Set(missing.map(({ sql }) => sources.get(sql) ?? ''))]
  } finally {
    db.close()
  }
}

/** Applies each file and records its name in one batch. */
async function migrate(db: D1Database, store: string): Promise<void> {
  await db.prepare(createMigrationsTable).run()
  const { results } = await db.prepare('SELECT name FROM d1_migrations ORDER BY name').all<{ name: string }>()
  const applied = results.map(({ name }) => name)
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql'))
  const unknown = applied.filter((name) => !names.includes(name))
  if (unknown.length > 0) throw new Error(commands.migrate.otherVersion(store, unknown))
  const changed = findChangedMigrations(applied, await readStoredSchema(db))
  if (changed.length > 0) throw new Error(commands.migrate.otherVersion(store, changed))
  for (const name of names.filter((each) => !applied.includes(each)).sort()) {
    const file = db.prepare(readMigration(name))
    const insertName = db.prepare('INSERT INTO d1_migrations (name) VALUES (?1)').bind(name)
    await db.batch([file, insertName]).catch((error: Error) => {
      throw new Error(commands.migrate.failed(name, error.message))
    })
    console.log(name)
  }
}

await runCommand({
  usage: 'node scripts/migrate.ts DIR',
  options: {},
  allowPositionals: true,
  run: async (_, [store, ...more]) => {
    if (store === undefined || more.length > 0) throw new UsageError(commands.migrate.oneStore)
    // wrangler warns of a required secret that it does not find in the environment.
    process.env.ADMIN_TOKEN ??= 'none'
    // Loading it takes a second, for which an error of usage need not wait.
    const { getPlatformProxy } = await import('wrangler')
    const { env, dispose } = await getPlatformProxy<{ DB: D1Database }>({
      configPath: rootPath('wrangler.toml'),
      persist: { path: join(store, 'v3') },
      remoteBindings: false,
    })
    await migrate(env.DB, store).finally(dispose)
    vacuum(store)
    return undefined
  },
})
