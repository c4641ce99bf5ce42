/**
 * Many versions in one commit: staged in chunks outside the clock, then moved into the tables of records by one
 * batch.
 */
import { rowVersion } from '../../record/schema-version.ts'
import { ConstraintError } from '../batch.ts'
import { bodyColumns, type NewVersion } from '../incidents.ts'
import { insertRows, jsonList, prepare, raw, type Sql, selectAll, sql } from '../sql.ts'
import { Chunk, createStaged } from './chunk.ts'

/** Returns the SQL that reads these columns, in order, from the JSON arrays that `r` yields. */
export const selectColumns = (names: readonly string[]): string =>
  names.map((name, i) => `r.value ->> ${i} AS ${name}`).join(', ')

const offsetColumns = [
  'public_json_at',
  'full_json_at',
  'warnings_at',
  'search_words_at',
  'csv_row_at',
  'behind',
] as const

/** Returns the SQL of a text between two offsets, in bytes: SQLite counts characters from the start of a text. */
const textBetween = (
  texts: string,
  from: (typeof offsetColumns)[number],
  to: (typeof offsetColumns)[number],
): string => `CAST(substr(CAST(${texts} AS BLOB), ${from}, ${to} - ${from}) AS TEXT)`

/** Returns the SQL of the bodies in two parameters: SQLite casts a parameter once, and a column for each row. */
const selectBodies = (texts: string, offsets: string): string => {
  const between = (from: (typeof offsetColumns)[number], to: (typeof offsetColumns)[number]) =>
    textBetween(texts, from, to)
  return `SELECT row_key, 1, ${between('public_json_at', 'full_json_at')}, nullif(${between('full_json_at', 'warnings_at')}, ''),
    ${between('warnings_at', 'search_words_at')}, ${between('search_words_at', 'csv_row_at')}, ${between('csv_row_at', 'behind')},
    '${rowVersion}', nullif(seal, '')
  FROM (SELECT ${selectColumns(['row_key', ...offsetColumns, 'seal'])} FROM jsonb_each(${offsets}) AS r)`
}

type NewBodies = ReturnType<Chunk['take']>['newBodies']

/** Returns the statement that inserts the bodies of new records; nobody sees them before their incidents exist. */
const insertNewBodies = (db: D1Database, bodies: readonly NewBodies[]): D1PreparedStatement[] => {
  const some = bodies.filter(({ texts }) => texts !== '')
  if (some.length === 0) return []
  const selects = some.map((_, i) => selectBodies(`?${2 * i + 1}`, `?${2 * i + 2}`))
  const insert = `INSERT INTO incident_body (${bodyColumns.join(', ')}) ${selects.join(' UNION ALL ')}`
  return [db.prepare(insert).bind(...some.flatMap(({ texts, offsets }) => [texts, offsets]))]
}

/** The versions of a chunk, to be staged. */
export interface StagedChunk extends ReturnType<Chunk['take']> {
  readonly chunk: number
  readonly isDeferred: boolean
}

/**
 * Returns the statements that stage chunks of versions. Bodies of new records go to their table at once, unless they are
 * deferred.
 */
export const stage = (
  db: D1Database,
  importId: string,
  chunks: readonly StagedChunk[],
): D1PreparedStatement[] => [
  insertRows(
    db,
    'import_chunks',
    chunks.map(({ chunk, isDeferred, row }) => ({
      import: importId,
      chunk,
      is_deferred: isDeferred,
      ...row,
    })),
  ),
  ...insertNewBodies(
    db,
    chunks.map(({ newBodies }) => newBodies),
  ),
]

/** A deferred version. */
export type DeferredVersion = Pick<
  NewVersion,
  'rowKey' | 'id' | 'revision' | 'filer' | 'status' | 'publicJson' | 'fullJson' | 'warnings'
>

/** Returns the version with these values of `incidentColumns` and `bodyColumns`. */
const toDeferred = (incidentRow: readonly unknown[], bodyRow: readonly unknown[] = []): DeferredVersion => {
  const [rowKey, id, revision, filer, status] = incidentRow
  const [, , publicJson, fullJson, warnings] = bodyRow
  return { rowKey, id, revision, filer, status, publicJson, fullJson, warnings } as DeferredVersion
}

