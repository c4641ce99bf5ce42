/** What is kept beside a record so that it can be found: filter columns, facets and words. */
import type { StoredIncident } from '../../schemas/incident.ts'
import { facets, scalarFilters } from '../../schemas/query.ts'
import { columnNamed } from './columns.ts'
import { fold, wordsOf } from './fold.ts'

/** The columns of the flat row that the database filters on. */
export const filterColumns = scalarFilters.map((name) => columnNamed(name))

export type FilterValues = Readonly<Record<string, string | number | null>>

export const filterValues = (record: StoredIncident): FilterValues =>
  Object.fromEntries(filterColumns.map((column) => [column.name, column.get(record) ?? null]))

/** The line that stands for one facet; it cannot occur inside another since a folded text has no line breaks. */
export const facetLine = (name: string, value: string): string => `\n${name}=${fold(value)}\n`

/** All facets of a record in one text. */
export const facetsOf = (record: StoredIncident): string => {
  const lines = new Set<string>()
  for (const [name, facet] of Object.entries(facets))
    for (const value of facet.of(record)) if (value) lines.add(facetLine(name, value))
  return [...lines].join('')
}

/** The words that a search looks through, each once, parted by spaces. */
export const searchWords = (record: StoredIncident): string => {
  const { location: at, launched_from: from } = record
  const places = [at, from].flatMap((place) => [place?.place, place?.admin1, place?.admin2, place?.admin3])
  const actors = (record.actors ?? []).flatMap((each) => [each.name, ...(each.with ?? [])])
  const sources = record.sources.flatMap((each) => [each.publisher, each.title, each.said_by])
  const texts = [record.title, record.summary, ...places, ...actors, ...sources]
  const words = new Set(texts.flatMap((text) => (text === undefined ? [] : wordsOf(text))))
  return words.size > 0 ? ` ${[...words].join(' ')} ` : ''
}
