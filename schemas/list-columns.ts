/**
 * Reading back the columns of the flat row that show a list: the cell is applied to the list, and whatever the cell
 * cannot express stays. A blank cell (`''`) means unknown.
 */
import { decodeList } from '../src/text/list-cell.ts'
import { sentence } from '../src/text/sentence.ts'
import type { CellFault, Setter } from './field-types.ts'

type Item = Readonly<Record<string, unknown>>
type Items = readonly Item[]

const parseTexts = (cell: string | number): string[] => {
  if (cell === '') return []
  const text = String(cell)
  return /[;\\]/.test(text) ? decodeList(text).map((each) => each.trim()) : [text.trim()]
}

/** Returns the entry with the text in the field; a blank text removes the field. */
const withField = (entry: Item, key: string, text: string): Item => {
  if (text !== '') return { ...entry, [key]: text }
  const { [key]: _, ...rest } = entry
  return rest
}

/**
 * Returns the index of the entry that each text continues: an entry with the same text, at the same index if
 * possible; otherwise the entry at that index, unless another text has it.
 */
const matchEntries = (texts: readonly string[], currentTexts: readonly string[]): (number | undefined)[] => {
  const usedIndexes = new Set<number>()
  const claim = (found: number | undefined): number | undefined => {
    if (found !== undefined) usedIndexes.add(found)
    return found
  }
  const samePosition = texts.map((text, i) => (currentTexts[i] === text ? claim(i) : undefined))
  const sameText = texts.map((text, i) => {
    const found = currentTexts.findIndex((each, place) => each === text && !usedIndexes.has(place))
    return samePosition[i] ?? claim(found < 0 ? undefined : found)
  })
  return sameText.map(
    (found, i) => found ?? (i < currentTexts.length && !usedIndexes.has(i) ? claim(i) : undefined),
  )
}

interface ListView {
  /** The fields of an entry that the column shows and writes. */
  readonly fields: readonly string[]
  readonly read: (entry: Item) => string
  readonly write: (entry: Item, text: string) => Item | CellFault
}

const isFault = (made: Item | CellFault): made is CellFault => 'rule' in made && 'path' in made

/** Creates an entry for each text. */
const createEntries = (texts: readonly string[], { write }: ListView) => {
  const faults: CellFault[] = []
  const value = texts.map((text, i): unknown => {
    const entry = write({}, text)
    if (!isFault(entry)) return entry
    faults.push({ ...entry, path: [i, ...entry.path] })
    return text
  })
  return { value, faults }
}

/**
 * Returns the entries with the texts applied. Entries that show no text are not removed with those that the cell no
 * longer names.
 */
const mergeEntries = (entries: Items, texts: readonly string[], { read, write }: ListView) => {
  const currentTexts = entries.map(read)
  const entryIndexes = matchEntries(texts, currentTexts)
  const usedIndexes = new Set(entryIndexes)
  const emptyEntries = entries.filter((_, i) => currentTexts[i] === '' && !usedIndexes.has(i))
  const faults: CellFault[] = []
  const value = texts.map((text, i): unknown => {
    const place = entryIndexes[i]
    const entry = place === undefined ? {} : (entries[place] ?? {})
    if (place !== undefined && currentTexts[place] === text) return entry
    const updated = write(entry, text)
    if (!isFault(updated)) return updated
    faults.push({ ...updated, path: [i, ...updated.path] })
    return text
  })
  return { value: [...value, ...emptyEntries], faults }
}

const mergeByPosition = (entries: Items, texts: readonly string[], { read, write }: ListView) => {
  const length = Math.max(entries.length, texts.length)
  const value = Array.from({ length }, (_, i) => {
    const [entry = {}, text = ''] = [entries[i], texts[i]]
    return read(entry) === text ? entry : write(entry, text)
  })
  return { value, faults: [] }
}

