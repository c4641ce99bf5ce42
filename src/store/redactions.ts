/** The one act that rewrites the past: what it writes, and what it leaves known. */
import { scalarFilters } from '../../schemas/query.ts'
import { encodeBody, type NewVersion, type Version } from './incidents.ts'

const newestSeq = '(SELECT max(seq) FROM commits)'

/** Opens the history of a record for the batch of its commit. `changed` has JSON Pointers. */
export const open = (db: D1Database, n: number, changed: readonly string[]): D1PreparedStatement =>
  db
    .prepare(
      `INSERT INTO redactions (commit_seq, n, changed, open, files_gone) VALUES (${newestSeq}, ?1, ?2, 1, 0)`,
    )
    .bind(n, JSON.stringify(changed))

export const close = (db: D1Database): D1PreparedStatement =>
  db.prepare(`UPDATE redactions SET open = 0 WHERE commit_seq = ${newestSeq}`)

/** Old versions of a record are read in pages of so many bytes. */
const pageBytes = 700_000

/** A version, with the reason of its commit. */
export interface Reasoned extends Version {
  readonly reason: string | null
}

/** The old versions of a record in their order, page by page: one version may be more than fills a page. */
export async function* oldVersions(db: D1Database, n: number): AsyncGenerator<Reasoned[]> {
  const { results: pages } = await db
    .prepare(
      `SELECT min(revision) AS first, max(revision) AS last FROM (
         SELECT revision, CAST(sum(octet_length(doc) + coalesce(octet_length(whole), 0) + octet_length(warnings))
           OVER (ORDER BY revision) / ?2 AS INTEGER) AS page
         FROM incident_history WHERE n = ?1
       ) GROUP BY page ORDER BY page`,
    )
    .bind(n, pageBytes)
    .all<{ first: number; last: number }>()
  for (const { first, last } of pages) {
    const { results } = await db
      .prepare(
        `SELECT n, id, revision, commit_seq AS "commit", filer, status, doc, whole, warnings, created_at, updated_at, reason
         FROM incident_history JOIN commits ON seq = commit_seq
         WHERE n = ?1 AND revision BETWEEN ?2 AND ?3 ORDER BY revision`,
      )
      .bind(n, first, last)
      .all<Reasoned>()
    yield results
  }
}

/** What a redaction took from a version: only of what the public is not shown, or of what its readers have. */
export type RedactionScope = 'private' | 'record'

const textColumns = ['line', 'facets', 'doc', 'whole', 'warnings', 'words', ...scalarFilters] as const
const historyColumns = ['revision', 'redacted', ...textColumns] as const
const historyValues = (version: NewVersion, taken: RedactionScope) => {
  const { line, doc, whole, warnings, words } = encodeBody(version)
  const texts = [line, version.facets, doc, whole, warnings, words]
  return [version.revision, taken, ...texts, ...version.filter]
}

/** One statement takes versions of so many bytes together; a parameter has at most 2,000,000. */
const maxChunkBytes = 1_900_000

export const toChunks = (rows: readonly string[]): string[] => {
  const chunks: string[][] = []
  let bytes = Number.POSITIVE_INFINITY
  for (const row of rows) {
    if (bytes + row.length + 1 > maxChunkBytes) {
      chunks.push([])
      bytes = 2
    }
    chunks.at(-1)?.push(row)
    bytes += row.length + 1
  }
  return chunks.map((chunk) => `[${chunk.join(',')}]`)
}

/** A version as a redaction is to leave it. */
export interface Rewritten {
  readonly version: NewVersion
  readonly taken: RedactionScope
}

/** Stages versions of a redaction. */
export const stage = async (db: D1Database, id: string, versions: readonly Rewritten[]): Promise<void> => {
  const rows = versions.map(({ version, taken }) => JSON.stringify(historyValues(version, taken)))
  for (const chunk of toChunks(rows))
    await db
      .prepare(
        `INSERT INTO redacted_versions (redaction, ${historyColumns.join(', ')})
         SELECT ?1, ${historyColumns.map((_, i) => `value ->> ${i}`).join(', ')} FROM json_each(?2)`,
      )
      .bind(id, chunk)
      .run()
}

/** Throws away what a redaction has staged, and what others have before this id. */
export const discard = (db: D1Database, id: string, before: string): D1PreparedStatement =>
  db.prepare('DELETE FROM redacted_versions WHERE redaction = ?1 OR redaction < ?2').bind(id, before)

const staged = 'redacted_versions WHERE redaction = ?2'

/** Rewrites old versions of a record, whose history is open, as a redaction has staged them. */
export const updateHistory = (db: D1Database, n: number, id: string): D1PreparedStatement =>
  db
    .prepare(
      `UPDATE incident_history SET (redacted, ${textColumns.join(', ')}) = (
         SELECT iif(incident_history.redacted = 'record', 'record', redacted), ${textColumns.join(', ')}
         FROM ${staged} AND revision = incident_history.revision
       ) WHERE n = ?1 AND revision IN (SELECT revision FROM ${staged})`,
    )
    .bind(n, id)

