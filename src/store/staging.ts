/** Many versions in one commit: staged in chunks outside the clock, then taken over by one batch. */
import { scalarFilters } from '../../schemas/query.ts'
import type { NewVersion } from './incidents.ts'

/** A link as the index of links has it: dataset, the name that is linked to, the key of the record that links. */
export type LinkRow = readonly [dataset: string, named: string, n: number]

/** A row without a reference: the digest of what it states, its number among equal rows, the record that it makes. */
export type MadeRow = readonly [dataset: string, digest: string, nth: number, n: number]

export const narrowColumns = ['n', 'id', 'revision', 'filer', 'status', 'facets', ...scalarFilters] as const
export const bodyColumns = ['n', 'revision', 'doc', 'whole', 'warnings', 'words', 'line'] as const

/** What reads these columns, in their order, out of the JSON arrays that `r` yields. */
export const columnsOf = (names: readonly string[]): string =>
  names.map((name, i) => `r.value ->> ${i} AS ${name}`).join(', ')

const beyondAscii = /[^\0-\x7f]/g

/** JSON without a character beyond ASCII: as many bytes as characters, and the fastest way into the database. */
const asciiJson = (value: unknown): string =>
  JSON.stringify(value).replace(
    beyondAscii,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

const narrowRow = (version: NewVersion) => [
  version.n,
  version.id,
  version.revision,
  version.filer,
  version.status,
  version.facets,
  ...scalarFilters.map((name) => version.filter[name]),
]

/** A body as JSON: no text that is kept has a quote or a backslash, or anything else that needs an escape. */
const bodyRow = ({ n, revision, doc, whole, warnings, words, line }: NewVersion): string =>
  `[${n},${revision},"${doc}",${whole === null ? 'null' : `"${whole}"`},"${warnings}","${words}","${line}"]`

/** A version on its way; rows are JSON. */
export interface Staged {
  /** Whether it is the first of its record. */
  readonly first: boolean
  readonly narrow: string
  readonly body: string
  readonly linksGone: readonly LinkRow[]
  readonly linksCome: readonly LinkRow[]
  readonly made: readonly MadeRow[]
  /** How many bytes it takes in a chunk. */
  readonly bytes: number
}

const bytesOf = (rows: readonly unknown[]): number => (rows.length === 0 ? 0 : asciiJson(rows).length)

export const staged = (
  version: NewVersion,
  linksGone: readonly LinkRow[],
  linksCome: readonly LinkRow[],
  made: readonly MadeRow[],
): Staged => {
  const narrow = asciiJson(narrowRow(version))
  const body = bodyRow(version)
  const bytes = narrow.length + body.length + bytesOf(linksGone) + bytesOf(linksCome) + bytesOf(made) + 2
  return { first: version.revision === 1, narrow, body, linksGone, linksCome, made, bytes }
}

/** A chunk takes versions of so many bytes together; a row of the database takes 2,000,000. */
export const chunkLimit = 1_900_000

const listOf = (rows: readonly string[]): string => `[${rows.join(',')}]`

/** A body as JSON, and whether it is of the first version of its record. */
type Body = Pick<Staged, 'first' | 'body'>

const those = (bodies: readonly Body[], first: boolean): string[] =>
  bodies.filter((each) => each.first === first).map(({ body }) => body)

/** What puts bodies of new records where they belong; nobody sees them before their incidents are there. */
const bodiesAhead = (db: D1Database, bodies: readonly Body[]): D1PreparedStatement[] => {
  const ahead = those(bodies, true)
  if (ahead.length === 0) return []
  const sql = `INSERT INTO incident_body (${bodyColumns.join(', ')})
    SELECT ${columnsOf(bodyColumns)} FROM jsonb_each(?1) AS r`
  return [db.prepare(sql).bind(listOf(ahead))]
}

/**
 * The statements that stage a chunk of versions of at most `chunkLimit` bytes. Bodies of new records go to their
 * table at once, unless they wait.
 */
export const stage = (
  db: D1Database,
  importId: string,
  { chunk, waiting }: { readonly chunk: number; readonly waiting: boolean },
  versions: readonly Staged[],
): D1PreparedStatement[] => {
  const bodies = waiting ? versions.map(({ body }) => body) : those(versions, false)
  const row = db
    .prepare(
      `INSERT INTO import_chunks (import, chunk, waiting, narrow, bodies, links_gone, links_come, made)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)`,
    )
    .bind(
      importId,
      chunk,
      waiting ? 1 : 0,
      listOf(versions.map(({ narrow }) => narrow)),
      listOf(bodies),
      asciiJson(versions.flatMap(({ linksGone }) => linksGone)),
      asciiJson(versions.flatMap(({ linksCome }) => linksCome)),
      asciiJson(versions.flatMap(({ made }) => made)),
    )
  return [row, ...(waiting ? [] : bodiesAhead(db, versions))]
}

/** What a version that waits was made of. */
export type Waiting = Pick<
  NewVersion,
  'n' | 'id' | 'revision' | 'filer' | 'status' | 'doc' | 'whole' | 'warnings'
>

const named = (columns: readonly string[], values: readonly unknown[]) =>
  Object.fromEntries(columns.map((name, i) => [name, values[i]]))

/** The versions of a chunk, in their order. */
export const versionsIn = async (db: D1Database, importId: string, chunk: number): Promise<Waiting[]> => {
  const row = await db
    .prepare('SELECT narrow, bodies FROM import_chunks WHERE import = ?1 AND chunk = ?2')
    .bind(importId, chunk)
    .first<{ narrow: string; bodies: string }>()
  if (!row) throw new Error(`Chunk ${chunk} of the import ${importId} is gone.`)
  const narrow = JSON.parse(row.narrow) as unknown[][]
  const bodies = JSON.parse(row.bodies) as unknown[][]
  return narrow.map(
    (values, i) => ({ ...named(narrowColumns, values), ...named(bodyColumns, bodies[i] ?? []) }) as Waiting,
  )
}

/** The statements that end the waiting of a chunk's versions; only what they are warned of may differ. */
export const settle = (
  db: D1Database,
  importId: string,
  chunk: number,
  versions: readonly NewVersion[],
): D1PreparedStatement[] => {
  const bodies = versions.map((version) => ({ first: version.revision === 1, body: bodyRow(version) }))
  return [
    db
      .prepare('UPDATE import_chunks SET waiting = 0, bodies = ?3 WHERE import = ?1 AND chunk = ?2')
      .bind(importId, chunk, listOf(those(bodies, false))),
    ...bodiesAhead(db, bodies),
  ]
}

/** Throws chunks away, and the bodies of theirs that no incident has. */
const drop = (db: D1Database, which: string, params: readonly unknown[]): D1PreparedStatement[] =>
  [
    `DELETE FROM incident_body WHERE n IN (
       SELECT r.value ->> 0 FROM import_chunks AS c, jsonb_each(c.narrow) AS r WHERE ${which}
     ) AND NOT EXISTS (SELECT 1 FROM incidents AS i WHERE i.n = incident_body.n)`,
    `DELETE FROM import_chunks AS c WHERE ${which}`,
  ].map((sql) => db.prepare(sql).bind(...params))

/** The statements that throw away what an import has staged. */
export const discard = (db: D1Database, importId: string): D1PreparedStatement[] =>
  drop(db, 'c.import = ?1', [importId])

/** So many chunks are swept at a time. */
const sweptAtOnce = 20

/**
 * The statements that throw away what imports with ids before this one left staged, the oldest first: some of it, if
 * it is much.
 */
export const sweep = (db: D1Database, before: string): D1PreparedStatement[] =>
  drop(
    db,
    `(c.import, c.chunk) IN (
       SELECT import, chunk FROM import_chunks WHERE import < ?1 ORDER BY import, chunk LIMIT ${sweptAtOnce}
     )`,
    [before],
  )
