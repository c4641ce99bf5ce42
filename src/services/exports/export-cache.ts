/**
 * Cache of public exports in R2. A pinned export never changes, so it is cached on its second request and then served
 * without the database.
 */
import { createHash } from 'node:crypto'
import * as cache from '../../store/export-cache.ts'

/** Returns whether something was redacted since a commit, so that its cached files may still contain it. */
export { hasRedactionSince } from '../../store/redactions.ts'

/** Awaits a task whose failure must not fail the response. Logs an error. Returns whether the task succeeded. */
export const attempt = async (failure: string, act: Promise<unknown>): Promise<boolean> => {
  try {
    await act
    return true
  } catch (error) {
    // biome-ignore lint/suspicious/noConsole: the operator's log is the only one who can be told
    console.error(`${failure}:`, error)
    return false
  }
}

const attemptCaching = (act: Promise<unknown>): Promise<boolean> => attempt('A file was not cached', act)

/** Minimum number of rows of a cached file; smaller files are cheaper to read from the database. */
export const minCachedRows = 1000

/** A file to be cached. */
export interface CacheEntry {
  readonly files: R2Bucket
  /** The absolute URL. */
  readonly address: string
  readonly facts: cache.ExportFacts
  /** Returns whether something was redacted since the commit of the file. */
  readonly isRedacted: () => Promise<boolean>
}

/** Passes the bytes of a file on, and caches them. Errors of the cache are logged and do not fail the file. */
async function* writeThrough(
  { files, address, facts, isRedacted }: CacheEntry,
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256')
  const file = cache.createWriter(files, address, facts)
  let [isWriting, isComplete] = [true, false]
  try {
    for await (const bytes of source) {
      hash.update(bytes)
      isWriting &&= await attemptCaching(file.write(bytes))
      yield bytes
    }
    isComplete = true
  } finally {
    if (!isComplete || !isWriting) await attemptCaching(file.abort())
  }
  if (isWriting && (await attemptCaching(file.complete())))
    await attemptCaching(cache.saveDigest(files, address, hash.digest('hex')))
  // A redaction deletes cached files, and may have done so while this one was written.
  await attemptCaching(isRedacted().then((gone) => (gone ? cache.evict(files, address) : undefined)))
}

/** Passes the bytes of a file on, and caches them if the file was requested before. */
export async function* fillCache(
  entry: CacheEntry,
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const { files, address } = entry
  if (await cache.hasRequest(files, address)) {
    yield* writeThrough(entry, source)
    return
  }
  yield* source
  await attemptCaching(cache.saveRequest(files, address))
}

/** Caches a file at once, because its size is needed. Returns it; undefined if it could not be cached. */
export const cacheNow = async (
  entry: CacheEntry,
  source: AsyncIterable<Uint8Array>,
): Promise<cache.CachedExport | undefined> => {
  const bytes = writeThrough(entry, source)
  while (!(await bytes.next()).done);
  return cache.find(entry.files, entry.address)
}

/** Returns the SHA-256 of a stream, hexadecimal. */
export const digestOf = async (source: AsyncIterable<Uint8Array>): Promise<string> => {
  const hash = createHash('sha256')
  for await (const bytes of source) hash.update(bytes)
  return hash.digest('hex')
}

/** Returns the cached file of a URL; undefined if there is none. */
export { type CachedExport, find as findCachedFile } from '../../store/export-cache.ts'

/**
 * Returns the digest of the file of a URL. It is computed once, from the cached file or from the one that `open`
 * opens.
 */
export const findCachedDigest = async (
  files: R2Bucket,
  address: string,
  open: () => Promise<{ readonly rows: number; readonly bytes: AsyncIterable<Uint8Array> }>,
): Promise<string> => {
  const known = await cache.findDigest(files, address)
  if (known !== undefined) return known
  const file = await cache.find(files, address)
  const body = await file?.open()
  const { rows, bytes } = file && body ? { ...file, bytes: body } : await open()
  const digest = await digestOf(bytes)
  if (rows >= minCachedRows) await cache.saveDigest(files, address, digest)
  return digest
}
