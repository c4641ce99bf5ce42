/** Many versions in one commit: staged in chunks outside the clock, then taken over by one batch. */
import { Buffer } from 'node:buffer'
import { scalarFilters } from '../../schemas/query.ts'
import type { NewVersion } from './incidents.ts'

/** A link as the index of links has it: dataset, the name that is linked to, the key of the record that links. */
export type LinkRow = readonly [dataset: string, named: string, n: number]

/** A row without a reference: the digest of what it states, its number among equal rows, the record that it makes. */
export type MadeRow = readonly [dataset: string, digest: string, nth: number, n: number]

export const narrowColumns = ['n', 'id', 'revision', 'filer', 'status', 'facets', ...scalarFilters] as const
export const bodyColumns = ['n', 'revision', 'doc', 'notes', 'warnings', 'words', 'line'] as const

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
  readonly made: readonly MadeRow[]
  /** How many bytes it takes in a chunk. */
  readonly bytes: number
}

const bytesOf = (rows: readonly unknown[]): number =>
  rows.length === 0 ? 0 : Buffer.byteLength(JSON.stringify(rows))

export const staged = (
  version: NewVersion,
  linksGone: readonly LinkRow[],
  linksCome: readonly LinkRow[],
  made: readonly MadeRow[],
): Staged => {
  const narrow = JSON.stringify(narrowRow(version))
  const body = JSON.stringify(bodyRow(version))
  const beside = bytesOf(linksGone) + bytesOf(linksCome) + bytesOf(made)
  const bytes = Buffer.byteLength(narrow) + Buffer.byteLength(body) + beside + 2
  return { narrow, body, linksGone, linksCome, made, bytes }
}

/** A chunk takes versions of so many bytes together; a row of the database takes 2,000,000. */
export const chunkLimit = 1_900_000

/** The statement that stages a chunk of versions of at most `chunkLimit` bytes. */
export const stage = (
  db: D1Database,
  importId: string,
  { chunk, waiting }: { readonly chunk: number; readonly waiting: boolean },
  versions: readonly Staged[],
): D1PreparedStatement =>
  db
    .prepare(
      `INSERT INTO import_chunks (import, chunk, waiting, narrow, bodies, links_gone, links_come, made)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)`,
    )
    .bind(
      importId,
      chunk,
      waiting ? 1 : 0,
      `[${versions.map(({ narrow }) => narrow).join(',')}]`,
      `[${versions.map(({ body }) => body).join(',')}]`,
      JSON.stringify(versions.flatMap(({ linksGone }) => linksGone)),
      JSON.stringify(versions.flatMap(({ linksCome }) => linksCome)),
      JSON.stringify(versions.flatMap(({ made }) => made)),
    )

/** What a version that waits was made of. */
export type Waiting = Pick<
  NewVersion,
  'n' | 'id' | 'revision' | 'filer' | 'status' | 'doc' | 'notes' | 'warnings'
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

/** The statement that ends the waiting of a chunk's versions; only what they are warned of may differ. */
export const settle = (
  db: D1Database,
  importId: string,
  chunk: number,
  versions: readonly NewVersion[],
): D1PreparedStatement =>
  db
    .prepare('UPDATE import_chunks SET waiting = 0, bodies = ?3 WHERE import = ?1 AND chunk = ?2')
    .bind(importId, chunk, JSON.stringify(versions.map(bodyRow)))

/** Throws staged chunks away. */
export const discard = (db: D1Database, importId: string): D1PreparedStatement =>
  db.prepare('DELETE FROM import_chunks WHERE import = ?1').bind(importId)

/** So many chunks are swept at a time. */
const sweptAtOnce = 20

/** Throws away what imports with ids before this one left staged, the oldest first: some of it, if it is much. */
export const sweep = (db: D1Database, before: string): D1PreparedStatement =>
  db
    .prepare(
      `DELETE FROM import_chunks WHERE (import, chunk) IN (
         SELECT import, chunk FROM import_chunks WHERE import < ?1 ORDER BY import, chunk LIMIT ${sweptAtOnce}
       )`,
    )
    .bind(before)
