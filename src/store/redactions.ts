/** Redactions: the only operation that rewrites history. */
import { scalarFilters } from '../../schemas/query.ts'
import { rowVersion } from '../record/schema-version.ts'
import type { Read } from './batch.ts'
import { encodeBody, type NewVersion, type Version, versionColumns } from './incidents.ts'
import { digestsOf, erase, mergeDigests, setDigests } from './row-digests.ts'
import { jsonList, prepare, raw, type Sql, selectAll, selectFirst, sql, toChunks } from './sql.ts'

const newestSeq = sql`(SELECT max(seq) FROM commits)`

/**
 * Returns the statement that opens the history of a record for the batch of its commit; `changed` contains JSON
 * Pointers.
 */
export const open = (db: D1Database, rowKey: number, changed: readonly string[]): D1PreparedStatement => {
  const row = { row_key: rowKey, changed: JSON.stringify(changed) }
  return prepare(db)`INSERT INTO redactions (commit_seq, row_key, changed, open, files_deleted, digests)
    VALUES (${newestSeq}, ${rowKey}, ${row.changed}, 1, 0, ${digestsOf('redactions', ['row'], row)})`
}

export const close = (db: D1Database): D1PreparedStatement =>
  prepare(db)`UPDATE redactions SET open = 0 WHERE commit_seq = ${newestSeq}`

/** The size of the pages in which old versions are read, in bytes. */
const pageBytes = 700_000

/** The reason of a commit, and the salt of its digest (`src/record/chain.ts`). */
export interface SealedReason {
  readonly reason: string | null
  readonly reasonSeal: string | null
}

/** A version with its salts and the reason of its commit. */
export interface VersionWithReason extends Version, SealedReason {
  readonly seal: string | null
}

/** Yields the old versions of a record in order, page by page; a page can be larger than `pageBytes` by one version. */
export async function* oldVersions(db: D1Database, rowKey: number): AsyncGenerator<VersionWithReason[]> {
  const pages = await selectAll<{ first: number; last: number }>(db)`
    SELECT min(revision) AS first, max(revision) AS last FROM (
      SELECT revision, CAST(sum(octet_length(public_json) + coalesce(octet_length(full_json), 0) + octet_length(warnings))
        OVER (ORDER BY revision) / ${pageBytes} AS INTEGER) AS page
      FROM incident_history WHERE row_key = ${rowKey}
    ) GROUP BY page ORDER BY page`
  for (const { first, last } of pages)
    yield await selectAll<VersionWithReason>(db)`
      SELECT ${versionColumns}, i.seal, reason, commits.seal AS "reasonSeal" FROM incident_history AS i JOIN commits ON seq = i.commit_seq
      WHERE i.row_key = ${rowKey} AND i.revision BETWEEN ${first} AND ${last} ORDER BY i.revision`
}

/** Returns the salts of the current version of a record, and the reason of its commit. Throws an Error if there is none. */
export const findSeals = async (
  db: D1Database,
  { rowKey }: Version,
): Promise<SealedReason & { readonly seal: string | null }> => {
  const found = await selectFirst<SealedReason & { seal: string | null }>(db)`
    SELECT b.seal, c.reason, c.seal AS "reasonSeal" FROM incidents AS i
    JOIN incident_body AS b ON b.row_key = i.row_key JOIN commits AS c ON c.seq = i.commit_seq
    WHERE i.row_key = ${rowKey}`
  if (!found) throw new Error(`There is no record with the key ${rowKey}.`)
  return found
}

/** The content that a redaction removed from a version: only withheld values, or something that its readers saw. */
export type RedactionScope = 'private' | 'record'

