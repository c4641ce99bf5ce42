/** Searches, counts, sorts and likely duplicates, of this build and of the one before them. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { baselineCommit, checkOutBaseline } from './baseline.ts'
import { emptyStore, recordCount, runs, seconds, toRow } from './environment.ts'
import { timeImport } from './import-files.ts'
import { runRerender } from './rerender.ts'
import { measureAlternately, type Row } from './results.ts'
import { measureNewRoutes } from './search-new-routes.ts'
import { plantedWeapon, plantedWords } from './search-records.ts'
import { type Answer, milliseconds, requestOk } from './search-requests.ts'
import { copyStore, prepareStore, readSyria, type StoreFacts } from './search-store.ts'
import { type Server, serveSitrep } from './servers.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const maxMigrationMilliseconds = 3_600_000

/** Returns a digest of the code that decides what a store contains. */
const codeVersion = (): string => {
  const hash = createHash('sha256')
  for (const room of ['src', 'schemas'])
    for (const name of readdirSync(join(root, room), { recursive: true, encoding: 'utf8' }).sort())
      if (/\.\w+$/.test(name)) hash.update(name).update(readFileSync(join(root, room, name)))
  return hash.digest('hex').slice(0, 12)
}

/** Serves a copy of the store by this build, with everything derived that it keeps beside a record. */
const serveDerived = async (store: string): Promise<{ server: Server; row: Row | undefined }> => {
  const { copy, isNew } = copyStore(store, codeVersion())
  const start = performance.now()
  const server = await serveSitrep(copy, { maxMilliseconds: maxMigrationMilliseconds })
  if (!isNew) return { server, row: undefined }
  try {
    const migrated = (performance.now() - start) / 1000
    const derived = await runRerender(server)
    writeFileSync(join(copy, 'ready'), '')
    const what = `migrations and start; rerender of ${derived.rendered} versions, ${recordCount} records`
    const ours = `${seconds(migrated)}; ${seconds(derived.seconds)}`
    return { server, row: { what, ours, limit: '', ratio: '' } }
  } catch (error) {
    await server.stop()
    throw error
  }
}

interface Filter {
  readonly name: string
  readonly query: string
}

const filtersOf = ({ commonest, actor, source }: StoreFacts): Filter[] => {
  const { rare, middling, common, other } = plantedWords
  const queries = {
    'a rare word': `q=${rare}`,
    'a middling word': `q=${middling}`,
    'the commonest word': `q=${commonest}`,
    'two common words that rarely meet': `q=${common}+${other}`,
    'a common and a rare word': `q=${commonest}+${rare}`,
    'an actor': `actor=${encodeURIComponent(actor)}`,
    'a weapon': `weapon=${plantedWeapon}`,
    'a source': `source=${encodeURIComponent(source)}`,
  }
  return Object.entries(queries).map(([name, query]) => ({ name, query }))
}

interface Servers {
  readonly before: Server
  readonly now: Server
}

interface Compared {
  readonly what: string
  /** Returns an answer and the part of it that both builds must agree on. */
  readonly read: (server: Server) => Promise<readonly [Answer, unknown]>
  /** How many times as fast it must be. */
  readonly required: number
}

/** Measures both builds in turn. Throws an Error if they disagree. */
const compare = async ({ before, now }: Servers, { what, read, required }: Compared): Promise<Row> => {
  const results = new Map<Server, string>()
  const timed = (server: Server) => async () => {
    const [answer, result] = await read(server)
    results.set(server, JSON.stringify(result))
    if (results.size > 1 && results.get(before) !== results.get(now))
      throw new Error(
        `${what}: ${results.get(now)} differs from ${results.get(before)} of ${baselineCommit}.`,
      )
    return answer.milliseconds
  }
  const { a, b, ratio, min, max } = await measureAlternately(runs, timed(before), timed(now))
  return {
    what: `${what}, times as fast as ${baselineCommit}, at least ${required}`,
    ours: milliseconds(b),
    limit: milliseconds(a),
    ratio: `${ratio.toFixed(1)} (${min.toFixed(1)}–${max.toFixed(1)})`,
  }
}

