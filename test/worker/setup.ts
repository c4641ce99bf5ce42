import { type D1Migration, reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeEach } from 'vitest'
import { comparisonEnds } from './support.ts'

declare global {
  namespace Cloudflare {
    interface Env {
      TEST_MIGRATIONS: D1Migration[]
    }
  }
}

/** The migrations as one statement, which takes half the time of one for each; it fails where the database is not empty. */
const migrations = env.TEST_MIGRATIONS.flatMap(({ queries }) => queries).join('\n;')

const all = async <T>(sql: string): Promise<T[]> => (await env.DB.prepare(sql).all<T>()).results

/** The statements that put a table's rows there. */
const rowsOf = async (table: string): Promise<string[]> => {
  const columns = await all<{ name: string }>(`SELECT name FROM pragma_table_info('${table}')`)
  const names = columns.map(({ name }) => name)
  const values = names.map((name) => `quote(${name})`).join(` || ', ' || `)
  const rows = await all<{ row: string }>(`SELECT ${values} AS row FROM ${table}`)
  return rows.map(({ row }) => `INSERT INTO ${table} (${names.join(', ')}) VALUES (${row})`)
}

/** What the migrations have made, as one statement: each of them that changes a table reads the whole schema again. */
const made = async (): Promise<string> => {
  const entries = await all<{ type: string; name: string; sql: string }>(
    `SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '_cf_*'`,
  )
  const of = (...types: string[]) => entries.filter(({ type }) => types.includes(type))
  const tables = of('table')
  const rows = await Promise.all(tables.map(({ name }) => rowsOf(name)))
  const others = of('index', 'trigger')
  return [...tables.map(({ sql }) => sql), ...rows.flat(), ...others.map(({ sql }) => sql)].join('\n;')
}

/** `reset` passes over storage that has been idle for ten seconds, and is put away; half of that is waited at most. */
const awake = 5_000
let last = 0
let schema: string | undefined

/** Whether the test before imported so many records that they are compared after the response. */
const hasLargeImport = async (): Promise<boolean> => {
  const large =
    "json_valid(report) AND coalesce(report ->> '$.created', 0) + coalesce(report ->> '$.updated', 0) >= 200"
  const found = await env.DB.prepare(`SELECT count(*) AS n FROM imports WHERE ${large}`).first<number>('n')
  return found !== null && found > 0
}

const wake = () => Promise.all([env.DB.prepare('SELECT 1').run(), env.FILES.head('none')])

beforeEach(async () => {
  if (Date.now() - last > awake) await wake()
  if (schema !== undefined && (await hasLargeImport())) await comparisonEnds()
  await reset()
  await env.DB.prepare(schema ?? migrations).run()
  schema ??= await made()
  last = Date.now()
})
