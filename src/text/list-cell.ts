/** Lists in one cell: items joined with `; `, a `;` inside an item escaped as `\;`, empty items kept. */

const separator = '; '

/** Backslashes that stand before a `;` or at the end of an item are doubled, so that every list reads back. */
const escapeItem = (item: string): string =>
  item.includes(';') || item.endsWith('\\') ? escaped(item) : item

const escaped = (item: string): string =>
  item.replace(/(\\*)(;|$)/g, (_, slashes: string, end: string) => slashes + slashes + (end && '\\;'))

/** The cell of a list, of what each item says; null leaves the item out. Undefined when no item says anything. */
export const joinCellOf = <T>(
  items: readonly T[],
  textOf: (item: T) => string | null | undefined,
): string | undefined => {
  let cell = ''
  let ahead = ''
  let says = false
  for (const item of items) {
    const text = textOf(item)
    if (text === null) continue
    cell += text ? ahead + escapeItem(text) : ahead
    ahead = separator
    says ||= Boolean(text)
  }
  return says ? cell : undefined
}

/** The cell of a list; undefined when no item says anything. */
export const joinCell = (items: readonly (string | undefined)[]): string | undefined =>
  joinCellOf(items, (item) => item)

const withoutSpace = (item: string): string => (item.startsWith(' ') ? item.slice(1) : item)

/** The items of a cell that `joinCell` made; an empty item is an empty string. */
export const splitCell = (cell: string): string[] => {
  if (cell.includes('\\')) return splitEscaped(cell)
  return cell.split(';').map((item, i) => (i > 0 ? withoutSpace(item) : item))
}

const splitEscaped = (cell: string): string[] => {
  const items: string[] = []
  let item = ''
  let slashes = 0
  for (const character of cell) {
    if (character === '\\') {
      slashes++
      continue
    }
    if (character === ';') {
      item += '\\'.repeat(slashes >> 1)
      if (slashes % 2 === 1) item += ';'
      else {
        items.push(item)
        item = ''
      }
    } else item += '\\'.repeat(slashes) + character
    slashes = 0
  }
  items.push(item + '\\'.repeat(slashes >> 1))
  return items.map((item, i) => (i > 0 ? withoutSpace(item) : item))
}

/** The sum of the numbers that are stated; undefined when none is. */
export const sumOfStated = <T>(
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
