/** Imports: who sent which file, and its report. */
import { insertRow, prepare, selectFirst } from '../sql.ts'

export interface Import {
  readonly id: string
  readonly at: string
  readonly actor: string
  readonly dataset: string | null
  readonly profile: string
  readonly mode: 'all' | 'valid'
  readonly dry_run: 0 | 1
  readonly content_type: string
  readonly mapping: string | null
  readonly report: string | null
  /** The commit of the redaction that deleted its file. */
  readonly redacted_by: number | null
}

/** Return the R2 keys of an import's file and of its errors. */
export const originalKey = (importId: string): string => `imports/${importId}/file`
export const errorsKey = (importId: string): string => `imports/${importId}/errors.ndjson`

export const insert = (db: D1Database, row: Omit<Import, 'report' | 'redacted_by'>): D1PreparedStatement =>
  insertRow(db, 'imports', row)

/**
 * Saves the report of an import. Returns the commit of a redaction that cancelled the import meanwhile; null if there
 * was none.
 */
export const finish = (
  db: D1Database,
  id: string,
  { bytes, digest, report }: { readonly bytes: number; readonly digest: string; readonly report: string },
): Promise<number | null> =>
  prepare(db)`UPDATE imports SET bytes = ${bytes}, digest = ${digest}, report = ${report}
    WHERE id = ${id} RETURNING redacted_by`.first<number>('redacted_by')

export const find = (db: D1Database, id: string): Promise<Import | null> =>
  selectFirst<Import>(db)`
    SELECT id, at, actor, dataset, profile, mode, dry_run, content_type, mapping, report, redacted_by
    FROM imports WHERE id = ${id}`
