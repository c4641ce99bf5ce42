/** The limits of files that are imported, in bytes unless their name says otherwise. */
import { msPerDay } from '../../../schemas/edtf-date.ts'

const mebibyte = 1024 * 1024

/** The largest file that comes in one request: less than a request may have. */
export const maxRequestBytes = 95_000_000
/** The largest file that arrives in parts: new rows without links take as many statements of D1 as a request has. */
export const maxUploadBytes = 300_000_000
/** The length of a part by default, which a page digests within 50 ms, and the largest one, which is held in memory. */
export const [defaultPartBytes, maxPartBytes] = [4 * mebibyte, 16 * mebibyte]
/** The most parts of a file: an import reads each by a request to R2, which a Worker counts. */
export const maxParts = 500
/** How long an upload is kept after it began, in milliseconds. */
export const maxUploadAge = msPerDay
