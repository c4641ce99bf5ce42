/** What a function gave for texts that come again and again. */
import { Buffer } from 'node:buffer'
import { flattenString } from './flat-string.ts'
import { isAscii } from './storage-encoding.ts'

/** Longer texts are hardly ever the same. */
const maxTextLength = 200

/**
 * A text to keep, of one byte for each character if it can be: what is cut out of a text with a letter of two bytes
 * has two for every one, and so has all that it goes into.
 */
const compactString = (text: string): string =>
  isAscii(text) ? Buffer.from(text, 'latin1').toString('latin1') : flattenString(text)

/**
 * Remembers what a function gives for so many texts, then begins anew. It must depend on the text alone, and what it
 * gives is shared.
 */
export const memoize = <T>(maxEntries: number, compute: (text: string) => T): ((text: string) => T) => {
  const cache = new Map<string, T>()
  return (text) => {
    if (text.length > maxTextLength) return compute(text)
    const hit = cache.get(text)
    if (hit !== undefined) return hit
    const key = compactString(text)
    const value = compute(key)
    if (cache.size >= maxEntries) cache.clear()
    cache.set(key, value)
    return value
  }
}
