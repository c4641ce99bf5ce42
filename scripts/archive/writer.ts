/**
 * Writing a backup so that it can be interrupted: whole pages are appended to FILE.part, and FILE.progress says how far
 * they go and where the next one begins.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { gzipSync } from 'node:zlib'
import { type FirstLine, Manifest, readLines } from './format.ts'

/** Only the owner may read it: it holds drafts and digests of tokens. */
const mode = 0o600

export interface Progress<Place> {
  readonly first: FirstLine
  /** The number of bytes of complete pages. */
  readonly bytes: number
  /** Where the next page begins. */
  readonly place: Place
}

export class ArchiveWriter<Place> {
  readonly manifest = new Manifest()
  readonly #path: string
  readonly #file: number
  #bytes: number
  #first: FirstLine
  #place: Place

  private constructor(path: string, { first, bytes, place }: Progress<Place>) {
    this.#path = path
    this.#file = openSync(`${path}.part`, existsSync(`${path}.part`) ? 'r+' : 'w+', mode)
    ftruncateSync(this.#file, bytes)
    this.#bytes = bytes
    this.#first = first
    this.#place = place
  }

  /** Returns the progress of a backup that did not end; undefined if there is none. */
  static findProgress<Place>(path: string): Progress<Place> | undefined {
    const name = `${path}.progress`
    return existsSync(name) && existsSync(`${path}.part`)
      ? (JSON.parse(readFileSync(name, 'utf8')) as Progress<Place>)
      : undefined
  }

  /** Begins a backup. */
  static create<Place>(path: string, first: FirstLine, place: Place): ArchiveWriter<Place> {
    const writer = new ArchiveWriter(path, { first, bytes: 0, place })
    writer.append([JSON.stringify(first)], place)
    return writer
  }

  /** Goes on with a backup: reads its pages again, for the manifest. */
  static async resume<Place>(path: string, progress: Progress<Place>): Promise<ArchiveWriter<Place>> {
    const writer = new ArchiveWriter(path, progress)
    for await (const line of readLines(`${path}.part`, progress.bytes)) writer.manifest.addLine(line)
    return writer
  }

  get first(): FirstLine {
    return this.#first
  }

  get place(): Place {
    return this.#place
  }

  /** Writes lines without saying that they are complete: those of a file that is still read. */
  write(lines: readonly string[]): void {
    for (const line of lines) this.manifest.addLine(line)
    const bytes = gzipSync(lines.map((line) => `${line}\n`).join(''))
    for (let at = 0; at < bytes.length; )
      at += writeSync(this.#file, bytes, at, bytes.length - at, this.#bytes + at)
    this.#bytes += bytes.length
  }

  /** Writes the lines of a page, after which the next one begins at a place. */
  append(lines: readonly string[], place: Place): void {
    this.write(lines)
    fsyncSync(this.#file)
    this.#place = place
    const progress: Progress<Place> = { first: this.#first, bytes: this.#bytes, place }
    writeFileSync(`${this.#path}.progress.new`, JSON.stringify(progress), { mode })
    renameSync(`${this.#path}.progress.new`, `${this.#path}.progress`)
  }

  /** Writes the manifest, and gives the file its name. */
  finish(): void {
    this.write([JSON.stringify(this.manifest.last())])
    fsyncSync(this.#file)
    closeSync(this.#file)
    renameSync(`${this.#path}.part`, this.#path)
    rmSync(`${this.#path}.progress`)
  }

  /** Deletes what was written. */
  discard(): void {
    closeSync(this.#file)
    rmSync(`${this.#path}.progress`, { force: true })
    rmSync(`${this.#path}.part`, { force: true })
  }
}
