/** The store of the part `search`: UCDP's file on Syria, imported by the other build, and copied inside the database. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Incident } from '../schemas/incident.ts'
import { databaseFile } from '../scripts/vacuum.ts'
import { decodeStoredText } from '../src/text/storage-encoding.ts'
import { type BaselineRows, baselineCommit, cacheFolder, loadBaselineRows, type Stated } from './baseline.ts'
import { editRecords, plantPairs } from './search-edits.ts'
import { copyOf } from './search-records.ts'
import { send } from './search-requests.ts'
import { type Server, serveSitrep } from './servers.ts'

const file = new URL('../../shared/data/ucdp-syria/ucdp_syria_df.csv', import.meta.url)

/** Returns UCDP's file on Syria. Throws an Error if it is missing: it is not part of the repository. */
export const readSyria = (): Buffer => {
  if (!existsSync(file)) throw new Error('shared/data is not beside this repository.')
  return readFileSync(file)
}

const copyCommits = 300
/** Raised if the same number of records makes another store, so that an earlier one is not used again. */
const storeVersion = 1

/** The values to search for, and the commits to search at. */
export interface StoreFacts {
  /** The number of records before the planted pairs. */
  readonly records: number
  readonly commonest: string
  /** An actor and a source of about one record in a thousand. */
  readonly actor: string
  readonly source: string
  /** The commit at which half of the records are there, and the one before the first edit. */
  readonly halfway: number
  readonly beforeEdits: number
  /** The ids of each planted pair. */
  readonly pairs: readonly (readonly [string, string])[]
}

const importFile = async (server: Server): Promise<void> => {
  await send(server, 'POST', '/imports?profile=ucdp&dataset=ucdp-syria&publish=true', {
    type: 'text/csv',
    body: readSyria(),
  })
}

const countBy = (values: Iterable<string>): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

/** Returns the value whose count is closest to a number. */
const closestTo = (counts: ReadonlyMap<string, number>, wanted: number): string => {
  const [closest] = [...counts].sort(([, a], [, b]) => Math.abs(a - wanted) - Math.abs(b - wanted))
  if (!closest) throw new Error('The imported records have no such value.')
  return closest[0]
}

/** Returns the values of a facet without the names that contain a comma or a sign. */
function* valuesOf(db: DatabaseSync, facet: string): Generator<string> {
  for (const { facets } of db.prepare('SELECT facets FROM incidents').iterate())
    for (const token of String(facets).split('^^')) {
      const [name, value = ''] = token.split('=')
      if (name === facet && /^[a-z -]+$/.test(value)) yield value
    }
}

function* wordsIn(db: DatabaseSync): Generator<string> {
  for (const { search_words: words } of db.prepare('SELECT search_words FROM incident_body').iterate())
    yield* decodeStoredText(String(words)).trim().split(' ')
}

const findFacts = (db: DatabaseSync, records: number) => {
  const imported = Number(db.prepare('SELECT count(*) AS count FROM incidents').get()?.count)
  return {
    records,
    commonest: closestTo(countBy(wordsIn(db)), Number.MAX_SAFE_INTEGER),
    actor: closestTo(countBy(valuesOf(db, 'actor')), imported / 1000),
    source: closestTo(countBy(valuesOf(db, 'source')), imported / 1000),
  }
}

const placeholders = (columns: readonly string[]): string => columns.map(() => '?').join(', ')

/** Returns a function that writes copies as one commit, through the guards of the database. */
const prepareCommit = (db: DatabaseSync, rows: BaselineRows) => {
  const insertCommit = db.prepare(`INSERT INTO commits (seq, at, actor, kind, rows, public_seq, published)
    SELECT seq + 1, max(at, ?1), actor, kind, ?2, seq + 1, published + ?2 FROM commits ORDER BY seq DESC LIMIT 1
    RETURNING seq, at`)
  const insertBody = db.prepare(
    `INSERT INTO incident_body (${rows.bodyColumns.join(', ')}) VALUES (${placeholders(rows.bodyColumns)})`,
  )
  const columns = ['commit_seq', 'created_at', 'updated_at', ...rows.incidentColumns]
  const insertIncident = db.prepare(
    `INSERT INTO incidents (${columns.join(', ')}) VALUES (${placeholders(columns)})`,
  )
  const { filer = null } = db.prepare('SELECT filer FROM incidents LIMIT 1').get() ?? {}
  return (stated: readonly Stated[], now: number): number => {
    db.exec('BEGIN')
    const { seq = null, at = null } = insertCommit.get(new Date(now).toISOString(), stated.length) ?? {}
    rows.createIds(stated.length, now).forEach((identity, k) => {
      const stamp = { ...identity, revision: 1, status: 'published', filer }
      const version = rows.deriveRow(stamp, stated[k] as Stated)
      insertBody.run(...rows.bodyValues(version))
      insertIncident.run(seq, at, at, ...rows.incidentValues(version))
    })
    db.exec('COMMIT')
    return Number(seq)
  }
}