/** Throws away what was suggested of a record whose history is open. */
export const deleteSuggestions = (db: D1Database, n: number): D1PreparedStatement =>
  db.prepare('DELETE FROM suggestions WHERE incident = ?1').bind(n)

export interface CommitReason {
  readonly seq: number
  readonly reason: string
}

/** The statements that give other reasons to commits of a record whose history is open. */
export const updateReasons = (db: D1Database, reasons: readonly CommitReason[]): D1PreparedStatement[] =>
  toChunks(reasons.map(({ seq, reason }) => JSON.stringify([seq, reason]))).map((chunk) =>
    db
      .prepare(
        'UPDATE commits SET reason = r.value ->> 1 FROM json_each(?1) AS r WHERE commits.seq = r.value ->> 0',
      )
      .bind(chunk),
  )

/**
 * The statement that cuts off imports from what must be gone. Any file that was sent to one of the record's datasets
 * may hold it: one that was rehearsed or refused, too.
 */
export const cancelImports = (db: D1Database, datasets: readonly string[]): D1PreparedStatement =>
  db
    .prepare(
      `UPDATE imports SET redacted_by = ${newestSeq}, mapping = NULL
       WHERE redacted_by IS NULL AND (dataset IS NULL OR dataset IN (SELECT value FROM json_each(?1)))`,
    )
    .bind(JSON.stringify(datasets))

/** What is said beside records. */
export interface Said {
  readonly kind: 'dataset' | 'past' | 'token'
  /** The path of what it is said of. */
  readonly at: string
  readonly text: string
}

const description =
  "concat_ws(char(10), slug, title, description, licence, attribution) AS text, '/datasets/' || slug AS at"

/** All descriptions of datasets, now and before, and all names of tokens. */
export const saidElsewhere = async (db: D1Database): Promise<Said[]> => {
  const { results } = await db
    .prepare(
      `SELECT 'dataset' AS kind, ${description} FROM datasets
       UNION ALL SELECT 'past', ${description} FROM dataset_history
       UNION ALL SELECT 'token', name, '/tokens/' || id FROM tokens ORDER BY 3`,
    )
    .all<Said>()
  return results
}

/** Redactions whose files may be there still, and the imports that they cut off. */
export const listUnfinished = async (db: D1Database): Promise<{ seq: number; imports: string[] }[]> => {
  const { results } = await db
    .prepare(
      `SELECT r.commit_seq AS seq, (SELECT json_group_array(id) FROM imports WHERE redacted_by = r.commit_seq) AS imports
       FROM redactions AS r INDEXED BY redactions_unfinished WHERE r.files_gone = 0`,
    )
    .all<{ seq: number; imports: string }>()
  return results.map(({ seq, imports }) => ({ seq, imports: JSON.parse(imports) }))
}

export const finish = async (db: D1Database, seq: number): Promise<void> => {
  await db.prepare('UPDATE redactions SET files_gone = 1 WHERE commit_seq = ?1').bind(seq).run()
}

/** A redaction as it is told. */
export interface RedactionCommit {
  readonly seq: number
  readonly at: string
  readonly reason: string
}

/**
 * What a reader got: versions of these statuses, whole or as the public is shown them; of one record where n is given. Of what
 * is not published only that of one filer, where that is given.
 */
export interface Visibility {
  readonly statuses: readonly string[]
  readonly whole: boolean
  readonly n?: number
  readonly filer?: string | undefined
}

/** The last redaction of what a reader got at a commit; null where it can be had still. */
export const findForSnapshot = (
  db: D1Database,
  seq: number,
  { statuses, whole, n, filer }: Visibility,
): Promise<RedactionCommit | null> =>
  db
    .prepare(
      `SELECT c.seq, c.at, c.reason
       FROM incident_history AS h INDEXED BY incident_history_redacted
       CROSS JOIN redactions AS r ON r.n = h.n CROSS JOIN commits AS c ON c.seq = r.commit_seq
       WHERE h.redacted IS NOT NULL AND h.superseded_by > ?1 AND h.commit_seq <= ?1
         AND h.status IN (SELECT value FROM json_each(?2)) AND (?3 OR h.redacted = 'record')
         AND h.n = coalesce(?4, h.n) AND (h.status = 'published' OR h.filer = coalesce(?5, h.filer))
       ORDER BY c.seq DESC LIMIT 1`,
    )
    .bind(seq, JSON.stringify(statuses), whole ? 1 : 0, n ?? null, filer ?? null)
    .first<RedactionCommit>()

/** The redaction that a commit is. */
export const find = (db: D1Database, seq: number): Promise<RedactionCommit | null> =>
  db.prepare('SELECT seq, at, reason FROM commits WHERE seq = ?1').bind(seq).first<RedactionCommit>()

/** Whether something was redacted behind a commit; reads one row at most. */
export const hasRedactionSince = async (db: D1Database, seq: number): Promise<boolean> =>
  (await db.prepare('SELECT 1 FROM redactions WHERE commit_seq > ?1 LIMIT 1').bind(seq).first()) !== null