/**
 * Returns the versions of some chunks, in order; the database can return a few chunks at a time. Throws a
 * `ConstraintError` if `empty` has deleted them.
 */
export const listDeferred = async (
  db: D1Database,
  importId: string,
  chunks: readonly number[],
): Promise<{ chunk: number; versions: DeferredVersion[] }[]> => {
  const found = await selectAll<{ chunk: number; incident_rows: string; body_rows: string }>(db)`
    SELECT chunk, incident_rows, body_rows FROM import_chunks
    WHERE import = ${importId} AND chunk IN ${jsonList(chunks)} ORDER BY chunk`
  if (found.length < chunks.length) throw new Error(`A chunk of the import ${importId} is gone.`)
  return found.map(({ chunk, incident_rows, body_rows }) => {
    const incidentRows = JSON.parse(incident_rows) as unknown[][]
    const bodyRows = JSON.parse(body_rows) as unknown[][]
    if (bodyRows.length < incidentRows.length) throw new ConstraintError('incomplete_version', undefined)
    const versions = incidentRows.map((row, i) => toDeferred(row, bodyRows[i]))
    return { chunk, versions }
  })
}

/** Returns the statements that replace a chunk's versions; only their warnings may differ. */
export const replaceDeferred = (
  db: D1Database,
  importId: string,
  chunk: number,
  versions: readonly NewVersion[],
): D1PreparedStatement[] => {
  const replacement = new Chunk()
  for (const version of versions) replacement.add(createStaged(version))
  const { row, newBodies } = replacement.take()
  const revised = prepare(db)`UPDATE import_chunks SET body_rows = ${row.body_rows}
    WHERE import = ${importId} AND chunk = ${chunk}`
  return [...(row.body_rows === '[]' ? [] : [revised]), ...insertNewBodies(db, [newBodies])]
}

/** Returns the statement after which no chunk is deferred. */
export const release = (db: D1Database, importId: string): D1PreparedStatement =>
  prepare(db)`UPDATE import_chunks SET is_deferred = 0 WHERE import = ${importId}`

/** Returns the statement that deletes the bodies of chunks that have no incident. */
const deleteBodies = (db: D1Database, condition: Sql): D1PreparedStatement =>
  prepare(db)`DELETE FROM incident_body WHERE row_key IN (
      SELECT r.value ->> 0 FROM import_chunks AS c, jsonb_each(c.incident_rows) AS r WHERE ${condition}
    ) AND NOT EXISTS (SELECT 1 FROM incidents AS i WHERE i.row_key = incident_body.row_key)`

/** Returns the statements that delete chunks and their bodies. */
const deleteChunks = (db: D1Database, condition: Sql): D1PreparedStatement[] => [
  deleteBodies(db, condition),
  prepare(db)`DELETE FROM import_chunks AS c WHERE ${condition}`,
]

/**
 * Returns the statements that delete everything that imports have staged. The keys of the versions stay: with them,
 * the triggers reject a running import, which would otherwise commit the rest.
 */
export const empty = (db: D1Database): D1PreparedStatement[] => [
  deleteBodies(db, raw('true')),
  prepare(
    db,
  )`UPDATE import_chunks SET body_rows = '[]', removed_links = '[]', added_links = '[]', row_matches = '[]', incident_rows = (
      SELECT json_group_array(json_array(value -> 0, value -> 1, value -> 2)) FROM json_each(incident_rows)
    )`,
]

/** Returns the statements that delete everything that an import has staged. */
export const discard = (db: D1Database, importId: string): D1PreparedStatement[] =>
  deleteChunks(db, sql`c.import = ${importId}`)

/** The most chunks swept by one batch, which keeps it short. */
const maxSweptChunks = 20

/** Returns the statements that delete chunks staged by imports before an id, oldest first, at most `maxSweptChunks`. */
export const sweep = (db: D1Database, before: string): D1PreparedStatement[] =>
  deleteChunks(
    db,
    sql`(c.import, c.chunk) IN (
      SELECT import, chunk FROM import_chunks WHERE import < ${before} ORDER BY import, chunk LIMIT ${raw(String(maxSweptChunks))}
    )`,
  )
