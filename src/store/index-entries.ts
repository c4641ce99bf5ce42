/** The entries of the index, read from the tables of versions. */
import { codeColumns, type Entry } from '../record/segments/columns.ts'
import { indexVersion } from '../record/segments/index-version.ts'
import { storedQuote } from '../text/storage-encoding.ts'
import type { Read } from './batch.ts'
import { publicFilingTimeSql } from './row-text.ts'
import { join, prepare, raw, type Sql, selectAll, sql } from './sql.ts'

/** The parts of entries that are read from the body of a version. */
export interface EntryOptions {
  /** The expression of the words, given the body; no words if undefined. */
  readonly words: ((body: Sql) => Sql) | undefined
  /** Whether its casualties are read. */
  readonly measures: boolean
}

/** Returns the expression of those words that a body has. */
export const wordsIn = (words: readonly string[]) => {
  const list = JSON.stringify(words.map((word) => ` ${word} `))
  return (body: Sql): Sql =>
    join(
      words.map((_, i) => {
        const word = sql`(${list} ->> ${raw(String(i))})`
        return sql`iif(instr(${body}.search_words, ${word}) > 0, ${word}, '')`
      }),
      ' || ',
    )
}

export const allWords = (body: Sql): Sql => sql`${body}.search_words`

const narrowColumns = [
  'revision',
  ...codeColumns,
  'date_start',
  'date_end',
  'latitude',
  'longitude',
  'deaths_best',
  'facets',
]

const casualties = (body: Sql): Sql =>
  sql`json_extract(replace('{' || ${body}.public_json, '${raw(storedQuote)}', '"'), '$.casualties')`

/** Returns the columns of an `Entry`, of the version `v` with the body `b`. */
export const entryColumns = (
  v: Sql,
  b: Sql,
  { words, measures }: EntryOptions,
  { commit, removed }: { readonly commit: Sql; readonly removed: Sql },
): Sql => sql`${v}.row_key AS "rowKey", ${commit} AS "commit", ${removed} AS removed,
  ${raw(publicFilingTimeSql(v.text))} AS created_at, ${join(narrowColumns.map((name) => sql`${v}.${raw(name)} AS ${raw(name)}`))},
  ${words ? words(b) : raw("''")} AS words, ${measures ? casualties(b) : raw('NULL')} AS casualties`

/** The last entry of the stored segments. */
export const sealed = sql`SELECT last_commit AS last, last_key AS key FROM (
    SELECT last_commit, last_key FROM index_segments WHERE version = ${indexVersion} ORDER BY id DESC LIMIT 1
  ) UNION ALL SELECT 0, -1 LIMIT 1`

const [v, b] = [raw('v'), raw('b')]
const [zero, one] = [raw('0'), raw('1')]

/** Returns a query of the entries after the stored segments, in no order. */
export const entriesAfter = ({ limit, ...options }: EntryOptions & { readonly limit: number }): Sql => {
  const usesBody = options.words !== undefined || options.measures
  const [added, superseded] = [sql`v.commit_seq`, sql`v.superseded_by`]
  const current = sql`SELECT ${entryColumns(v, b, options, { commit: added, removed: zero })}
    FROM sealed CROSS JOIN incidents AS v INDEXED BY incidents_commit
    ${raw(usesBody ? 'CROSS JOIN incident_body AS b ON b.row_key = v.row_key' : '')}`
  // A commit may have many entries in segments and few after them. SQLite seeks a key that the index does not name only
  // beside an equal commit.
  return sql`WITH sealed AS MATERIALIZED (${sealed})
    ${current} WHERE ${added} = sealed.last AND v.row_key > sealed.key
    UNION ALL
    ${current} WHERE ${added} > sealed.last
    UNION ALL
    SELECT ${entryColumns(v, v, options, { commit: added, removed: zero })}
    FROM incident_history AS v INDEXED BY incident_history_commit
    WHERE (${added}, v.row_key) > (SELECT last, key FROM sealed)
    UNION ALL
    SELECT ${entryColumns(v, v, options, { commit: superseded, removed: one })}
    FROM incident_history AS v INDEXED BY incident_history_superseded
    WHERE (${superseded}, v.row_key) > (SELECT last, key FROM sealed)
    LIMIT ${limit}`
}

/** A place in the log: after the entries of a commit up to a key. */
export interface LogPosition {
  readonly commit: number
  readonly key: number
}

/** An entry by its version. */
export interface EntryReference {
  readonly rowKey: number
  readonly revision: number
  readonly commit: number
  readonly removed: 0 | 1
}

/** The order of the log. */
export const compareEntries = (a: EntryReference, b: EntryReference): number =>
  a.commit - b.commit || a.rowKey - b.rowKey || a.removed - b.removed

const logSources = [
  { table: 'incidents', commit: 'commit_seq', index: 'incidents_commit', removed: 0 },
  { table: 'incident_history', commit: 'commit_seq', index: 'incident_history_commit', removed: 0 },
  { table: 'incident_history', commit: 'superseded_by', index: 'incident_history_superseded', removed: 1 },
] as const

/**
 * Returns the reads of the first entries after a position, by their index: for each index the first `limit` of its own, so that those
 * before the last of a full list are complete.
 */
export const readLog = (db: D1Database, { commit, key }: LogPosition, limit: number) =>
  Object.fromEntries(
    logSources.map(({ table, commit: column, index, removed }): [string, Read<EntryReference[]>] => [
      index,
      {
        statement: prepare(
          db,
        )`SELECT row_key AS "rowKey", revision, ${raw(column)} AS "commit", ${removed} AS removed
          FROM ${raw(table)} INDEXED BY ${raw(index)}
          WHERE ${raw(column)} >= ${commit + Number(key === Number.MAX_SAFE_INTEGER)}
            AND (${raw(column)} > ${commit} OR row_key > ${key})
          ORDER BY ${raw(column)}, row_key LIMIT ${limit}`,
        parse: (rows) => rows as EntryReference[],
      },
    ]),
  )

const whole: EntryOptions = { words: allWords, measures: true }

/** Returns entries in the order of the log. */
export const listEntries = async (
  db: D1Database,
  references: readonly EntryReference[],
): Promise<Entry[]> => {
  const list = JSON.stringify(
    references.map(({ rowKey, revision, commit, removed }) => [rowKey, revision, commit, removed]),
  )
  const stamps = { commit: sql`r.value ->> 2`, removed: sql`r.value ->> 3` }
  const entries = await selectAll<Entry>(db)`
    SELECT ${entryColumns(v, b, whole, stamps)} FROM json_each(${list}) AS r
    CROSS JOIN incidents AS v ON v.row_key = r.value ->> 0 AND v.revision = r.value ->> 1
    CROSS JOIN incident_body AS b ON b.row_key = v.row_key
    UNION ALL
    SELECT ${entryColumns(v, v, whole, stamps)} FROM json_each(${list}) AS r
    CROSS JOIN incident_history AS v ON v.row_key = r.value ->> 0 AND v.revision = r.value ->> 1`
  return entries.sort(compareEntries)
}
