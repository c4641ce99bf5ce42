/** Many versions in one commit: staged in chunks outside the clock, then taken over by one batch. */
import { scalarFilters } from '../../../schemas/query.ts'
import { isAscii, StoredTextBuilder } from '../../text/storage-encoding.ts'
import { ConstraintError } from '../batch.ts'
import { bodyColumns, bodyValues, maxBodyBytes, type NewVersion } from '../incidents.ts'

/** A link as the index of links has it: dataset, the name that is linked to, the key of the record that links. */
export type LinkRow = readonly [dataset: string, named: string, n: number]

/** A row without a reference: the digest of what it states, its number among equal rows, the record that it makes. */
export type RowMatchRow = readonly [dataset: string, digest: string, nth: number, n: number]

export const incidentColumns = ['n', 'id', 'revision', 'filer', 'status', 'facets', ...scalarFilters] as const

/** What reads these columns, in their order, out of the JSON arrays that `r` yields. */
export const selectColumns = (names: readonly string[]): string =>
  names.map((name, i) => `r.value ->> ${i} AS ${name}`).join(', ')

const nonAscii = /[^\0-\x7f]/g

/** JSON without a character beyond ASCII: as many bytes as characters, and the fastest way into the database. */
const asciiJson = (value: unknown): string => {
  const json = JSON.stringify(value)
  if (isAscii(json)) return json
  return json.replace(nonAscii, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

const incidentRow = (version: NewVersion) => [
  version.n,
  version.id,
  version.revision,
  version.filer,
  version.status,
  version.facets,
  ...version.filter,
]

/** A version on its way. */
export interface StagedVersion {
  readonly version: NewVersion
  /** A row of JSON. */
  readonly incidentJson: string
  readonly removedLinks: readonly LinkRow[]
  readonly addedLinks: readonly LinkRow[]
  readonly rowMatches: readonly RowMatchRow[]
  /** How many bytes its links and `made` take. */
  readonly otherBytes: number
  /** How many bytes it takes in a chunk at most. */
  readonly maxBytes: number
}

const jsonBytes = (rows: readonly unknown[]): number => (rows.length === 0 ? 0 : asciiJson(rows).length)

/** A body has so many bytes beside its texts: seven numbers, or quotes. */
const bodyOverhead = 80

export const createStaged = (
  version: NewVersion,
  removedLinks: readonly LinkRow[],
  addedLinks: readonly LinkRow[],
  rowMatches: readonly RowMatchRow[],
): StagedVersion => {
  const incidentJson = asciiJson(incidentRow(version))
  const otherBytes = jsonBytes(removedLinks) + jsonBytes(addedLinks) + jsonBytes(rowMatches)
  const maxBytes = incidentJson.length + otherBytes + bodyOverhead + maxBodyBytes(version)
  return { version, incidentJson, removedLinks, addedLinks, rowMatches, otherBytes, maxBytes }
}

/** A chunk takes versions of so many bytes together; a row of the database takes 2,000,000. */
const maxChunkBytes = 1_900_000

/** Whether a chunk can take a version. */
export const canStage = (version: StagedVersion): boolean => {
  if (version.maxBytes <= maxChunkBytes) return true
  const chunk = new Chunk()
  chunk.add(version)
  return chunk.bytes <= maxChunkBytes
}

/** A list of JSON that becomes longer. */
class JsonRows {
  readonly builder = new StoredTextBuilder()

  get bytes(): number {
    return this.builder.length + 2
  }

  /** Begins a row. */
  begin(): StoredTextBuilder {
    this.builder.addAscii(this.builder.length === 0 ? '[' : ',')
    return this.builder
  }

  /** The list, empty from then on. */
  take(): string {
    this.builder.addAscii(this.builder.length === 0 ? '[]' : ']')
    return this.builder.flush()
  }
}

/** Bodies of new records: their texts one behind another, and where each has its own. */
class NewBodies {
  readonly #texts = new StoredTextBuilder()
  readonly #offsets = new JsonRows()

  get bytes(): number {
    return this.#texts.length + this.#offsets.bytes
  }

  add({ n, doc, whole, warnings, words, line }: NewVersion): void {
    const texts = this.#texts
    const all = [doc, whole ?? '', warnings, words, line]
    let at = texts.length + 1
    // Mostly all of them are as long as they are kept, and go at once.
    const isPlain = isAscii(doc) && texts.addPlain(all.join(''))
    let row = `[${n}`
    for (const text of all) {
      row += `,${at}`
      if (!isPlain) texts.addText(text)
      at = isPlain ? at + text.length : texts.length + 1
    }
    this.#offsets.begin().addAscii(`${row},${at}]`)
  }

  /** What it has; it is empty then. */
  take() {
    return { texts: this.#texts.flush(), places: this.#offsets.take() }
  }
}

/** Versions that are staged together. */
export class Chunk {
  size = 0
  readonly #incidentRows = new JsonRows()
  readonly #newBodies = new NewBodies()
  /** Bodies that replace others or wait. */
  readonly #bodies = new JsonRows()
  #removedLinks: LinkRow[] = []
  #addedLinks: LinkRow[] = []
  #rowMatches: RowMatchRow[] = []
  #otherBytes = 0

  get bytes(): number {
    return this.#incidentRows.bytes + this.#newBodies.bytes + this.#bodies.bytes + this.#otherBytes
  }

  /** Whether it has room for a version, or nothing to make room of. */
  hasRoomFor({ maxBytes }: StagedVersion): boolean {
    return this.size === 0 || this.bytes + maxBytes <= maxChunkBytes
  }

  /** Adds a version. The bodies of a chunk that waits stay in it. */
  add(
    { version, incidentJson, removedLinks, addedLinks, rowMatches, otherBytes }: StagedVersion,
    waits = false,
  ): void {
    this.size++
    this.#incidentRows.begin().addAscii(incidentJson)
    if (version.revision === 1 && !waits) this.#newBodies.add(version)
    else this.#bodies.begin().addAscii(JSON.stringify(bodyValues(version)))
    for (const row of removedLinks) this.#removedLinks.push(row)
    for (const row of addedLinks) this.#addedLinks.push(row)
    for (const row of rowMatches) this.#rowMatches.push(row)
    this.#otherBytes += otherBytes
  }

  /** The lists of what it has; it is empty then. */
  take() {
    const lists = {
      narrow: this.#incidentRows.take(),
      ahead: this.#newBodies.take(),
      bodies: this.#bodies.take(),
      linksGone: asciiJson(this.#removedLinks),
      linksCome: asciiJson(this.#addedLinks),
      made: asciiJson(this.#rowMatches),
    }
    this.size = 0
    this.#removedLinks = []
    this.#addedLinks = []
    this.#rowMatches = []
    this.#otherBytes = 0
    return lists
  }
}

const offsetColumns = ['doc_at', 'whole_at', 'warnings_at', 'words_at', 'line_at', 'behind'] as const

const textBetween = (from: (typeof offsetColumns)[number], to: (typeof offsetColumns)[number]): string =>
  `CAST(substr(CAST(?1 AS BLOB), ${from}, ${to} - ${from}) AS TEXT)`

/** Cut out of bytes, since SQLite counts characters from the start. */
const insertBodies = `INSERT INTO incident_body (${bodyColumns.join(', ')})
  SELECT n, 1, ${textBetween('doc_at', 'whole_at')}, nullif(${textBetween('whole_at', 'warnings_at')}, ''),
    ${textBetween('warnings_at', 'words_at')}, ${textBetween('words_at', 'line_at')}, ${textBetween('line_at', 'behind')}
  FROM (SELECT ${selectColumns(['n', ...offsetColumns])} FROM jsonb_each(?2) AS r)`

/** What puts bodies of new records where they belong; nobody sees them before their incidents are there. */
const insertNewBodies = (
  db: D1Database,
  { texts, places }: ReturnType<NewBodies['take']>,
): D1PreparedStatement[] => (texts === '' ? [] : [db.prepare(insertBodies).bind(texts, places)])

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
  return [row, ...insertNewBodies(db, ahead)]
}

/** What a version that waits was made of. */
export type DeferredVersion = Pick<
  NewVersion,
  'n' | 'id' | 'revision' | 'filer' | 'status' | 'doc' | 'whole' | 'warnings'
>

const toObject = (columns: readonly string[], values: readonly unknown[]) =>
  Object.fromEntries(columns.map((name, i) => [name, values[i]]))

/**
 * The versions of some chunks, each in their order; the database takes a few chunks at a time. Throws a `Refusal` if
 * `empty` has taken them away.
 */
export const listDeferred = async (
  db: D1Database,
  importId: string,
  chunks: readonly number[],
): Promise<{ chunk: number; versions: DeferredVersion[] }[]> => {
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
    if (bodies.length < narrow.length) throw new ConstraintError('torn_version', undefined)
    const versions = narrow.map(
      (values, i) =>
        ({
          ...toObject(incidentColumns, values),
          ...toObject(bodyColumns, bodies[i] ?? []),
        }) as DeferredVersion,
    )
    return { chunk, versions }
  })
}

/** The statements that write what a chunk's versions have come to; only what they are warned of may differ. */
export const replaceDeferred = (
  db: D1Database,
  importId: string,
  chunk: number,
  versions: readonly NewVersion[],
): D1PreparedStatement[] => {
  const replacement = new Chunk()
  for (const version of versions) replacement.add(createStaged(version, [], [], []))
  const { ahead, bodies } = replacement.take()
  const revised = db
    .prepare('UPDATE import_chunks SET bodies = ?3 WHERE import = ?1 AND chunk = ?2')
    .bind(importId, chunk, bodies)
  return [...(bodies === '[]' ? [] : [revised]), ...insertNewBodies(db, ahead)]
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
const deleteChunks = (db: D1Database, condition: string, params: readonly unknown[]): D1PreparedStatement[] =>
  [dropBodies(condition), `DELETE FROM import_chunks AS c WHERE ${condition}`].map((sql) =>
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
  deleteChunks(db, 'c.import = ?1', [importId])

/** So many chunks are swept at a time. */
const maxSweptChunks = 20

/** The statements that throw away what imports before this id left staged, the oldest first: some of it, if it is much. */
export const sweep = (db: D1Database, before: string): D1PreparedStatement[] =>
  deleteChunks(
    db,
    `(c.import, c.chunk) IN (
       SELECT import, chunk FROM import_chunks WHERE import < ?1 ORDER BY import, chunk LIMIT ${maxSweptChunks}
     )`,
    [before],
  )
