// Any change of a row that no commit covers is named, in any column; so is a row that is gone, and one that nobody wrote.
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { verifyStore } from '../../../../src/services/verify/verify-store.ts'
import { countedKeys, countedTables } from '../../../../src/store/row-counts.ts'
import { type DigestedTable, digestRuleOf, digestRules } from '../../../../src/store/row-digests.ts'
import { contextAt, type Dump, dump } from '../../support.ts'
import { fillStore } from './full-store.ts'

type Row = Dump[string][number]

const verify = async () => (await verifyStore(contextAt(Date.now()))).faults

const quoted = (value: unknown): string =>
  typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value)

const run = (sql: string) => env.DB.prepare(sql).run()

const dropTriggers = async (): Promise<void> => {
  const { results } = await env.DB.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all()
  await env.DB.batch(results.map(({ name }) => env.DB.prepare(`DROP TRIGGER ${name}`)))
}

const keysOf = async (table: string): Promise<string[]> => {
  const keys = await env.DB.prepare(
    `SELECT name FROM pragma_table_info('${table}') WHERE pk > 0 ORDER BY pk`,
  ).all<{ name: string }>()
  return keys.results.map(({ name }) => name)
}

const whereOf = (keys: readonly string[], row: Row): string =>
  keys.map((name) => `${name} = ${quoted(row[name])}`).join(' AND ')

/** Another value that the constraints of a column let pass. */
const others: Readonly<Record<string, (row: Row) => unknown>> = {
  role: ({ role }) => (role === 'editor' ? 'contributor' : 'editor'),
  kind: ({ kind }) => (kind === 'comment' ? 'question' : 'comment'),
  mode: ({ mode }) => (mode === 'all' ? 'valid' : 'all'),
  status: ({ status }) => (status === 'accepted' ? 'declined' : status === 'declined' ? 'accepted' : 1),
  until: () => '2099-01-01T00:00:00.000Z',
  valid_until: () => '2027-01-01T00:00:00.000Z',
  expires_at: () => '2098-01-01T00:00:00.000Z',
  used_at: () => '2026-01-01T00:00:00.000Z',
  last_used_at: () => '2026-01-01T00:00:00.000Z',
}
const bits = ['open', 'files_deleted', 'publishable', 'dry_run', 'ends_former']
const numbers = ['redacted_by', 'question', 'bytes']
const json = ['mapping', 'settings', 'patch', 'report', 'changed', 'datasets']

const forged = (column: string, row: Row): unknown => {
  const value = row[column]
  if (bits.includes(column)) return 1 - Number(value)
  if (json.includes(column)) return value === '[1]' ? '[2]' : '[1]'
  if (column in others) return others[column]?.(row)
  if (typeof value === 'number') return value + 1
  if (value === null) return numbers.includes(column) ? 1 : 'x'
  const text = String(value)
  const at = text.search(/[0-9a-z](?=[^0-9a-z]*$)/)
  return text.slice(0, at) + (text[at] === '1' ? '2' : '1') + text.slice(at + 1)
}

const tables = Object.keys(digestRules) as DigestedTable[]

/** Columns that no digest of their row covers: the database assigns them, or commits tell them. */
const undigested: Readonly<Partial<Record<DigestedTable, readonly string[]>>> = {
  // The chain of commits covers them, as its own tests show.
  datasets: ['title', 'description', 'licence', 'attribution'],
  redactions: ['commit_seq', 'open'],
  tokens: ['created_at', 'revoked_at', 'revoked_by'],
  former_secrets: ['replaced_by'],
  imports: ['redacted_by'],
  reads: ['seq', 'ordinal'],
  distinct_pairs: ['k'],
}

/** Returns a column of each act, and those that are in no digest. */
const plantedColumns = (table: DigestedTable): string[] => [
  ...Object.values(digestRuleOf(table).acts).flatMap((columns) => columns.slice(-1)),
  ...(table === 'datasets' ? [] : (undigested[table] ?? [])),
]

const insertRow = (table: string, row: Row) =>
  run(`INSERT INTO ${table} (${Object.keys(row)}) VALUES (${Object.values(row).map(quoted)})`)

/** A value that was changed, and what puts it back. */
interface Plant {
  readonly table: string
  readonly column: string
  readonly undo: string
}

