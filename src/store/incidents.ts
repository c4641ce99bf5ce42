/** Records: their current versions, and access to any version. */
import { scalarFilters } from '../../schemas/query.ts'
import type { DatasetFacts } from '../record/citation/citation-data.ts'
import { rowVersion } from '../record/schema-version.ts'
import { encodeStored, maxBytesPerUnit } from '../text/storage-encoding.ts'
import { parseSurvivor, type Survivor, survivorColumn } from './merges.ts'
import { jsonList, parameters, prepare, raw, type Sql, selectAll, selectFirst, sql } from './sql.ts'

/** A version to write. The facets are in storage encoding; the other texts are encoded here. */
export interface NewVersion {
  readonly rowKey: number
  readonly id: string
  readonly datasetSlug: string
  readonly revision: number
  readonly filer: string
  readonly status: string
  /** The values of `scalarFilters`, in their order. */
  readonly filter: readonly (string | number | null)[]
  readonly facets: string
  readonly searchWords: string
  /** The public part of the canonical record as JSON, without its first brace. */
  readonly publicJson: string
  /** The full record as JSON; null if it is public. */
  readonly fullJson: string | null
  readonly warnings: string
  /** Its CSV row up to the two times, which the commit sets. */
  readonly csvRow: string
  /** The salts of its digests (`src/record/chain.ts`); null for one written without the chain. */
  readonly seal: string | null
}

/** A stored version. */
export interface Version {
  readonly rowKey: number
  readonly id: string
  /** The dataset of the record in this version. */
  readonly datasetSlug: string
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

/** The most bytes of a row in D1. */
export const maxRowBytes = 2_000_000

/** Returns the texts of a version's body in storage encoding. */
export const encodeBody = ({ publicJson, fullJson, warnings, searchWords, csvRow }: NewVersion) => ({
  publicJson: encodeStored(publicJson),
  fullJson: fullJson === null ? null : encodeStored(fullJson),
  warnings: encodeStored(warnings),
  searchWords: encodeStored(searchWords),
  csvRow: encodeStored(csvRow),
})

/** Returns the most bytes of a value: three for each UTF-16 unit of a text in UTF-8, nine for a number. */
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

/** Returns the most bytes of the texts of a version's body. */
export const maxBodyBytes = (version: NewVersion): number => bodyLength(version) * maxBytesPerUnit

/** Returns whether the widest row of a version fits into the database: the one in history, which has every column. */
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

/** Returns the values of `incidentColumns`, in their order. */
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
  'seal',
] as const

/** Returns the values of `bodyColumns`, in their order. */
export const bodyValues = (version: NewVersion) => {
  const { rowKey, revision, seal } = version
  const { publicJson, fullJson, warnings, searchWords, csvRow } = encodeBody(version)
  return [rowKey, revision, publicJson, fullJson, warnings, searchWords, csvRow, rowVersion, seal]
}

/** Returns the statements that insert a record; they follow the commit's statement in its batch. */
export const insert = (db: D1Database, version: NewVersion): D1PreparedStatement[] => [
  prepare(
    db,
  )`INSERT INTO incident_body (${raw(bodyColumns.join(', '))}) VALUES (${parameters(bodyValues(version))})`,
  prepare(db)`INSERT INTO incidents (commit_seq, created_at, updated_at, ${raw(incidentColumns.join(', '))})
    SELECT seq, at, at, ${parameters(incidentValues(version))} FROM commits ORDER BY seq DESC LIMIT 1 ${returningStamps}`,
]

/**
 * Returns the statements that replace the current version of an existing record; they follow the commit's statement
 * in its batch. The triggers reject them if the current version is not `version.revision - 1`.
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

/** The columns of a `Version`, from `incidents` or `incident_history` as `i`, and their bodies. */
export const versionColumns = sql`i.row_key AS "rowKey", i.id, i.revision, i.commit_seq AS "commit", i.filer, i.status,
  i.dataset AS "datasetSlug", public_json AS "publicJson", full_json AS "fullJson", warnings, created_at, updated_at`

