/** Versions that another schema derived: how many there are, and how they are derived again without a new revision. */
import { scalarFilters } from '../../schemas/query.ts'
import { filterVersion, rowVersion } from '../record/schema-version.ts'
import { encodeBody, type NewVersion, type Version, versionColumns } from './incidents.ts'
import { join, prepare, raw, type Sql, selectAll, selectFirst, sql, toChunks } from './sql.ts'

/** Where versions are: the bodies of current ones, and those that were replaced. */
export const staleTables = ['incident_body', 'incident_history'] as const
export type StaleTable = (typeof staleTables)[number]

const today = raw(`'${rowVersion}'`)

/**
 * Rows of `b` that are versions, all or those that were public. A body without its incident belongs to an import that
 * has not ended, which may still write it as it is.
 */
const isVersion: Readonly<Record<StaleTable, Readonly<Record<'full' | 'public', Sql>>>> = {
  incident_body: {
    full: sql`EXISTS (SELECT 1 FROM incidents WHERE row_key = b.row_key)`,
    public: sql`EXISTS (SELECT 1 FROM incidents WHERE row_key = b.row_key AND status = 'published')`,
  },
  incident_history: { full: raw('true'), public: raw("b.status = 'published'") },
}

/** How many versions another schema derived, current and replaced; the public view has those that were published. */
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

/** `-` ends the part of a version that filters hang on, and `.` is the character after it. */
const filterRanges = [sql`< ${`${filterVersion}-`}`, sql`>= ${`${filterVersion}.`}`]

/** Whether filters of some version were derived by another schema. Reads at most one row of an index for each range. */
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

/** The place of a version in the index of its table: rows are read in this order. */
export interface StalePosition {
  readonly table: StaleTable
  readonly schemaVersion: string
  readonly rowId: number
}

/** A version that another schema derived, with its place. */
export interface StaleVersion extends Version, Omit<StalePosition, 'table'> {}

/** The documents of one answer have at most about so many bytes: the last one may be longer. */
const maxPageBytes = 4_000_000

/** The places of stale versions after one, in the order of the index, with how long their documents are. */
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
 * Stale versions of a table after a place, in the order of the index, at most `limit` and about 4 MB of them. The id of
 * a body without its incident is null.
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

/** A version that was derived again, and by which schema before. */
export interface RerenderedVersion {
  readonly row: NewVersion
  readonly from: string
}

const bodyColumns = ['csv_row', 'public_json', 'full_json', 'warnings', 'search_words'] as const
/** Dataset and reference are what a version states. */
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

/** What is written of some versions: these columns, with these values. */
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

/** The version that a row of the list is about, if it still is as it was read. `+` keeps from the index of schemas. */
const isSameVersion = (table: string): Sql =>
  raw(`${table}.row_key = r.value ->> 0 AND ${table}.revision = r.value ->> 1
    AND +${table}.schema_version = r.value ->> 2`)

const assignments = (columns: readonly string[]): Sql =>
  raw(columns.map((name, i) => `${name} = r.value ->> ${i + 3}`).join(', '))

/** Sets columns of a table, and the schema. */
const updateSql = (table: StaleTable, columns: readonly string[], rows: string): Sql =>
  sql`UPDATE ${raw(table)} SET schema_version = ${today}, ${assignments(columns)}
    FROM json_each(${rows}) AS r WHERE ${isSameVersion(table)}`

/** Sets filters, which stand beside the body: it still has the schema before. */
const updateFiltersSql = (columns: readonly string[], rows: string): Sql =>
  sql`UPDATE incidents SET ${assignments(columns)}
    FROM json_each(${rows}) AS r JOIN incident_body AS b ON ${isSameVersion('b')}
    WHERE incidents.row_key = r.value ->> 0 AND incidents.revision = r.value ->> 1`

/** The statements that make a change, by rows of `[row_key, revision, schema_version before, …values]`. */
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
 * Writes versions as they were derived again, in one batch; one that was replaced or derived meanwhile stays as it is.
 * Where only the CSV row may differ, two rows are written for a version: its body and the entry of the index.
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
