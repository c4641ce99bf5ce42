/**
 * Filling an empty database from a backup. Meanwhile the triggers are put away, since they refuse to write the past, and
 * others take their place that refuse every other writer. Rows come in the order of commits, so a reader sees the
 * register as it was at an earlier commit.
 */
import { runBatch } from '../batch.ts'
import { countedTables } from '../row-counts.ts'
import { join, prepare, raw, type Sql, selectAll, selectFirst, sql, toChunks } from '../sql.ts'
import { type Columns, columnsOf, namesOf } from './columns.ts'
import type { Value } from './pages.ts'
import { archivedTables, type TableName, tableNames } from './tables.ts'

/** A restore that has begun: the id of its backup, and the number of rows that it has written. */
export interface RestoreState {
  readonly id: string
  readonly position: number
}

/** Returns the restore that has begun and not ended; null if there is none. */
export const findRestore = async (db: D1Database): Promise<RestoreState | null> => {
  const table = await selectFirst(db)`SELECT 1 FROM sqlite_schema WHERE name = 'restore_state'`
  return table === null ? null : selectFirst<RestoreState>(db)`SELECT id, position FROM restore_state`
}

/** Rows that every empty database has. */
const initialRows: Partial<Record<TableName, number>> = {
  commits: 1,
  datasets: 1,
  waiting_reports: 1,
  pair_comparison: 1,
  row_counts: countedTables.length,
}

/** Returns the number of rows of each table, counted up to a limit. */
const countUpTo = async (
  db: D1Database,
  tables: readonly TableName[],
  limit: number,
): Promise<Record<string, number>> => {
  const counts = tables.map(
    (name) => sql`(SELECT count(*) FROM (SELECT 1 FROM ${raw(name)} LIMIT ${limit})) AS ${raw(name)}`,
  )
  return (await selectFirst<Record<string, number>>(db)`SELECT ${join(counts)}`) ?? {}
}

/** Returns a table that has more rows than in an empty database; undefined if there is none. */
export const findFilledTable = async (db: D1Database): Promise<string | undefined> => {
  const counts = await countUpTo(db, tableNames, 1 + Math.max(...Object.values(initialRows)))
  return tableNames.find((name) => (counts[name] ?? 0) > (initialRows[name] ?? 0))
}

interface Trigger {
  readonly name: string
  readonly sql: string
}

const guardPrefix = 'restore_guard_'

const run = (db: D1Database, text: string): D1PreparedStatement => prepare(db)`${raw(text)}`

/** Refuses rows of others: the restore opens the tables within its own batch. */
const guardOf = (table: TableName): string => `CREATE TRIGGER ${guardPrefix}${table} BEFORE INSERT ON ${table}
  WHEN (SELECT open FROM restore_state) = 0 BEGIN SELECT RAISE(ABORT, 'sitrep:restoring'); END`

/** Begins a restore of a backup into an empty database. */
export const begin = async (db: D1Database, id: string): Promise<void> => {
  const triggers = await selectAll<Trigger>(db)`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'`
  await runBatch(db, [
    run(db, 'CREATE TABLE restore_triggers (name TEXT PRIMARY KEY, sql TEXT NOT NULL) STRICT'),
    prepare(db)`INSERT INTO restore_triggers (name, sql)
      SELECT value ->> 'name', value ->> 'sql' FROM json_each(${JSON.stringify(triggers)})`,
    run(
      db,
      `CREATE TABLE restore_state (
        k INTEGER PRIMARY KEY CHECK (k = 1), id TEXT NOT NULL, position INTEGER NOT NULL, open INTEGER NOT NULL
      ) STRICT`,
    ),
    prepare(db)`INSERT INTO restore_state (k, id, position, open) VALUES (1, ${id}, 0, 0)`,
    run(db, triggers.map(({ name }) => `DROP TRIGGER ${name}`).join(';\n')),
    run(db, 'DELETE FROM datasets; DELETE FROM row_counts'),
    run(db, archivedTables.map(guardOf).join(';\n')),
  ])
}

