/**
 * Ids of records: UUIDs of version 7 (RFC 9562, section 5.7). The database's key n is the milliseconds since 2020
 * and the twelve bits behind the version, so that the order of n is the order of ids. It fits a double until 2089.
 */
const epoch = Date.UTC(2020, 0, 1)
const perMillisecond = 4096

export interface Identity {
  readonly id: string
  readonly n: number
}

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0')

const bytes = Array.from({ length: 256 }, (_, byte) => hex(byte, 2))

/** How many random bytes an id has behind its key. */
const tail = 8

const idOf = (n: number, random: Uint8Array, at: number): string => {
  const ms = hex(Math.floor(n / perMillisecond) + epoch, 12)
  let text = `${ms.slice(0, 8)}-${ms.slice(8)}-7${hex(n % perMillisecond, 3)}-`
  text += bytes[((random[at] as number) & 0x3f) | 0x80]
  for (let i = 1; i < tail; i++) {
    if (i === 2) text += '-'
    text += bytes[random[at + i] as number]
  }
  return text
}

/** So many random bytes are to be had at once. */
const mostRandom = 65_536

const randomBytes = (howMany: number): Uint8Array => {
  const bytes = new Uint8Array(howMany)
  for (let at = 0; at < howMany; at += mostRandom) crypto.getRandomValues(bytes.subarray(at, at + mostRandom))
  return bytes
}

/** New ids in ascending order, from a time in milliseconds since 1970 UTC. */
export const newIds = (howMany: number, now: number): Identity[] => {
  const [start = 0] = crypto.getRandomValues(new Uint16Array(1))
  const first = (now - epoch) * perMillisecond + (start % perMillisecond)
  const random = randomBytes(howMany * tail)
  return Array.from({ length: howMany }, (_, i) => ({ n: first + i, id: idOf(first + i, random, i * tail) }))
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
