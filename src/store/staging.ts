/** Many versions in one commit: staged in chunks outside the clock, then taken over by one batch. */
import { Buffer } from 'node:buffer'
import { scalarFilters } from '../../schemas/query.ts'
import type { NewVersion } from './incidents.ts'

/** A link as the index of links has it: dataset, the name that is linked to, the key of the record that links. */
export type LinkRow = readonly [dataset: string, named: string, n: number]

const narrowColumns = ['n', 'id', 'revision', 'filer', 'status', 'facets', ...scalarFilters] as const
const bodyColumns = ['n', 'revision', 'doc', 'notes', 'warnings', 'words', 'line'] as const

const narrowRow = (version: NewVersion) => [
  version.n,
  version.id,
  version.revision,
  version.filer,
  version.status,
  version.facets,
  ...scalarFilters.map((name) => version.filter[name]),
]

const bodyRow = (version: NewVersion) => bodyColumns.map((name) => version[name])

/** A version as a chunk has it. */
export interface Staged {
  readonly narrow: string
  readonly body: string
  readonly linksGone: readonly LinkRow[]
  readonly linksCome: readonly LinkRow[]
  /** How many bytes it takes in a chunk. */
  readonly bytes: number
}

export const staged = (
  version: NewVersion,
  linksGone: readonly LinkRow[],
  linksCome: readonly LinkRow[],
): Staged => {
  const narrow = JSON.stringify(narrowRow(version))
  const body = JSON.stringify(bodyRow(version))
  const links =
    linksGone.length + linksCome.length > 0 ? JSON.stringify([linksGone, linksCome]).length * 3 : 0
  return {
    narrow,
    body,
    linksGone,
    linksCome,
    bytes: Buffer.byteLength(narrow) + Buffer.byteLength(body) + links + 2,
  }
}

/** A chunk takes versions of so many bytes together; a row of the database takes 2,000,000. */
export const chunkLimit = 1_900_000

/** The statement that stages a chunk of versions of at most `chunkLimit` bytes. */
export const stage = (
  db: D1Database,
  importId: string,
  chunk: number,
  versions: readonly Staged[],
): D1PreparedStatement =>
  db
    .prepare(
      `INSERT INTO import_chunks (import, chunk, narrow, bodies, links_gone, links_come)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6)`,
    )
    .bind(
      importId,
      chunk,
      `[${versions.map(({ narrow }) => narrow).join(',')}]`,
      `[${versions.map(({ body }) => body).join(',')}]`,
      JSON.stringify(versions.flatMap(({ linksGone }) => linksGone)),
      JSON.stringify(versions.flatMap(({ linksCome }) => linksCome)),
    )

const rowsOf = (column: string, names: readonly string[]): string =>
  `SELECT ${names.map((name, i) => `r.value ->> ${i} AS ${name}`).join(', ')}
   FROM import_chunks AS c, json_each(c.${column}) AS r WHERE c.import = ?1`

const narrow = rowsOf('narrow', narrowColumns)
const bodies = rowsOf('bodies', bodyColumns)
const newestSeq = '(SELECT max(seq) FROM commits)'
const newestAt = '(SELECT at FROM commits ORDER BY seq DESC LIMIT 1)'
const changed = narrowColumns.filter((name) => !['n', 'id', 'filer'].includes(name))

/**
 * The statements that take over all staged chunks of an import; they go into one batch behind the commit's. New
 * versions are inserted, further ones replace the version before, and the guards refuse what is not its next.
 */
export const promote = (
  db: D1Database,
  importId: string,
  some: { readonly created: boolean; readonly revised: boolean },
) => {
  const statements: string[] = []
  if (some.created)
    statements.push(
      `INSERT INTO incidents (commit_seq, ${narrowColumns.join(', ')})
       SELECT ${newestSeq}, r.* FROM (${narrow}) AS r WHERE r.revision = 1`,
      `INSERT INTO incident_body (n, revision, doc, notes, warnings, words, created_at, updated_at, line)
       SELECT n, revision, doc, notes, warnings, words, at, at, line || ',' || at || ',' || at
       FROM (${bodies}) AS r, (SELECT ${newestAt} AS at) WHERE r.revision = 1`,
    )
  if (some.revised)
    statements.push(
      `UPDATE incidents SET commit_seq = ${newestSeq}, ${changed.map((name) => `${name} = r.${name}`).join(', ')}
       FROM (${narrow}) AS r WHERE incidents.n = r.n AND r.revision > 1`,
      `UPDATE incident_body SET revision = r.revision, doc = r.doc, notes = r.notes, warnings = r.warnings,
         words = r.words, updated_at = ${newestAt},
         line = r.line || ',' || created_at || ',' || ${newestAt}
       FROM (${bodies}) AS r WHERE incident_body.n = r.n AND r.revision > 1`,
    )
  statements.push(
    `DELETE FROM incident_links WHERE (dataset, named, n) IN
       (SELECT r.value ->> 0, r.value ->> 1, r.value ->> 2 FROM import_chunks AS c, json_each(c.links_gone) AS r WHERE c.import = ?1)`,
    `INSERT OR IGNORE INTO incident_links (dataset, named, n)
       SELECT r.value ->> 0, r.value ->> 1, r.value ->> 2 FROM import_chunks AS c, json_each(c.links_come) AS r WHERE c.import = ?1`,
    'DELETE FROM import_chunks WHERE import = ?1',
  )
  return statements.map((sql) => db.prepare(sql).bind(importId))
}

/** Throws staged chunks away. */
export const discard = (db: D1Database, importId: string): D1PreparedStatement =>
  db.prepare('DELETE FROM import_chunks WHERE import = ?1').bind(importId)
