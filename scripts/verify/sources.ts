/** The subjects of a verification: a local store, a service, or a backup. The last two are read into a temporary database first. */
import { createReadStream, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { backup, DatabaseSync } from 'node:sqlite'
import type { Actor } from '../../src/auth/permissions.ts'
import { commands } from '../../src/messages/en.ts'
import { endRestore, restoreRows, startRestore } from '../../src/services/archive/restore.ts'
import type { ServiceContext } from '../../src/services/service-context.ts'
import type { StoredFile } from '../../src/services/verify/files.ts'
import { once } from '../../src/text/memoize.ts'
import type { Archive } from '../archive/check-archive.ts'
import { linesOf } from '../archive/check-archive.ts'
import { batchesOf, filesOf } from '../archive/send-rows.ts'
import { databaseFile } from '../vacuum.ts'
import { migrate } from './schema.ts'
import { SqliteDatabase } from './sqlite-database.ts'

const admin: Actor = { role: 'admin', id: 'admin' }

/** A database to verify, and its files. */
export interface Source {
  readonly database: DatabaseSync
  readonly files: AsyncIterable<StoredFile> | undefined
  /** Returns a context of a copy whose index is empty, in which exports are made; undefined if the database is one. */
  readonly createExportContext?: () => Promise<ServiceContext>
  readonly close: () => void
}

export const contextOf = (database: DatabaseSync): ServiceContext => ({
  db: SqliteDatabase.open(database),
  now: Date.now(),
  isInCountry: () => undefined,
})

async function* concatenated(paths: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const path of paths) yield* createReadStream(path)
}

/** Yields the files of a local store's bucket, whose database the local runtime keeps beside its blobs. */
async function* localFiles(store: string): AsyncGenerator<StoredFile> {
  const folder = join(store, 'v3/r2/miniflare-R2BucketObject')
  const inner = existsSync(folder) ? readdirSync(folder) : []
  const name = inner.find((each) => each.endsWith('.sqlite') && !each.startsWith('metadata'))
  if (name === undefined) return
  const db = new DatabaseSync(join(folder, name), { readOnly: true })
  const objects = db.prepare('SELECT key, blob_id, custom_metadata FROM _mf_objects ORDER BY key').all()
  const parts = db.prepare(
    'SELECT blob_id FROM _mf_multipart_parts WHERE object_key = ? ORDER BY part_number',
  )
  const found = objects.map(({ key, blob_id, custom_metadata }) => ({
    key: String(key),
    metadata: JSON.parse(String(custom_metadata ?? '{}')) as Record<string, string>,
    blobs: blob_id === null ? parts.all(key ?? null).map((part) => part.blob_id) : [blob_id],
  }))
  db.close()
  for (const { key, metadata, blobs } of found)
    yield {
      key,
      metadata,
      open: async () =>
        concatenated(blobs.map((blob) => join(store, 'v3/r2/sitrep-files/blobs', String(blob)))),
    }
}

/** Opens a local store. The transaction sees one state of it, even if a server writes. */
export const openStore = (store: string): Source => {
  if (!existsSync(join(store, 'v3'))) throw new Error(commands.decodeStore.noStore(store))
  const database = new DatabaseSync(databaseFile(store), { readOnly: true })
  database.exec('BEGIN')
  const folder = mkdtempSync(join(tmpdir(), 'sitrep-verify-'))
  const openCopy = once(async () => {
    const path = join(folder, 'copy.sqlite')
    await backup(database, path)
    const copy = new DatabaseSync(path)
    copy.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; DELETE FROM index_segments')
    return copy
  })
  return {
    database,
    files: localFiles(store),
    createExportContext: async () => contextOf(await openCopy()),
    close: () => {
      database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Yields the files of a backup. Each must be read before the next. */
async function* archivedFiles(path: string): AsyncGenerator<StoredFile> {
  for await (const { file, metadata, bytes } of filesOf(linesOf(path))) {
    const parts: Uint8Array[] = []
    for await (const part of bytes) parts.push(part)
    yield {
      key: file,
      metadata,
      open: async () =>
        (async function* () {
          yield* parts
        })(),
    }
  }
}

/** Reads a backup into a temporary database, by the services that restore it into a service. */
export const openArchive = async (path: string, { first, last }: Archive): Promise<Source> => {
  const folder = mkdtempSync(join(tmpdir(), 'sitrep-verify-'))
  const database = new DatabaseSync(join(folder, 'store.sqlite'))
  const close = () => {
    database.close()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    database.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = ON')
    migrate(database)
    const context = contextOf(database)
    await startRestore(context, admin, first)
    for await (const { position, groups } of batchesOf(linesOf(path)))
      await restoreRows(context, admin, { position, groups: JSON.parse(groups) })
    await endRestore(context, admin, { rows: last.rows })
    return { database, files: last.files > 0 ? archivedFiles(path) : undefined, close }
  } catch (error) {
    close()
    throw error
  }
}
