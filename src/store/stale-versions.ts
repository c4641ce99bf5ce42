/**
 * Stale versions, which another schema derived: counting them, and replacing their derived values without a new
 * revision.
 */
import { scalarFilters } from '../../schemas/query.ts'
import { filterVersion, rowVersion } from '../record/schema-version.ts'
import { type Read, readTogether } from './batch.ts'
import { encodeBody, type NewVersion, type Version, versionColumns } from './incidents.ts'
import { join, prepare, raw, type Sql, selectAll, selectFirst, sql, toChunks } from './sql.ts'

/** The tables of versions: the bodies of current ones, and superseded ones. */
export const staleTables = ['incident_body', 'incident_history'] as const
export type StaleTable = (typeof staleTables)[number]

const today = raw(`'${rowVersion}'`)

/**
 * The schema of a version with filters of today and no CSV row, which would be too large to store. It differs from
 * that of any stored row, so that the row is rendered when it is read.
 */
const withoutRow = raw(`'${rowVersion}-none'`)

/** The conditions of stale versions, one for each side of today's version in the index. */
const staleRanges = ['<', '>'].map(
  (comparison) => sql`schema_version ${raw(comparison)} ${today} AND schema_version <> ${withoutRow}`,
)

/**
 * Conditions that a row of `b` is a version: any, or one that was public. A body without an incident belongs to a
 * running import, which may still write it.
 */
const isVersion: Readonly<Record<StaleTable, Readonly<Record<'full' | 'public', Sql>>>> = {
  incident_body: {
    full: sql`EXISTS (SELECT 1 FROM incidents WHERE row_key = b.row_key)`,
    public: sql`EXISTS (SELECT 1 FROM incidents WHERE row_key = b.row_key AND status = 'published')`,
  },
  incident_history: { full: raw('true'), public: raw("b.status = 'published'") },
}

/** Returns the number of stale versions, current and superseded; in the public view, only published ones. */
export const count = async (
  db: D1Database,
  { view }: { readonly view: 'full' | 'public' },
): Promise<number> => {
  const counts = staleTables.flatMap((table) =>
    staleRanges.map(
      (range) => sql`(SELECT count(*) FROM ${raw(table)} AS b WHERE ${range} AND ${isVersion[table][view]})`,
    ),
  )
  const row = await selectFirst<{ stale: number }>(db)`SELECT ${join(counts, ' + ')} AS stale`
  return row?.stale ?? 0
}

/** `-` ends the part of a version that identifies filters, and `.` is the character after it. */
const filterRanges = [sql`< ${`${filterVersion}-`}`, sql`>= ${`${filterVersion}.`}`]

/** Returns the read of whether another schema derived the filters of some version. Reads at most one index row for each range. */
export const readStaleFilters = (db: D1Database): Read<boolean> => {
  const tests = staleTables.flatMap((table) =>
    filterRanges.map(
      (range) =>
        sql`EXISTS (SELECT 1 FROM ${raw(table)} AS b WHERE schema_version ${range} AND ${isVersion[table].full})`,
    ),
  )
  return {
    statement: prepare(db)`SELECT ${join(tests, ' OR ')} AS stale`,
    parse: ([row]) => (row as { stale: number }).stale === 1,
  }
}

/** Returns whether another schema derived the filters of some version. */
export const hasStaleFilters = async (db: D1Database): Promise<boolean> =>
  (await readTogether<{ isStale: boolean }>(db, { isStale: readStaleFilters(db) })).isStale

/** The position of a version in the index of its table, which is the order of reading. */
export interface StalePosition {
  readonly table: StaleTable
  readonly schemaVersion: string
  readonly rowId: number
}

/** A stale version with its position. */
export interface StaleVersion extends Version, Omit<StalePosition, 'table'> {
  /** The bytes of its texts except the CSV row. */
  readonly otherBytes: number
  readonly seal: string | null
}