const textColumns = [
  'csv_row',
  'facets',
  'public_json',
  'full_json',
  'warnings',
  'search_words',
  'schema_version',
  'seal',
  ...scalarFilters,
] as const
const historyColumns = ['revision', 'redacted', ...textColumns] as const
const historyValues = ({ version, scope }: StagedRedaction) => {
  const { csvRow, publicJson, fullJson, warnings, searchWords } = encodeBody(version)
  const texts = [
    csvRow,
    version.facets,
    publicJson,
    fullJson,
    warnings,
    searchWords,
    rowVersion,
    version.seal,
  ]
  return [version.revision, scope, ...texts, ...version.filter]
}

/** A redacted version. */
export interface StagedRedaction {
  readonly version: NewVersion
  readonly scope: RedactionScope
}

/** Stages versions of a redaction. */
export const stage = async (
  db: D1Database,
  id: string,
  versions: readonly StagedRedaction[],
): Promise<void> => {
  for (const chunk of toChunks(versions.map(historyValues)))
    await prepare(db)`INSERT INTO redacted_versions (redaction, ${raw(historyColumns.join(', '))})
      SELECT ${id}, ${raw(historyColumns.map((_, i) => `value ->> ${i}`).join(', '))} FROM json_each(${chunk})`.run()
}

/** Returns the statement that deletes the staged versions of a redaction, and those of redactions before an id. */
export const discard = (db: D1Database, id: string, before: string): D1PreparedStatement =>
  prepare(db)`DELETE FROM redacted_versions WHERE redaction = ${id} OR redaction < ${before}`

/** Returns the statement that replaces old versions of a record, whose history is open, by the staged ones. */
export const updateHistory = (db: D1Database, rowKey: number, id: string): D1PreparedStatement => {
  const columns = raw(textColumns.join(', '))
  const staged = sql`redacted_versions WHERE redaction = ${id}`
  return prepare(db)`UPDATE incident_history SET (redacted, ${columns}) = (
      SELECT iif(incident_history.redacted = 'record', 'record', redacted), ${columns}
      FROM ${staged} AND revision = incident_history.revision
    ) WHERE row_key = ${rowKey} AND revision IN (SELECT revision FROM ${staged})`
}

/** Returns the statement that deletes the suggested corrections of a record whose history is open. */
export const deleteSuggestions = (db: D1Database, rowKey: number): D1PreparedStatement =>
  prepare(db)`UPDATE suggestions SET ${erase} WHERE incident = ${rowKey}`

export interface CommitReason {
  readonly seq: number
  readonly reason: string
  /** The digest of the reason before, as a seal; null for a commit without the chain. */
  readonly seal: string | null
}

/** Returns the statements that replace reasons of commits of a record whose history is open. */
export const updateReasons = (db: D1Database, reasons: readonly CommitReason[]): D1PreparedStatement[] =>
  toChunks(reasons.map(({ seq, reason, seal }) => [seq, reason, seal])).map(
    (chunk) =>
      prepare(db)`
    UPDATE commits SET reason = r.value ->> 1, seal = r.value ->> 2 FROM json_each(${chunk}) AS r WHERE commits.seq = r.value ->> 0`,
  )

/**
 * Returns the statement that cancels imports. Any file sent to one of the record's datasets may contain the redacted
 * content, even one of a dry run or a rejected one. Their digest of the redaction is that of its row.
 */
export const cancelImports = (db: D1Database, datasets: readonly string[]): D1PreparedStatement =>
  prepare(db)`UPDATE imports SET redacted_by = ${newestSeq}, mapping = NULL, settings = NULL,
      ${mergeDigests(sql`json_object('source', NULL, 'redaction', (
        SELECT digests ->> '$.row' FROM redactions WHERE commit_seq = ${newestSeq}
      ))`)}
    WHERE redacted_by IS NULL AND (dataset IS NULL OR dataset IN ${jsonList(datasets)})`

/** A text outside of records that a redaction does not rewrite. */
export interface OutsideText {
  readonly kind: 'dataset' | 'past' | 'token'
  /** The path of the dataset or token. */
  readonly at: string
  readonly text: string
}

const description = raw(
  "concat_ws(char(10), slug, title, description, licence, attribution) AS text, '/datasets/' || slug AS at",
)

