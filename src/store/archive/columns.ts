/** The columns of tables, as the database has them. */
import { selectAll, selectFirst } from '../sql.ts'
import { archivedTables, type TableName } from './tables.ts'

export interface Column {
  readonly name: string
  readonly type: string
  /** Its place in the primary key, from 1; 0 if it is not part of it. */
  readonly key: number
}

export type Columns = ReadonlyMap<string, readonly Column[]>

/** Returns the columns of each table by its name, except tables of the platform. */
export const listColumns = async (db: D1Database): Promise<Columns> => {
  const found = await selectAll<Column & { readonly table: string }>(db)`
    SELECT m.name AS "table", c.name, c.type, c.pk AS key
    FROM sqlite_schema AS m CROSS JOIN pragma_table_info(m.name) AS c
    WHERE m.type = 'table' AND m.name NOT GLOB '_cf_*' AND m.name NOT GLOB 'sqlite_*' AND m.name <> 'd1_migrations'
    ORDER BY m.name, c.cid`
  return Map.groupBy(found, ({ table }) => table)
}

/** Returns the columns of a table. Throws an Error if the database has no such table. */
export const columnsOf = (columns: Columns, table: string): readonly Column[] => {
  const found = columns.get(table)
  if (!found) throw new Error(`The database has no table ${table}: are the migrations applied?`)
  return found
}

export const namesOf = (columns: readonly Column[]): string[] => columns.map(({ name }) => name)

/** Marks a column of a body in the row of its version. */
const bodyPrefix = 'body.'

/** Returns the names of the values in a row of a backup. */
export const rowColumns = (columns: Columns, table: TableName): string[] => [
  ...namesOf(columnsOf(columns, table)),
  ...(table === 'incidents'
    ? namesOf(columnsOf(columns, 'incident_body')).map((name) => bodyPrefix + name)
    : []),
]

/** Returns the names of the values in the rows of each table that a backup has. */
export const listRowColumns = (columns: Columns): Record<string, readonly string[]> =>
  Object.fromEntries(archivedTables.map((table) => [table, rowColumns(columns, table)]))

/** Returns the names of the applied migrations, in their order; none if the database keeps no list of them. */
export const listMigrations = async (db: D1Database): Promise<string[]> => {
  const list = await selectFirst(db)`SELECT 1 FROM sqlite_schema WHERE name = 'd1_migrations'`
  if (list === null) return []
  const found = await selectAll<{ name: string }>(db)`SELECT name FROM d1_migrations ORDER BY name`
  return found.map(({ name }) => name)
}
