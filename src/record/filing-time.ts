/**
 * The time of filing, `created_at`. The public sees the day of a report without a token, `YYYY-MM-DD`: the time may tell
 * who filed it.
 */

/** What a cell of times has after a day. */
export const midnight = 'T00:00:00.000Z'

/** Returns the time of filing that the public sees. */
export const publicFilingTime = (createdAt: string, isPublicReport: boolean): string =>
  isPublicReport ? createdAt.slice(0, 10) : createdAt

/** Returns the time of filing as a time: the start of the day if it is a day. */
export const filingInstant = (createdAt: string): string =>
  createdAt.length === 10 ? createdAt + midnight : createdAt
