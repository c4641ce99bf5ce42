/** A file of rows that another schema derived against one of finished rows, and how fast they are derived again. */
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { databaseFile } from '../scripts/vacuum.ts'
import { filterVersion } from '../src/record/schema-version.ts'
import { download } from './download.ts'
import { fillStore, folder, recordCount, runs, seconds, store, toRow } from './environment.ts'
import { measureAlternately, type Row } from './results.ts'
import { newCommit, type Server, serveSitrep } from './servers.ts'

/** Marks every version of a store, whose server has ended, as derived by another schema. */
const markStale = (path: string): void => {
  const db = new DatabaseSync(databaseFile(path))
  for (const table of ['incident_body', 'incident_history'])
    db.exec(`UPDATE ${table} SET csv_row = 'stale', schema_version = '${filterVersion}-000000'`)
  db.close()
}

interface Step {
  readonly rendered: number
  readonly cursor: string | null
  readonly stale_rows: number
}

/**
 * Derives all stale versions of a store. Returns their number, and the seconds that it took. Throws an Error if some
 * remain.
 */
export const runRerender = async ({ url, token }: Server) => {
  const began = performance.now()
  let rendered = 0
  for (let after: string | null | undefined; after !== null; ) {
    const answer = await fetch(`${url}/rerender`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(after ? { after } : {}),
    })
    if (!answer.ok) throw new Error(`/rerender answered ${answer.status}: ${await answer.text()}`)
    const step = (await answer.json()) as Step
    rendered += step.rendered
    after = step.cursor
    if (after === null && step.stale_rows > 0) throw new Error(`${step.stale_rows} rows are stale still.`)
  }
  return { rendered, seconds: (performance.now() - began) / 1000 }
}

export async function* rerenders(): AsyncGenerator<Row> {
  const fresh = await serveSitrep(store)
  const copy = join(folder, 'stale')
  try {
    await fillStore(fresh)
  } finally {
    await fresh.stop()
  }
  rmSync(copy, { recursive: true, force: true })
  cpSync(store, copy, { recursive: true })
  markStale(copy)
  const servers = [await serveSitrep(store), await serveSitrep(copy)] as const
  try {
    const timed = (server: Server) => async () => {
      await newCommit(server)
      return (await download(server, '/incidents.csv')).seconds
    }
    const { a, b, ...rest } = await measureAlternately(runs, timed(servers[1]), timed(servers[0]))
    yield {
      ...toRow('/incidents.csv, all rows stale, times all fresh', { ...rest, a, b }, seconds),
      limit: '4 ×',
    }
    const { rendered, seconds: took } = await runRerender(servers[1])
    if (rendered < recordCount) throw new Error(`${rendered} rows were rendered.`)
    const ours = (rendered / took).toFixed(0)
    yield { what: 'rows rendered again a second', ours, limit: '5000', ratio: '' }
  } finally {
    for (const server of servers) await server.stop()
    rmSync(copy, { recursive: true, force: true })
  }
}
