/** Reading a store from a service into a backup, page by page. */
import { createHash } from 'node:crypto'
import { bytesMark, type Head, Manifest, type Value } from './format.ts'
import { ask, askJson, type Service } from './service.ts'
import type { ArchiveWriter } from './writer.ts'

/** Where the next page begins: in a table, or at a file. */
export interface Place {
  readonly table?: string
  readonly after?: readonly Value[] | undefined
  /** The last commit that was written, beside the versions of commits. */
  readonly commit?: number
  /** The key of the last file that was written. */
  readonly file?: string
}

/** The store is no longer that of the backup: a past that is not stored has changed, or another version answers. */
export class StoreMoved extends Error {}

interface Page {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Value[])[]
  readonly next?: readonly Value[] | undefined
}

type Writer = ArchiveWriter<Place>

/** Commits are written before the versions that they wrote, so that a restore goes through the past in order. */
const commitTable = 'commits'
const versionTable = 'incidents'

export const readHead = (service: Service): Promise<Head> => askJson<Head>(service, '/backup')

/** Throws StoreMoved unless a backup of an earlier time can go on. */
export const assertUnmoved = async (service: Service, first: Head): Promise<void> => {
  const now = await readHead(service)
  const isSame =
    JSON.stringify([now.migrations, now.tables]) === JSON.stringify([first.migrations, first.tables])
  if (now.rewrite > first.commit || !isSame) throw new StoreMoved()
}

const askPage = async (
  service: Service,
  { commit, at, tables }: Head,
  table: string,
  after: readonly Value[] | undefined,
): Promise<Page> => {
  const query = new URLSearchParams({ table, commit: String(commit), at })
  if (after) query.set('after', JSON.stringify(after))
  const page = await askJson<Page>(service, `/backup/rows?${query}`)
  if (JSON.stringify(page.columns) !== JSON.stringify(tables[table])) throw new StoreMoved()
  return page
}

const toLine = (table: string, row: readonly Value[]): string => JSON.stringify([table, ...row])

/** Yields the commits after one, in order. */
async function* commitsAfter(service: Service, head: Head, seq: number): AsyncGenerator<readonly Value[]> {
  for (let after: readonly Value[] | undefined = [seq]; after; ) {
    const page: Page = await askPage(service, head, commitTable, after)
    yield* page.rows
    after = page.next
  }
}

/** Hands out commits up to one, each once. */
const createCommitReader = (service: Service, head: Head, seq: number) => {
  const commits = commitsAfter(service, head, seq)
  let next: IteratorResult<readonly Value[]> | undefined
  return async (last: number): Promise<string[]> => {
    const lines: string[] = []
    for (;;) {
      next ??= await commits.next()
      if (next.done || Number(next.value[0]) > last) return lines
      lines.push(toLine(commitTable, next.value))
      next = undefined
    }
  }
}

/** Writes commits and the versions of each, in order. */
const writeVersions = async (service: Service, writer: Writer, onPage: () => void): Promise<void> => {
  const { first, place } = writer
  const readCommits = createCommitReader(service, first, place.commit ?? 0)
  const commitColumn = first.tables[versionTable]?.indexOf('commit_seq') ?? -1
  let { after, commit = 0 } = place
  for (;;) {
    const page = await askPage(service, first, versionTable, after)
    const lines: string[] = []
    for (const row of page.rows) {
      commit = Number(row[commitColumn])
      lines.push(...(await readCommits(commit)), toLine(versionTable, row))
    }
    if (!page.next) {
      writer.append(await readCommits(first.commit), { table: versionTable, after, commit: first.commit })
      return
    }
    after = page.next
    writer.append(lines, { table: versionTable, after, commit })
    onPage()
  }
}

const writeRows = async (
  service: Service,
  writer: Writer,
  table: string,
  onPage: () => void,
): Promise<void> => {
  for (let { after } = writer.place; ; ) {
    const page = await askPage(service, writer.first, table, after)
    if (!page.next) return
    after = page.next
    writer.append(
      page.rows.map((row) => toLine(table, row)),
      { table, after },
    )
    onPage()
  }
}

/** Writes the rows of all tables, from the place of the writer on. */
export const writeTables = async (
  service: Service,
  writer: Writer,
  onPage: (table: string) => void,
): Promise<void> => {
  const tables = Object.keys(writer.first.tables).filter((table) => table !== commitTable)
  if (writer.place.file !== undefined) return
  const begun = writer.place.table === undefined ? 0 : tables.indexOf(writer.place.table)
  for (const table of tables.slice(begun)) {
    if (writer.place.table !== table) writer.append([], { table })
    await (table === versionTable
      ? writeVersions(service, writer, () => onPage(table))
      : writeRows(service, writer, table, () => onPage(table)))
  }
  writer.append([], { file: '' })
}

const countTable = 'row_counts'

/**
 * Throws StoreMoved unless the numbers of rows are those of the backup: a row has been deleted meanwhile, or one was
 * written while the backup began.
 */
export const assertCounts = async (service: Service, { first, manifest }: Writer): Promise<void> => {
  const found = new Manifest()
  for (const row of (await askPage(service, first, countTable, undefined)).rows)
    found.add(countTable, toLine(countTable, row))
  if (found.last().sha256[countTable] !== manifest.last().sha256[countTable]) throw new StoreMoved()
}

interface ListedFile {
  readonly key: string
  readonly size: number
  readonly metadata: Readonly<Record<string, string>>
}

/** Yields the files of the service in the order of their keys; with `all`, cached exports too. */
export async function* listFiles(service: Service, all = false): AsyncGenerator<ListedFile> {
  let cursor: string | undefined
  do {
    const query = new URLSearchParams({ ...(all && { all: 'true' }), ...(cursor && { cursor }) })
    const page: { readonly files: readonly ListedFile[]; readonly next?: string } = await askJson(
      service,
      `/backup/files?${query}`,
    )
    yield* page.files
    cursor = page.next
  } while (cursor !== undefined)
}

/** Returns the bytes of a file. */
export const openFile = async (service: Service, key: string): Promise<AsyncIterable<Uint8Array>> => {
  const query = new URLSearchParams({ key })
  return (await ask(service, `/backup/file?${query}`)).body as unknown as AsyncIterable<Uint8Array>
}

const writeFile = async (service: Service, writer: Writer, { key, ...facts }: ListedFile): Promise<void> => {
  const hash = createHash('sha256')
  let size = 0
  writer.write([JSON.stringify({ file: key, ...facts })])
  for await (const bytes of await openFile(service, key)) {
    hash.update(bytes)
    size += bytes.byteLength
    writer.write([JSON.stringify([bytesMark, Buffer.from(bytes).toString('base64')])])
  }
  writer.append([JSON.stringify({ end_of: key, size, sha256: hash.digest('hex') })], { file: key })
}

/** Writes the files that are not written yet. */
export const writeFiles = async (service: Service, writer: Writer): Promise<void> => {
  for await (const file of listFiles(service))
    if (file.key > (writer.place.file ?? '')) await writeFile(service, writer, file)
}