/** Returns all descriptions of datasets, the current and earlier ones, and all names of tokens. */
export const listOutsideTexts = (db: D1Database): Promise<OutsideText[]> =>
  selectAll<OutsideText>(db)`SELECT 'dataset' AS kind, ${description} FROM datasets
    UNION ALL SELECT 'past', ${description} FROM dataset_history
    UNION ALL SELECT 'token', name, '/tokens/' || id FROM tokens ORDER BY 3`

/** Returns the redactions whose files may still exist, and the imports that they cancelled. */
export const listUnfinished = async (
  db: D1Database,
): Promise<{ seq: number; rowKey: number; imports: string[] }[]> => {
  const found = await selectAll<{ seq: number; rowKey: number; imports: string }>(db)`
    SELECT r.commit_seq AS seq, r.row_key AS "rowKey",
      (SELECT json_group_array(id) FROM imports WHERE redacted_by = r.commit_seq) AS imports
    FROM redactions AS r INDEXED BY redactions_unfinished WHERE r.files_deleted = 0`
  return found.map((each) => ({ ...each, imports: JSON.parse(each.imports) }))
}

export const finish = async (
  db: D1Database,
  { seq, rowKey }: { readonly seq: number; readonly rowKey: number },
): Promise<void> => {
  await prepare(db)`UPDATE redactions SET files_deleted = 1,
    ${setDigests('redactions', ['files'], { row_key: rowKey, files_deleted: 1 })} WHERE commit_seq = ${seq}`.run()
}

/** The commit of a redaction. */
export interface RedactionCommit {
  readonly seq: number
  readonly at: string
  readonly reason: string
}

/**
 * The versions visible to a reader: those with these statuses, of one record if `rowKey` is given. `filer` limits
 * unpublished versions to those of one filer. The full view includes withheld values.
 */
export interface Visibility {
  readonly statuses: readonly string[]
  readonly view: 'public' | 'full'
  readonly rowKey?: number
  readonly filer?: string | undefined
}

/** Returns the read of the last redaction of anything visible to a reader at a commit; null if there is none. */
export const readForSnapshot = (
  db: D1Database,
  seq: Sql,
  { statuses, view, rowKey, filer }: Visibility,
): Read<RedactionCommit | null> => ({
  statement: prepare(db)`SELECT c.seq, c.at, c.reason
    FROM incident_history AS h INDEXED BY incident_history_redacted
    CROSS JOIN redactions AS r ON r.row_key = h.row_key CROSS JOIN commits AS c ON c.seq = r.commit_seq
    WHERE h.redacted IS NOT NULL AND h.superseded_by > ${seq} AND h.commit_seq <= ${seq}
      AND h.status IN ${jsonList(statuses)} AND (${view === 'full'} OR h.redacted = 'record')
      AND h.row_key = coalesce(${rowKey}, h.row_key) AND (h.status = 'published' OR h.filer = coalesce(${filer}, h.filer))
    ORDER BY c.seq DESC LIMIT 1`,
  parse: ([row = null]) => row as RedactionCommit | null,
})

/** Returns the redaction with this commit number; null if there is none. */
export const find = (db: D1Database, seq: number): Promise<RedactionCommit | null> =>
  selectFirst<RedactionCommit>(db)`SELECT seq, at, reason FROM commits WHERE seq = ${seq}`

/** Returns whether anything was redacted after a commit. Reads at most one row. */
export const hasRedactionSince = async (db: D1Database, seq: number): Promise<boolean> =>
  (await selectFirst(db)`SELECT 1 FROM redactions WHERE commit_seq > ${seq} LIMIT 1`) !== null

/** Returns the read of the commit of the last redaction; 0 if there was none. */
export const readLastRedaction = (db: D1Database): Read<number> => ({
  statement: prepare(db)`SELECT coalesce(max(commit_seq), 0) AS seq FROM redactions`,
  parse: ([row]) => (row as { seq: number }).seq,
})
