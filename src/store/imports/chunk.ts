/** Versions that are staged together. */
import { isAscii, StoredTextBuilder } from '../../text/storage-encoding.ts'
import { bodyValues, incidentValues, maxBodyBytes, type NewVersion } from '../incidents.ts'
import { maxChunkBytes } from '../sql.ts'

/** A link as the index of links has it: dataset, the name that is linked to, the key of the record that links. */
export type LinkRow = readonly [dataset: string, named: string, rowKey: number]

/** A row without a reference: the digest of what it states, its number among equal rows, the record that it makes. */
export type RowMatchRow = readonly [dataset: string, digest: string, nth: number, rowKey: number]

/** What a version or a chunk has beside its record, by the columns of chunks: links to remove and to add, row matches. */
export interface StagedLists {
  readonly removed_links: readonly LinkRow[]
  readonly added_links: readonly LinkRow[]
  readonly row_matches: readonly RowMatchRow[]
}

const emptyLists: StagedLists = { removed_links: [], added_links: [], row_matches: [] }
const listColumns = ['removed_links', 'added_links', 'row_matches'] as const

const nonAscii = /[^\0-\x7f]/g

/** JSON without a character beyond ASCII: as many bytes as characters, and the fastest way into the database. */
const asciiJson = (value: unknown): string => {
  const json = JSON.stringify(value)
  if (isAscii(json)) return json
  return json.replace(nonAscii, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** A version on its way. */
export interface StagedVersion {
  readonly version: NewVersion
  /** A row of JSON. */
  readonly incidentJson: string
  readonly lists: StagedLists
  /** How many bytes its lists take. */
  readonly listBytes: number
  /** How many bytes it takes in a chunk at most. */
  readonly maxBytes: number
}

/** A body has so many bytes beside its texts: seven numbers, or quotes. */
const bodyOverhead = 80

export const createStaged = (version: NewVersion, lists: StagedLists = emptyLists): StagedVersion => {
  const incidentJson = asciiJson(incidentValues(version))
  let listBytes = 0
  for (const name of listColumns) if (lists[name].length > 0) listBytes += asciiJson(lists[name]).length
  const maxBytes = incidentJson.length + listBytes + bodyOverhead + maxBodyBytes(version)
  return { version, incidentJson, lists, listBytes, maxBytes }
}

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

  add({ rowKey, publicJson, fullJson, warnings, searchWords, csvRow }: NewVersion): void {
    const texts = this.#texts
    const all = [publicJson, fullJson ?? '', warnings, searchWords, csvRow]
    let at = texts.length + 1
    // Mostly all of them are as long as they are kept, and go at once.
    const isPlain = isAscii(publicJson) && texts.addPlain(all.join(''))
    let row = `[${rowKey}`
    for (const text of all) {
      row += `,${at}`
      if (!isPlain) texts.addText(text)
      at = isPlain ? at + text.length : texts.length + 1
    }
    this.#offsets.begin().addAscii(`${row},${at}]`)
  }

  /** What it has; it is empty then. */
  take() {
    return { texts: this.#texts.flush(), offsets: this.#offsets.take() }
  }
}

/** Versions that are staged together. The bodies of those that are deferred stay in the chunk. */
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

  /** Whether it has room for a version, or nothing to make room of. */
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

  /** What it has: the columns of its row, and the bodies of new records; it is empty then. */
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
