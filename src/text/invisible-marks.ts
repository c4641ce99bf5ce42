/**
 * Invisible marks in texts: of direction (U+061C, U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069), and those
 * without width (U+00AD, U+200B to U+200D, U+2060 to U+2064, U+FEFF).
 */

const invisible = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/

/** Returns whether a text has an invisible mark. */
export const hasInvisibleMark = (text: string): boolean => invisible.test(text)

const allMarks = new RegExp(invisible, 'g')

/** Returns a text without invisible marks, as codes, dates and numbers have none. */
export const removeMarks = (text: string): string => text.replace(allMarks, '')

const allButJoiners = /[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g

/** Scripts whose letters joiners (U+200C, U+200D) shape: Arabic to Mongolian, and later Indic ones. */
const shaped = '[\\u0600-\\u1fff\\ua800-\\uabff]'
const idleJoiners = new RegExp(`(?<!${shaped})[\\u200c\\u200d]|[\\u200c\\u200d](?!${shaped})`, 'g')

/** Returns an identifier or a web address without marks that nobody sees; joiners that shape letters stay. */
export const removeUnseenMarks = (text: string): string =>
  text.replace(allButJoiners, '').replace(idleJoiners, '')

const rightToLeft = '(?=[\\p{L}\\p{M}])[\\u0590-\\u08ff\\ufb1d-\\ufdff\\ufe70-\\ufefc]'
const leftToRight = '(?=[\\p{L}\\p{M}])[A-Za-z\\u00c0-\\u024f\\u0370-\\u058f\\u0900-\\u1fff]'

const directionMarks = /[\u061c\u200e\u200f]+/g

/** Direction marks between letters of one direction. */
const idleMarks = new RegExp(
  [rightToLeft, leftToRight]
    .map((letter) => `(?<=${letter}\\s*)${directionMarks.source}(?=\\s*${letter})`)
    .join('|'),
  'gu',
)

const outerMark = /[\s\u061c\u200b\u200e\u200f\u2060\ufeff]/
const opener = /[\u202a\u202b\u202d\u202e\u2066-\u2068]/
const closer = /[\u202c\u2069]/
const pairMark = /[\u202a-\u202e\u2066-\u2069]/

/** Returns the position of the closing mark of each embedding and isolate by that of the opening one, and back. */
const findPairs = (text: string): ReadonlyMap<number, number> => {
  const pairs = new Map<number, number>()
  const open: number[] = []
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i)
    if (opener.test(character)) open.push(i)
    else if (closer.test(character)) {
      const start = open.pop()
      if (start !== undefined) pairs.set(start, i).set(i, start)
    }
  }
  return pairs
}

/** Returns a text without the spaces and marks around it; an embedding or isolate stays if its other end is inside. */
const trimOuterMarks = (text: string): string => {
  const pairs = pairMark.test(text) ? findPairs(text) : new Map<number, number>()
  const isSingle = (i: number): boolean => pairMark.test(text.charAt(i)) && !pairs.has(i)
  const isOuter = (i: number): boolean => outerMark.test(text.charAt(i)) || isSingle(i)
  let [start, end] = [0, text.length]
  for (;;) {
    while (start < end && isOuter(start)) start++
    while (start < end && isOuter(end - 1)) end--
    if (start === end || pairs.get(start) !== end - 1) break
    start++
    end--
  }
  return text.slice(start, end)
}

/**
 * Returns a text without the spaces and marks around it, and without direction marks between letters of one direction.
 * Every other character inside it stays.
 *
 * @example trimMarks('\u200fTal\u200e Afar') // 'Tal Afar'
 */
export const trimMarks = (text: string): string => {
  if (!invisible.test(text)) return text.trim()
  if (removeMarks(text).trim() === '') return ''
  return trimOuterMarks(text).replace(idleMarks, '')
}
