/**
 * How the columns of the flat row that show a list are read back: what the cell says is laid over the list, and
 * what the cell cannot hold stays. A cell is empty (`''`) where nothing is known.
 */
import { byItself } from '../src/text/flat-string.ts'
import { splitCell } from '../src/text/list-cell.ts'
import type { CellFault, Setter } from './field-types.ts'

type Item = Readonly<Record<string, unknown>>
type Items = readonly Item[]

const textsOf = (cell: string | number): string[] => {
  if (cell === '') return []
  const text = String(cell)
  return /[;\\]/.test(text) ? splitCell(text).map((each) => byItself(each.trim())) : [text.trim()]
}

/** The entry with the text in place of what the field said; an empty text leaves the field out. */
const laidOver = (entry: Item, key: string, text: string): Item => {
  if (text !== '') return { ...entry, [key]: text }
  const { [key]: _, ...rest } = entry
  return rest
}

/**
 * For each text the entry that it continues: one that shows the same text, at its own place if possible; else the
 * one at its place, if no other text has that.
 */
const continued = (texts: readonly string[], shown: readonly string[]): (number | undefined)[] => {
  const taken = new Set<number>()
  const take = (found: number | undefined): number | undefined => {
    if (found !== undefined) taken.add(found)
    return found
  }
  const same = texts.map((text, i) => (shown[i] === text ? take(i) : undefined))
  const moved = texts.map((text, i) => {
    const found = shown.findIndex((each, place) => each === text && !taken.has(place))
    return same[i] ?? take(found < 0 ? undefined : found)
  })
  return moved.map((found, i) => found ?? (i < shown.length && !taken.has(i) ? take(i) : undefined))
}

interface Shown {
  /** The fields of an entry that the column shows and writes. */
  readonly of: readonly string[]
  readonly read: (entry: Item) => string
  readonly write: (entry: Item, text: string) => Item | CellFault
}

const isFault = (made: Item | CellFault): made is CellFault => 'rule' in made && 'at' in made

/** An entry for each text, where there is none. */
const begun = (texts: readonly string[], { write }: Shown) => {
  const faults: CellFault[] = []
  const value = texts.map((text, i): unknown => {
    const made = write({}, text)
    if (!isFault(made)) return made
    faults.push({ ...made, at: [i, ...made.at] })
    return text
  })
  return { value, faults }
}

/** An entry that shows nothing is not taken out with those that the cell names no more. */
const matched = (entries: Items, texts: readonly string[], { read, write }: Shown) => {
  const shown = entries.map(read)
  const places = continued(texts, shown)
  const kept = new Set(places)
  const unseen = entries.filter((_, i) => shown[i] === '' && !kept.has(i))
  const faults: CellFault[] = []
  const value = texts.map((text, i): unknown => {
    const place = places[i]
    const entry = place === undefined ? {} : (entries[place] ?? {})
    if (place !== undefined && shown[place] === text) return entry
    const made = write(entry, text)
    if (!isFault(made)) return made
    faults.push({ ...made, at: [i, ...made.at] })
    return text
  })
  return { value: [...value, ...unseen], faults }
}

const byPlace = (entries: Items, texts: readonly string[], { read, write }: Shown) => {
  const length = Math.max(entries.length, texts.length)
  const value = Array.from({ length }, (_, i) => {
    const [entry = {}, text = ''] = [entries[i], texts[i]]
    return read(entry) === text ? entry : write(entry, text)
  })
  return { value, faults: [] }
}

const setting = (shown: Shown, leader?: string): Setter<Items> => ({
  of: shown.of,
  put: (entries = [], cell, has) => {
    const texts = textsOf(cell)
    const inPlace = texts.length === 0 || (leader !== undefined && has(leader))
    if (inPlace) return byPlace(entries, texts, shown)
    return entries.length === 0 ? begun(texts, shown) : matched(entries, texts, shown)
  },
})

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

const oneField = (key: string): Shown => ({
  of: [key],
  read: (entry) => textOf(entry[key]),
  write: (entry, text) => laidOver(entry, key, text),
})

/**
 * One text of each entry. An entry keeps its details while its text stays or is written differently at the same
 * place; a new text is a new entry, and an entry whose text is gone is taken out. An empty cell takes out the texts
 * alone. Where the file has the column `leader`, that one says which entry is which, and texts go by their places.
 */
export const textOfEach = (key: string, leader?: string): Setter<Items> => setting(oneField(key), leader)

/** The name of each source: its publisher, or where it has none its title. A new name is one of a publisher. */
export const nameOfEachSource: Setter<Items> = setting({
  of: ['publisher', 'title'],
  read: (entry) => textOf(entry.publisher ?? entry.title),
  write: (entry, text) => laidOver(text === '' ? laidOver(entry, 'title', '') : entry, 'publisher', text),
})

/** `type:incident` of each link. */
export const linkOfEach: Setter<Items> = setting({
  of: ['type', 'incident'],
  read: ({ type, incident }) => (type === undefined ? '' : `${type}:${incident}`),
  write: (entry, text) => {
    const at = text.indexOf(':')
    const [type, incident] = [text.slice(0, Math.max(at, 0)).trim(), text.slice(at + 1).trim()]
    if (text === '') return {}
    if (type !== '' && incident !== '') return { ...entry, type, incident }
    const detail = 'A link is its kind, a colon and the other incident, such as responds_to:jan-2022-6.'
    return { at: [], rule: 'flat.link', detail, received: text }
  },
})

/** The cell is the list. */
export const wholeList: Setter<readonly string[]> = {
  of: [],
  put: (_, cell) => ({ value: textsOf(cell).filter((text) => text !== ''), faults: [] }),
}

/**
 * The names of the actors in some roles. Who is named still keeps all details and the place in the list; who is not
 * is taken out; new names come in with the first role, and once that is held with the last. Actors without a name
 * and those of other roles stay.
 */
export const actorsInRoles = (...roles: readonly string[]): Setter<Items> => {
  const shows = ({ role, name }: Item): boolean => roles.includes(textOf(role)) && name !== undefined
  return {
    of: ['name'],
    shows,
    put: (actors = [], cell) => {
      const wanted = textsOf(cell).filter((text) => text !== '')
      const kept = actors.filter((actor) => {
        if (!shows(actor)) return true
        const place = wanted.indexOf(textOf(actor.name))
        if (place >= 0) wanted.splice(place, 1)
        return place >= 0
      })
      for (const name of wanted) {
        const free = !kept.some(({ role }) => role === roles[0])
        kept.push({ name, role: free ? roles[0] : roles.at(-1) })
      }
      return { value: kept, faults: [] }
    },
  }
}

/** The sum of one count over all weapons. It can be set where there is one weapon at most, and always be emptied. */
export const countOfWeapons = (key: string): Setter<Items> => ({
  of: [key],
  put: (weapons = [], cell) => {
    if (cell === '') return { value: weapons.map((each) => laidOver(each, key, '')), faults: [] }
    const [first = {}, second] = weapons
    if (second === undefined) return { value: [{ ...first, [key]: cell }], faults: [] }
    const detail = `There are ${weapons.length} weapons, and this is the sum over them: use the full profile, which has the count of each.`
    return { value: weapons, faults: [{ at: [0, key], rule: 'flat.ambiguous', detail, received: cell }] }
  },
})
