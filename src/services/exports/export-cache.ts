/**
 * A commit never changes, so neither does a file of it: one that is asked for again is kept, and from then on it is
 * given without the database.
 */
import { createHash } from 'node:crypto'
import * as cache from '../../store/export-cache.ts'

/** Whether something was redacted since a commit, and files of it may hold that still. */
export { hasRedactionSince } from '../../store/redactions.ts'

/** Awaits an act whose failure must not fail the answer. Returns whether it succeeded; the log has the error. */
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

/** A file of fewer records costs less to read than to keep. */
export const minCachedRows = 1000

/**
 * The bytes as they come. When they have been taken whole it is noted that the file was asked for; the second time
 * they are kept on their way. What goes wrong with that is logged, and the file goes on.
 */
export async function* cached(
  files: R2Bucket,
  address: string,
  rows: number,
  source: AsyncIterable<Uint8Array>,
  isRedacted: () => Promise<boolean>,
): AsyncGenerator<Uint8Array> {
  if (!(await cache.hasRequest(files, address))) {
    yield* source
    await attemptCaching(cache.saveRequest(files, address))
    return
  }
  const hash = createHash('sha256')
  const file = cache.createWriter(files, address, rows)
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
  // A redaction deletes what is kept, and may have done so while this was written.
  await attemptCaching(isRedacted().then((gone) => (gone ? cache.evict(files, address) : undefined)))
}

/** The SHA-256 of bytes, hexadecimal; they are read to their end. */
export const digestOf = async (source: AsyncIterable<Uint8Array>): Promise<string> => {
  const hash = createHash('sha256')
  for await (const bytes of source) hash.update(bytes)
  return hash.digest('hex')
}

/** The cached file of an address; undefined if there is none. */
export { find as lookup } from '../../store/export-cache.ts'

/** The digest of the file of an address, worked out once: of what is kept, or of what `made` makes. */
export const cachedDigest = async (
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
