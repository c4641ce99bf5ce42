/** The current version of each record, and the versions that it replaced. */
import { scalarFilters } from '../../schemas/query.ts'
import { rowVersion } from '../record/schema-version.ts'
import { encodeStored, maxBytesPerUnit } from '../text/storage-encoding.ts'
import { jsonList, parameters, prepare, raw, type Sql, selectAll, selectFirst, sql } from './sql.ts'

/** A version as it is to be written. The facets are in the form of `text/storage-encoding.ts`; other texts are brought into it. */
export interface NewVersion {
  readonly rowKey: number
  readonly id: string
  readonly revision: number
  readonly filer: string
  readonly status: string
  /** The values of `scalarFilters`, in their order. */
  readonly filter: readonly (string | number | null)[]
  readonly facets: string
  readonly searchWords: string
  /** What the public is shown of the canonical record, as JSON behind its first brace. */
  readonly publicJson: string
  /** The whole record as JSON, where the public is shown less. */
  readonly fullJson: string | null
  readonly warnings: string
  /** Its row of CSV up to the two times, which the commit gives. */
  readonly csvRow: string
}

/** A version as it is read. */
export interface Version {
  readonly rowKey: number
  readonly id: string
  readonly revision: number
  readonly commit: number
  readonly filer: string
  readonly status: string
  readonly publicJson: string
  readonly fullJson: string | null
  readonly warnings: string
  readonly created_at: string
  readonly updated_at: string
}

/** D1 takes no row of more than this many bytes. */
export const maxRowBytes = 2_000_000

/** The texts of a version's body as they are kept. */
export const encodeBody = ({ publicJson, fullJson, warnings, searchWords, csvRow }: NewVersion) => ({
  publicJson: encodeStored(publicJson),
  fullJson: fullJson === null ? null : encodeStored(fullJson),
  warnings: encodeStored(warnings),
  searchWords: encodeStored(searchWords),
  csvRow: encodeStored(csvRow),
})

/** Three bytes for each character is the most that UTF-8 takes; of a number, nine. */
const maxBytesOf = (value: string | number | null): number =>
  typeof value === 'string' ? value.length * 3 : 9

const bodyLength = ({
  publicJson,
  fullJson,
  warnings,
  searchWords,
  csvRow,
}: ReturnType<typeof encodeBody>): number =>
  publicJson.length + (fullJson?.length ?? 0) + warnings.length + searchWords.length + csvRow.length

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

const returningStamps = raw('RETURNING commit_seq AS "commit", created_at, updated_at')

export const incidentColumns = [
  'row_key',
  'id',
  'revision',
  'filer',
  'status',
  'facets',
  ...scalarFilters,
] as const

/** The values of `incidentColumns`, in their order. */
export const incidentValues = ({ rowKey, id, revision, filer, status, facets, filter }: NewVersion) => [
  ...[rowKey, id, revision, filer, status, facets],
  ...filter,
]

export const bodyColumns = [
  'row_key',
  'revision',
  'public_json',
  'full_json',
  'warnings',
  'search_words',
  'csv_row',
  'schema_version',
] as const

/** The values of `bodyColumns`, in their order. */
export const bodyValues = (version: NewVersion) => {
  const { publicJson, fullJson, warnings, searchWords, csvRow } = encodeBody(version)
  return [version.rowKey, version.revision, publicJson, fullJson, warnings, searchWords, csvRow, rowVersion]
}

/** The statements that add a record; they go into one batch behind the commit's. */
export const insert = (db: D1Database, version: NewVersion): D1PreparedStatement[] => [
  prepare(
    db,
  )`INSERT INTO incident_body (${raw(bodyColumns.join(', '))}) VALUES (${parameters(bodyValues(version))})`,
  prepare(db)`INSERT INTO incidents (commit_seq, created_at, updated_at, ${raw(incidentColumns.join(', '))})
    SELECT seq, at, at, ${parameters(incidentValues(version))} FROM commits ORDER BY seq DESC LIMIT 1 ${returningStamps}`,
]

/**
 * The statements that replace the current version by the next; they go into one batch behind the commit's. The
 * guards refuse them when the current version is not `version.revision - 1`. The record must be there.
 */
export const update = (db: D1Database, version: NewVersion): D1PreparedStatement[] => [
  prepare(db)`UPDATE incidents SET commit_seq = c.seq, updated_at = c.at,
      (revision, status, facets, ${raw(scalarFilters.join(', '))}) = (
        ${parameters([version.revision, version.status, version.facets, ...version.filter])}
      )
    FROM (SELECT seq, at FROM commits ORDER BY seq DESC LIMIT 1) AS c WHERE row_key = ${version.rowKey} ${returningStamps}`,
  prepare(db)`
    UPDATE incident_body SET (${raw(bodyColumns.slice(1).join(', '))}) = (${parameters(bodyValues(version).slice(1))})
    WHERE row_key = ${version.rowKey}`,
]

