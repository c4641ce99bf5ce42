/** A backup of the whole store at one commit, read in pages while others write. */
import { type Actor, authorize } from '../../auth/permissions.ts'
import { problems } from '../../problems.ts'
import { schemaVersion } from '../../record/schema-version.ts'
import { listColumns, listMigrations, listRowColumns, rowColumns } from '../../store/archive/columns.ts'
import { type RowsPage, readPage, readPoint, type Value } from '../../store/archive/pages.ts'
import { type ArchivePoint, archivedTables, isArchivedTable } from '../../store/archive/tables.ts'
import type { ServiceContext } from '../service-context.ts'

/** What a backup is of, and what its rows are. */
export interface BackupHead extends ArchivePoint {
  /** The last commit that redacted or changed a token, 0 without any: a backup of an earlier commit must begin again. */
  readonly rewrite: number
  readonly schema: string
  readonly migrations: readonly string[]
  /** The tables in the order of the backup, with the names of the values of a row. */
  readonly tables: Readonly<Record<string, readonly string[]>>
}

/** Returns the head of a backup of the newest commit. Throws forbidden or token-needed. */
export const startBackup = async ({ db, now }: ServiceContext, actor: Actor): Promise<BackupHead> => {
  authorize(actor, 'backUp')
  const [point, migrations, columns] = await Promise.all([readPoint(db), listMigrations(db), listColumns(db)])
  return {
    ...point,
    at: new Date(now).toISOString(),
    schema: schemaVersion,
    migrations,
    tables: listRowColumns(columns),
  }
}

export interface BackupQuery extends ArchivePoint {
  readonly table: string
  /** The key after which the page begins. */
  readonly after?: readonly Value[] | undefined
}

export interface BackupPage extends RowsPage {
  readonly columns: readonly string[]
}

/** The key before the first row: every database has commit 0. */
const startOf = (table: string): readonly Value[] => (table === 'commits' ? [0] : [])

/** Returns a page of the rows of a table at a commit. Throws forbidden, token-needed or invalid-query. */
export const readBackup = async (
  { db }: ServiceContext,
  actor: Actor,
  { table, commit, at, after = startOf(table) }: BackupQuery,
): Promise<BackupPage> => {
  authorize(actor, 'backUp')
  if (!isArchivedTable(table))
    throw problems.invalidParameter('table', (m) => m.parameters.oneOf(archivedTables), table)
  const columns = await listColumns(db)
  const page = await readPage(db, columns, table, { point: { commit, at }, after })
  return { columns: rowColumns(columns, table), ...page }
}
