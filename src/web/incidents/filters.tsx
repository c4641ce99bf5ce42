/** The filters of the list: a form, and the active filters. */

import {
  equalityFilters,
  type Facet,
  type FacetName,
  facets,
  formFilters,
  otherParameters,
  sorts,
} from '../../../schemas/query.ts'
import type { Vocabulary } from '../../../schemas/vocabularies.ts'
import type { Messages } from '../../messages/messages.ts'
import { getColumn } from '../../record/flat-columns.ts'
import { type Filter, FilterFields } from '../form/filter-form.tsx'
import { filterParams, hrefOf, type Params, paramValue, withoutParam } from '../ui/list-url.ts'
import { labelOf } from '../ui/term.tsx'
import { useMessages } from '../ui/viewer.tsx'

/** The titles of the filters that are not columns. */
const otherTitles = ({ filters }: Messages): Readonly<Record<string, string>> => ({
  q: filters.search,
  from: filters.from,
  to: filters.to,
  sort: filters.sort,
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
  return Object.hasOwn(equalityFilters, name) && name !== 'status' ? getColumn(name) : undefined
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

const choicesOf = (name: string): Vocabulary | undefined => {
  if (name === 'sort') return sortChoices
  return Object.hasOwn(choicesByFacet, name) ? choicesByFacet[name] : declarationOf(name)?.vocabulary
}

const filterTitle = (name: string, messages: Messages): string => {
  const titles = otherTitles(messages)
  return (
    (Object.hasOwn(titles, name) ? titles[name] : undefined) ??
    messages.translate(declarationOf(name)?.title ?? name)
  )
}

/** Returns the values of a filter, codes as labels. */
const filterValueLabel = (name: string, value: string, messages: Messages): string => {
  const vocabulary = choicesOf(name)
  return vocabulary
    ? value
        .split(',')
        .map((code) => labelOf(vocabulary, code.trim(), messages))
        .join(messages.common.separator)
    : value
}

/** A day is picked; a month or a year was typed into the URL and stays as it is. */
const inputType = (name: string, value: string): string => {
  if (name === 'q') return 'search'
  return (name === 'from' || name === 'to') && /^(\d{4}-\d\d-\d\d)?$/.test(value) ? 'date' : 'text'
}

const toFilter = (name: string, value: string, messages: Messages): Filter => ({
  name,
  label: filterTitle(name, messages),
  help:
    name !== 'sort' && Object.hasOwn(otherTitles(messages), name)
      ? messages.translate(otherParameters[name as 'q'].help)
      : undefined,
  vocabulary: choicesOf(name),
  emptyLabel: name === 'sort' ? messages.filters.byId : undefined,
  attributes: { type: inputType(name, value), ...(name === 'from' || name === 'to' ? {} : { dir: 'auto' }) },
})

/** Renders the active filters, each with a link to remove it. */
const ActiveFilters = ({ params }: { params: Params }) => {
  const messages = useMessages()
  const { filters } = messages
  const names = [...new Set(params.map(([name]) => name))]
  if (names.length === 0) return null
  return (
    <div class="active">
      <h3>{filters.active}</h3>
      <ul>
        {names.map((name) => {
          const title = filterTitle(name, messages)
          return (
            <li>
              <bdi>{filters.value(title, filterValueLabel(name, paramValue(params, name), messages))}</bdi>{' '}
              <a
                href={hrefOf('/incidents', withoutParam(params, name))}
                aria-label={filters.removeLabel(title)}
              >
                {filters.remove}
              </a>
            </li>
          )
        })}
        <li>
          <a href="/incidents">{filters.clear}</a>
        </li>
      </ul>
    </div>
  )
}

/** Renders the form of the filters and the active ones. */
export const Filters = ({ params }: { params: Params }) => {
  const messages = useMessages()
  const query = filterParams(params)
  const { primary, more } = formFilters
  const visibleNames = [...primary, ...more]
  const values = Object.fromEntries(visibleNames.map((name) => [name, paramValue(query, name)]))
  const fields = (names: readonly string[]) => (
    <FilterFields
      prefix="filter"
      filters={names.map((name) => toFilter(name, values[name] ?? '', messages))}
      values={values}
    />
  )
  return (
    <section class="filters" aria-labelledby="filters">
      <h2 id="filters" class="spoken">
        {messages.filters.title}
      </h2>
      <form action="/incidents" method="get">
        {fields(primary)}
        <details open={more.some((name) => values[name])}>
          <summary>{messages.filters.more}</summary>
          {fields(more)}
        </details>
        {query
          .filter(([name]) => !visibleNames.includes(name))
          .map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
        <button type="submit" class="primary">
          {messages.filters.show}
        </button>
      </form>
      <ActiveFilters params={query} />
    </section>
  )
}
