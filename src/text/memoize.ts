/** What a function gave for texts that come again and again. */
import { Buffer } from 'node:buffer'
import { byItself } from './flat-string.ts'
import { isAscii } from './storage-encoding.ts'

/** Longer texts are hardly ever the same. */
const longest = 200

/**
 * A text to keep, of one byte for each character if it can be: what is cut out of a text with a letter of two bytes
 * has two for every one, and so has all that it goes into.
 */
const lean = (text: string): string =>
  isAscii(text) ? Buffer.from(text, 'latin1').toString('latin1') : byItself(text)

/**
 * Remembers what a function gives for so many texts, then begins anew. It must depend on the text alone, and what it
 * gives is shared.
 */
export const remembering = <T>(most: number, of: (text: string) => T): ((text: string) => T) => {
  const known = new Map<string, T>()
  return (text) => {
    if (text.length > longest) return of(text)
    const found = known.get(text)
    if (found !== undefined) return found
    const own = lean(text)
    const made = of(own)
    if (known.size >= most) known.clear()
    known.set(own, made)
    return made
  }
}
