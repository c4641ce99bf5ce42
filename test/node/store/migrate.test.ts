// The migrations of `npm start`: wrangler has nothing to add to them, and one that fails leaves no trace.
import { execFile } from 'node:child_process'
import { cpSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../../../scripts/server-process.ts'
import { databaseFile } from '../../../scripts/vacuum.ts'
import { buildWorker } from '../support/build-worker.ts'
import { newStore, removeStore, root } from '../support/server.ts'

const wrangler = fileURLToPath(import.meta.resolve('wrangler'))

const run = (...args: string[]): Promise<{ code: number; text: string }> =>
  new Promise((done) => {
    const env = { ...process.env, CI: 'true', WRANGLER_SEND_METRICS: 'false' }
    execFile(process.execPath, ['--no-warnings', ...args], { cwd: root, env }, (error, out, err) =>
      done({ code: error ? Number(error.code) : 0, text: out + err }),
    )
  })

const store = newStore()
const applied = 'SELECT name FROM d1_migrations ORDER BY name'
const schema = 'SELECT type, name, sql FROM sqlite_schema ORDER BY name'

const ask = (sql: string): unknown[] => {
  const db = new DatabaseSync(databaseFile(store))
  try {
    return db.prepare(sql).all()
  } finally {
    db.close()
  }
}

beforeAll(async () => cpSync(join(await buildWorker(), 'store'), store, { recursive: true }))
afterAll(() => removeStore(store))

/** The migrations of another set, with the same tables. */
const oldNames = [
  ...['0001_core', '0002_imports', '0003_datasets', '0004_access', '0005_desk', '0006_redaction'],
  ...['0007_duplicates', '0008_twins', '0009_withheld', '0010_redaction', '0011_public'],
].map((name) => `${name}.sql`)

describe('the migrations of a local store', () => {
  it('are all in the books, so that wrangler has none to apply', async () => {
    expect(ask(applied)).toEqual(readdirSync(join(root, 'schemas/migrations')).map((name) => ({ name })))
    const list = await run(wrangler, 'd1', 'migrations', 'list', 'sitrep', '--local', '--persist-to', store)
    expect(list.text).toContain('No migrations to apply')
  })

  it('are those of this version, too, while a restore has put the triggers away', async () => {
    const triggers = ask("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'") as {
      name: string
      sql: string
    }[]
    ask('CREATE TABLE restore_triggers (name TEXT PRIMARY KEY, sql TEXT NOT NULL) STRICT')
    ask("INSERT INTO restore_triggers SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
    for (const { name } of triggers) ask(`DROP TRIGGER ${name}`)
    expect((await run('scripts/migrate.ts', store)).code).toBe(0)
    ask('DROP TABLE restore_triggers')
    expect((await run('scripts/migrate.ts', store)).text).toContain('Another version of Sitrep')
    for (const { sql } of triggers) ask(sql)
  })

  it('are told by name where one fails, and leave the store as it was', async () => {
    // No later migration changes its tables.
    ask("DELETE FROM d1_migrations WHERE name = '0018_likely_pairs.sql'")
    const before = [ask(applied), ask(schema)]
    const { code, text } = await run('scripts/migrate.ts', store)
    expect(code).toBe(1)
    expect(text).toContain('The migration 0018_likely_pairs.sql failed: ')
    expect([ask(applied), ask(schema)]).toEqual(before)
  })

  it('that this version has with other content are another version’s', async () => {
    ask("INSERT INTO d1_migrations (name) VALUES ('0018_likely_pairs.sql')")
    ask('ALTER TABLE import_rows RENAME COLUMN row_key TO n')
    const before = readFileSync(databaseFile(store))
    const { code, text } = await run('scripts/migrate.ts', store)
    expect(code).toBe(1)
    expect(text).toContain(`Another version of Sitrep made the store ${store}.\n`)
    expect(text).toContain('not those of this version (0011_imports.sql). Nothing was changed.\n')
    expect(readFileSync(databaseFile(store))).toEqual(before)
  })

  it('of another version end npm start, which names the export and the import, and leave the store as it was', async () => {
    ask('DELETE FROM d1_migrations')
    for (const name of oldNames) ask(`INSERT INTO d1_migrations (name) VALUES ('${name}')`)
    const before = readFileSync(databaseFile(store))
    const args = ['--port', String(await freePort()), '--persist-to', store]
    const { code, text } = await run('scripts/start.ts', ...args)
    expect(code).toBe(1)
    expect(text).toContain(`Another version of Sitrep made the store ${store}.\n`)
    expect(text).toContain(`not those of this version (${oldNames.join(', ')}). Nothing was changed.\n`)
    expect(text).toContain("'http://localhost:8787/incidents.csv?profile=full'\n")
    expect(text).toContain(
      'npm run import -- published.csv --to http://localhost:8787 --profile full --publish',
    )
    expect(text).not.toContain('    at ')
    expect(readFileSync(databaseFile(store))).toEqual(before)
  })
})
