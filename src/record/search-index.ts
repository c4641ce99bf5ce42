/** What is kept beside a record so that it can be found: filter columns, facets and words. */
import type { Cell } from '../../schemas/field-types.ts'
import type { Incident } from '../../schemas/incident.ts'
import { facets, scalarFilters } from '../../schemas/query.ts'
import { distinctWordsIn, fold } from '../text/fold.ts'
import { remembering } from '../text/memoize.ts'
import { toTransport } from '../text/storage-encoding.ts'
import { columnNamed, flatColumns } from './flat-columns.ts'

/** The columns of the flat row that the database filters on. */
export const filterColumns = scalarFilters.map((name) => columnNamed(name))
const placesOfFilters = filterColumns.map((column) => flatColumns.indexOf(column))

/** What is filtered on, out of the cells of a flat row; in the order of `filterColumns`. */
export const filterValues = (cells: readonly Cell[]): (string | number | null)[] =>
  placesOfFilters.map((place) => cells[place] ?? null)

/** What stands for one facet; it cannot occur inside another, since no text that is kept has two carets together. */
export const facetMark = (name: string, value: string): string => `^^${name}=${toTransport(fold(value))}^^`

/** So many marks of a facet are remembered: names come again and again. */
const mostRemembered = 1000

const facetMarks = Object.entries(facets).map(([name, { of }]) => ({
  of,
  markOf: remembering(mostRemembered, (value) => facetMark(name, value)),
}))

/** All facets of a record in one text. */
export const facetsOf = (record: Incident): string => {
  const marks: string[] = []
  for (const { of, markOf } of facetMarks)
    for (const value of of(record)) {
      const mark = value ? markOf(value) : ''
      if (mark !== '' && !marks.includes(mark)) marks.push(mark)
    }
  return marks.join('')
}

/** A folded word as it is looked for among those of a record. */
export const wordMark = (word: string): string => ` ${toTransport(word)} `

const placeNames = ['place', 'admin1', 'admin2', 'admin3'] as const

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
  for (const name of placeNames) texts.push(location[name])
  if (launched_from) for (const name of placeNames) texts.push(launched_from[name])
  for (const actor of actors ?? []) {
    texts.push(actor.name)
    for (const name of actor.with ?? []) texts.push(name)
  }
  for (const source of sources) texts.push(source.publisher, source.title, source.said_by)
  const words = distinctWordsIn(texts.join('\n'))
  return words === '' ? '' : ` ${words} `
}