/** Changes one column of a row in the table; undefined if the constraints of the table let no other value pass. */
const plant = async (table: string, column: string, row: Row): Promise<Plant | undefined> => {
  const keys = await keysOf(table)
  const value = forged(column, row)
  const set = (to: unknown, where: Row) =>
    `UPDATE ${table} SET ${column} = ${quoted(to)} WHERE ${whereOf(keys, where)}`
  const planted = await run(set(value, row)).catch((error: Error) => error)
  if (planted instanceof Error) {
    expect(planted.message, `${table}.${column}`).toMatch(/constraint failed/)
    return undefined
  }
  return { table, column, undo: set(row[column], { ...row, [column]: value }) }
}

it('knows each column of a table with digests', async () => {
  for (const table of tables) {
    const { key, acts } = digestRuleOf(table)
    const known = [...key, ...Object.values(acts).flat(), ...(undigested[table] ?? []), 'digests']
    const { results } = await env.DB.prepare(`SELECT name FROM pragma_table_info('${table}')`).all()
    expect([table, known.sort()]).toEqual([table, results.map(({ name }) => String(name)).sort()])
  }
})

describe('what somebody changed in a row that no commit covers', () => {
  let rows: Dump
  beforeEach(async () => {
    await fillStore()
    rows = await dump()
    await dropTriggers()
    expect(await verify()).toEqual([])
  }, 60_000)

  it('is named, in a column of every act, in every column that is in no digest, and in the time before digests', async () => {
    const pending = tables.flatMap((table) =>
      plantedColumns(table).flatMap((column) => {
        const found = rows[table] ?? []
        const row = found.find((each) => each[column] !== null) ?? found[0]
        return row ? [{ table, column, row }] : []
      }),
    )
    let [tried, refused] = [0, 0]
    while (pending.length > 0) {
      // One of each table at a time, so that no fault hides another.
      const some = tables.flatMap((table) => pending.find((each) => each.table === table) ?? [])
      for (const each of some) pending.splice(pending.indexOf(each), 1)
      const plants: Plant[] = []
      for (const { table, column, row } of some) {
        const planted = await plant(table, column, row)
        if (planted) plants.push(planted)
        else refused++
      }
      const faults = await verify()
      for (const { table, column } of plants) {
        const found = faults.filter((fault) => fault.table === table)
        expect(found, `${table}.${column}`).not.toEqual([])
      }
      tried += plants.length
      for (const { undo } of plants.reverse()) await run(undo)
    }
    expect(await verify()).toEqual([])
    // A constraint refuses a few, which depend on random values.
    expect(tried + refused).toBe(39)
    expect(refused).toBeLessThan(5)

    await run("UPDATE row_counts SET unsealed_until = '2099-01-01T00:00:00.000Z'")
    const detail = 'Its unsealed_until is more than a day after the first digest of a row.'
    expect(await verify()).toEqual(
      countedTables.toSorted().map((key) => ({ table: 'row_counts', key, detail })),
    )
  })

  it('is a row that is missing, or one that nobody wrote', async () => {
    const gone = []
    for (const table of countedTables) {
      const keys = await keysOf(table)
      const row = rows[table]?.at(-1) ?? {}
      await run(`DELETE FROM ${table} WHERE ${whereOf(keys, row)}`)
      const key = countedKeys[table] ? keys.map((name) => row[name]).join('.') : '-'
      gone.push({ table, row, key })
    }
    const missing = await verify()
    for (const { table, row, key } of gone) {
      const detail = `Missing: 1 of ${rows[table]?.length} rows.`
      expect(missing).toContainEqual({ table, key, detail })
      const [last = ''] = (await keysOf(table)).slice(-1)
      const other = (nth: number) =>
        typeof row[last] === 'number' ? row[last] + nth : `${row[last]}${nth}`.slice(-36)
      // It is put back, beside a copy with its digests and one without any.
      for (const each of [row, { ...row, [last]: other(1) }, { ...row, [last]: other(2), digests: null }])
        await insertRow(table, each)
    }
    const faults = await verify()
    for (const table of countedTables) {
      const details = faults.filter((fault) => fault.table === table).map(({ detail }) => detail)
      expect(details, table).toContainEqual(expect.stringMatching(/^No act has written 2 of \d+ rows\.$/))
      expect(details, table).toContainEqual(expect.stringContaining('for it has no digest'))
      // A number that the database assigns is in no digest.
      if (table !== 'reads' && table !== 'distinct_pairs')
        expect(details, table).toContainEqual(expect.stringContaining('not what the digest covers'))
    }
  })
})
