/** The current version of each record, and the versions that it replaced. */
import { scalarFilters } from '../../schemas/query.ts'
import { encodeStored, maxBytesPerUnit } from '../text/storage-encoding.ts'

/** A version as it is to be written. The facets are in the form of `derive/transport.ts`; other texts are brought into it. */
export interface NewVersion {
  readonly n: number
  readonly id: string
  readonly revision: number
  readonly filer: string
  readonly status: string
  /** The values of `scalarFilters`, in their order. */
  readonly filter: readonly (string | number | null)[]
  readonly facets: string
  readonly words: string
  /** What the public is shown of the canonical record, as JSON behind its first brace. */
  readonly doc: string
  /** The whole record as JSON, where the public is shown less. */
  readonly whole: string | null
  readonly warnings: string
  /** Its row of CSV up to the two times, which the commit gives. */
  readonly line: string
}

/** A version as it is read. */
export interface Version {
  readonly n: number
  readonly id: string
  readonly revision: number
  readonly commit: number
  readonly filer: string
  readonly status: string
  readonly doc: string
  readonly whole: string | null
  readonly warnings: string
  readonly created_at: string
  readonly updated_at: string
}

/** D1 takes no row of more than this many bytes. */
export const maxRowBytes = 2_000_000
const filterNames = scalarFilters.join(', ')
const placeholders = (from: number, count: number): string =>
  Array.from({ length: count }, (_, i) => `?${from + i}`).join(', ')

/** The texts of a version's body as they are kept. */
export const encodeBody = ({ doc, whole, warnings, words, line }: NewVersion) => ({
  doc: encodeStored(doc),
  whole: whole === null ? null : encodeStored(whole),
  warnings: encodeStored(warnings),
  words: encodeStored(words),
  line: encodeStored(line),
})

/** Three bytes for each character is the most that UTF-8 takes; of a number, nine. */
const maxBytesOf = (value: string | number | null): number =>
  typeof value === 'string' ? value.length * 3 : 9

const bodyLength = ({ doc, whole, warnings, words, line }: ReturnType<typeof encodeBody>): number =>
  doc.length + (whole?.length ?? 0) + warnings.length + words.length + line.length

/** How many bytes the texts of a version's body take at most. */
export const maxBodyBytes = (version: NewVersion): number => bodyLength(version) * maxBytesPerUnit

/** Whether the widest row of a version, the one in history, which has everything, may be kept. */
export const canStore = (version: NewVersion): boolean => {
  const { id, filer, status, facets, filter } = version
  let otherBytes = facets.length + maxBytesOf(id) + maxBytesOf(filer) + maxBytesOf(status) + 500
  for (const value of filter) otherBytes += maxBytesOf(value)
  return (
    maxBodyBytes(version) + otherBytes <= maxRowBytes ||
    bodyLength(encodeBody(version)) + otherBytes <= maxRowBytes
  )
}

const returningStamps = 'RETURNING commit_seq AS "commit", created_at, updated_at'

export const bodyColumns = ['n', 'revision', 'doc', 'whole', 'warnings', 'words', 'line'] as const

/** The values of `bodyColumns`, in their order. */
export const bodyValues = (version: NewVersion) => {
  const { doc, whole, warnings, words, line } = encodeBody(version)
  return [version.n, version.revision, doc, whole, warnings, words, line]
}

/** The statements that add a record; they go into one batch behind the commit's. */
export const insert = (db: D1Database, version: NewVersion): D1PreparedStatement[] => [
  db
    .prepare(
      `INSERT INTO incident_body (${bodyColumns.join(', ')}) VALUES (${placeholders(1, bodyColumns.length)})`,
    )
    .bind(...bodyValues(version)),
  db
    .prepare(
      `INSERT INTO incidents (commit_seq, created_at, updated_at, n, id, revision, filer, status, facets, ${filterNames})
       SELECT seq, at, at, ?1, ?2, ?3, ?4, ?5, ?6, ${placeholders(7, scalarFilters.length)}
       FROM commits ORDER BY seq DESC LIMIT 1 ${returningStamps}`,
    )
    .bind(
      version.n,
      version.id,
      version.revision,
      version.filer,
      version.status,
      version.facets,
      ...version.filter,
    ),
]

/**
 * The statements that replace the current version by the next; they go into one batch behind the commit's. The
 * guards refuse them when the current version is not `version.revision - 1`. The record must be there.
 */
export const update = (db: D1Database, version: NewVersion): D1PreparedStatement[] => [
  db
    .prepare(
      `UPDATE incidents SET revision = ?2, commit_seq = c.seq, updated_at = c.at, status = ?3, facets = ?4,
         (${filterNames}) = (${placeholders(5, scalarFilters.length)})
       FROM (SELECT seq, at FROM commits ORDER BY seq DESC LIMIT 1) AS c WHERE n = ?1 ${returningStamps}`,
    )
    .bind(version.n, version.revision, version.status, version.facets, ...version.filter),
  db
    .prepare(
      `UPDATE incident_body SET revision = ?2, doc = ?3, whole = ?4, warnings = ?5, words = ?6, line = ?7
       WHERE n = ?1`,
    )
    .bind(...bodyValues(version)),
]

