/**
 * Stale versions, which another schema derived: counting them, and replacing their derived values without a new
 * revision.
 */
import { scalarFilters } from '../../schemas/query.ts'
import { filterVersion, rowVersion } from '../record/schema-version.ts'
import { encodeBody, type NewVersion, type Version, versionColumns } from './incidents.ts'
import { join, prepare, raw, type Sql, selectAll, selectFirst, sql, toChunks } from './sql.ts'

/** The tables of versions: the bodies of current ones, and superseded ones. */
export const staleTables = ['incident_body', 'incident_history'] as const
export type StaleTable = (typeof staleTables)[number]

const today = raw(`'${rowVersion}'`)

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
    ['<', '>'].map(
      (comparison) => sql`(SELECT count(*) FROM ${raw(table)} AS b
        WHERE schema_version ${raw(comparison)} ${today} AND ${isVersion[table][view]})`,
    ),
  )
  const row = await selectFirst<{ stale: number }>(db)`SELECT ${join(counts, ' + ')} AS stale`
  return row?.stale ?? 0
}

/** `-` ends the part of a version that identifies filters, and `.` is the character after it. */
const filterRanges = [sql`< ${`${filterVersion}-`}`, sql`>= ${`${filterVersion}.`}`]

/** Returns whether another schema derived the filters of some version. Reads at most one index row for each range. */
export const hasStaleFilters = async (db: D1Database): Promise<boolean> => {
  const tests = staleTables.flatMap((table) =>
    filterRanges.map(
      (range) =>
        sql`EXISTS (SELECT 1 FROM ${raw(table)} AS b WHERE schema_version ${range} AND ${isVersion[table].full})`,
    ),
  )
  const row = await selectFirst<{ stale: number }>(db)`SELECT ${join(tests, ' OR ')} AS stale`
  return row?.stale === 1
}

/** The position of a version in the index of its table, which is the order of reading. */
export interface StalePosition {
  readonly table: StaleTable
  readonly schemaVersion: string
  readonly rowId: number
}

/** A stale version with its position. */
export interface StaleVersion extends Version, Omit<StalePosition, 'table'> {}

/** The most bytes of documents in one response, except that the last document may exceed it. */
const maxPageBytes = 4_000_000

/** Returns the positions of stale versions after a position, in index order, with the sizes of their documents. */
const stalePlaces = ({ table, schemaVersion, rowId }: StalePosition, limit: number): Sql =>
  join(
    ['<', '>'].map(
      (comparison) => sql`SELECT * FROM (
        SELECT schema_version, rowid AS row_id, octet_length(public_json) + coalesce(octet_length(full_json), 0) AS bytes
        FROM ${raw(table)} WHERE schema_version ${raw(comparison)} ${today}
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
    SELECT p.schema_version AS "schemaVersion", p.row_id AS "rowId", ${versionColumns}
    FROM (SELECT * FROM places WHERE before < ${maxPageBytes} ORDER BY schema_version, row_id LIMIT ${limit}) AS p
    ${bodyOf[after.table]} ORDER BY p.schema_version, p.row_id`

/** A version that was derived again, and the schema that derived it before. */
export interface RerenderedVersion {
  readonly row: NewVersion
  readonly from: string
}

const bodyColumns = ['csv_row', 'public_json', 'full_json', 'warnings', 'search_words'] as const
/** All filters except dataset and reference, which versions state themselves. */
const derivedFilters = scalarFilters.filter((name) => name !== 'dataset' && name !== 'reference')
const filterColumns = ['facets', ...derivedFilters]

const bodyValues = ({ row }: RerenderedVersion): readonly (string | null)[] => {
  const { csvRow, publicJson, fullJson, warnings, searchWords } = encodeBody(row)
  return [csvRow, publicJson, fullJson, warnings, searchWords]
}
const filterValues = ({ row: { facets, filter } }: RerenderedVersion) => [
  facets,
  ...derivedFilters.map((name) => filter[scalarFilters.indexOf(name)] ?? null),
]

/** Columns to write, and their values for a version. */
interface Change {
  readonly columns: readonly string[]
  readonly values: (version: RerenderedVersion) => readonly unknown[]
}

const rowChange: Change = { columns: ['csv_row'], values: ({ row }) => [encodeBody(row).csvRow] }
const bodyChange: Change = { columns: bodyColumns, values: bodyValues }
const filterChange: Change = { columns: filterColumns, values: filterValues }
const versionChange: Change = {
  columns: [...bodyColumns, ...filterColumns],
  values: (each) => [...bodyValues(each), ...filterValues(each)],
}

/** The condition that the version of a list row is unchanged since it was read. `+` avoids the index of schemas. */
const isSameVersion = (table: string): Sql =>
  raw(`${table}.row_key = r.value ->> 0 AND ${table}.revision = r.value ->> 1
    AND +${table}.schema_version = r.value ->> 2`)

const assignments = (columns: readonly string[]): Sql =>
  raw(columns.map((name, i) => `${name} = r.value ->> ${i + 3}`).join(', '))

/** Returns the statement that sets columns of a table, and the schema. */
const updateSql = (table: StaleTable, columns: readonly string[], rows: string): Sql =>
  sql`UPDATE ${raw(table)} SET schema_version = ${today}, ${assignments(columns)}
    FROM json_each(${rows}) AS r WHERE ${isSameVersion(table)}`

/** Returns the statement that sets filters; the body beside them still has the old schema. */
const updateFiltersSql = (columns: readonly string[], rows: string): Sql =>
  sql`UPDATE incidents SET ${assignments(columns)}
    FROM json_each(${rows}) AS r JOIN incident_body AS b ON ${isSameVersion('b')}
    WHERE incidents.row_key = r.value ->> 0 AND incidents.revision = r.value ->> 1`

/** Returns the statements that write a change, by rows of `[row_key, revision, old schema_version, …values]`. */
const updates = (
  db: D1Database,
  versions: readonly RerenderedVersion[],
  { columns, values }: Change,
  statement: (columns: readonly string[], rows: string) => Sql,
): D1PreparedStatement[] =>
  toChunks(versions.map((each) => [each.row.rowKey, each.row.revision, each.from, ...values(each)])).map(
    (rows) => prepare(db)`${statement(columns, rows)}`,
  )

/**
 * Writes versions that were derived again in one batch, except those superseded or derived meanwhile. If only the CSV
 * row can differ, two rows are written for a version: its body and the index entry.
 */
export const save = async (
  db: D1Database,
  table: StaleTable,
  versions: readonly RerenderedVersion[],
  { hasOtherDocuments }: { readonly hasOtherDocuments: boolean },
): Promise<void> => {
  const { same = [], other = [] } = Object.groupBy(versions, ({ from }) =>
    from.startsWith(`${filterVersion}-`) ? 'same' : 'other',
  )
  const updateTable = (columns: readonly string[], rows: string) => updateSql(table, columns, rows)
  const statements = [
    ...updates(db, same, hasOtherDocuments ? bodyChange : rowChange, updateTable),
    ...(table === 'incident_history'
      ? updates(db, other, versionChange, updateTable)
      : [
          ...updates(db, other, filterChange, updateFiltersSql),
          ...updates(db, other, bodyChange, updateTable),
        ]),
  ]
  if (statements.length > 0) await db.batch(statements)
}
