/** Taking out of a value what must be gone. */
import { fold, splitWords } from '../text/fold.ts'
import { pointerStep } from '../text/json.ts'

/** What stands in the place of a text that was erased. */
export const redactionMark = '[redacted]'

type TextRange = readonly [start: number, end: number]

/** Every place where a text stands, those that overlap too. */
const findOccurrences = (text: string, needle: string): TextRange[] => {
  const ranges: TextRange[] = []
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1))
    ranges.push([at, at + needle.length])
  return ranges
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
  const words = new Set(texts.flatMap(splitWords).filter((word) => word.length >= minWord))
  const holds = holderOf(texts)
  return (value) => holds(value) || splitWords(value).some((word) => words.has(word))
}

/**
 * Replaces each value of an address's query that holds one of some texts. A search finds them however they are written,
 * so they are compared as a search compares.
 */
export const createUrlRedactor = (texts: readonly string[]): ((address: string) => string) => {
  const containsText = holderOf(texts)
  return (address) => {
    const [path, ...query] = address.split('?')
    const parameters = [...new URLSearchParams(query.join('?'))]
    if (!parameters.some(([, value]) => containsText(value))) return address
    return `${path}?${new URLSearchParams(parameters.map(([name, value]) => [name, containsText(value) ? redactionMark : value]))}`
  }
}

/** Replaces each occurrence of some texts in a text; where they overlap nothing is left of any. */
export const createTextRedactor =
  (texts: readonly string[]): ((text: string) => string) =>
  (text) => {
    const ranges = texts.flatMap((each) => findOccurrences(text, each)).sort(([a], [b]) => a - b)
    let [output, end] = ['', 0]
    for (const [start, next] of ranges) {
      if (start >= end) output += text.slice(end, start) + redactionMark
      end = Math.max(end, next)
    }
    return output + text.slice(end)
  }

/** A copy with every string in it rewritten, the names of fields included. */
export const mapStrings = (value: unknown, rewrite: (text: string) => string): unknown => {
  if (typeof value === 'string') return rewrite(value)
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, rewrite))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [rewrite(name), mapStrings(inner, rewrite)]),
  )
}

const pointerPattern = /^(?:\/(?:[^~/]|~[01])*)+$/

/** Whether a text is a JSON Pointer (RFC 6901) to a part of a value. */
export const isPointer = (text: string): boolean => pointerPattern.test(text)

/** A copy without the values that JSON Pointers lead to; `found` takes up those that led to one. */
export const removePointers = (
  value: unknown,
  pointers: ReadonlySet<string>,
  foundPointers: Set<string>,
  base = '',
): unknown => {
  if (pointers.size === 0 || typeof value !== 'object' || value === null) return value
  const removeFrom = (name: string | number, inner: unknown): unknown[] => {
    const pointer = base + pointerStep(name)
    if (!pointers.has(pointer)) return [removePointers(inner, pointers, foundPointers, pointer)]
    foundPointers.add(pointer)
    return []
  }
  if (Array.isArray(value)) return value.flatMap((item, i) => removeFrom(i, item))
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => removeFrom(name, inner).map((left) => [name, left])),
  )
}
