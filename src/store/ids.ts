/**
 * Ids of records: UUIDs of version 7 (RFC 9562, section 5.7). The database's `row_key` is the milliseconds since 2020
 * and the twelve bits after the version, so row keys sort like ids. It fits a double until 2089. The id of a report
 * without a token has the day of filing and a random time.
 */
import { Buffer } from 'node:buffer'
import { msPerDay } from '../../schemas/edtf-date.ts'

/** The milliseconds since 1970 UTC of key 0. */
export const epoch = Date.UTC(2020, 0, 1)
export const keysPerMillisecond = 4096

export interface Identity {
  readonly id: string
  readonly rowKey: number
}

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0')

/** The number of random hexadecimal digits after the key. */
const randomDigitCount = 16

/** Returns the id of a key, followed by random digits. */
const formatId = (rowKey: number, random: string): string => {
  const ms = hex(Math.floor(rowKey / keysPerMillisecond) + epoch, 12)
  const variant = '89ab'.charAt(Number.parseInt(random.charAt(0), 16) & 3)
  const key = `7${hex(rowKey % keysPerMillisecond, 3)}`
  return [ms.slice(0, 8), ms.slice(8), key, variant + random.slice(1, 4), random.slice(4)].join('-')
}

/** The most bytes that `getRandomValues` fills in one call. */
const maxRandomBytes = 65_536

const randomDigits = (count: number): string => {
  const bytes = Buffer.alloc(count / 2)
  for (let at = 0; at < bytes.length; at += maxRandomBytes)
    crypto.getRandomValues(bytes.subarray(at, at + maxRandomBytes))
  return bytes.toString('hex')
}

/** Returns new ids in ascending order, from a time in milliseconds since 1970 UTC. */
export const createIds = (count: number, now: number): Identity[] => {
  const [offset = 0] = crypto.getRandomValues(new Uint16Array(1))
  const first = (now - epoch) * keysPerMillisecond + (offset % keysPerMillisecond)
  const random = randomDigits(count * randomDigitCount)
  return Array.from({ length: count }, (_, i) => ({
    rowKey: first + i,
    id: formatId(first + i, random.slice(i * randomDigitCount, (i + 1) * randomDigitCount)),
  }))
}

/**
 * Returns new ids of the UTC day of a time, in ascending order. Each is of a random millisecond of the day, so that it
 * tells neither when it was made nor which others were made with it.
 */
export const createIdsOfDay = (count: number, now: number): Identity[] => {
  const start = now - (now % msPerDay)
  return Array.from(crypto.getRandomValues(new Uint32Array(count)), (random) =>
    createId(start + (random % msPerDay)),
  ).sort((one, other) => one.rowKey - other.rowKey)
}

export const createId = (now: number): Identity => createIds(1, now)[0] as Identity

/** Returns the lower bound of the ids of a time and later; `now` is in milliseconds since 1970 UTC. */
export const minIdAt = (now: number): string => {
  const ms = hex(now, 12)
  return `${ms.slice(0, 8)}-${ms.slice(8)}-7`
}

const idPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** Returns the key of an id; undefined if the text is not an id of this database. */
export const keyOf = (id: string): number | undefined => {
  if (!idPattern.test(id)) return undefined
  const ms = Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
  const rowKey = (ms - epoch) * keysPerMillisecond + Number.parseInt(id.slice(15, 18), 16)
  return rowKey >= 0 && Number.isSafeInteger(rowKey) ? rowKey : undefined
}
