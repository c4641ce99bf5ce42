/** The rows of a backup in batches, in the order in which a restore writes them. */
import { type FileLine, nameOf } from './format.ts'

/** The characters of rows after which a batch ends with a commit, and after which it ends anyway. */
const [enoughLength, maxLength] = [1_500_000, 3_000_000]

const commitTable = 'commits'

/** Rows as JSON, to be sent as the groups of one request. */
export interface Batch {
  /** The number of rows before it. */
  readonly position: number
  readonly count: number
  /** A list of objects with a table and its rows. */
  readonly groups: string
}

class BatchBuilder {
  #groups: { readonly table: string; readonly rows: string[] }[] = []
  #length = 0
  #count = 0

  add(table: string, line: string): void {
    const last = this.#groups.at(-1)
    const group = last?.table === table ? last : { table, rows: [] }
    if (group !== last) this.#groups.push(group)
    // The row without the name of its table.
    group.rows.push(`[${line.slice(table.length + 4)}`)
    this.#length += line.length
    this.#count++
  }

  /** Returns whether a batch ends before a row of a table. */
  isFullBefore(table: string): boolean {
    return this.#length >= maxLength || (this.#length >= enoughLength && table === commitTable)
  }

  /** Returns the batch and begins the next one. */
  take(position: number): Batch {
    const groups = this.#groups.map(({ table, rows }) => `{"table":"${table}","rows":[${rows.join(',')}]}`)
    const batch = { position, count: this.#count, groups: `[${groups.join(',')}]` }
    this.#groups = []
    this.#length = 0
    this.#count = 0
    return batch
  }
}

/** Yields the rows of a backup after some of them, in batches of about 2 MB. */
export async function* batchesOf(lines: AsyncIterable<string>, skipped = 0): AsyncGenerator<Batch> {
  const builder = new BatchBuilder()
  let [position, seen] = [skipped, 0]
  const take = () => {
    const batch = builder.take(position)
    position += batch.count
    return batch
  }
  for await (const line of lines) {
    const table = nameOf(line)
    if (!table || seen++ < skipped) continue
    if (builder.isFullBefore(table)) yield take()
    builder.add(table, line)
  }
  const rest = take()
  if (rest.count > 0) yield rest
}

/** A file of a backup. */
export interface ArchivedFile extends FileLine {
  readonly bytes: AsyncIterable<Uint8Array>
}

/** Yields the files of a backup. The bytes of each must be read before the next one. */
export async function* filesOf(lines: AsyncGenerator<string>): AsyncGenerator<ArchivedFile> {
  async function* bytes(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const { value, done } = await lines.next()
      if (done || nameOf(value) !== '') return
      yield Buffer.from((JSON.parse(value) as string[])[1] ?? '', 'base64')
    }
  }
  for (;;) {
    const { value, done } = await lines.next()
    if (done) return
    if (value.startsWith('{"file":')) yield { ...(JSON.parse(value) as FileLine), bytes: bytes() }
  }
}
