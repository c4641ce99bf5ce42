/** Which places a typed text can mean. */
import { editDistance } from '../../text/did-you-mean.ts'
import type { Place } from './place.ts'
import { type PlaceEntry, type PlaceIndex, type SearchName, toSearchName } from './place-index.ts'

/** How a name matches, from the best on. */
const EXACT = 0
const WRITTEN = 1
const PREFIX = 2
const WORD = 3
const NEAR = 4

const writtenArticle = /^(?:al|an|as|ash|ad|ar|az|at|el)(?=.{3})/

/** Returns the forms of a typed text: as it is, and without an article that is written as one word with its noun. */
const typedForms = (typed: string): SearchName[] =>
  [typed, typed.trim().replace(writtenArticle, '')].flatMap((form) => toSearchName(form) ?? [])

/** A final h is written or not. */
const withoutFinalH = (plain: string): string => (plain.length > 2 ? plain.replace(/h$/, '') : plain)

const matchPrefix = ({ written, plain }: SearchName, name: SearchName): number | undefined => {
  if (withoutFinalH(name.plain) === withoutFinalH(plain)) return EXACT
  if (name.written.startsWith(written)) return WRITTEN
  if (name.plain.startsWith(plain)) return PREFIX
  return name.laterWords.some((word) => word.startsWith(plain)) ? WORD : undefined
}

/** The fewest letters of a text whose near spellings are searched. */
const minNearLength = 3
/** The most letters that differ, for each letter of the text. */
const maxDifference = 0.6
/** What a longer name weighs against one of the same consonants. */
const longerName = 0.2

/** Returns the fewest letters by which a text differs from the beginning of a name. */
const prefixDistance = (typed: string, name: string): number =>
  Math.min(...[-1, 0, 1].map((more) => editDistance(typed, name.slice(0, Math.max(1, typed.length + more)))))

/** Returns a match of a name that sounds alike: `NEAR` and a part of 1 for its difference. */
const matchNear = (typed: SearchName, name: SearchName): number | undefined => {
  const { length } = typed.plain
  if (length < minNearLength) return undefined
  const soundsAlike = typed.consonants.length >= 2 && name.consonants.startsWith(typed.consonants)
  if (!soundsAlike && Math.abs((name.plain.charCodeAt(0) || 0) - typed.plain.charCodeAt(0)) > 0)
    return undefined
  const distance = prefixDistance(typed.plain, name.plain)
  if (!soundsAlike) return distance === 1 && length > minNearLength ? NEAR + 0.5 : undefined
  const isOtherScript = distance >= length
  if (!isOtherScript && distance > length * maxDifference) return undefined
  const isWhole = typed.consonants === name.consonants
  return NEAR + distance / (length + 1) / 2 + (isWhole ? 0 : longerName)
}

type Match = (typed: SearchName, name: SearchName) => number | undefined

const bestMatch = (forms: readonly SearchName[], entry: PlaceEntry, match: Match): number | undefined => {
  let best: number | undefined
  for (const form of forms)
    for (const name of entry.names) {
      const found = match(form, name)
      if (found !== undefined && (best === undefined || found < best)) best = found
    }
  return best
}

interface Found {
  readonly entry: PlaceEntry
  readonly match: number
}

const findAll = (entries: readonly PlaceEntry[], forms: readonly SearchName[], match: Match): Found[] =>
  entries
    .flatMap((entry) => {
      const found = bestMatch(forms, entry, match)
      if (found === undefined) return []
      return { entry, match: entry.place.kind === 'province' ? Math.max(WRITTEN, found) : found }
    })
    .sort((a, b) => a.match - b.match || a.entry.rank - b.entry.rank)

/** The number of suggestions that a list shows. */
export const defaultSuggestions = 7

/**
 * Returns the places that a typed text can mean, at most `limit`: names that begin with it, then those that do so without
 * their articles, then names with a later word that does, then names that are spelled or sound like it. In each, better
 * known places come first. A town comes before the province of its name.
 */
export const suggestPlaces = (index: PlaceIndex, typed: string, limit = defaultSuggestions): Place[] => {
  const forms = typedForms(typed)
  if (forms.length === 0) return []
  const found = findAll(index.entries, forms, matchPrefix)
  if (found.length < limit) {
    const known = new Set(found.map(({ entry }) => entry))
    const others = index.entries.filter((entry) => !known.has(entry))
    found.push(...findAll(others, forms, matchNear))
  }
  return found.slice(0, limit).map(({ entry }) => entry.place)
}
