/** The files that were sent. */

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
  /** The commit of the redaction that took its file away. */
  readonly redacted_by: number | null
}

export const insert = (db: D1Database, row: Omit<Import, 'report' | 'redacted_by'>): D1PreparedStatement =>
  db
    .prepare(
      `INSERT INTO imports (id, at, actor, dataset, profile, mode, dry_run, content_type, mapping)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)`,
    )
    .bind(
      row.id,
      row.at,
      row.actor,
      row.dataset,
      row.profile,
      row.mode,
      row.dry_run,
      row.content_type,
      row.mapping,
    )

/** Notes the end of an import; answers the commit of a redaction that has cut it off meanwhile. */
export const finish = (
  db: D1Database,
  id: string,
  { bytes, digest, report }: { readonly bytes: number; readonly digest: string; readonly report: string },
): Promise<number | null> =>
  db
    .prepare('UPDATE imports SET bytes = ?2, digest = ?3, report = ?4 WHERE id = ?1 RETURNING redacted_by')
    .bind(id, bytes, digest, report)
    .first<number>('redacted_by')

export const find = (db: D1Database, id: string): Promise<Import | null> =>
  db
    .prepare(
      'SELECT id, at, actor, dataset, profile, mode, dry_run, content_type, mapping, report, redacted_by FROM imports WHERE id = ?1',
    )
    .bind(id)
    .first<Import>()
