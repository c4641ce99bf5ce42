/** What a function gave for texts that come again and again. */
import { byItself } from '../../schemas/by-itself.ts'

/** Longer texts are hardly ever the same. */
const longest = 200

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
    const own = byItself(text)
    const made = of(own)
    if (known.size >= most) known.clear()
    known.set(own, made)
    return made
  }
}