/** Copies the imported records until there are `total`. Returns what to search for. */
const copyRecords = (db: DatabaseSync, rows: BaselineRows, total: number) => {
  db.exec('PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000')
  const facts = findFacts(db, total)
  const originals = db
    .prepare('SELECT public_json AS publicJson, full_json AS fullJson, warnings FROM incident_body')
    .all()
    .map(rows.restate)
  const imported = originals.length
  const writeCommit = prepareCommit(db, rows)
  const step = Math.ceil((total - imported) / copyCommits)
  let [now, beforeEdits, halfway] = [0, 1, 1]
  for (let from = imported; from < total; from += step) {
    const stated = Array.from({ length: Math.min(step, total - from) }, (_, k) => {
      const i = from + k
      const { visible, warnings } = originals[i % imported] as Stated
      return { visible: copyOf(visible as Incident, { i, imported, total }), full: null, warnings }
    })
    now = Math.max(Date.now(), now + 10)
    beforeEdits = writeCommit(stated, now)
    if (from <= total / 2) halfway = beforeEdits
    if (beforeEdits % 30 === 0) console.error(`copied ${from + stated.length} of ${total}`)
  }
  return { ...facts, halfway, beforeEdits }
}

/** Runs a function on a store while a server has it open. */
const whileServed = async <T>(
  store: string,
  root: string,
  act: (server: Server) => Promise<T>,
): Promise<T> => {
  const server = await serveSitrep(store, { root })
  try {
    return await act(server)
  } finally {
    await server.stop()
  }
}

/**
 * Makes a store with this many records, unless an earlier run did, and returns its folder. `root` is the folder of the
 * other build.
 */
export const prepareStore = async (
  root: string,
  total: number,
): Promise<{ readonly store: string; readonly facts: StoreFacts }> => {
  const store = join(cacheFolder, `${baselineCommit}-v${storeVersion}-${total}`)
  const factsFile = join(store, 'facts.json')
  if (!existsSync(factsFile)) {
    rmSync(store, { recursive: true, force: true })
    mkdirSync(store, { recursive: true })
    await whileServed(store, root, importFile)
    const db = new DatabaseSync(databaseFile(store))
    const copied = copyRecords(db, await loadBaselineRows(root), total)
    const keys = db.prepare('SELECT id FROM incidents ORDER BY row_key').all()
    db.close()
    const ids = keys.map(({ id }) => String(id))
    const pairs = await whileServed(store, root, async (server) => {
      await editRecords(server, ids, copied.actor)
      return plantPairs(server, ids)
    })
    const facts: StoreFacts = { ...copied, pairs }
    writeFileSync(factsFile, JSON.stringify(facts, null, 2))
  }
  return { store, facts: JSON.parse(readFileSync(factsFile, 'utf8')) as StoreFacts }
}

/** Copies a store for this build, named by a version of its code; other copies of the store are deleted. */
export const copyStore = (
  store: string,
  version: string,
): { readonly copy: string; readonly isNew: boolean } => {
  const copy = `${store}-for-${version}`
  const isNew = !existsSync(join(copy, 'ready'))
  const others = readdirSync(cacheFolder).filter((name) =>
    join(cacheFolder, name).startsWith(`${store}-for-`),
  )
  for (const name of others)
    if (isNew || join(cacheFolder, name) !== copy)
      rmSync(join(cacheFolder, name), { recursive: true, force: true })
  if (isNew) cpSync(store, copy, { recursive: true })
  return { copy, isNew }
}
