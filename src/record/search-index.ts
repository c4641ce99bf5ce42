/** The values stored beside a record to find it: filter columns, facets and words. */
import type { Cell } from '../../schemas/field-types.ts'
import type { Incident } from '../../schemas/incident.ts'
import { facets, scalarFilters } from '../../schemas/query.ts'
import { fold, foldUniqueWords } from '../text/fold.ts'
import { memoize } from '../text/memoize.ts'
import { encodeStored } from '../text/storage-encoding.ts'
import { flatColumns, getColumn } from './flat-columns.ts'

/** The columns of the flat row that the database filters by. */
export const filterColumns = scalarFilters.map((name) => getColumn(name))
const filterIndexes = filterColumns.map((column) => flatColumns.indexOf(column))

/** Returns the values of the filter columns, from the cells of a flat row. */
export const filterValues = (cells: readonly Cell[]): (string | number | null)[] =>
  filterIndexes.map((place) => cells[place] ?? null)

/**
 * Returns the token of a facet. It cannot occur inside another one, because stored texts never contain two adjacent
 * carets.
 */
export const facetToken = (name: string, value: string): string => `^^${name}=${encodeStored(fold(value))}^^`

/** The most tokens cached for a facet: names recur. */
const maxCached = 1000

const facetEncoders = Object.entries(facets).map(([name, { valuesOf }]) => ({
  valuesOf,
  tokenOf: memoize(maxCached, (value) => facetToken(name, value)),
}))

/** Returns the tokens of all facets of a record as one text. */
export const encodeFacets = (record: Incident): string => {
  const tokens: string[] = []
  for (const { valuesOf, tokenOf } of facetEncoders)
    for (const value of valuesOf(record)) {
      const token = value ? tokenOf(value) : ''
      if (token !== '' && !tokens.includes(token)) tokens.push(token)
    }
  return tokens.join('')
}

/** Returns the token of a folded word. */
export const wordToken = (word: string): string => ` ${encodeStored(word)} `

const placeFieldNames = ['place', 'admin1', 'admin2', 'admin3'] as const

/** Returns the words that a search compares, deduplicated, with a space before and after each. */
export const searchWords = ({
  title,
  summary,
  location,
  launched_from,
  actors,
  sources,
}: Incident): string => {
  const texts = [title, summary]
  for (const name of placeFieldNames) texts.push(location[name])
  if (launched_from) for (const name of placeFieldNames) texts.push(launched_from[name])
  for (const actor of actors ?? []) {
    texts.push(actor.name)
    for (const name of actor.with ?? []) texts.push(name)
  }
  for (const source of sources) texts.push(source.publisher, source.title, source.said_by)
  const words = foldUniqueWords(texts.join('\n'))
  return words === '' ? '' : ` ${words} `
}
