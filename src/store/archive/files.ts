/**
 * The files of the bucket that a backup has: all but cached exports, which are made again of the records, and uploads that
 * await their import.
 */
import { MultipartWriter } from '../object-store.ts'
import { uploadPrefix } from '../uploads.ts'

export interface ArchivedFile {
  readonly key: string
  readonly size: number
  readonly metadata: Readonly<Record<string, string>>
}

/** The prefix of cached exports. */
const cachePrefix = 'exports/'

/** Returns whether a backup has the file with a key. */
export const isArchivedKey = (key: string): boolean =>
  key !== '' && !key.startsWith(cachePrefix) && !key.startsWith(uploadPrefix)

export interface FilesPage {
  readonly files: readonly ArchivedFile[]
  /** The cursor of the next page; undefined on the last one. */
  readonly next: string | undefined
}

/** Returns a page of the bucket's files, all of them or those of a backup, in the order of their keys. */
export const listFiles = async (
  bucket: R2Bucket,
  { cursor, all = false }: { readonly cursor?: string | undefined; readonly all?: boolean },
): Promise<FilesPage> => {
  const found = await bucket.list({ ...(cursor && { cursor }), include: ['customMetadata'] })
  return {
    files: found.objects
      .filter(({ key }) => all || isArchivedKey(key))
      .map(({ key, size, customMetadata = {} }) => ({ key, size, metadata: customMetadata })),
    next: found.truncated ? found.cursor : undefined,
  }
}

/** Writes a file of a backup. Memory is bounded by one part. */
export const writeFile = async (
  bucket: R2Bucket,
  { key, metadata }: Omit<ArchivedFile, 'size'>,
  source: AsyncIterable<Uint8Array>,
): Promise<void> => {
  const writer = new MultipartWriter(bucket, key, { customMetadata: { ...metadata } })
  try {
    for await (const bytes of source) await writer.write(bytes)
    await writer.complete()
  } catch (error) {
    await writer.abort()
    throw error
  }
}
