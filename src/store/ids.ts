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

const idOf = (n: number): string => {
  const ms = hex(Math.floor(n / perMillisecond) + epoch, 12)
  const random = crypto.getRandomValues(new Uint8Array(8))
  random[0] = ((random[0] ?? 0) & 0x3f) | 0x80
  const tail = [...random].map((byte) => hex(byte, 2)).join('')
  return `${ms.slice(0, 8)}-${ms.slice(8)}-7${hex(n % perMillisecond, 3)}-${tail.slice(0, 4)}-${tail.slice(4)}`
}

/** New ids in ascending order, from a time in milliseconds since 1970 UTC. */
export const newIds = (howMany: number, now: number): Identity[] => {
  const [random = 0] = crypto.getRandomValues(new Uint16Array(1))
  const first = (now - epoch) * perMillisecond + (random % perMillisecond)
  return Array.from({ length: howMany }, (_, i) => ({ n: first + i, id: idOf(first + i) }))
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
