/** Imports: who sent which file, and its report. */
import { digestsOf, setDigests } from '../row-digests.ts'
import { insertRow, jsonList, prepare, type Sql, selectAll, selectFirst, sql } from '../sql.ts'

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
  /** How the file was read, and what was replaced in it, as JSON. */
  readonly settings: string | null
  readonly report: string | null
  /** The commit of the redaction that deleted its file. */
  readonly redacted_by: number | null
}

/** Return the R2 keys of an import's file and of its errors. */
export const originalKey = (importId: string): string => `imports/${importId}/file`
export const errorsKey = (importId: string): string => `imports/${importId}/errors.ndjson`

/** The columns of an import before its file has been read. */
type NewImport = Omit<Import, 'report' | 'redacted_by' | 'settings'> & Partial<Pick<Import, 'settings'>>

export const insert = (db: D1Database, { settings = null, ...row }: NewImport): D1PreparedStatement => {
  const values = { ...row, settings }
  return insertRow(db, 'imports', { ...values, digests: digestsOf('imports', ['row', 'source'], values) })
}

/**
 * Saves the report of an import. Returns the commit of a redaction that cancelled the import meanwhile; null if there
 * was none.
 */
export const finish = (
  db: D1Database,
  id: string,
  { bytes, digest, report }: { readonly bytes: number; readonly digest: string; readonly report: string },
): Promise<number | null> =>
  prepare(db)`UPDATE imports SET bytes = ${bytes}, digest = ${digest}, report = ${report},
      ${setDigests('imports', ['end'], { id, bytes, digest, report })}
    WHERE id = ${id} RETURNING redacted_by`.first<number>('redacted_by')

export const find = (db: D1Database, id: string): Promise<Import | null> =>
  selectFirst<Import>(db)`
    SELECT id, at, actor, dataset, profile, mode, dry_run, content_type, mapping, settings, report, redacted_by
    FROM imports WHERE id = ${id} AND profile <> 'staging'`

/** An import that has stored rows, and who sent it. */
export interface SentImport extends Pick<Import, 'id' | 'at' | 'actor'> {
  /** The name of the sender's token; null if it has none. */
  readonly name: string | null
}

/** The most imports that are scanned for one that has stored rows of a file. */
const maxScanned = 1000

/**
 * Returns the newest import that has stored rows of the file that the import `source` has; null if there is none.
 * Of the imports since, it reads the oldest thousand.
 */
export const findSent = (db: D1Database, source: string): Promise<SentImport | null> =>
  selectFirst<SentImport>(db)`
    SELECT s.id, s.at, s.actor, t.name
    FROM (SELECT id, at, actor, dry_run, settings, report FROM imports WHERE id > ${source} ORDER BY id LIMIT ${maxScanned}) AS s
    LEFT JOIN tokens AS t ON t.id = s.actor
    WHERE s.dry_run = 0 AND s.settings ->> '$.source' = ${source} AND s.report ->> '$.commit' IS NOT NULL
    ORDER BY s.id DESC LIMIT 1`

/** An import in a list. Its numbers are null until it has ended. */
export interface ImportSummary
  extends Pick<Import, 'id' | 'at' | 'actor' | 'dataset' | 'profile' | 'mode' | 'dry_run' | 'redacted_by'> {
  /** The name of the sender's token; null if it has none. */
  readonly name: string | null
  /** The name of the file; null if the sender stated none. */
  readonly file: string | null
  readonly rows: number | null
  readonly created: number | null
  readonly updated: number | null
  readonly unchanged: number | null
  readonly rejected: number | null
  /** The last commit; null if nothing was stored. */
  readonly commit: number | null
}

/** Whose imports are listed. */
export interface ImportFilter {
  /** The sender; undefined for everybody. */
  readonly actor?: string | undefined
  /** Other imports into these datasets, beside those of the sender. */
  readonly datasets?: readonly string[] | undefined
  /** The id before which the page begins; undefined for the newest. */
  readonly before: string | undefined
}

const bySender = ({ actor, datasets }: ImportFilter): Sql => {
  if (actor === undefined) return sql``
  if (!datasets) return sql`i.actor = ${actor} AND `
  return sql`(i.actor = ${actor} OR i.dataset IN ${jsonList(datasets)}) AND `
}

/** Returns at most `limit` imports, newest first. Without datasets it reads the rows returned. */
export const list = (db: D1Database, filter: ImportFilter, limit: number): Promise<ImportSummary[]> =>
  selectAll<ImportSummary>(db)`
    SELECT i.id, i.at, i.actor, t.name, i.dataset, i.profile, i.mode, i.dry_run, i.redacted_by,
      i.settings ->> '$.file' AS file, i.report ->> '$.rows' AS rows, i.report ->> '$.created' AS created,
      i.report ->> '$.updated' AS updated, i.report ->> '$.unchanged' AS unchanged,
      i.report ->> '$.rejected' AS rejected, i.report ->> '$.commit' AS "commit"
    FROM imports AS i LEFT JOIN tokens AS t ON t.id = i.actor
    WHERE ${bySender(filter)}i.profile <> 'staging' AND i.id < ${filter.before ?? '~'}
    ORDER BY i.id DESC LIMIT ${limit}`
