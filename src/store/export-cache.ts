/** Public exports cached in R2, keyed by their absolute pinned URLs. */
import { createHash } from 'node:crypto'
import { MultipartWriter, remove } from './object-store.ts'

/** The prefix of everything cached of exports; a lifecycle rule of the bucket expires it. */
const prefix = 'exports'

const exportFolder = (address: string): string =>
  `${prefix}/${createHash('sha256').update(address).digest('hex')}`

const fileKey = (address: string): string => `${exportFolder(address)}/file`
const requestKey = (address: string): string => `${exportFolder(address)}/asked`
const digestKey = (address: string): string => `${exportFolder(address)}/sha256`

export interface CachedExport {
  readonly body: ReadableStream<Uint8Array>
  readonly rows: number
  readonly bytes: number
}

/** Returns the cached file of a URL; undefined if it is not cached. */
export const find = async (files: R2Bucket, address: string): Promise<CachedExport | undefined> => {
  const object = await files.get(fileKey(address))
  if (!object) return undefined
  return { body: object.body, rows: Number(object.customMetadata?.rows), bytes: object.size }
}

/** Returns whether a file has been downloaded to its end before. */
export const hasRequest = async (files: R2Bucket, address: string): Promise<boolean> =>
  (await files.head(requestKey(address))) !== null

export const saveRequest = async (files: R2Bucket, address: string): Promise<void> => {
  await files.put(requestKey(address), '')
}

/** Opens a writer for the file of a URL. */
export const createWriter = (files: R2Bucket, address: string, rows: number): MultipartWriter =>
  new MultipartWriter(files, fileKey(address), { customMetadata: { rows: String(rows) } })

/** Deletes the file and the digest of a URL. */
export const evict = (files: R2Bucket, address: string): Promise<void> =>
  remove(files, [fileKey(address), digestKey(address)])

/** Deletes everything cached of exports. */
export const evictAll = async (files: R2Bucket): Promise<void> => {
  for (let hasMore = true; hasMore; ) {
    const { objects, truncated } = await files.list({ prefix: `${prefix}/` })
    await remove(
      files,
      objects.map(({ key }) => key),
    )
    hasMore = truncated
  }
}

/** Returns the SHA-256 of the file of a URL, hexadecimal; undefined if it has not been computed. */
export const findDigest = async (files: R2Bucket, address: string): Promise<string | undefined> =>
  (await files.get(digestKey(address)))?.text()

export const saveDigest = async (files: R2Bucket, address: string, digest: string): Promise<void> => {
  await files.put(digestKey(address), digest)
}
