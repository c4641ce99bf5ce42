/** The filters of the list in words: their titles, their choices, the labels of their values. */

import { equalityFilters, type Facet, type FacetName, facets, sorts } from '../../../schemas/query.ts'
import type { Vocabulary } from '../../../schemas/vocabularies.ts'
import type { Messages } from '../../messages/messages.ts'
import { getColumn } from '../../record/flat-columns.ts'
import { labelOf } from '../ui/term.tsx'

/** The titles of the filters that are not columns. */
const otherTitles = ({ filters, explore }: Messages): Readonly<Record<string, string>> => ({
  q: filters.search,
  from: filters.from,
  to: filters.to,
  sort: filters.sort,
  ...explore.titles,
  ...explore.pinned,
})

/** The orders of the list, as the choices of a control. */
const sortChoices: Vocabulary = Object.fromEntries(
  Object.entries(sorts).map(([name, label]) => [name, { label, definition: label }]),
)

/** Returns the declaration of a filter by a column or a facet; undefined for other parameters. */
const declarationOf = (
  name: string,
): { readonly title: string; readonly vocabulary?: Vocabulary | undefined } | undefined => {
  if (Object.hasOwn(facets, name)) return facets[name as FacetName]
  return Object.hasOwn(equalityFilters, name) ? getColumn(name) : undefined
}

/** Returns the codes of each facet, after the groups of several codes. */
const facetChoices = ({ vocabulary, groups }: Facet): Vocabulary | undefined =>
  vocabulary && groups
    ? {
        ...Object.fromEntries(
          Object.entries(groups).map(([name, { label }]) => [name, { label, definition: label }]),
        ),
        ...vocabulary,
      }
    : vocabulary

const choicesByFacet: Readonly<Record<string, Vocabulary | undefined>> = Object.fromEntries(
  Object.entries(facets).map(([name, facet]) => [name, facetChoices(facet)]),
)

/** Returns the codes to choose from; undefined for a filter of any text. */
export const choicesOf = (name: string): Vocabulary | undefined => {
  if (name === 'sort') return sortChoices
  return Object.hasOwn(choicesByFacet, name) ? choicesByFacet[name] : declarationOf(name)?.vocabulary
}

/** Returns the title of a filter; its name if it has none. */
export const filterTitle = (name: string, messages: Messages): string => {
  const titles = otherTitles(messages)
  return (
    (Object.hasOwn(titles, name) ? titles[name] : undefined) ??
    messages.translate(declarationOf(name)?.title ?? name)
  )
}

/** Returns the help of a filter whose values have a syntax of their own; undefined for any other. */
export const filterHelp = (name: string, { explore }: Messages): string | undefined =>
  Object.hasOwn(explore.helps, name) ? explore.helps[name as 'near'] : undefined

/** Returns the values of a filter, codes as labels. */
export const filterValueLabel = (name: string, value: string, messages: Messages): string => {
  const vocabulary = choicesOf(name)
  return vocabulary
    ? value
        .split(',')
        .map((code) => labelOf(vocabulary, code.trim(), messages))
        .join(messages.common.separator)
    : value
}
