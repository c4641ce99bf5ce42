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

/** The facts of a file besides its bytes. */
export interface ExportFacts {
  readonly rows: number
  /** The head of the public chain of digests at its commit, if it was known. */
  readonly chain: { readonly commit: number; readonly digest: string } | undefined
}

export interface CachedExport extends ExportFacts {
  /** The size in bytes. */
  readonly size: number
  /** Returns the bytes of the file or of a range; undefined if it has been deleted. */
  readonly open: (range?: {
    readonly offset: number
    readonly length: number
  }) => Promise<ReadableStream<Uint8Array> | undefined>
}

/** Returns the cached file of a URL; undefined if it is not cached. */
export const find = async (files: R2Bucket, address: string): Promise<CachedExport | undefined> => {
  const key = fileKey(address)
  const object = await files.head(key)
  if (!object) return undefined
  const { rows, chain } = object.customMetadata ?? {}
  return {
    rows: Number(rows),
    chain: chain ? JSON.parse(chain) : undefined,
    size: object.size,
    open: async (range) => (await files.get(key, range && { range }))?.body,
  }
}

/** Returns whether a file has been downloaded to its end before. */
export const hasRequest = async (files: R2Bucket, address: string): Promise<boolean> =>
  (await files.head(requestKey(address))) !== null

export const saveRequest = async (files: R2Bucket, address: string): Promise<void> => {
  await files.put(requestKey(address), '')
}

/** The most characters of a URL in the metadata of its file, which R2 limits. */
const maxNotedAddress = 1000

/** Opens a writer for the file of a URL. The metadata name the URL, so that the file can be made again and compared. */
export const createWriter = (
  files: R2Bucket,
  address: string,
  { rows, chain }: ExportFacts,
): MultipartWriter =>
  new MultipartWriter(files, fileKey(address), {
    customMetadata: {
      rows: String(rows),
      ...(chain && { chain: JSON.stringify(chain) }),
      ...(address.length <= maxNotedAddress && { address }),
    },
  })

/** Returns whether a key is that of the file of a URL. */
export const isFileOf = (key: string, address: string): boolean => key === fileKey(address)

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

/** The number of cached files and their bytes; there may be more if the count is bounded. */
export interface CacheSize {
  readonly files: number
  readonly bytes: number
  readonly isBounded: boolean
}

/** Returns the size of the cached exports among the first 1,000 objects: one list of R2. */
export const measure = async (files: R2Bucket): Promise<CacheSize> => {
  const { objects, truncated } = await files.list({ prefix: `${prefix}/` })
  const found = objects.filter(({ key }) => key.endsWith('/file'))
  const bytes = found.reduce((sum, { size }) => sum + size, 0)
  return { files: found.length, bytes, isBounded: truncated }
}

/** Returns the SHA-256 of the file of a URL, hexadecimal; undefined if it has not been computed. */
export const findDigest = async (files: R2Bucket, address: string): Promise<string | undefined> =>
  (await files.get(digestKey(address)))?.text()

export const saveDigest = async (files: R2Bucket, address: string, digest: string): Promise<void> => {
  await files.put(digestKey(address), digest)
}
