// The migrations of `npm start`: wrangler has nothing to add to them, and one that fails leaves no trace.
import { execFile } from 'node:child_process'
import { cpSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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

describe('the migrations of a local store', () => {
  it('are all in the books, so that wrangler has none to apply', async () => {
    expect(ask(applied)).toEqual(readdirSync(join(root, 'schemas/migrations')).map((name) => ({ name })))
    const list = await run(wrangler, 'd1', 'migrations', 'list', 'sitrep', '--local', '--persist-to', store)
    expect(list.text).toContain('No migrations to apply')
  })

  it('are told by name where one fails, and leave the store as it was', async () => {
    ask("DELETE FROM d1_migrations WHERE name = '0009_withheld.sql'")
    const before = [ask(applied), ask(schema)]
    const { code, text } = await run('scripts/migrate.ts', store)
    expect(code).toBe(1)
    expect(text).toContain('0009_withheld.sql failed: ')
    expect([ask(applied), ask(schema)]).toEqual(before)
  })
})
