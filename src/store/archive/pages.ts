/** Pages of rows for a backup, in the order of their keys. Each statement sees one state of the database. */
import { join, raw, type Sql, selectFirst, sql, toStatement } from '../sql.ts'
import { type Column, type Columns, columnsOf, namesOf } from './columns.ts'
import { type ArchivePoint, belongs, type RowsRule, ruleOf, type TableName } from './tables.ts'

export type Value = string | number | null

/** The most bytes of a page, except that its last row may exceed it, and the most rows. */
const maxPageBytes = 4_000_000
const maxPageRows = 5000

/** The bytes of a value that is no text. */
const numberBytes = 9

/** Returns an expression of the bytes of some columns. */
const bytesOf = (alias: string, columns: readonly Column[]): Sql =>
  raw(
    columns
      .map(({ name, type }) =>
        type === 'TEXT' ? `coalesce(octet_length(${alias}.${name}), 0)` : `${numberBytes}`,
      )
      .join(' + '),
  )

const listed = (names: readonly string[], alias?: string): Sql =>
  raw(names.map((name) => (alias ? `${alias}.${name}` : name)).join(', '))

/** Returns the rest of a page's query: the places whose bytes fit. */
const fitting = (order: Sql, source: Sql): Sql => sql`
  SELECT *, sum(bytes) OVER (ORDER BY ${order} ROWS UNBOUNDED PRECEDING) - bytes AS before FROM (${source})`

const rowsPage = (
  table: TableName,
  rule: RowsRule,
  columns: readonly Column[],
  point: ArchivePoint,
  after: readonly Value[],
): Sql => {
  const key = namesOf(columns.filter((column) => column.key > 0).sort((a, b) => a.key - b.key))
  const past = rule.past?.(point) ?? {}
  const isAfter =
    after.length === 0
      ? raw('true')
      : sql`(${listed(key, 't')}) > (${join(after.map((value) => sql`${value}`))})`
  const same = join(
    key.map((name) => sql`t.${raw(name)} = p.${raw(name)}`),
    ' AND ',
  )
  return sql`WITH places AS MATERIALIZED (${fitting(
    listed(key),
    sql`SELECT ${listed(key, 't')}, ${bytesOf('t', columns)} AS bytes FROM ${raw(table)} AS t
      WHERE ${isAfter} AND ${belongs(rule, point)} ORDER BY ${listed(key, 't')} LIMIT ${maxPageRows}`,
  )})
    SELECT ${join(columns.map(({ name }) => past[name] ?? sql`t.${raw(name)}`))}
    FROM places AS p CROSS JOIN ${raw(table)} AS t ON ${same}
    WHERE p.before < ${maxPageBytes} ORDER BY ${listed(key, 't')}`
}

/** Returns a query of the versions that were current at a commit, in the order of commit and key. */
const versionsPage = (columns: Columns, { commit }: ArchivePoint, after: readonly Value[]): Sql => {
  const [own, body] = [columnsOf(columns, 'incidents'), columnsOf(columns, 'incident_body')]
  const past = new Set(namesOf(columnsOf(columns, 'incident_history')))
  const pastColumn = ({ name }: Column) => (past.has(name) ? sql`h.${raw(name)}` : raw('NULL'))
  const [lastCommit, lastKey] = [after[0] ?? -1, after[1] ?? -1]
  const current = (condition: Sql) => sql`SELECT * FROM (
    SELECT i.commit_seq, i.row_key, i.revision, ${bytesOf('b', body)} AS bytes
    FROM incidents AS i INDEXED BY incidents_commit LEFT JOIN incident_body AS b ON b.row_key = i.row_key
    WHERE ${condition} ORDER BY i.commit_seq, i.row_key LIMIT ${maxPageRows})`
  return sql`WITH places AS MATERIALIZED (${fitting(
    raw('commit_seq, row_key'),
    sql`${current(sql`i.commit_seq = ${lastCommit} AND i.row_key > ${lastKey}`)}
      UNION ALL ${current(sql`i.commit_seq > ${lastCommit} AND i.commit_seq <= ${commit}`)}
      UNION ALL SELECT * FROM (
        SELECT h.commit_seq, h.row_key, h.revision, ${bytesOf('h', body)} AS bytes
        FROM incident_history AS h INDEXED BY incident_history_commit
        WHERE (h.commit_seq, h.row_key) > (${lastCommit}, ${lastKey}) AND h.commit_seq <= ${commit}
          AND h.superseded_by > ${commit} ORDER BY h.commit_seq, h.row_key LIMIT ${maxPageRows})
      ORDER BY commit_seq, row_key LIMIT ${maxPageRows}`,
  )}), page AS MATERIALIZED (SELECT * FROM places WHERE before < ${maxPageBytes})
    SELECT p.commit_seq, p.row_key, ${join([...own.map(({ name }) => sql`i.${raw(name)}`), ...body.map(({ name }) => sql`b.${raw(name)}`)])}
    FROM page AS p CROSS JOIN incidents AS i ON i.row_key = p.row_key AND i.revision = p.revision
    LEFT JOIN incident_body AS b ON b.row_key = i.row_key
    UNION ALL
    SELECT p.commit_seq, p.row_key, ${join([...own, ...body].map(pastColumn))}
    FROM page AS p CROSS JOIN incident_history AS h ON h.row_key = p.row_key AND h.revision = p.revision
    ORDER BY 1, 2`
}

export interface RowsPage {
  readonly rows: readonly (readonly Value[])[]
  /** The key of the last row, after which the next page begins; undefined if there are no further rows. */
  readonly next: readonly Value[] | undefined
}

/** Returns the rows of a table after a key: at most 5,000, and about 4 MB. An empty key is before the first row. */
export const readPage = async (
  db: D1Database,
  columns: Columns,
  table: TableName,
  { point, after }: { readonly point: ArchivePoint; readonly after: readonly Value[] },
): Promise<RowsPage> => {
  const rule = ruleOf(table)
  if (rule.kind === 'versions') {
    const found = await toStatement(db, versionsPage(columns, point, after)).raw<Value[]>()
    return { rows: found.map((row) => row.slice(2)), next: found.at(-1)?.slice(0, 2) }
  }
  if (rule.kind !== 'rows') throw new Error(`A backup has no rows of ${table}.`)
  const own = columnsOf(columns, table)
  const rows = await toStatement(db, rowsPage(table, rule, own, point, after)).raw<Value[]>()
  const last = rows.at(-1)
  const key = own.filter((column) => column.key > 0).sort((a, b) => a.key - b.key)
  return { rows, next: last && key.map((column) => last[own.indexOf(column)] ?? null) }
}

/** The commits that change rows of which a backup has no past. */
const rewritingKinds = sql`('redact', 'limit', 'rotate', 'revoke')`

/** Returns the newest commit, and the last one that rewrote something of which no past is stored (0 without any). */
export const readPoint = async (
  db: D1Database,
): Promise<{ readonly commit: number; readonly rewrite: number }> => {
  const found = await selectFirst<{ commit: number; rewrite: number }>(db)`
    SELECT max(seq) AS "commit", coalesce((
      SELECT seq FROM commits WHERE kind IN ${rewritingKinds} ORDER BY seq DESC LIMIT 1
    ), 0) AS rewrite FROM commits`
  if (!found) throw new Error('The database has no first commit: are the migrations applied?')
  return found
}
