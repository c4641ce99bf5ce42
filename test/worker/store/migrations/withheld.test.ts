import { applyD1Migrations, reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { encodeStored } from '../../../../src/text/storage-encoding.ts'
import { type Dump, dump, file, report, updateRecord } from '../../support.ts'

type Row = Readonly<Record<string, unknown>>

const before = env.TEST_MIGRATIONS.filter(({ name }) => name < '0007')

/** A row as it was kept while notes stood in a column of their own. */
const asKept = (notes: string) => (row: Row) => {
  const { whole, ...rest } = row
  return { ...rest, notes: whole === null ? null : encodeStored(JSON.stringify(notes)) }
}

const insert = (table: string, row: Row): D1PreparedStatement => {
  const names = Object.keys(row)
  return env.DB.prepare(`INSERT INTO ${table} (${names}) VALUES (${names.map((_, i) => `?${i + 1}`)})`).bind(
    ...Object.values(row),
  )
}

const triggers = async () =>
  (
    await env.DB.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all<{
      name: string
      sql: string
    }>()
  ).results

const tables = ['commits', 'incident_body', 'incidents', 'incident_history'] as const
const kept = ({ incident_body, incident_history }: Dump) => [incident_body, incident_history]

describe('a database of before places could be withheld', () => {
  it('keeps each version with its notes', async () => {
    const notes = 'Call “Z” back, \\ at noon.'
    const { version } = await file(report({ notes, title: 'كتائب' }))
    await updateRecord(version, { title: 'Second' })
    await file(report())
    const now = await dump()
    await reset()
    await applyD1Migrations(env.DB, before)
    // The rows come in as they were, and not as versions are written: nothing guards them meanwhile.
    const guards = await triggers()
    for (const { name } of guards) await env.DB.prepare(`DROP TRIGGER ${name}`).run()
    for (const table of tables)
      for (const row of now[table] ?? [])
        if (row.seq !== 0) await insert(table, 'whole' in row ? asKept(notes)(row) : row).run()
    for (const { sql } of guards) await env.DB.prepare(sql).run()
    await applyD1Migrations(env.DB, env.TEST_MIGRATIONS)
    expect(kept(await dump())).toEqual(kept(now))
    expect(now.incident_history).toHaveLength(1)
  })
})
