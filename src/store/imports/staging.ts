/** Many versions in one commit: staged in chunks outside the clock, then taken over by one batch. */
import { scalarFilters } from '../../../schemas/query.ts'
import { isAscii, Sheet } from '../../text/storage-encoding.ts'
import { Refusal } from '../batch.ts'
import { bodyColumns, bodyValues, mostBytes, type NewVersion } from '../incidents.ts'

/** A link as the index of links has it: dataset, the name that is linked to, the key of the record that links. */
export type LinkRow = readonly [dataset: string, named: string, n: number]

/** A row without a reference: the digest of what it states, its number among equal rows, the record that it makes. */
export type MadeRow = readonly [dataset: string, digest: string, nth: number, n: number]

export const narrowColumns = ['n', 'id', 'revision', 'filer', 'status', 'facets', ...scalarFilters] as const

/** What reads these columns, in their order, out of the JSON arrays that `r` yields. */
export const columnsOf = (names: readonly string[]): string =>
  names.map((name, i) => `r.value ->> ${i} AS ${name}`).join(', ')

const beyondAscii = /[^\0-\x7f]/g

/** JSON without a character beyond ASCII: as many bytes as characters, and the fastest way into the database. */
const asciiJson = (value: unknown): string => {
  const json = JSON.stringify(value)
  if (isAscii(json)) return json
  return json.replace(beyondAscii, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

const narrowRow = (version: NewVersion) => [
  version.n,
  version.id,
  version.revision,
  version.filer,
  version.status,
  version.facets,
  ...version.filter,
]

/** A version on its way. */
export interface Staged {
  readonly version: NewVersion
  /** A row of JSON. */
  readonly narrow: string
  readonly linksGone: readonly LinkRow[]
  readonly linksCome: readonly LinkRow[]
  readonly made: readonly MadeRow[]
  /** How many bytes its links and `made` take. */
  readonly others: number
  /** How many bytes it takes in a chunk at most. */
  readonly most: number
}

const bytesOf = (rows: readonly unknown[]): number => (rows.length === 0 ? 0 : asciiJson(rows).length)

/** A body has so many bytes beside its texts: seven numbers, or quotes. */
const besideTexts = 80

export const staged = (
  version: NewVersion,
  linksGone: readonly LinkRow[],
  linksCome: readonly LinkRow[],
  made: readonly MadeRow[],
): Staged => {
  const narrow = asciiJson(narrowRow(version))
  const others = bytesOf(linksGone) + bytesOf(linksCome) + bytesOf(made)
  const most = narrow.length + others + besideTexts + mostBytes(version)
  return { version, narrow, linksGone, linksCome, made, others, most }
}

/** A chunk takes versions of so many bytes together; a row of the database takes 2,000,000. */
const chunkLimit = 1_900_000

/** Whether a chunk can take a version. */
export const isStageable = (version: Staged): boolean => {
  if (version.most <= chunkLimit) return true
  const chunk = new Chunk()
  chunk.add(version)
  return chunk.bytes <= chunkLimit
}

/** A list of JSON that becomes longer. */
class Rows {
  readonly sheet = new Sheet()

  get bytes(): number {
    return this.sheet.length + 2
  }

  /** Begins a row. */
  begin(): Sheet {
    this.sheet.add(this.sheet.length === 0 ? '[' : ',')
    return this.sheet
  }

  /** The list, empty from then on. */
  take(): string {
    this.sheet.add(this.sheet.length === 0 ? '[]' : ']')
    return this.sheet.take()
  }
}

/** Bodies of new records: their texts one behind another, and where each has its own. */
class Bodies {
  readonly #texts = new Sheet()
  readonly #places = new Rows()

  get bytes(): number {
    return this.#texts.length + this.#places.bytes
  }

  add({ n, doc, whole, warnings, words, line }: NewVersion): void {
    const texts = this.#texts
    const all = [doc, whole ?? '', warnings, words, line]
    let at = texts.length + 1
    // Mostly all of them are as long as they are kept, and go at once.
    const together = isAscii(doc) && texts.keepPlain(all.join(''))
    let row = `[${n}`
    for (const text of all) {
      row += `,${at}`
      if (!together) texts.keep(text)
      at = together ? at + text.length : texts.length + 1
    }
    this.#places.begin().add(`${row},${at}]`)
  }

  /** What it has; it is empty then. */
  take() {
    return { texts: this.#texts.take(), places: this.#places.take() }
  }
}

/** Versions that are staged together. */
export class Chunk {
  size = 0
  readonly #narrow = new Rows()
  readonly #ahead = new Bodies()
  /** Bodies that replace others or wait. */
  readonly #bodies = new Rows()
  #linksGone: LinkRow[] = []
  #linksCome: LinkRow[] = []
  #made: MadeRow[] = []
  #others = 0

  get bytes(): number {
    return this.#narrow.bytes + this.#ahead.bytes + this.#bodies.bytes + this.#others
  }

  /** Whether it has room for a version, or nothing to make room of. */
  takes({ most }: Staged): boolean {
    return this.size === 0 || this.bytes + most <= chunkLimit
  }

  /** Adds a version. The bodies of a chunk that waits stay in it. */
  add({ version, narrow, linksGone, linksCome, made, others }: Staged, waits = false): void {
    this.size++
    this.#narrow.begin().add(narrow)
    if (version.revision === 1 && !waits) this.#ahead.add(version)
    else this.#bodies.begin().add(JSON.stringify(bodyValues(version)))
    for (const row of linksGone) this.#linksGone.push(row)
    for (const row of linksCome) this.#linksCome.push(row)
    for (const row of made) this.#made.push(row)
    this.#others += others
  }

  /** The lists of what it has; it is empty then. */
  take() {
    const lists = {
      narrow: this.#narrow.take(),
      ahead: this.#ahead.take(),
      bodies: this.#bodies.take(),
      linksGone: asciiJson(this.#linksGone),
      linksCome: asciiJson(this.#linksCome),
      made: asciiJson(this.#made),
    }
    this.size = 0
    this.#linksGone = []
    this.#linksCome = []
    this.#made = []
    this.#others = 0
    return lists
  }
}

const places = ['doc_at', 'whole_at', 'warnings_at', 'words_at', 'line_at', 'behind'] as const

const textBetween = (from: (typeof places)[number], to: (typeof places)[number]): string =>
  `CAST(substr(CAST(?1 AS BLOB), ${from}, ${to} - ${from}) AS TEXT)`

/** Cut out of bytes, since SQLite counts characters from the start. */
const insertBodies = `INSERT INTO incident_body (${bodyColumns.join(', ')})
  SELECT n, 1, ${textBetween('doc_at', 'whole_at')}, nullif(${textBetween('whole_at', 'warnings_at')}, ''),
    ${textBetween('warnings_at', 'words_at')}, ${textBetween('words_at', 'line_at')}, ${textBetween('line_at', 'behind')}
  FROM (SELECT ${columnsOf(['n', ...places])} FROM jsonb_each(?2) AS r)`

/** What puts bodies of new records where they belong; nobody sees them before their incidents are there. */
const bodiesAhead = (db: D1Database, { texts, places }: ReturnType<Bodies['take']>): D1PreparedStatement[] =>
  texts === '' ? [] : [db.prepare(insertBodies).bind(texts, places)]

/**
 * The statements that stage a chunk of versions, which is empty then. Bodies of new records go to their table at
 * once, unless they wait.
 */
export const stage = (
  db: D1Database,
  importId: string,
  { chunk, waiting }: { readonly chunk: number; readonly waiting: boolean },
  versions: Chunk,
): D1PreparedStatement[] => {
  const { narrow, ahead, bodies, linksGone, linksCome, made } = versions.take()
  const row = db
    .prepare(
      `INSERT INTO import_chunks (import, chunk, waiting, narrow, bodies, links_gone, links_come, made)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)`,
    )
    .bind(importId, chunk, waiting ? 1 : 0, narrow, bodies, linksGone, linksCome, made)
  return [row, ...bodiesAhead(db, ahead)]
}

/** What a version that waits was made of. */
export type Waiting = Pick<
  NewVersion,
  'n' | 'id' | 'revision' | 'filer' | 'status' | 'doc' | 'whole' | 'warnings'
>

const named = (columns: readonly string[], values: readonly unknown[]) =>
  Object.fromEntries(columns.map((name, i) => [name, values[i]]))

/**
 * The versions of some chunks, each in their order; the database takes a few chunks at a time. Throws a `Refusal` if
 * `empty` has taken them away.
 */
export const versionsIn = async (
  db: D1Database,
  importId: string,
  chunks: readonly number[],
): Promise<{ chunk: number; versions: Waiting[] }[]> => {
  const { results } = await db
    .prepare(
      `SELECT chunk, narrow, bodies FROM import_chunks
       WHERE import = ?1 AND chunk IN (SELECT value FROM json_each(?2)) ORDER BY chunk`,
    )
    .bind(importId, JSON.stringify(chunks))
    .all<{ chunk: number; narrow: string; bodies: string }>()
  if (results.length < chunks.length) throw new Error(`A chunk of the import ${importId} is gone.`)
  return results.map(({ chunk, ...row }) => {
    const [narrow, bodies] = [row.narrow, row.bodies].map((each) => JSON.parse(each) as unknown[][]) as [
      unknown[][],
      unknown[][],
    ]
    if (bodies.length < narrow.length) throw new Refusal('torn_version', undefined)
    const versions = narrow.map(
      (values, i) => ({ ...named(narrowColumns, values), ...named(bodyColumns, bodies[i] ?? []) }) as Waiting,
    )
    return { chunk, versions }
  })
}

/** The statements that write what a chunk's versions have come to; only what they are warned of may differ. */
export const settle = (
  db: D1Database,
  importId: string,
  chunk: number,
  versions: readonly NewVersion[],
): D1PreparedStatement[] => {
  const settled = new Chunk()
  for (const version of versions) settled.add(staged(version, [], [], []))
  const { ahead, bodies } = settled.take()
  const revised = db
    .prepare('UPDATE import_chunks SET bodies = ?3 WHERE import = ?1 AND chunk = ?2')
    .bind(importId, chunk, bodies)
  return [...(bodies === '[]' ? [] : [revised]), ...bodiesAhead(db, ahead)]
}

/** Ends the waiting of all chunks. */
export const release = (db: D1Database, importId: string): D1PreparedStatement =>
  db.prepare('UPDATE import_chunks SET waiting = 0 WHERE import = ?1').bind(importId)

/** Deletes the bodies of chunks that no incident has. */
const dropBodies = (which: string): string =>
  `DELETE FROM incident_body WHERE n IN (
     SELECT r.value ->> 0 FROM import_chunks AS c, jsonb_each(c.narrow) AS r WHERE ${which}
   ) AND NOT EXISTS (SELECT 1 FROM incidents AS i WHERE i.n = incident_body.n)`

/** Throws chunks away, and the bodies of theirs. */
const drop = (db: D1Database, which: string, params: readonly unknown[]): D1PreparedStatement[] =>
  [dropBodies(which), `DELETE FROM import_chunks AS c WHERE ${which}`].map((sql) =>
    db.prepare(sql).bind(...params),
  )

/**
 * The statements that throw away what every import has staged. The keys of the versions stay, without which an import
 * at work would commit the rest: with them the guards refuse it.
 */
export const empty = (db: D1Database): D1PreparedStatement[] =>
  [
    dropBodies('true'),
    `UPDATE import_chunks SET bodies = '[]', links_gone = '[]', links_come = '[]', made = '[]', narrow = (
       SELECT json_group_array(json_array(value -> 0, value -> 1, value -> 2)) FROM json_each(narrow)
     )`,
  ].map((sql) => db.prepare(sql))

/** The statements that throw away what an import has staged. */
export const discard = (db: D1Database, importId: string): D1PreparedStatement[] =>
  drop(db, 'c.import = ?1', [importId])

/** So many chunks are swept at a time. */
const sweptAtOnce = 20

/** The statements that throw away what imports before this id left staged, the oldest first: some of it, if it is much. */
export const sweep = (db: D1Database, before: string): D1PreparedStatement[] =>
  drop(
    db,
    `(c.import, c.chunk) IN (
       SELECT import, chunk FROM import_chunks WHERE import < ?1 ORDER BY import, chunk LIMIT ${sweptAtOnce}
     )`,
    [before],
  )