interface Page {
  readonly rows: number
  readonly incidents: readonly { readonly id: string; readonly revision: number }[]
}

/** Returns the ids and revisions on a page of JSON. */
const readPage = (path: string) => async (server: Server) => {
  const answer = await requestOk(server, path)
  const { rows, incidents } = JSON.parse(answer.text) as Page
  return [answer, [rows, ...incidents.map(({ id, revision }) => `${id}.${revision}`)]] as const
}

/** Returns the exact number of rows of a file, without its body. */
const readRows = (path: string) => async (server: Server) => {
  const answer = await requestOk(server, path, { method: 'HEAD', withToken: true })
  return [answer, answer.headers['sitrep-rows']] as const
}

/** Returns the total on a page, and the ids that it links to. */
const readHtml = (path: string) => async (server: Server) => {
  const answer = await requestOk(server, path, { accept: 'text/html' })
  const total = /id="results">([^<]+)</.exec(answer.text)?.[1]
  if (total === undefined) throw new Error(`${path} has no total.`)
  return [answer, [total, ...new Set(answer.text.match(/\/incidents\/[0-9a-f-]{36}/g))]] as const
}

const pageTimesRequired = 20
const rowsTimesRequired = 10

function* comparisons(facts: StoreFacts): Generator<Compared> {
  const commits = [
    ['at the head', ''],
    ['at an old commit', `&commit=${facts.halfway}`],
    ['before the edits', `&commit=${facts.beforeEdits}`],
  ] as const
  for (const { name, query } of filtersOf(facts)) {
    for (const [when, commit] of commits)
      yield {
        what: `first page of ${name} ${when}`,
        read: readPage(`/incidents.json?limit=50&${query}${commit}`),
        required: pageTimesRequired,
      }
    for (const [when, commit] of commits.slice(0, 2))
      yield {
        what: `exact number of rows of ${name} ${when}`,
        read: readRows(`/incidents.csv?${query}${commit}`),
        required: rowsTimesRequired,
      }
    yield {
      what: `page with the exact total of ${name}`,
      read: readHtml(`/incidents?${query}`),
      required: rowsTimesRequired,
    }
  }
}

const syriaRows = 16_566

/** Calls a function with a server of the other build, which it ends. */
async function* besideBaseline(
  store: string,
  root: string,
  measure: (before: Server) => AsyncGenerator<Row>,
): AsyncGenerator<Row> {
  const before = await serveSitrep(store, { root })
  try {
    yield* measure(before)
  } finally {
    await before.stop()
  }
}

/** Imports UCDP's file on Syria into an empty store of each build, in turn. */
async function* measureImports(before: Server): AsyncGenerator<Row> {
  const now = await serveSitrep(emptyStore('import-now'))
  const body = readSyria()
  let round = 0
  const timed = (server: Server) => () => timeImport(server, body, `round-${round++}`, syriaRows, 'ucdp')
  try {
    const pairs = await measureAlternately(runs, timed(now), timed(before))
    yield toRow(`import of UCDP's file on Syria, times ${baselineCommit}, at most 1.15`, pairs, seconds)
  } finally {
    await now.stop()
  }
}

export async function* search(): AsyncGenerator<Row> {
  const baseline = checkOutBaseline()
  const { store, facts } = await prepareStore(baseline, recordCount)
  const { server: now, row } = await serveDerived(store)
  try {
    if (row) yield row
    yield* besideBaseline(store, baseline, async function* (before) {
      for (const compared of comparisons(facts)) yield compare({ before, now }, compared)
    })
    yield* measureNewRoutes(now, facts)
  } finally {
    await now.stop()
  }
  yield* besideBaseline(emptyStore('import-before'), baseline, measureImports)
}