/** Selects current versions `i`. */
export const currentVersions = sql`SELECT ${versionColumns} FROM incidents AS i JOIN incident_body AS b ON b.row_key = i.row_key`

/** Returns the versions that match a condition on `i`, current and superseded, in any order. */
export const versionsWhere = (condition: Sql): Sql =>
  sql`${currentVersions} WHERE ${condition}
    UNION ALL
    SELECT ${versionColumns} FROM incident_history AS i WHERE ${condition}`

/** Returns the current version of a record by its key; null if there is none. */
export const find = (db: D1Database, rowKey: number): Promise<Version | null> =>
  selectFirst<Version>(db)`${currentVersions} WHERE i.row_key = ${rowKey}`

/** SQL for the bytes of a version's documents, from its body or from history. */
export const documentBytes = raw(
  'octet_length(public_json) + coalesce(octet_length(full_json), 0) + octet_length(warnings)',
)

/** The most bytes of documents on a page, except that its last version may exceed it: D1 sends at most 50 MB. */
export const maxPageBytes = 8_000_000

/** A version with the description of its dataset as it is now. */
export interface DescribedVersion extends Version {
  readonly dataset: DatasetFacts
}

/** A current version with what answers for it while it is not public. */
export interface CurrentVersion extends DescribedVersion {
  /** Why a rejected, retracted or merged record is so, even if it was edited since. */
  readonly statusReason: string | null
  /** The final survivor of a merged record. */
  readonly survivor: Survivor | null
}

/** The description of the dataset of `i` as it is now, as JSON. */
const datasetColumn = sql`(SELECT json_object('slug', slug, 'title', title, 'description', description,
    'licence', licence, 'attribution', attribution) FROM datasets WHERE slug = i.dataset) AS dataset`

/** Selects a column of the commit `c` that gave the record `i` its status, even if it was edited since. */
export const ofStatusCommit = (column: 'reason' | 'undoes'): Sql => sql`SELECT c.${raw(column)} FROM (
    SELECT commit_seq, status, lag(status) OVER (ORDER BY revision) AS before FROM (
      SELECT commit_seq, status, revision FROM incidents WHERE row_key = i.row_key UNION ALL
      SELECT commit_seq, status, revision FROM incident_history WHERE row_key = i.row_key
    )
  ) AS v JOIN commits AS c ON c.seq = v.commit_seq
  WHERE v.status = i.status AND v.before IS NOT i.status ORDER BY c.seq DESC LIMIT 1`

const statusReason = ofStatusCommit('reason')

/** Returns why records are rejected, retracted or merged, by their keys; others have no reason. */
export const listStatusReasons = async (
  db: D1Database,
  keys: readonly number[],
): Promise<ReadonlyMap<number, string>> => {
  const found = await selectAll<{ rowKey: number; reason: string | null }>(db)`
    SELECT i.row_key AS "rowKey", (${statusReason}) AS reason FROM incidents AS i
    WHERE i.row_key IN ${jsonList(keys)} AND i.status IN ('rejected', 'retracted', 'merged')`
  return new Map(found.flatMap(({ rowKey, reason }) => (reason === null ? [] : [[rowKey, reason] as const])))
}

/** Returns the current version of the record with a key, with the reason or the survivor; null if there is none. */
export const findCurrentWhere = (db: D1Database, rowKey: Sql): Promise<CurrentVersion | null> =>
  selectFirst<
    Omit<CurrentVersion, 'survivor' | 'dataset'> & {
      readonly survivor: string | null
      readonly dataset: string
    }
  >(db)`SELECT ${versionColumns},
      CASE WHEN i.status IN ('rejected', 'retracted', 'merged') THEN (${statusReason}) END AS "statusReason",
      ${survivorColumn}, ${datasetColumn}
    FROM incidents AS i JOIN incident_body AS b ON b.row_key = i.row_key WHERE i.row_key = ${rowKey}`.then(
    (found) =>
      found && { ...found, survivor: parseSurvivor(found.survivor), dataset: JSON.parse(found.dataset) },
  )

