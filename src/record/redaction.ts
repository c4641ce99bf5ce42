/** Taking out of a value what must be gone. */
import { fold, wordsOf } from '../text/fold.ts'

/** What stands in the place of a text that was erased. */
export const erasedMark = '[redacted]'

type Span = readonly [start: number, end: number]

/** Every place where a text stands, those that overlap too. */
const placesOf = (text: string, wanted: string): Span[] => {
  const places: Span[] = []
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1))
    places.push([at, at + wanted.length])
  return places
}

/** Whether a value holds one of some texts, as it is or as a search compares. */
const holderOf = (texts: readonly string[]): ((value: string) => boolean) => {
  const folded = texts.map(fold).filter((text) => text !== '')
  return (value) =>
    texts.some((text) => value.includes(text)) || folded.some((text) => fold(value).includes(text))
}

/** A shorter word says nothing. */
const minWord = 3

/** Whether a value holds one of some texts, or a word of one, as a search compares. */
export const wordMatcherOf = (texts: readonly string[]): ((value: string) => boolean) => {
  const words = new Set(texts.flatMap(wordsOf).filter((word) => word.length >= minWord))
  const holds = holderOf(texts)
  return (value) => holds(value) || wordsOf(value).some((word) => words.has(word))
}

/**
 * Replaces each value of an address's query that holds one of some texts. A search finds them however they are written,
 * so they are compared as a search compares.
 */
export const addressEraserOf = (texts: readonly string[]): ((address: string) => string) => {
  const holds = holderOf(texts)
  return (address) => {
    const [path, ...query] = address.split('?')
    const parameters = [...new URLSearchParams(query.join('?'))]
    if (!parameters.some(([, value]) => holds(value))) return address
    return `${path}?${new URLSearchParams(parameters.map(([name, value]) => [name, holds(value) ? erasedMark : value]))}`
  }
}

/** Replaces each occurrence of some texts in a text; where they overlap nothing is left of any. */
export const eraserOf =
  (texts: readonly string[]): ((text: string) => string) =>
  (text) => {
    const places = texts.flatMap((each) => placesOf(text, each)).sort(([a], [b]) => a - b)
    let [left, end] = ['', 0]
    for (const [start, next] of places) {
      if (start >= end) left += text.slice(end, start) + erasedMark
      end = Math.max(end, next)
    }
    return left + text.slice(end)
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
