/** What is kept beside a record so that it can be found: filter columns, facets and words. */
import type { Cell } from '../../schemas/field.ts'
import type { StoredIncident } from '../../schemas/incident.ts'
import { facets, type ScalarFilter, scalarFilters } from '../../schemas/query.ts'
import { columnNamed, flatColumns } from './columns.ts'
import { fold, wordsIn } from './fold.ts'
import { toTransport } from './transport.ts'

/** The columns of the flat row that the database filters on. */
export const filterColumns = scalarFilters.map((name) => columnNamed(name))
const placesOfFilters = filterColumns.map((column) => flatColumns.indexOf(column))

export type FilterValues = Record<ScalarFilter, string | number | null>

/** What is filtered on, out of the cells of a flat row. */
export const filterValues = (cells: readonly Cell[]): FilterValues => {
  const values: Partial<FilterValues> = {}
  for (const [i, name] of scalarFilters.entries()) values[name] = cells[placesOfFilters[i] ?? -1] ?? null
  return values as FilterValues
}

/** What stands for one facet; it cannot occur inside another, since no text that is kept has two carets together. */
export const facetMark = (name: string, value: string): string => `^^${name}=${toTransport(fold(value))}^^`

const facetEntries = Object.entries(facets)

/** All facets of a record in one text. */
export const facetsOf = (record: StoredIncident): string => {
  const marks = new Set<string>()
  for (const [name, { of }] of facetEntries)
    for (const value of of(record)) if (value) marks.add(facetMark(name, value))
  return [...marks].join('')
}

/** A folded word as it is looked for among those of a record. */
export const wordMark = (word: string): string => ` ${toTransport(word)} `

/** The words that a search looks through, as they are kept, parted by spaces and between two. */
export const searchWords = (record: StoredIncident): string => {
  const { location: at, launched_from: from } = record
  const places = [at, from].flatMap((place) => [place?.place, place?.admin1, place?.admin2, place?.admin3])
  const actors = (record.actors ?? []).flatMap((each) => [each.name, ...(each.with ?? [])])
  const sources = record.sources.flatMap((each) => [each.publisher, each.title, each.said_by])
  const texts = [record.title, record.summary, ...places, ...actors, ...sources].filter(Boolean)
  const words = wordsIn(texts.join('\n'))
  return words === '' ? '' : ` ${toTransport(words)} `
}
