/** Chunks of versions that an import stages together. */
import { isAscii, StoredTextBuilder } from '../../text/storage-encoding.ts'
import { bodyValues, incidentValues, maxBodyBytes, type NewVersion } from '../incidents.ts'
import { maxChunkBytes } from '../sql.ts'

/** A row of the link index: the dataset, the linked name, and the key of the linking record. */
export type LinkRow = readonly [dataset: string, named: string, rowKey: number]

/** A row without a reference: the digest of its content, its number among equal rows, and the key of its record. */
export type RowMatchRow = readonly [dataset: string, digest: string, nth: number, rowKey: number]

/**
 * What a version or a chunk stages besides its records, by the columns of chunks: links to remove and to add, and row
 * matches.
 */
export interface StagedLists {
  readonly removed_links: readonly LinkRow[]
  readonly added_links: readonly LinkRow[]
  readonly row_matches: readonly RowMatchRow[]
}

const emptyLists: StagedLists = { removed_links: [], added_links: [], row_matches: [] }
const listColumns = ['removed_links', 'added_links', 'row_matches'] as const

const nonAscii = /[^\0-\x7f]/g

/** Returns JSON in ASCII: as many bytes as characters, and the fastest to send to the database. */
const asciiJson = (value: unknown): string => {
  const json = JSON.stringify(value)
  if (isAscii(json)) return json
  return json.replace(nonAscii, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** A version to stage. */
export interface StagedVersion {
  readonly version: NewVersion
  /** The JSON of its row of `incidents`. */
  readonly incidentJson: string
  readonly lists: StagedLists
  /** The size of its lists, in bytes. */
  readonly listBytes: number
  /** The most bytes that it takes in a chunk. */
  readonly maxBytes: number
}

/** The most bytes of a body besides its texts: seven numbers or quotes, and the seal. */
const bodyOverhead = 160

export const createStaged = (version: NewVersion, lists: StagedLists = emptyLists): StagedVersion => {
  const incidentJson = asciiJson(incidentValues(version))
  let listBytes = 0
  for (const name of listColumns) if (lists[name].length > 0) listBytes += asciiJson(lists[name]).length
  const maxBytes = incidentJson.length + listBytes + bodyOverhead + maxBodyBytes(version)
  return { version, incidentJson, lists, listBytes, maxBytes }
}

/** Returns whether a version fits into a chunk. */
export const canStage = (version: StagedVersion): boolean => {
  if (version.maxBytes <= maxChunkBytes) return true
  const chunk = new Chunk()
  chunk.add(version)
  return chunk.bytes <= maxChunkBytes
}

/** A JSON list under construction. */
class JsonRows {
  readonly builder = new StoredTextBuilder()

  get bytes(): number {
    return this.builder.length + 2
  }

  /** Begins a row and returns the builder to write it to. */
  begin(): StoredTextBuilder {
    this.builder.addAscii(this.builder.length === 0 ? '[' : ',')
    return this.builder
  }

  /** Returns the list and clears it. */
  take(): string {
    this.builder.addAscii(this.builder.length === 0 ? '[]' : ']')
    return this.builder.flush()
  }
}

/** Bodies of new records: their concatenated texts, and the offsets of each. */
class NewBodies {
  readonly #texts = new StoredTextBuilder()
  readonly #offsets = new JsonRows()

  get bytes(): number {
    return this.#texts.length + this.#offsets.bytes
  }

  add({ rowKey, publicJson, fullJson, warnings, searchWords, csvRow, seal }: NewVersion): void {
    const texts = this.#texts
    const all = [publicJson, fullJson ?? '', warnings, searchWords, csvRow]
    let at = texts.length + 1
    // Most texts are stored as they are, and are added in one piece.
    const isPlain = isAscii(publicJson) && texts.addPlain(all.join(''))
    let row = `[${rowKey}`
    for (const text of all) {
      row += `,${at}`
      if (!isPlain) texts.addText(text)
      at = isPlain ? at + text.length : texts.length + 1
    }
    this.#offsets.begin().addAscii(`${row},${at},"${seal ?? ''}"]`)
  }

  /** Returns the texts and the offsets, and clears both. */
  take() {
    return { texts: this.#texts.flush(), offsets: this.#offsets.take() }
  }
}

/** Versions that are staged together. The bodies of deferred versions stay in the chunk. */
export class Chunk {
  size = 0
  readonly isDeferred: boolean
  readonly #incidentRows = new JsonRows()
  readonly #newBodies = new NewBodies()
  /** Bodies that replace others or are deferred. */
  readonly #bodies = new JsonRows()
  #lists: { [K in keyof StagedLists]: StagedLists[K][number][] } = {
    removed_links: [],
    added_links: [],
    row_matches: [],
  }
  #listBytes = 0

  constructor({ isDeferred = false } = {}) {
    this.isDeferred = isDeferred
  }

  get bytes(): number {
    return this.#incidentRows.bytes + this.#newBodies.bytes + this.#bodies.bytes + this.#listBytes
  }

  /** Returns whether a version still fits; an empty chunk takes any. */
  hasRoomFor({ maxBytes }: StagedVersion): boolean {
    return this.size === 0 || this.bytes + maxBytes <= maxChunkBytes
  }

  add({ version, incidentJson, lists, listBytes }: StagedVersion): void {
    this.size++
    this.#incidentRows.begin().addAscii(incidentJson)
    if (version.revision === 1 && !this.isDeferred) this.#newBodies.add(version)
    else this.#bodies.begin().addAscii(JSON.stringify(bodyValues(version)))
    for (const row of lists.removed_links) this.#lists.removed_links.push(row)
    for (const row of lists.added_links) this.#lists.added_links.push(row)
    for (const row of lists.row_matches) this.#lists.row_matches.push(row)
    this.#listBytes += listBytes
  }

  /** Returns the columns of the chunk's row and the bodies of new records, and clears the chunk. */
  take() {
    const { removed_links, added_links, row_matches } = this.#lists
    const row = {
      incident_rows: this.#incidentRows.take(),
      body_rows: this.#bodies.take(),
      removed_links: asciiJson(removed_links),
      added_links: asciiJson(added_links),
      row_matches: asciiJson(row_matches),
    }
    this.size = 0
    this.#lists = { removed_links: [], added_links: [], row_matches: [] }
    this.#listBytes = 0
    return { row, newBodies: this.#newBodies.take() }
  }
}
