/** Lists in one cell: items joined with `; `, a `;` inside an item escaped as `\;`, empty items kept. */

const separator = '; '

/** Doubles backslashes before a `;` or at the end of an item, so that every list can be decoded. */
const escapeItem = (item: string): string =>
  item.includes(';') || item.endsWith('\\') ? doubleBackslashes(item, /(\\*)(;|$)/g) : item

const doubleBackslashes = (item: string, ends: RegExp): string =>
  item.replace(ends, (_, slashes: string, end: string) => slashes + slashes + (end && `\\${end}`))

/** Returns the cell of a list from the text of each item; null leaves an item out. Undefined if no item has a text. */
export const encodeListOf = <T>(
  items: readonly T[],
  textOf: (item: T) => string | null | undefined,
): string | undefined => {
  let cell = ''
  let prefix = ''
  let hasText = false
  for (const item of items) {
    const text = textOf(item)
    if (text === null) continue
    cell += text ? prefix + escapeItem(text) : prefix
    prefix = separator
    hasText ||= Boolean(text)
  }
  return hasText ? cell : undefined
}

/** Returns the cell of a list; undefined if no item has a text. */
export const encodeList = (items: readonly (string | undefined)[]): string | undefined =>
  encodeListOf(items, (item) => item)

const stripLeadingSpace = (item: string): string => (item.startsWith(' ') ? item.slice(1) : item)

/** Returns the items of a cell that `encodeList` returned; an empty item is an empty text. */
export const decodeList = (cell: string): string[] => {
  if (cell.includes('\\')) return decodeEscapedList(cell)
  return cell.split(';').map((item, i) => (i > 0 ? stripLeadingSpace(item) : item))
}

/**
 * Returns the text of a list in a form, where the semicolon of Arabic keyboards (U+061B) separates items too. Empty items
 * are left out.
 */
export const encodeFormList = (items: readonly string[]): string =>
  items
    .filter((item) => item !== '')
    .map((item) => (/[;؛]|\\$/.test(item) ? doubleBackslashes(item, /(\\*)([;؛]|$)/g) : item))
    .join(separator)

/** Returns the items of the text of a list in a form. */
export const decodeFormList = (text: string): string[] =>
  text.includes('؛') ? decodeEscapedList(text, ';؛') : decodeList(text)

const decodeEscapedList = (cell: string, separators = ';'): string[] => {
  const items: string[] = []
  let item = ''
  let slashes = 0
  for (const character of cell) {
    if (character === '\\') {
      slashes++
      continue
    }
    if (separators.includes(character)) {
      item += '\\'.repeat(slashes >> 1)
      if (slashes % 2 === 1) item += character
      else {
        items.push(item)
        item = ''
      }
    } else item += '\\'.repeat(slashes) + character
    slashes = 0
  }
  items.push(item + '\\'.repeat(slashes >> 1))
  return items.map((item, i) => (i > 0 ? stripLeadingSpace(item) : item))
}

/** Returns the sum of the defined numbers; undefined if there are none. */
export const sumDefined = <T>(
  items: readonly T[],
  numberOf: (item: T) => number | undefined,
): number | undefined => {
  let sum: number | undefined
  for (const item of items) {
    const number = numberOf(item)
    if (number !== undefined) sum = (sum ?? 0) + number
  }
  return sum
}
