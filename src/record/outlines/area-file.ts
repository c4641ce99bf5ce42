/** First-level areas for maps: their shapes, by the names that records may have. */
import { consonantKeyOf } from '../../text/name-words.ts'
import { toSearchName } from '../places/place-index.ts'
import { decodeLine, type Line, type StepLine } from './outline-file.ts'

/**
 * An area in a file: its keys with spaces between them, whether its ground is in dispute, its lines as `formatLines`
 * writes them.
 */
export type AreaRow = readonly [keys: string, isDisputed: 0 | 1, lines: string]

/** The first-level areas of a country. */
export interface AreaFile {
  /** The units of a degree. */
  readonly scale: number
  readonly areas: readonly AreaRow[]
  /** Areas in dispute that the files of other countries have: their keys, the country. */
  readonly claimed: readonly (readonly [keys: string, country: string])[]
}

/** The shape of an area, which is filled by the even-odd rule. */
export interface Area {
  /** Whether its ground is in dispute: it belongs to none of the countries that claim it. */
  readonly isDisputed: boolean
  readonly lines: readonly Line[]
}

/** An area of a file, with its position there. */
export interface FoundArea extends Area {
  readonly index: number
}

/** Digits hold five bits; the greater half says that more digits follow. */
const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const base = digits.length / 2

const formatNumber = (number: number): string => {
  let [rest, text] = [number < 0 ? -2 * number - 1 : 2 * number, '']
  for (; rest >= base; rest = Math.floor(rest / base)) text += digits[base + (rest % base)]
  return text + digits[rest]
}

/** Returns lines as text, with spaces between them: whole numbers in few digits. */
export const formatLines = (lines: readonly StepLine[]): string =>
  lines.map((line) => line.map(formatNumber).join('')).join(' ')

const parseLine = (text: string): StepLine => {
  const numbers: number[] = []
  let [folded, factor] = [0, 1]
  for (const letter of text) {
    const digit = digits.indexOf(letter)
    folded += (digit % base) * factor
    factor *= base
    if (digit >= base) continue
    numbers.push(folded % 2 === 1 ? -(folded + 1) / 2 : folded / 2)
    ;[folded, factor] = [0, 1]
  }
  return numbers
}

/** Words for a first-level area that reports add to its name. */
const kindWords =
  /(?<!\p{L})(?:oblast|respublika|republic|wilaya|vilayat|krai|prefecture|department)['’ʹ]?(?!\p{L})/giu

/** Returns what all spellings of the name of an area have in common; undefined if it has no letter or digit. */
export const areaKey = (name: string): string | undefined =>
  (toSearchName(name.replace(kindWords, '')) ?? toSearchName(name))?.plain

/** The fewest consonants by which an area is known. */
const minConsonants = 3

/** A file of areas with its names. */
export interface AreaIndex extends AreaFile {
  /** Positions by key, the own areas before the claimed ones. */
  readonly byKey: ReadonlyMap<string, number>
  /** Positions by consonants; undefined if several areas have them. */
  readonly bySound: ReadonlyMap<string, number | undefined>
}

/** Returns the index of a file. */
export const indexAreas = (file: AreaFile): AreaIndex => {
  const byKey = new Map<string, number>()
  const bySound = new Map<string, number | undefined>()
  for (const [i, [keys]] of [...file.areas, ...file.claimed].entries())
    for (const key of keys.split(' ')) {
      const sound = consonantKeyOf(key)
      if (!byKey.has(key)) byKey.set(key, i)
      bySound.set(sound, !bySound.has(sound) || bySound.get(sound) === i ? i : undefined)
    }
  return { ...file, byKey, bySound }
}

/** Returns the position of the area of a name; that of the only one that sounds like it if none has its key. */
const findPosition = ({ byKey, bySound }: AreaIndex, name: string): number | undefined => {
  const key = areaKey(name)
  if (key === undefined) return undefined
  const sound = consonantKeyOf(key)
  return byKey.get(key) ?? (sound.length < minConsonants ? undefined : bySound.get(sound))
}

/** Returns the shape of the area of a name in a country; undefined if the files have none of it. */
export const findArea = (
  read: (country: string) => AreaIndex,
  country: string,
  name: string,
): FoundArea | undefined => {
  const file = read(country)
  const { scale, areas, claimed } = file
  const index = findPosition(file, name)
  if (index === undefined) return undefined
  const [row, claim] = [areas[index], claimed[index - areas.length]]
  if (row) {
    const [, isDisputed, text] = row
    const lines = text.split(' ').map((line) => decodeLine(parseLine(line), scale))
    return { index, isDisputed: isDisputed === 1, lines }
  }
  const found = claim && findArea(read, claim[1], name)
  return found && { ...found, index }
}
