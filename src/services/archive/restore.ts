/** Filling an empty store from a backup, in steps that can be repeated. */
import { type Actor, authorize } from '../../auth/permissions.ts'
import { problems } from '../../problems.ts'
import {
  type Columns,
  columnsOf,
  listColumns,
  listMigrations,
  listRowColumns,
  namesOf,
} from '../../store/archive/columns.ts'
import type { Value } from '../../store/archive/pages.ts'
import * as restore from '../../store/archive/restore.ts'
import { isArchivedTable } from '../../store/archive/tables.ts'
import { ConstraintError } from '../../store/batch.ts'
import { evictAll } from '../../store/export-cache.ts'
import type { ServiceContext } from '../service-context.ts'
import { fullRecord, linkNames } from '../version-row.ts'
import type { BackupHead } from './backup.ts'

/** The head of a backup, with the id that tells it from others. */
export type RestoreHead = Pick<BackupHead, 'migrations' | 'tables'> & { readonly id: string }

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/**
 * Begins a restore, or finds one of the same backup that did not end. Returns the number of rows that it has written. Throws
 * restore-refused if the store has records, another restore has begun, or the backup is of other migrations.
 */
export const startRestore = async (
  { db }: ServiceContext,
  actor: Actor,
  head: RestoreHead,
): Promise<number> => {
  authorize(actor, 'restore')
  const begun = await restore.findRestore(db)
  if (begun) {
    if (begun.id !== head.id) throw problems.restoreRefused((details) => details.otherBackup(begun.id))
    return begun.position
  }
  const [migrations, columns] = await Promise.all([listMigrations(db), listColumns(db)])
  const [last, own] = [head.migrations.at(-1) ?? '-', migrations.at(-1) ?? '-']
  if (!isSame(migrations, head.migrations) || !isSame(listRowColumns(columns), head.tables))
    throw problems.restoreRefused((details) => details.otherVersion(last, own))
  const filled = await restore.findFilledTable(db)
  if (filled !== undefined) throw problems.restoreRefused((details) => details.notEmpty(filled))
  await restore.begin(db, head.id)
  return 0
}

/** Rows of one table, as they come in. */
export interface SentRows {
  readonly table: string
  readonly rows: readonly (readonly Value[])[]
}

/** Appears in the stored text of a record with links; other texts may have it as well. */
const linksMark = 'links'

/** Returns the links of a current version. */
const linksOf = (columns: Columns, row: readonly Value[]): restore.Link[] => {
  const names = namesOf(columnsOf(columns, 'incidents'))
  const body = namesOf(columnsOf(columns, 'incident_body'))
  const text = (name: string) => row[names.length + body.indexOf(name)]
  const [publicJson, fullJson] = [text('public_json'), text('full_json')]
  if (typeof publicJson !== 'string' || !`${publicJson}${fullJson}`.includes(linksMark)) return []
  const full = typeof fullJson === 'string' ? fullJson : null
  const { dataset, names: named } = linkNames(fullRecord({ publicJson, fullJson: full }))
  return named.map((name) => [dataset, name, Number(row[names.indexOf('row_key')])])
}

const toGroup = (columns: Columns, { table, rows }: SentRows): restore.RowGroup => {
  const widths = new Set(rows.map((row) => row.length))
  if (!isArchivedTable(table) || widths.size > 1)
    throw problems.restoreRefused((details) => details.wrongRows(table))
  const width = listRowColumns(columns)[table]?.length ?? 0
  if (rows.length > 0 && !widths.has(width))
    throw problems.restoreRefused((details) => details.wrongRows(table))
  return { table, rows }
}

/** Writes rows of a backup. Throws restore-refused unless a restore has begun that `position` rows have come from. */
export const restoreRows = async (
  { db }: ServiceContext,
  actor: Actor,
  { position, groups: sent }: { readonly position: number; readonly groups: readonly SentRows[] },
): Promise<number> => {
  authorize(actor, 'restore')
  if (!(await restore.findRestore(db))) throw problems.restoreRefused((details) => details.notBegun)
  const columns = await listColumns(db)
  const groups = sent.map((each) => toGroup(columns, each))
  const links = groups.flatMap(({ table, rows }) =>
    table === 'incidents' ? rows.flatMap((row) => linksOf(columns, row)) : [],
  )
  try {
    await restore.insertRows(db, columns, { position, groups, links })
  } catch (error) {
    if (!(error instanceof ConstraintError && error.constraint === 'restore_moved')) throw error
    throw problems.restoreRefused((details) => details.otherPosition(position))
  }
  return groups.reduce((sum, { rows }) => sum + rows.length, position)
}

/** Throws restore-refused unless a restore has begun. */
export const assertRestoring = async ({ db }: ServiceContext, actor: Actor): Promise<void> => {
  authorize(actor, 'restore')
  if (!(await restore.findRestore(db))) throw problems.restoreRefused((details) => details.notBegun)
}

/** Every database has commit 0, and no backup has it. */
const commitsBefore = 1

/**
 * Ends a restore whose tables have the backup's numbers of rows. Throws restore-refused if one has another number. What
 * was cached of exports meanwhile is deleted.
 */
export const endRestore = async (
  context: ServiceContext,
  actor: Actor,
  { rows, files }: { readonly rows: Readonly<Record<string, number>>; readonly files?: R2Bucket },
): Promise<void> => {
  await assertRestoring(context, actor)
  for (const [table, found] of Object.entries(await restore.countRows(context.db))) {
    const expected = (rows[table] ?? 0) + (table === 'commits' ? commitsBefore : 0)
    if (found !== expected)
      throw problems.restoreRefused((details) => details.incomplete(table, expected, found))
  }
  await restore.end(context.db)
  if (files) await evictAll(files)
}
