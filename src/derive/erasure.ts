/** Taking out of a value what must be gone. */
import { fold } from './fold.ts'

/** What stands in the place of a text that was erased. */
export const erasedMark = '[redacted]'

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')

/** Replaces each occurrence of some texts in a text, the longest first. */
export const eraserOf = (texts: readonly string[]): ((text: string) => string) => {
  if (texts.length === 0) return (text) => text
  const longestFirst = texts.toSorted((a, b) => b.length - a.length)
  const pattern = new RegExp(longestFirst.map(escaped).join('|'), 'gu')
  return (text) => text.replace(pattern, erasedMark)
}

/**
 * Replaces each value of an address's query that holds one of some texts. A search finds them however they are written,
 * so they are compared as a search compares.
 */
export const addressEraserOf = (texts: readonly string[]): ((address: string) => string) => {
  const folded = texts.map(fold).filter((text) => text !== '')
  const holds = (value: string): boolean =>
    texts.some((text) => value.includes(text)) || folded.some((text) => fold(value).includes(text))
  return (address) => {
    const [path, ...query] = address.split('?')
    const parameters = [...new URLSearchParams(query.join('?'))]
    if (!parameters.some(([, value]) => holds(value))) return address
    return `${path}?${new URLSearchParams(parameters.map(([name, value]) => [name, holds(value) ? erasedMark : value]))}`
  }
}

/** A copy with every string in it rewritten, the names of fields included. */
export const rewritten = (value: unknown, rewrite: (text: string) => string): unknown => {
  if (typeof value === 'string') return rewrite(value)
  if (Array.isArray(value)) return value.map((item) => rewritten(item, rewrite))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [rewrite(name), rewritten(inner, rewrite)]),
  )
}

const pointerPattern = /^(?:\/(?:[^~/]|~[01])*)+$/

/** Whether a text is a JSON Pointer (RFC 6901) to a part of a value. */
export const isPointer = (text: string): boolean => pointerPattern.test(text)

const stepTo = (name: string | number): string =>
  `/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`

/** A copy without the values that JSON Pointers lead to; `found` takes up those that led to one. */
export const without = (
  value: unknown,
  pointers: ReadonlySet<string>,
  found: Set<string>,
  at = '',
): unknown => {
  if (pointers.size === 0 || typeof value !== 'object' || value === null) return value
  const kept = (name: string | number, inner: unknown): unknown[] => {
    const pointer = at + stepTo(name)
    if (!pointers.has(pointer)) return [without(inner, pointers, found, pointer)]
    found.add(pointer)
    return []
  }
  if (Array.isArray(value)) return value.flatMap((item, i) => kept(i, item))
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => kept(name, inner).map((left) => [name, left])),
  )
}
