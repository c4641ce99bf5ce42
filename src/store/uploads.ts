/** Files that arrive in parts. Each part is a file in R2 until the whole is imported. */
import { list, read, remove } from './object-store.ts'

/** The prefix of the keys of uploads. They sort by id, which is by age. */
export const uploadPrefix = 'uploads/'

export interface NewUpload {
  readonly id: string
  readonly actor: string
  /** The length of the file, in bytes. */
  readonly bytes: number
  /** The length of each part but the last, in bytes. */
  readonly partBytes: number
}

export interface Upload extends NewUpload {
  /** The import that has read the file; undefined if none has. */
  readonly importId: string | undefined
}

const folderOf = (id: string): string => `${uploadPrefix}${id}/`
const headKey = (id: string): string => `${folderOf(id)}head`
const partsFolder = (id: string): string => `${folderOf(id)}parts/`

/** Returns the key of a part; keys sort by its number. */
const partKey = (id: string, part: number): string => `${partsFolder(id)}${String(part).padStart(4, '0')}`

const writeHead = async (
  bucket: R2Bucket,
  { id, actor, bytes, partBytes }: NewUpload,
  importId?: string,
): Promise<void> => {
  const about = { actor, bytes: String(bytes), part_bytes: String(partBytes) }
  const customMetadata = importId === undefined ? about : { ...about, import: importId }
  await bucket.put(headKey(id), new Uint8Array(), { customMetadata })
}

export const insert = (bucket: R2Bucket, upload: NewUpload): Promise<void> => writeHead(bucket, upload)

/** Returns an upload; undefined if it does not exist. */
export const find = async (bucket: R2Bucket, id: string): Promise<Upload | undefined> => {
  const head = await bucket.head(headKey(id))
  if (!head) return undefined
  const { actor = '', bytes, part_bytes: partBytes, import: importId } = head.customMetadata ?? {}
  return { id, actor, bytes: Number(bytes), partBytes: Number(partBytes), importId }
}

/** Returns the numbers of the parts that have arrived, from 1, in ascending order. */
export const listReceived = async (bucket: R2Bucket, id: string): Promise<number[]> => {
  const received: number[] = []
  for await (const { key } of list(bucket, partsFolder(id)))
    received.push(Number(key.slice(partsFolder(id).length)))
  return received
}

/** Writes a part; one that has arrived before is replaced. */
export const writePart = async (
  bucket: R2Bucket,
  id: string,
  part: number,
  bytes: Uint8Array,
): Promise<void> => {
  await bucket.put(partKey(id, part), bytes)
}

/** Returns the bytes of a part; undefined if it has not arrived. */
export const readPart = (bucket: R2Bucket, id: string, part: number) => read(bucket, partKey(id, part))

const removeFolder = async (bucket: R2Bucket, folder: string): Promise<void> => {
  const keys: string[] = []
  for await (const { key } of list(bucket, folder)) keys.push(key)
  await remove(bucket, keys)
}

/** Deletes an upload. */
export const removeUpload = (bucket: R2Bucket, id: string): Promise<void> =>
  removeFolder(bucket, folderOf(id))

/** Notes the import that has read an upload, and deletes its parts. */
export const finish = async (bucket: R2Bucket, upload: NewUpload, importId: string): Promise<void> => {
  await writeHead(bucket, upload, importId)
  await removeFolder(bucket, partsFolder(upload.id))
}

/** Deletes the uploads before an id. */
export const sweep = async (bucket: R2Bucket, before: string): Promise<void> => {
  const keys: string[] = []
  for await (const { key } of list(bucket, uploadPrefix)) {
    if (key >= `${uploadPrefix}${before}`) break
    keys.push(key)
  }
  await remove(bucket, keys)
}
