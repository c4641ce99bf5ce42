/**
 * The format of a backup: lines of JSON, compressed by gzip in any number of members. docs/operating.md describes it.
 * A list is a row, after the name of its table; an object is anything else.
 */
import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'

export const formatName = 'sitrep-backup'
export const formatVersion = 1

export type Value = string | number | null

/** What `/backup` answers: what the backup is of. */
export interface Head {
  readonly commit: number
  readonly at: string
  readonly rewrite: number
  readonly schema: string
  readonly migrations: readonly string[]
  readonly tables: Readonly<Record<string, readonly string[]>>
}

/** The first line. */
export interface FirstLine extends Head {
  readonly format: string
  readonly version: number
  /** Tells the backup from others. */
  readonly id: string
  readonly url: string
}

/** The line before the bytes of a file, which follow as texts in Base64, each in a list of its own. */
export interface FileLine {
  readonly file: string
  readonly size: number
  readonly metadata: Readonly<Record<string, string>>
}

/** The line after the bytes of a file. */
export interface FileEndLine {
  readonly end_of: string
  readonly size: number
  readonly sha256: string
}

/** The last line: the manifest. */
export interface LastLine {
  readonly end: true
  /** The number of rows of each table. */
  readonly rows: Readonly<Record<string, number>>
  /** The SHA-256 of the lines of each table, each with its line feed. */
  readonly sha256: Readonly<Record<string, string>>
  readonly files: number
}

/** The name in the lists with bytes of a file, where rows have their table. */
export const bytesMark = ''

/** Returns the name at the beginning of a list: that of a table, or of bytes; undefined if the line is an object. */
export const nameOf = (line: string): string | undefined =>
  line.startsWith('["') ? line.slice(2, line.indexOf('"', 2)) : undefined

/** Counts the rows of each table, and computes their digests. */
export class Manifest {
  readonly #rows = new Map<string, number>()
  readonly #hashes = new Map<string, Hash>()
  files = 0

  add(table: string, line: string): void {
    const hash = this.#hashes.get(table) ?? createHash('sha256')
    this.#hashes.set(table, hash.update(`${line}\n`))
    this.#rows.set(table, (this.#rows.get(table) ?? 0) + 1)
  }

  /** Adds a line of any kind. */
  addLine(line: string): void {
    const name = nameOf(line)
    if (name) this.add(name, line)
    else if (line.startsWith('{"end_of"')) this.files++
  }

  get rows(): number {
    return [...this.#rows.values()].reduce((sum, count) => sum + count, 0)
  }

  last(): LastLine {
    return {
      end: true,
      rows: Object.fromEntries(this.#rows),
      sha256: Object.fromEntries([...this.#hashes].map(([name, hash]) => [name, hash.copy().digest('hex')])),
      files: this.files,
    }
  }
}

/** Yields the lines of a backup, up to a number of bytes of the file. */
export async function* readLines(path: string, bytes = Number.POSITIVE_INFINITY): AsyncGenerator<string> {
  if (bytes === 0) return
  const source = createReadStream(path, { end: bytes - 1 })
  const text = source.pipe(createGunzip())
  source.once('error', (error) => text.destroy(error))
  text.setEncoding('utf8')
  let parts: string[] = []
  for await (const chunk of text as AsyncIterable<string>) {
    let from = 0
    for (let at = chunk.indexOf('\n'); at !== -1; at = chunk.indexOf('\n', from)) {
      yield parts.length === 0 ? chunk.slice(from, at) : [...parts, chunk.slice(from, at)].join('')
      parts = []
      from = at + 1
    }
    if (from < chunk.length) parts.push(chunk.slice(from))
  }
}