/** Rows of one table, in the order of its columns. */
export interface RowGroup {
  readonly table: TableName
  readonly rows: readonly (readonly Value[])[]
}

/** The most characters of a row that is sent with others in one parameter. */
const maxListedLength = 500_000

const values = (from: number, to: number): Sql =>
  raw(Array.from({ length: to - from }, (_, i) => `value ->> ${from + i}`).join(', '))

/** Returns the statements that insert the values of rows from one place to another into a table. */
const inserts = (
  db: D1Database,
  table: TableName,
  names: readonly string[],
  { rows, from = 0 }: { readonly rows: RowGroup['rows']; readonly from?: number },
): D1PreparedStatement[] => {
  const into = sql`INSERT INTO ${raw(table)} (${raw(names.join(', '))})`
  const own = rows.map((row) => row.slice(from, from + names.length))
  const isLong = (row: readonly Value[]) =>
    row.some((value) => typeof value === 'string' && value.length > maxListedLength)
  return [
    ...toChunks(own.filter((row) => !isLong(row))).map(
      (chunk) => prepare(db)`${into} SELECT ${values(0, names.length)} FROM json_each(${chunk})`,
    ),
    ...own
      .filter(isLong)
      .map((row) => prepare(db)`${into} VALUES (${join(row.map((value) => sql`${value}`))})`),
  ]
}

const insertGroup = (db: D1Database, columns: Columns, { table, rows }: RowGroup): D1PreparedStatement[] => {
  const names = namesOf(columnsOf(columns, table))
  if (table !== 'incidents') return inserts(db, table, names, { rows })
  const bodyNames = namesOf(columnsOf(columns, 'incident_body'))
  const bodies = rows.filter((row) => row[names.length] !== null)
  return [
    ...inserts(db, 'incident_body', bodyNames, { rows: bodies, from: names.length }),
    ...inserts(db, 'incidents', names, { rows }),
  ]
}

/** A link of a current version: its dataset, the name that it uses, and the key of its record. */
export type Link = readonly [dataset: string, named: string, rowKey: number]

export interface RestoredRows {
  /** The number of rows that came before. */
  readonly position: number
  readonly groups: readonly RowGroup[]
  readonly links: readonly Link[]
}

/** Inserts rows in one batch. Throws a ConstraintError `restore_moved` unless `position` rows came before. */
export const insertRows = async (
  db: D1Database,
  columns: Columns,
  { position, groups, links }: RestoredRows,
): Promise<void> => {
  const count = groups.reduce((sum, { rows }) => sum + rows.length, 0)
  await runBatch(db, [
    prepare(
      db,
    )`UPDATE restore_state SET open = 1, position = iif(position = ${position}, ${position + count}, NULL)`,
    ...groups.flatMap((group) => insertGroup(db, columns, group)),
    ...inserts(db, 'incident_links', ['dataset', 'named', 'row_key'], { rows: links }),
    run(db, 'UPDATE restore_state SET open = 0'),
  ])
}

/** Returns the number of rows of each table that a backup has. */
export const countRows = (db: D1Database): Promise<Record<string, number>> =>
  countUpTo(db, archivedTables, Number.MAX_SAFE_INTEGER)

/** Ends a restore: derives the other tables from the rows, and puts the triggers back. */
export const end = async (db: D1Database): Promise<void> => {
  const triggers = await selectAll<Trigger>(db)`SELECT name, sql FROM restore_triggers ORDER BY rowid`
  await runBatch(db, [
    run(db, archivedTables.map((name) => `DROP TRIGGER ${guardPrefix}${name}`).join(';\n')),
    run(
      db,
      `DELETE FROM index_parts; DELETE FROM index_segments; DELETE FROM likely_pairs;
      UPDATE pair_comparison SET run = 0, commit_seq = 0, row_key = 0, rules = '';
      UPDATE waiting_reports SET waiting = (
        SELECT count(*) FROM incidents WHERE status = 'submitted' AND filer = 'public')`,
    ),
    run(db, triggers.map(({ sql: text }) => text).join(';\n')),
    run(db, 'DROP TABLE restore_triggers; DROP TABLE restore_state'),
  ])
}
