/** The filters of the list: a form to set them, and what is set. */

import { equalityFilters, otherParameters } from '../../../schemas/query.ts'
import { getColumn } from '../../record/flat-columns.ts'
import { type Filter, FilterFields } from '../form/filter-form.tsx'
import { filterParams, hrefOf, type Params, paramValue, withoutParam } from '../ui/list-url.ts'
import { labelOf } from '../ui/term.tsx'

/** The filters that the form may offer, in order; the first ones are always in sight. */
const primaryNames = ['q', 'country', 'from', 'to']
const secondaryNames = ['event_type', 'event_subtype', 'dataset', 'series']

/** Filters that are no columns. */
const otherTitles: Readonly<Record<string, string>> = { q: 'Search', from: 'From', to: 'To' }

const columnOf = (name: string) =>
  Object.hasOwn(equalityFilters, name) && name !== 'status' ? getColumn(name) : undefined

const filterTitle = (name: string): string =>
  (Object.hasOwn(otherTitles, name) ? otherTitles[name] : columnOf(name)?.title) ?? name

/** What is given for a filter, its codes as labels. */
const filterValueLabel = (name: string, value: string): string => {
  const vocabulary = columnOf(name)?.vocabulary
  return vocabulary
    ? value
        .split(',')
        .map((code) => labelOf(vocabulary, code.trim()))
        .join(', ')
    : value
}

/** The date of a day is picked; one of a month or a year was typed into an address, and stays as it is. */
const inputType = (name: string, value: string): string => {
  if (name === 'q') return 'search'
  return (name === 'from' || name === 'to') && /^(\d{4}-\d\d-\d\d)?$/.test(value) ? 'date' : 'text'
}

const toFilter = (name: string, value = ''): Filter => ({
  name,
  label: filterTitle(name),
  help: Object.hasOwn(otherTitles, name) ? otherParameters[name as 'q'].help : undefined,
  vocabulary: columnOf(name)?.vocabulary,
  attributes: { type: inputType(name, value), ...(name === 'from' || name === 'to' ? {} : { dir: 'auto' }) },
})

/** What is set, each with a link that takes it away. */
const ActiveFilters = ({ params }: { params: Params }) => {
  const names = [...new Set(params.map(([name]) => name))]
  if (names.length === 0) return null
  return (
    <div class="active">
      <h3>Filters that are set</h3>
      <ul>
        {names.map((name) => (
          <li>
            <bdi>
              {filterTitle(name)}: {filterValueLabel(name, paramValue(params, name))}
            </bdi>{' '}
            <a
              href={hrefOf('/incidents', withoutParam(params, name))}
              aria-label={`Remove the filter ${filterTitle(name)}`}
            >
              remove
            </a>
          </li>
        ))}
        <li>
          <a href="/incidents">Clear all</a>
        </li>
      </ul>
    </div>
  )
}

export const Filters = ({ params }: { params: Params }) => {
  const query = filterParams(params)
  const visibleNames = [...primaryNames, ...secondaryNames]
  const values = Object.fromEntries(visibleNames.map((name) => [name, paramValue(query, name)]))
  const fields = (names: readonly string[]) => (
    <FilterFields
      prefix="filter"
      filters={names.map((name) => toFilter(name, values[name]))}
      values={values}
    />
  )
  return (
    <section class="filters" aria-labelledby="filters">
      <h2 id="filters" class="spoken">
        Filters
      </h2>
      <form action="/incidents" method="get">
        {fields(primaryNames)}
        <details open={secondaryNames.some((name) => values[name])}>
          <summary>More filters</summary>
          {fields(secondaryNames)}
        </details>
        {query
          .filter(([name]) => !visibleNames.includes(name))
          .map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
        <button type="submit" class="primary">
          Show
        </button>
      </form>
      <ActiveFilters params={query} />
    </section>
  )
}
