/** The one act that rewrites the past: what it writes, and what it leaves known. */
import { scalarFilters } from '../../schemas/query.ts'
import { keptBody, type NewVersion, type Version } from './incidents.ts'

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

/** Every version of a record, the current one last. */
export const versionsOf = async (db: D1Database, n: number): Promise<Version[]> => {
  const columns = 'doc, whole, warnings, created_at, updated_at'
  const { results } = await db
    .prepare(
      `SELECT i.n, i.id, i.revision, i.commit_seq AS "commit", i.filer, i.status, ${columns}
       FROM incidents AS i JOIN incident_body AS b ON b.n = i.n WHERE i.n = ?1
       UNION ALL
       SELECT n, id, revision, commit_seq, filer, status, ${columns} FROM incident_history WHERE n = ?1
       ORDER BY revision`,
    )
    .bind(n)
    .all<Version>()
  return results
}

/** What a redaction took from a version: only of what the public is not shown, or of what its readers have. */
export type Taken = 'private' | 'record'

const columns = ['line', 'facets', 'doc', 'whole', 'warnings', 'words', ...scalarFilters] as const
const written = ['n', 'revision', 'redacted', ...columns] as const
const valuesOf = (version: NewVersion, taken: Taken) => {
  const { line, doc, whole, warnings, words } = keptBody(version)
  const texts = [line, version.facets, doc, whole, warnings, words]
  return [version.n, version.revision, taken, ...texts, ...version.filter]
}

/** One statement takes versions of so many bytes together; a parameter has at most 2,000,000. */
const chunkLimit = 1_900_000

export const inChunks = (rows: readonly string[]): string[] => {
  const chunks: string[][] = []
  let bytes = Number.POSITIVE_INFINITY
  for (const row of rows) {
    if (bytes + row.length + 1 > chunkLimit) {
      chunks.push([])
      bytes = 2
    }
    chunks.at(-1)?.push(row)
    bytes += row.length + 1
  }
  return chunks.map((chunk) => `[${chunk.join(',')}]`)
}

/** The statements that rewrite old versions of a record, whose history is open. */
export const rewrite = (
  db: D1Database,
  versions: readonly { readonly version: NewVersion; readonly taken: Taken }[],
): D1PreparedStatement[] =>
  inChunks(versions.map(({ version, taken }) => JSON.stringify(valuesOf(version, taken)))).map((chunk) =>
    db
      .prepare(
        `UPDATE incident_history SET ${columns.map((name) => `${name} = r.${name}`).join(', ')},
           redacted = iif(incident_history.redacted = 'record', 'record', r.redacted)
         FROM (SELECT ${written.map((name, i) => `value ->> ${i} AS ${name}`).join(', ')} FROM json_each(?1)) AS r
         WHERE incident_history.n = r.n AND incident_history.revision = r.revision`,
      )
      .bind(chunk),
  )

/** Throws away what was suggested of a record whose history is open. */
export const dropSuggestions = (db: D1Database, n: number): D1PreparedStatement =>
  db.prepare('DELETE FROM suggestions WHERE incident = ?1').bind(n)

export interface Reason {
  readonly seq: number
  readonly reason: string
}

/** The reasons of the commits of a record. */
export const reasonsOf = async (db: D1Database, commits: readonly number[]): Promise<Reason[]> => {
  const { results } = await db
    .prepare(
      `SELECT seq, reason FROM json_each(?1) AS key CROSS JOIN commits ON seq = key.value WHERE reason IS NOT NULL`,
    )
    .bind(JSON.stringify(commits))
    .all<Reason>()
  return results
}

/** The statements that give other reasons to commits of a record whose history is open. */
export const reword = (db: D1Database, reasons: readonly Reason[]): D1PreparedStatement[] =>
  reasons.map(({ seq, reason }) =>
    db.prepare('UPDATE commits SET reason = ?2 WHERE seq = ?1').bind(seq, reason),
  )

/**
 * The statements that cut off imports from what must be gone. Any file that was sent to one of the record's datasets
 * may hold it: one that was rehearsed or refused, too. What is staged of the record is emptied, so that an import that
 * runs is refused.
 */
export const cutOff = (db: D1Database, n: number, datasets: readonly string[]): D1PreparedStatement[] => [
  db
    .prepare(
      `UPDATE imports SET redacted_by = ${newestSeq}, mapping = NULL
       WHERE redacted_by IS NULL AND (dataset IS NULL OR dataset IN (SELECT value FROM json_each(?1)))`,
    )
    .bind(JSON.stringify(datasets)),
  db
    .prepare(
      `UPDATE import_chunks SET bodies = '[]', links_gone = '[]', links_come = '[]', made = '[]', narrow = (
         SELECT json_group_array(
           iif(value ->> 0 = ?1, json_array(value -> 0, value -> 1, value -> 2), json_array(value -> 0))
         ) FROM json_each(narrow)
       )
       WHERE EXISTS (SELECT 1 FROM json_each(narrow) WHERE value ->> 0 = ?1)`,
    )
    .bind(n),
]

/** Redactions whose files may be there still, and the imports that they cut off. */
export const unfinished = async (db: D1Database): Promise<{ seq: number; imports: string[] }[]> => {
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
export interface Told {
  readonly seq: number
  readonly at: string
  readonly reason: string
}

/**
 * What a reader got: versions of these statuses, whole or as the public is shown them; of one record where n is given. Of what
 * is not published only that of one filer, where that is given.
 */
export interface Sight {
  readonly statuses: readonly string[]
  readonly whole: boolean
  readonly n?: number
  readonly filer?: string | undefined
}

/** The last redaction of what a reader got at a commit; null where it can be had still. */
export const ofSnapshot = (
  db: D1Database,
  seq: number,
  { statuses, whole, n, filer }: Sight,
): Promise<Told | null> =>
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
    .first<Told>()

/** The redaction that a commit is. */
export const find = (db: D1Database, seq: number): Promise<Told | null> =>
  db.prepare('SELECT seq, at, reason FROM commits WHERE seq = ?1').bind(seq).first<Told>()

/** Whether something was redacted behind a commit. */
export const anySince = async (db: D1Database, seq: number): Promise<boolean> =>
  (await db.prepare('SELECT 1 FROM redactions WHERE commit_seq > ?1 LIMIT 1').bind(seq).first()) !== null
