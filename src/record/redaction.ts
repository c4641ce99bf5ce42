/** Removing texts and values from a record. */
import { fold, splitWords } from '../text/fold.ts'
import { pointerStep } from '../text/json.ts'

/** The text that replaces an erased one. */
export const redactionMark = '[redacted]'

type TextRange = readonly [start: number, end: number]

/** Returns every occurrence of a text, including overlapping ones. */
const findOccurrences = (text: string, needle: string): TextRange[] => {
  const ranges: TextRange[] = []
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1))
    ranges.push([at, at + needle.length])
  return ranges
}

/** Returns whether a value contains one of the texts, literally or folded as in a search. */
const holderOf = (texts: readonly string[]): ((value: string) => boolean) => {
  const folded = texts.map(fold).filter((text) => text !== '')
  return (value) =>
    texts.some((text) => value.includes(text)) || folded.some((text) => fold(value).includes(text))
}

/** The fewest letters of a word that is searched. */
const minWord = 3

/** Returns whether a value contains one of the texts, or a word of one, folded as in a search. */
export const wordMatcherOf = (texts: readonly string[]): ((value: string) => boolean) => {
  const words = new Set(texts.flatMap(splitWords).filter((word) => word.length >= minWord))
  const holds = holderOf(texts)
  return (value) => holds(value) || splitWords(value).some((word) => words.has(word))
}

/**
 * Returns a function that replaces each query value of a URL that contains one of the texts. Texts are folded as in a
 * search, because a search finds them in any spelling.
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

/** Returns a function that replaces each occurrence of the texts; overlapping occurrences are replaced as one. */
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

/** Returns a copy with every string rewritten, including the names of fields. */
export const mapStrings = (value: unknown, rewrite: (text: string) => string): unknown => {
  if (typeof value === 'string') return rewrite(value)
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, rewrite))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [rewrite(name), mapStrings(inner, rewrite)]),
  )
}

const pointerPattern = /^(?:\/(?:[^~/]|~[01])*)+$/

/** Returns whether a text is a JSON Pointer (RFC 6901) to a part of a value. */
export const isPointer = (text: string): boolean => pointerPattern.test(text)

/** Returns a copy without the values at the JSON Pointers, and adds the pointers that led to one to `found`. */
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
