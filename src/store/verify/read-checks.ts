/** Running the checks of tables, and reading what services compare. */

import type { encodeMarks } from '../../record/segments/encode-segment.ts'
import { type TableName, tableNames } from '../archive/tables.ts'
import { prepare, raw, selectAll, sql } from '../sql.ts'
import type { Check, Fault } from './fault.ts'
import { tableChecks } from './table-checks.ts'

/** The most faults of one check that are named. */
export const maxNamed = 100

interface TableCheck extends Check {
  readonly table: string
}

interface Found {
  readonly key: unknown
  readonly detail?: string
}

/** Runs a check by itself: another may be unable to read what somebody changed. */
const runCheck = async (db: D1Database, statement: D1PreparedStatement): Promise<Found[]> => {
  try {
    return (await db.batch<Found>([statement]))[0]?.results ?? []
  } catch (error) {
    return [{ key: '-', detail: `It cannot be read: ${(error as Error).message}` }]
  }
}

/** Returns the faults that the checks of all tables find. */
export const runTableChecks = async (db: D1Database): Promise<Fault[]> => {
  const checks = tableNames.flatMap((table): TableCheck[] =>
    tableChecks[table as TableName].map((check) => ({ table, ...check })),
  )
  const statements = checks.map(
    ({ sql: text }) => prepare(db)`SELECT * FROM (${raw(text)}) LIMIT ${maxNamed}`,
  )
  const results = await db.batch<Found>(statements).then(
    (all) => all.map((each) => each.results),
    () => Promise.all(statements.map((each) => runCheck(db, each))),
  )
  return checks.flatMap(({ table, detail }, i) =>
    (results[i] ?? []).map((row) => ({ table, key: String(row.key), detail: row.detail ?? detail })),
  )
}

/** A row that refers to nothing, as SQLite tells it; `rowid` is null in a table without one. */
interface LostReference {
  readonly table: string
  readonly rowid: number | null
  readonly parent: string
}

const toFault = ({ table, rowid, parent }: LostReference): Fault => ({
  table,
  key: rowid === null ? '-' : String(rowid),
  detail: `${rowid === null ? 'A row' : 'It'} refers to a row of ${parent} that is missing.`,
})

/** Returns rows that refer to nothing, and rows that break a constraint of their table. */
export const checkIntegrity = async (db: D1Database): Promise<Fault[]> => {
  const lost = await prepare(db)`PRAGMA foreign_key_check`.all<LostReference>()
  const unsound = await prepare(db)`PRAGMA quick_check`.all<{ quick_check: string }>()
  return [
    ...lost.results.slice(0, maxNamed).map(toFault),
    ...unsound.results
      .map(({ quick_check: text }) => text)
      .filter((text) => text !== 'ok')
      .map((text) => ({ table: / in (\w+)/.exec(text)?.[1] ?? 'database', key: '-', detail: text })),
  ]
}

/** A stored segment of the index. */
export interface StoredSegment extends ReturnType<typeof encodeMarks> {
  readonly id: number
  readonly size: number
  readonly term_parts: number
  readonly after_commit: number
  readonly after_key: number
  readonly last_commit: number
  readonly last_key: number
  readonly min_key: number
  readonly max_key: number
}

/** Returns the segments of a version of the index, in their order. */
export const listSegments = (db: D1Database, version: string): Promise<StoredSegment[]> =>
  selectAll<StoredSegment>(db)`SELECT id, size, term_parts, after_commit, after_key, last_commit, last_key,
    min_key, max_key, removed, published FROM index_segments WHERE version = ${version} ORDER BY id`

/** Returns the parts of a segment by their names. */
export const readParts = async (db: D1Database, segment: number): Promise<Map<string, string>> => {
  const found = await selectAll<{ name: string; text: string }>(db)`
    SELECT name, text FROM index_parts WHERE segment = ${segment}`
  return new Map(found.map(({ name, text }) => [name, text]))
}

/** Returns the links that are found by, each as a text of dataset, name and key. */
export const listLinks = async (db: D1Database): Promise<Set<string>> => {
  const found = await selectAll<{ link: string }>(db)`
    SELECT json_array(dataset, named, row_key) AS link FROM incident_links`
  return new Set(found.map(({ link }) => link))
}

/** Returns the columns of a row of versions, which services compare with what its document makes. */
export const listDerived = (db: D1Database, table: 'current' | 'past', after: readonly [number, number]) => {
  const source =
    table === 'current'
      ? sql`SELECT i.*, b.public_json, b.full_json, b.warnings, b.search_words, b.csv_row, b.schema_version
          FROM incidents AS i JOIN incident_body AS b ON b.row_key = i.row_key AND b.revision = i.revision
          WHERE i.row_key > ${after[0]} ORDER BY i.row_key LIMIT 500`
      : sql`SELECT * FROM incident_history WHERE (row_key, revision) > (${after[0]}, ${after[1]})
          ORDER BY row_key, revision LIMIT 500`
  return selectAll<Record<string, string | number | null>>(db)`${source}`
}
