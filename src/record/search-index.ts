/** What is kept beside a record so that it can be found: filter columns, facets and words. */
import type { Cell } from '../../schemas/field-types.ts'
import type { Incident } from '../../schemas/incident.ts'
import { facets, scalarFilters } from '../../schemas/query.ts'
import { fold, foldUniqueWords } from '../text/fold.ts'
import { memoize } from '../text/memoize.ts'
import { encodeStored } from '../text/storage-encoding.ts'
import { flatColumns, getColumn } from './flat-columns.ts'

/** The columns of the flat row that the database filters on. */
export const filterColumns = scalarFilters.map((name) => getColumn(name))
const filterIndexes = filterColumns.map((column) => flatColumns.indexOf(column))

/** What is filtered on, out of the cells of a flat row; in the order of `filterColumns`. */
export const filterValues = (cells: readonly Cell[]): (string | number | null)[] =>
  filterIndexes.map((place) => cells[place] ?? null)

/** What stands for one facet; it cannot occur inside another, since no text that is kept has two carets together. */
export const facetToken = (name: string, value: string): string => `^^${name}=${encodeStored(fold(value))}^^`

/** So many marks of a facet are remembered: names come again and again. */
const maxCached = 1000

const facetEncoders = Object.entries(facets).map(([name, { valuesOf }]) => ({
  valuesOf,
  tokenOf: memoize(maxCached, (value) => facetToken(name, value)),
}))

/** All facets of a record in one text. */
export const encodeFacets = (record: Incident): string => {
  const tokens: string[] = []
  for (const { valuesOf, tokenOf } of facetEncoders)
    for (const value of valuesOf(record)) {
      const token = value ? tokenOf(value) : ''
      if (token !== '' && !tokens.includes(token)) tokens.push(token)
    }
  return tokens.join('')
}

/** A folded word as it is looked for among those of a record. */
export const wordToken = (word: string): string => ` ${encodeStored(word)} `

const placeFieldNames = ['place', 'admin1', 'admin2', 'admin3'] as const

/** The words that a search looks through, each once, parted by spaces and between two. */
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