const versionColumns = 'doc, whole, warnings, created_at, updated_at'
const currentSql = `SELECT i.n, i.id, i.revision, i.commit_seq AS "commit", i.filer, i.status, ${versionColumns}
   FROM incidents AS i JOIN incident_body AS b ON b.n = i.n`

/** The current version by key; null where there is no such record. */
export const find = (db: D1Database, n: number): Promise<Version | null> =>
  db.prepare(`${currentSql} WHERE i.n = ?1`).bind(n).first<Version>()

/** Current versions by their keys, in their order. */
export const listByKeys = async (db: D1Database, keys: readonly number[]): Promise<Version[]> => {
  const { results } = await db
    .prepare(`${currentSql} WHERE i.n IN (SELECT value FROM json_each(?1)) ORDER BY i.n`)
    .bind(JSON.stringify(keys))
    .all<Version>()
  return results
}

/** The current version by the submitter's own id. */
export const findByReference = (
  db: D1Database,
  dataset: string,
  reference: string,
): Promise<Version | null> =>
  db
    .prepare(`${currentSql} WHERE i.dataset = ?1 AND i.reference = ?2`)
    .bind(dataset, reference)
    .first<Version>()

/** Any version, the current one included. */
export const findRevision = (db: D1Database, n: number, revision: number): Promise<Version | null> =>
  db
    .prepare(
      `${currentSql} WHERE i.n = ?1 AND i.revision = ?2
       UNION ALL
       SELECT n, id, revision, commit_seq, filer, status, ${versionColumns}
       FROM incident_history WHERE n = ?1 AND revision = ?2`,
    )
    .bind(n, revision)
    .first<Version>()

/** The version of a commit: the current one of that time; null where there was none. `redacted` says what of it was. */
export const findAtCommit = (
  db: D1Database,
  n: number,
  seq: number,
): Promise<(Version & { readonly redacted: 'private' | 'record' | null }) | null> =>
  db
    .prepare(
      `SELECT v.*, NULL AS redacted FROM (${currentSql} WHERE i.n = ?1 AND i.commit_seq <= ?2) AS v
       UNION ALL
       SELECT n, id, revision, commit_seq, filer, status, ${versionColumns}, redacted
       FROM incident_history WHERE n = ?1 AND commit_seq <= ?2 AND superseded_by > ?2`,
    )
    .bind(n, seq)
    .first()

/** The published records that came last, newest first. */
export const listLatestPublished = async (db: D1Database, limit: number): Promise<Version[]> => {
  const { results } = await db
    .prepare(`${currentSql} WHERE +i.status = 'published' ORDER BY i.n DESC LIMIT ?1`)
    .bind(limit)
    .all<Version>()
  return results
}

/** The last version up to which nobody but these actors changed a record: the one that they left. */
export const findLastBy = async (db: D1Database, n: number, actors: readonly string[]): Promise<Version> => {
  const version = await db
    .prepare(
      `WITH versions AS (
         ${currentSql} WHERE i.n = ?1
         UNION ALL
         SELECT n, id, revision, commit_seq, filer, status, ${versionColumns} FROM incident_history WHERE n = ?1
       ), foreign_hand AS (
         SELECT coalesce(min(v.revision), 9e15) AS first FROM versions AS v JOIN commits AS c ON c.seq = v."commit"
         WHERE c.actor NOT IN (SELECT value FROM json_each(?2))
       )
       SELECT versions.* FROM versions, foreign_hand WHERE revision < first ORDER BY revision DESC LIMIT 1`,
    )
    .bind(n, JSON.stringify(actors))
    .first<Version>()
  if (!version) throw new Error(`The record with key ${n} has no version by those who filed it.`)
  return version
}

/** What the commit gave to a version. */
export interface CommitStamps {
  readonly commit: number
  readonly created_at: string
  readonly updated_at: string
}

/** What the commit gave to the version that a batch wrote, from the answers to its statements. */
export const readStamps = (results: readonly D1Result[]): CommitStamps => {
  const rows = results.flatMap((result) => result.results as (CommitStamps | object)[])
  const stamps = rows.find((row) => 'commit' in row)
  if (!stamps) throw new Error('A version was not found behind its own writing.')
  return stamps
}

/** Why a record was retracted, the last time that it was; edits since do not take the reason away. */
export const findRetractionReason = async (db: D1Database, { n }: Version): Promise<string | null> => {
  const row = await db
    .prepare(
      `SELECT c.reason FROM (
         SELECT commit_seq, status, lag(status) OVER (ORDER BY revision) AS before FROM (
           SELECT commit_seq, status, revision FROM incidents WHERE n = ?1 UNION ALL
           SELECT commit_seq, status, revision FROM incident_history WHERE n = ?1
         )
       ) AS v JOIN commits AS c ON c.seq = v.commit_seq
       WHERE v.status = 'retracted' AND v.before IS NOT 'retracted' ORDER BY c.seq DESC LIMIT 1`,
    )
    .bind(n)
    .first<{ reason: string | null }>()
  return row?.reason ?? null
}
