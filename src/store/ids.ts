/**
 * Ids of records: UUIDs of version 7 (RFC 9562, section 5.7). The database's key n is the milliseconds since 2020
 * and the twelve bits behind the version, so that the order of n is the order of ids. It fits a double until 2089.
 */
import { Buffer } from 'node:buffer'

const epoch = Date.UTC(2020, 0, 1)
const perMillisecond = 4096

export interface Identity {
  readonly id: string
  readonly n: number
}

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0')

/** How many random hexadecimal digits an id has behind its key. */
const tail = 16

/** The id of a key, with random digits behind it. */
const idOf = (n: number, random: string): string => {
  const ms = hex(Math.floor(n / perMillisecond) + epoch, 12)
  const variant = '89ab'.charAt(Number.parseInt(random.charAt(0), 16) & 3)
  const key = `7${hex(n % perMillisecond, 3)}`
  return [ms.slice(0, 8), ms.slice(8), key, variant + random.slice(1, 4), random.slice(4)].join('-')
}

/** So many random bytes are to be had at once. */
const mostRandom = 65_536

const randomDigits = (howMany: number): string => {
  const bytes = Buffer.alloc(howMany / 2)
  for (let at = 0; at < bytes.length; at += mostRandom)
    crypto.getRandomValues(bytes.subarray(at, at + mostRandom))
  return bytes.toString('hex')
}

/** New ids in ascending order, from a time in milliseconds since 1970 UTC. */
export const newIds = (howMany: number, now: number): Identity[] => {
  const [start = 0] = crypto.getRandomValues(new Uint16Array(1))
  const first = (now - epoch) * perMillisecond + (start % perMillisecond)
  const random = randomDigits(howMany * tail)
  return Array.from({ length: howMany }, (_, i) => ({
    n: first + i,
    id: idOf(first + i, random.slice(i * tail, (i + 1) * tail)),
  }))
}

/** Where ids of a time and later begin, in milliseconds since 1970 UTC. */
export const firstIdOf = (now: number): string => {
  const ms = hex(now, 12)
  return `${ms.slice(0, 8)}-${ms.slice(8)}-7`
}

const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** The key of an id; undefined where a text is no id of ours. */
export const keyOf = (id: string): number | undefined => {
  if (!pattern.test(id)) return undefined
  const ms = Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
  const n = (ms - epoch) * perMillisecond + Number.parseInt(id.slice(15, 18), 16)
  return n >= 0 && Number.isSafeInteger(n) ? n : undefined
}
