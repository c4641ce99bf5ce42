/** Files of public exports that are kept in R2, by their absolute pinned addresses. */
import { createHash } from 'node:crypto'
import { MultipartWriter, remove } from './object-store.ts'

/** Everything that is kept of exports is under this prefix, where a lifecycle ends it. */
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

/** The file of an address; undefined where it is not kept. */
export const find = async (files: R2Bucket, address: string): Promise<CachedExport | undefined> => {
  const object = await files.get(fileKey(address))
  if (!object) return undefined
  return { body: object.body, rows: Number(object.customMetadata?.rows), bytes: object.size }
}

/** Whether the file of an address has been given whole before. */
export const hasRequest = async (files: R2Bucket, address: string): Promise<boolean> =>
  (await files.head(requestKey(address))) !== null

export const saveRequest = async (files: R2Bucket, address: string): Promise<void> => {
  await files.put(requestKey(address), '')
}

/** Writes the file of an address as it comes. */
export const createWriter = (files: R2Bucket, address: string, rows: number): MultipartWriter =>
  new MultipartWriter(files, fileKey(address), { customMetadata: { rows: String(rows) } })

/** Deletes what is kept of an address. */
export const evict = (files: R2Bucket, address: string): Promise<void> =>
  remove(files, [fileKey(address), digestKey(address)])

/** Deletes everything that is kept of exports. */
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

/** The SHA-256 of the file of an address, hexadecimal; undefined where it has not been worked out. */
export const findDigest = async (files: R2Bucket, address: string): Promise<string | undefined> =>
  (await files.get(digestKey(address)))?.text()

export const saveDigest = async (files: R2Bucket, address: string, digest: string): Promise<void> => {
  await files.put(digestKey(address), digest)
}