/** Returns whether the current schema derived the filters of a version, so that only its CSV row is stale. */
export const hasFreshFilters = ({ schemaVersion }: Pick<StaleVersion, 'schemaVersion'>): boolean =>
  schemaVersion.startsWith(`${filterVersion}-`)

/** The most bytes of documents in one response, except that the last document may exceed it. */
const maxPageBytes = 4_000_000

/** Returns the positions of stale versions after a position, in index order, with the sizes of their documents. */
const stalePlaces = ({ table, schemaVersion, rowId }: StalePosition, limit: number): Sql =>
  join(
    staleRanges.map(
      (range) => sql`SELECT * FROM (
        SELECT schema_version, rowid AS row_id, octet_length(public_json) + coalesce(octet_length(full_json), 0) AS bytes
        FROM ${raw(table)} WHERE ${range}
          AND (schema_version > ${schemaVersion} OR schema_version = ${schemaVersion} AND rowid > ${rowId})
        ORDER BY schema_version, rowid LIMIT ${limit})`,
    ),
    ' UNION ALL ',
  )

const bodyOf: Readonly<Record<StaleTable, Sql>> = {
  incident_body: sql`JOIN incident_body AS b ON b.rowid = p.row_id LEFT JOIN incidents AS i ON i.row_key = b.row_key`,
  incident_history: sql`JOIN incident_history AS i ON i.rowid = p.row_id`,
}

/**
 * Returns stale versions of a table after a position, in index order: at most `limit`, and about 4 MB. The id of a
 * body without an incident is null.
 */
export const list = (
  db: D1Database,
  after: StalePosition,
  limit: number,
): Promise<
  (StaleVersion | { readonly id: null; readonly schemaVersion: string; readonly rowId: number })[]
> =>
  selectAll<StaleVersion>(db)`WITH places AS MATERIALIZED (
      SELECT *, sum(bytes) OVER (ORDER BY schema_version, row_id) - bytes AS before FROM (${stalePlaces(after, limit)})
    )
    SELECT p.schema_version AS "schemaVersion", p.row_id AS "rowId", ${versionColumns}, seal,
      p.bytes + octet_length(warnings) + octet_length(search_words) + octet_length(facets) AS "otherBytes"
    FROM (SELECT * FROM places WHERE before < ${maxPageBytes} ORDER BY schema_version, row_id LIMIT ${limit}) AS p
    ${bodyOf[after.table]} ORDER BY p.schema_version, p.row_id`

/** A version that was derived again. */
export interface RerenderedVersion {
  readonly rowKey: number
  readonly revision: number
  /** The schema by which it was derived before. */
  readonly schemaVersion: string
  /** The CSV row as it is stored; undefined if it is too large to store. */
  readonly csvRow: string | undefined
  /** The whole row, if more than the CSV row may differ. */
  readonly row?: NewVersion
}

const bodyColumns = ['csv_row', 'public_json', 'full_json', 'warnings', 'search_words', 'seal'] as const
/** All filters except dataset and reference, which versions state themselves. */
const derivedFilters = scalarFilters.filter((name) => name !== 'dataset' && name !== 'reference')
const filterColumns = ['facets', ...derivedFilters]

const bodyValues = (row: NewVersion): readonly (string | null)[] => {
  const { csvRow, publicJson, fullJson, warnings, searchWords } = encodeBody(row)
  return [csvRow, publicJson, fullJson, warnings, searchWords, row.seal]
}
const filterValues = ({ facets, filter }: NewVersion) => [
  facets,
  ...derivedFilters.map((name) => filter[scalarFilters.indexOf(name)] ?? null),
]

/** Columns to write, and their values for a version. */
interface Change {
  readonly columns: readonly string[]
  readonly values: (row: NewVersion) => readonly unknown[]
}

const bodyChange: Change = { columns: bodyColumns, values: bodyValues }
const filterChange: Change = { columns: filterColumns, values: filterValues }
const versionChange: Change = {
  columns: [...bodyColumns, ...filterColumns],
  values: (row) => [...bodyValues(row), ...filterValues(row)],
}

