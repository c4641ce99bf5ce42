/** Range requests for files (RFC 9110, section 14). */
import { problems } from '../../problems.ts'
import type { AppContext } from '../context.ts'

/** Bytes of a file. */
export interface ByteRange {
  readonly offset: number
  readonly length: number
}

/** A range as it is asked for: from an offset to another or to the end, or the last bytes. */
export interface RequestedRange {
  readonly first?: number
  readonly last?: number
  readonly suffix?: number
}

const rangePattern = /^bytes=[ \t]*(?:(\d{1,15})-(\d{1,15})?|-(\d{1,15}))[ \t]*$/i

const toNumber = (digits: string | undefined): number | undefined =>
  digits === undefined ? undefined : Number(digits)

/** Returns the range of a header; undefined for several ranges, other units and invalid ranges, which are ignored. */
const parseRange = (header: string): RequestedRange | undefined => {
  const match = rangePattern.exec(header)
  if (!match) return undefined
  const [first, last, suffix] = match.slice(1).map(toNumber)
  if (suffix !== undefined) return { suffix }
  if (first === undefined || (last !== undefined && last < first)) return undefined
  return last === undefined ? { first } : { first, last }
}

/** Whether a client continues a download: it has the beginning, and nothing says of which version. */
const isContinuation = ({ first = 0, last }: RequestedRange): boolean => first > 0 && last === undefined

/**
 * Returns the range to answer a GET request with; undefined if the whole file is sent. If-Range must have the ETag.
 * Without it, the rest of a file is sent from a pinned URL only, because a client would append it to another version.
 */
export const requestedRange = (
  c: AppContext,
  etag: string,
  { isPinned }: { readonly isPinned: boolean },
): RequestedRange | undefined => {
  const header = c.req.header('Range')
  const range = c.req.method === 'GET' && header !== undefined ? parseRange(header) : undefined
  if (!range) return undefined
  const condition = c.req.header('If-Range')
  if (condition !== undefined) return condition.trim() === etag ? range : undefined
  return !isPinned && isContinuation(range) ? undefined : range
}

/** Returns the bytes of a range in a file of this size. Throws range-not-satisfiable if it contains none. */
export const resolveRange = (
  { first, last = Number.POSITIVE_INFINITY, suffix = 0 }: RequestedRange,
  size: number,
): ByteRange => {
  const offset = first ?? Math.max(0, size - suffix)
  const length = Math.min(last + 1, size) - offset
  if (length <= 0) throw problems.rangeNotSatisfiable(size)
  return { offset, length }
}

/** What a response contains of a file of known size. */
export interface FilePart {
  readonly size: number
  /** The bytes that are sent; the whole file by default. */
  readonly range: ByteRange | undefined
}

/**
 * Responds with the bytes of a file or of its range (206). A range counts uncompressed bytes, so intermediaries must
 * not compress it.
 */
export const sendBytes = (
  c: AppContext,
  body: ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer>,
  { size, range }: FilePart,
  headers: Readonly<Record<string, string>>,
): Response => {
  if (!range)
    return c.body(body, 200, { ...headers, 'Accept-Ranges': 'bytes', 'Content-Length': String(size) })
  const { offset, length } = range
  return c.body(body, 206, {
    ...headers,
    'Accept-Ranges': 'bytes',
    'Content-Length': String(length),
    'Content-Range': `bytes ${offset}-${offset + length - 1}/${size}`,
    'Cache-Control': `${headers['Cache-Control']}, no-transform`,
  })
}