/** What a `Version` is read from: the columns of `incidents` or `incident_history` as `i`, and of their bodies. */
export const versionColumns = sql`i.row_key AS "rowKey", i.id, i.revision, i.commit_seq AS "commit", i.filer, i.status,
  public_json AS "publicJson", full_json AS "fullJson", warnings, created_at, updated_at`

const currentVersions = sql`SELECT ${versionColumns} FROM incidents AS i JOIN incident_body AS b ON b.row_key = i.row_key`

/** The versions that fulfil a condition on `i`, in no order: current ones and those that they replaced. */
export const versionsWhere = (condition: Sql): Sql =>
  sql`${currentVersions} WHERE ${condition}
    UNION ALL
    SELECT ${versionColumns} FROM incident_history AS i WHERE ${condition}`

/** The current version by key; null where there is no such record. */
export const find = (db: D1Database, rowKey: number): Promise<Version | null> =>
  selectFirst<Version>(db)`${currentVersions} WHERE i.row_key = ${rowKey}`

/** Current versions by their keys, in their order. */
export const listByKeys = (db: D1Database, keys: readonly number[]): Promise<Version[]> =>
  selectAll<Version>(db)`${currentVersions} WHERE i.row_key IN ${jsonList(keys)} ORDER BY i.row_key`

/** The current version by the submitter's own id. */
export const findByReference = (
  db: D1Database,
  dataset: string,
  reference: string,
): Promise<Version | null> =>
  selectFirst<Version>(db)`${currentVersions} WHERE i.dataset = ${dataset} AND i.reference = ${reference}`

/** Any version, the current one included. */
export const findRevision = (db: D1Database, rowKey: number, revision: number): Promise<Version | null> =>
  selectFirst<Version>(db)`${versionsWhere(sql`i.row_key = ${rowKey} AND i.revision = ${revision}`)}`

/** A version, and what a redaction took from it. */
export type RedactedVersion = Version & { readonly redacted: 'private' | 'record' | null }

/** The version of a commit: the current one of that time; null where there was none. */
export const findAtCommit = (
  db: D1Database,
  rowKey: number,
  seq: number,
): Promise<(Version & { readonly redacted: 'private' | 'record' | null }) | null> =>
  selectFirst<RedactedVersion>(db)`
    SELECT v.*, NULL AS redacted FROM (${currentVersions} WHERE i.row_key = ${rowKey} AND i.commit_seq <= ${seq}) AS v
    UNION ALL
    SELECT ${versionColumns}, redacted FROM incident_history AS i
    WHERE i.row_key = ${rowKey} AND i.commit_seq <= ${seq} AND superseded_by > ${seq}`

/** Returns the records published last, newest first. */
export const listLatestPublished = (db: D1Database, limit: number): Promise<Version[]> =>
  selectAll<Version>(
    db,
  )`${currentVersions} WHERE +i.status = 'published' ORDER BY i.row_key DESC LIMIT ${limit}`

/** The last version up to which nobody but these actors changed a record: the one that they left. */
export const findLastBy = async (
  db: D1Database,
  rowKey: number,
  actors: readonly string[],
): Promise<Version> => {
  const version = await selectFirst<Version>(
    db,
  )`WITH versions AS (${versionsWhere(sql`i.row_key = ${rowKey}`)}),
    foreign_hand AS (
      SELECT coalesce(min(v.revision), 9e15) AS first FROM versions AS v JOIN commits AS c ON c.seq = v."commit"
      WHERE c.actor NOT IN ${jsonList(actors)}
    )
    SELECT versions.* FROM versions, foreign_hand WHERE revision < first ORDER BY revision DESC LIMIT 1`
  if (!version) throw new Error(`The record with key ${rowKey} has no version by those who filed it.`)
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
export const findRetractionReason = async (db: D1Database, { rowKey }: Version): Promise<string | null> => {
  const row = await selectFirst<{ reason: string | null }>(db)`SELECT c.reason FROM (
      SELECT commit_seq, status, lag(status) OVER (ORDER BY revision) AS before FROM (
        SELECT commit_seq, status, revision FROM incidents WHERE row_key = ${rowKey} UNION ALL
        SELECT commit_seq, status, revision FROM incident_history WHERE row_key = ${rowKey}
      )
    ) AS v JOIN commits AS c ON c.seq = v.commit_seq
    WHERE v.status = 'retracted' AND v.before IS NOT 'retracted' ORDER BY c.seq DESC LIMIT 1`
  return row?.reason ?? null
}