/** The condition that the version of a list row is unchanged since it was read. `+` avoids the index of schemas. */
const isSameVersion = (table: string): Sql =>
  raw(`${table}.row_key = r.value ->> 0 AND ${table}.revision = r.value ->> 1
    AND +${table}.schema_version = r.value ->> 2`)

const assignments = (columns: readonly string[]): Sql =>
  raw(columns.map((name, i) => `${name} = r.value ->> ${i + 3}`).join(', '))

/** Returns the statement that sets columns of a table, and the schema. */
const updateSql = (table: StaleTable, schema: Sql, columns: readonly string[], rows: string): Sql =>
  sql`UPDATE ${raw(table)} SET schema_version = ${schema}, ${assignments(columns)}
    FROM jsonb_each(${rows}) AS r WHERE ${isSameVersion(table)}`

/** Returns the statement that sets filters; the body beside them still has the old schema. */
const updateFiltersSql = (columns: readonly string[], rows: string): Sql =>
  sql`UPDATE incidents SET ${assignments(columns)}
    FROM jsonb_each(${rows}) AS r JOIN incident_body AS b ON ${isSameVersion('b')}
    WHERE incidents.row_key = r.value ->> 0 AND incidents.revision = r.value ->> 1`

type ListedRow = readonly [rowKey: number, revision: number, schemaBefore: string, ...values: unknown[]]

/** Returns the statements that write the rows, one for each chunk. */
const updates = (
  db: D1Database,
  rows: readonly ListedRow[],
  statement: (rows: string) => Sql,
): D1PreparedStatement[] => toChunks(rows).map((chunk) => prepare(db)`${statement(chunk)}`)

/** Returns the statements that write versions, with their CSV rows or all without. */
const saveStatements = (
  db: D1Database,
  table: StaleTable,
  versions: readonly RerenderedVersion[],
  schema: Sql,
): D1PreparedStatement[] => {
  const rowsOf = (change: Change, isWanted: (version: RerenderedVersion) => boolean): ListedRow[] =>
    versions.flatMap((each) =>
      each.row && isWanted(each)
        ? [[each.rowKey, each.revision, each.schemaVersion, ...change.values(each.row)] as const]
        : [],
    )
  const rewrite = (change: Change, isWanted: (version: RerenderedVersion) => boolean) =>
    updates(db, rowsOf(change, isWanted), (rows) => updateSql(table, schema, change.columns, rows))
  const csvRows = versions.flatMap(({ rowKey, revision, schemaVersion, csvRow = '', row }) =>
    row ? [] : [[rowKey, revision, schemaVersion, csvRow] as const],
  )
  const needsFilters = (version: RerenderedVersion) => !hasFreshFilters(version)
  return [
    ...updates(db, csvRows, (rows) => updateSql(table, schema, ['csv_row'], rows)),
    ...(table === 'incident_history'
      ? [...rewrite(versionChange, needsFilters), ...rewrite(bodyChange, hasFreshFilters)]
      : [
          ...updates(db, rowsOf(filterChange, needsFilters), (rows) => updateFiltersSql(filterColumns, rows)),
          ...rewrite(bodyChange, () => true),
        ]),
  ]
}

/**
 * Writes versions that were derived again in one batch, except those superseded or derived meanwhile. If only the CSV
 * row can differ, two rows are written for a version: its body and the index entry.
 */
export const save = async (
  db: D1Database,
  table: StaleTable,
  versions: readonly RerenderedVersion[],
): Promise<void> => {
  const [complete, incomplete] = [true, false].map((hasRow) =>
    versions.filter(({ csvRow }) => (csvRow !== undefined) === hasRow),
  ) as [RerenderedVersion[], RerenderedVersion[]]
  const statements = [
    ...saveStatements(db, table, complete, today),
    ...saveStatements(db, table, incomplete, withoutRow),
  ]
  if (statements.length > 0) await db.batch(statements)
}
