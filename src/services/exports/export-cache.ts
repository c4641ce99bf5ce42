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

/**
 * Passes the bytes of a file on, and caches them if the file was requested before. Errors of the cache are logged and
 * do not fail the file.
 */
export async function* fillCache(
  files: R2Bucket,
  address: string,
  facts: cache.ExportFacts,
  source: AsyncIterable<Uint8Array>,
  isRedacted: () => Promise<boolean>,
): AsyncGenerator<Uint8Array> {
  if (!(await cache.hasRequest(files, address))) {
    yield* source
    await attemptCaching(cache.saveRequest(files, address))
    return
  }
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

/** Returns the SHA-256 of a stream, hexadecimal. */
export const digestOf = async (source: AsyncIterable<Uint8Array>): Promise<string> => {
  const hash = createHash('sha256')
  for await (const bytes of source) hash.update(bytes)
  return hash.digest('hex')
}

/** Returns the cached file of a URL; undefined if there is none. */
export { find as findCachedFile } from '../../store/export-cache.ts'

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
  const { rows, bytes } = file ? { ...file, bytes: file.body } : await open()
  const digest = await digestOf(bytes)
  if (rows >= minCachedRows) await cache.saveDigest(files, address, digest)
  return digest
}