const createSetter = (view: ListView, leadColumn?: string): Setter<Items> => ({
  fields: view.fields,
  write: (entries = [], cell, has) => {
    const texts = parseTexts(cell)
    const isPositional = texts.length === 0 || (leadColumn !== undefined && has(leadColumn))
    if (isPositional) return mergeByPosition(entries, texts, view)
    return entries.length === 0 ? createEntries(texts, view) : mergeEntries(entries, texts, view)
  },
})

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

const fieldView = (key: string): ListView => ({
  fields: [key],
  read: (entry) => textOf(entry[key]),
  write: (entry, text) => withField(entry, key, text),
})

/**
 * Returns the setter of a column with one text per entry. An entry keeps its details while its text stays, or is
 * spelled differently at the same position; a new text adds an entry, and an entry whose text is gone is removed. A
 * blank cell removes only the texts. If the file has the lead column, that one identifies the entries, and texts
 * match by position.
 */
export const textSetter = (key: string, leadColumn?: string): Setter<Items> =>
  createSetter(fieldView(key), leadColumn)

/** The setter of the names of sources: the publisher, or the title if there is none. A new name becomes a publisher. */
export const sourceNameSetter: Setter<Items> = createSetter({
  fields: ['publisher', 'title'],
  read: (entry) => textOf(entry.publisher ?? entry.title),
  write: (entry, text) => withField(text === '' ? withField(entry, 'title', '') : entry, 'publisher', text),
})

/** The setter of links, written as `type:incident`. */
export const linkSetter: Setter<Items> = createSetter({
  fields: ['type', 'incident'],
  read: ({ type, incident }) => (type === undefined ? '' : `${type}:${incident}`),
  write: (entry, text) => {
    const colon = text.indexOf(':')
    const [type, incident] = [text.slice(0, Math.max(colon, 0)).trim(), text.slice(colon + 1).trim()]
    if (text === '') return {}
    if (type !== '' && incident !== '') return { ...entry, type, incident }
    const say = sentence`Write a link as its type, a colon and the other incident, such as responds_to:jan-2022-6.`
    return { path: [], rule: 'flat.link', say, received: text }
  },
})

/** The setter of a list of texts, which the cell replaces. */
export const listSetter: Setter<readonly string[]> = {
  fields: [],
  write: (_, cell) => ({ value: parseTexts(cell).filter((text) => text !== ''), faults: [] }),
}

/**
 * Returns the setter of the names of actors in some roles. Actors that are still named keep their details and
 * position; others are removed; new names get the first role, and the last role once the first is taken. Actors
 * without a name or with other roles stay.
 */
export const actorRoleSetter = (...roles: readonly string[]): Setter<Items> => {
  const includes = ({ role, name }: Item): boolean => roles.includes(textOf(role)) && name !== undefined
  return {
    fields: ['name'],
    includes,
    write: (actors = [], cell) => {
      const names = parseTexts(cell).filter((text) => text !== '')
      const result = actors.filter((actor) => {
        if (!includes(actor)) return true
        const place = names.indexOf(textOf(actor.name))
        if (place >= 0) names.splice(place, 1)
        return place >= 0
      })
      for (const name of names) {
        const isFirstRoleFree = !result.some(({ role }) => role === roles[0])
        result.push({ name, role: isFirstRoleFree ? roles[0] : roles.at(-1) })
      }
      return { value: result, faults: [] }
    },
  }
}

/**
 * Returns the setter of the sum of one count over all weapons. It can be set if there is at most one weapon, and can
 * always be blanked.
 */
export const weaponCountSetter = (key: string): Setter<Items> => ({
  fields: [key],
  write: (weapons = [], cell) => {
    if (cell === '') return { value: weapons.map((each) => withField(each, key, '')), faults: [] }
    const [first = {}, second] = weapons
    if (second === undefined) return { value: [{ ...first, [key]: cell }], faults: [] }
    const say = sentence`The record has ${weapons.length} weapons, and this cell is their sum. Use the full profile to change the count of each.`
    return { value: weapons, faults: [{ path: [0, key], rule: 'flat.ambiguous', say, received: cell }] }
  },
})
