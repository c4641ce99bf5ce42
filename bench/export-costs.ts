// `node bench/export-costs.ts STORE FORMAT`: prints the statements and rows read by a full export, as JSON, as the
// database reports them. It is a program of its own because it locks the store while it runs.
import { getPlatformProxy } from 'wrangler'
import { prerendered } from '../src/export/registry.ts'
import { resolveQuery } from '../src/services/exports/resolve-query.ts'
import { select } from '../src/services/exports/select.ts'
import { readPages } from '../src/services/exports/text-pages.ts'

type CostLog = { statements: number; rowsRead: number }

/** Returns the same database, adding up the costs of its statements. Exports use only the methods implemented here. */
const countCosts = (db: D1Database, log: CostLog): D1Database => {
  const add = (result: D1Result<Record<string, unknown>>) => {
    log.statements++
    log.rowsRead += result.meta.rows_read
    return result.results
  }
  const inner = new WeakMap<object, D1PreparedStatement>()
  const wrap = (statement: D1PreparedStatement): D1PreparedStatement => {
    const wrapped = {
      bind: (...values: unknown[]) => wrap(statement.bind(...values)),
      all: async () => ({ results: add(await statement.all()) }),
      first: async () => add(await statement.all())[0] ?? null,
      raw: async () => add(await statement.all()).map((row) => Object.values(row)),
    } as never
    inner.set(wrapped, statement)
    return wrapped
  }
  const batch = async (statements: D1PreparedStatement[]) => {
    const results = await db.batch<Record<string, unknown>>(statements.map((each) => inner.get(each) ?? each))
    return results.map((result) => ({ results: add(result) }))
  }
  return { prepare: (sql: string) => wrap(db.prepare(sql)), batch } as never
}

const measureExport = async (store: string, name: keyof typeof prerendered) => {
  const proxy = await getPlatformProxy<{ DB: D1Database }>({ persist: { path: `${store}/v3` } })
  const log: CostLog = { statements: 0, rowsRead: 0 }
  const db = countCosts(proxy.env.DB, log)
  const context = { db, now: Date.now(), isInCountry: () => undefined }
  const anyone = { role: 'public', id: 'public' } as const
  const query = { equals: {}, facets: {} }
  let rows = 0
  const selection = await select(context, anyone, query, await resolveQuery(context, anyone, query))
  for await (const page of readPages(db, selection, prerendered[name])) rows += page.rows
  await proxy.dispose()
  return { ...log, rows }
}

const [store = '', name = 'csv'] = process.argv.slice(2)
process.stdout.write(JSON.stringify(await measureExport(store, name as keyof typeof prerendered)))