/** Returns the current version of a record by its key; null if there is none. */
export const findCurrent = (db: D1Database, rowKey: number): Promise<CurrentVersion | null> =>
  findCurrentWhere(db, sql`${rowKey}`)

/** Returns the ids of records by their keys, in order of key. */
export const listIds = async (db: D1Database, keys: Float64Array): Promise<string[]> => {
  const found = await selectAll<{ id: string }>(db)`
    SELECT id FROM incidents WHERE row_key IN ${jsonList([...keys])} ORDER BY row_key`
  return found.map(({ id }) => id)
}

/** Returns current versions by their keys, in order of key. */
export const listByKeys = (db: D1Database, keys: readonly number[]): Promise<Version[]> =>
  selectAll<Version>(db)`${currentVersions} WHERE i.row_key IN ${jsonList(keys)} ORDER BY i.row_key`

/** Returns the current version of a record by the submitter's own id; null if there is none. */
export const findByReference = (
  db: D1Database,
  dataset: string,
  reference: string,
): Promise<Version | null> =>
  selectFirst<Version>(db)`${currentVersions} WHERE i.dataset = ${dataset} AND i.reference = ${reference}`

/** Returns a version, current or superseded; null if there is none. */
export const findRevision = (db: D1Database, rowKey: number, revision: number): Promise<Version | null> =>
  selectFirst<Version>(db)`${versionsWhere(sql`i.row_key = ${rowKey} AND i.revision = ${revision}`)}`

/** Returns the versions with these keys and revisions, current or superseded, in any order. */
export const listRevisions = (
  db: D1Database,
  versions: readonly Pick<Version, 'rowKey' | 'revision'>[],
): Promise<Version[]> => {
  const pairs = JSON.stringify(versions.map(({ rowKey, revision }) => [rowKey, revision]))
  return selectAll<Version>(db)`${versionsWhere(sql`(i.row_key, i.revision) IN (
    SELECT v.value ->> 0, v.value ->> 1 FROM json_each(${pairs}) AS v
  )`)}`
}

/** A version at a commit, and whether a redaction removed content from it. */
export interface PastVersion extends DescribedVersion {
  readonly redacted: 'private' | 'record' | null
}

/** Returns the version that was current at a commit; null if there was none. */
export const findAtCommit = (db: D1Database, rowKey: number, seq: number): Promise<PastVersion | null> =>
  selectFirst<Omit<PastVersion, 'dataset'> & { readonly dataset: string }>(db)`
    SELECT ${versionColumns}, NULL AS redacted, ${datasetColumn}
    FROM incidents AS i JOIN incident_body AS b ON b.row_key = i.row_key
    WHERE i.row_key = ${rowKey} AND i.commit_seq <= ${seq}
    UNION ALL
    SELECT ${versionColumns}, redacted, ${datasetColumn} FROM incident_history AS i
    WHERE i.row_key = ${rowKey} AND i.commit_seq <= ${seq} AND superseded_by > ${seq}`.then(
    (found) => found && { ...found, dataset: JSON.parse(found.dataset) },
  )

/** Values of a version that its commit sets. */
export interface CommitStamps {
  readonly commit: number
  readonly created_at: string
  readonly updated_at: string
}

/**
 * Returns the values set by the commit, from the results of the batch that wrote a version. Throws an Error if they
 * are missing.
 */
export const readStamps = (results: readonly D1Result[]): CommitStamps => {
  const rows = results.flatMap((result) => result.results as (CommitStamps | object)[])
  const stamps = rows.find((row) => 'commit' in row)
  if (!stamps) throw new Error('A version was not found behind its own writing.')
  return stamps
}

/** Returns a version that a commit wrote, as it is stored. */
export const toStored = (row: NewVersion, stamps: CommitStamps): Version => ({
  ...row,
  ...encodeBody(row),
  ...stamps,
})

/** Returns a version that a batch wrote, as it is stored. Throws an Error if the results of the batch lack it. */
export const toVersion = (row: NewVersion, results: readonly D1Result[]): Version =>
  toStored(row, readStamps(results))
