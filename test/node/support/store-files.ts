/** The files of a server's store: the database, and the objects of the bucket. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

export type Row = Readonly<Record<string, string | number | null>>

/** The file of a folder of the store that is the database of what is ours; undefined where nothing was written yet. */
export const fileIn = (store: string, folder: string): string | undefined => {
  const inner = join(store, 'v3', folder)
  const found = existsSync(inner) ? readdirSync(inner) : []
  const name = found.find((each) => each.endsWith('.sqlite') && !each.startsWith('metadata'))
  return name && join(inner, name)
}

/** Hands over a database that is only read; a server may be at work on it. */
export const reading = <T>(file: string, read: (rows: (sql: string) => Row[]) => T): T => {
  const db = new DatabaseSync(file, { readOnly: true })
  try {
    return read((sql) => db.prepare(sql).all() as Row[])
  } finally {
    db.close()
  }
}

/** An object of the bucket. */
export interface Kept {
  readonly key: string
  /** Of the bytes: they do not change. */
  readonly id: string
  readonly bytes: () => Buffer
}

/** Every object of the bucket, whole. */
export const keptIn = (store: string): Kept[] => {
  const file = fileIn(store, 'r2/miniflare-R2BucketObject')
  if (!file) return []
  return reading(file, (rows) => {
    const blob = (id: unknown) => readFileSync(join(store, 'v3/r2/sitrep-files/blobs', String(id)))
    const parts = rows(
      'SELECT object_key, blob_id FROM _mf_multipart_parts WHERE object_key IS NOT NULL ORDER BY part_number',
    )
    return rows('SELECT key, blob_id FROM _mf_objects').map(({ key, blob_id }) => {
      const own = parts.filter((part) => part.object_key === key).map((part) => part.blob_id)
      const blobs = blob_id === null ? own : [blob_id]
      return { key: String(key), id: blobs.join(' '), bytes: () => Buffer.concat(blobs.map(blob)) }
    })
  })
}
