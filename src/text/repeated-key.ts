/** Objects of JSON that have a key twice, of which `JSON.parse` keeps the last one in silence. */
import { pointerStep } from './json.ts'

/** An object with its keys so far, or a list. */
interface Level {
  readonly keys: Set<string> | undefined
  /** The current key or index. */
  step: string | number
}

/** Returns the position of the quote that closes a string. */
const closingQuote = (text: string, from: number): number => {
  let end = text.indexOf('"', from)
  for (;;) {
    let slash = end
    while (text[slash - 1] === '\\') slash--
    // A quote after an odd number of backslashes is escaped.
    if ((end - slash) % 2 === 0) return end
    end = text.indexOf('"', end + 1)
  }
}

const afterBlanks = /\S/g

/** Returns whether a colon follows. */
const isKey = (text: string, from: number): boolean => {
  if (text[from] === ':') return true
  afterBlanks.lastIndex = from
  return afterBlanks.exec(text)?.[0] === ':'
}

/**
 * Returns the JSON Pointer (RFC 6901) of the first key that an object of a valid JSON text has twice; undefined if there
 * is none.
 *
 * @example findRepeatedKey('{"a": {"b": 1, "\\u0062": 2}}') // '/a/b'
 */
export const findRepeatedKey = (text: string): string | undefined => {
  const levels: Level[] = []
  let level: Level | undefined
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (character === '"') {
      const end = closingQuote(text, at + 1)
      if (level?.keys && isKey(text, end + 1)) {
        const name = text.slice(at + 1, end)
        level.step = name.includes('\\') ? (JSON.parse(`"${name}"`) as string) : name
        if (level.keys.has(level.step)) return levels.map(({ step }) => pointerStep(step)).join('')
        level.keys.add(level.step)
      }
      at = end
    } else if (character === '{' || character === '[') {
      level = character === '{' ? { keys: new Set(), step: '' } : { keys: undefined, step: 0 }
      levels.push(level)
    } else if (character === '}' || character === ']') {
      levels.pop()
      level = levels.at(-1)
    } else if (character === ',' && typeof level?.step === 'number') level.step++
  }
  return undefined
}
