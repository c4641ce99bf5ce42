/** The filters of the list: a form to set them, and what is set. */

import { equalityFilters, otherParameters } from '../../../schemas/query.ts'
import type { Vocabulary } from '../../../schemas/vocabularies.ts'
import { getColumn } from '../../record/flat-columns.ts'
import { CodeOptions } from '../form/code-options.tsx'
import { filterParams, hrefOf, type Params, paramValue, withoutParam } from '../ui/list-url.tsx'
import { labelOf } from '../ui/term.tsx'

/** The filters that the form may offer, in order; the first ones are always in sight. */
const primaryFilters = ['q', 'country', 'from', 'to'] as const
const secondaryFilters = ['event_type', 'event_subtype', 'dataset', 'series'] as const

type FilterName = (typeof primaryFilters)[number] | (typeof secondaryFilters)[number]

const titles: Readonly<Record<string, string>> = { q: 'Search', from: 'From', to: 'To' }

/** What a title cannot say. */
const helpTexts: Readonly<Record<string, string>> = {
  q: otherParameters.q.help,
  from: otherParameters.from.help,
  to: otherParameters.to.help,
}

const columnOf = (name: string) =>
  Object.hasOwn(equalityFilters, name) && name !== 'status' ? getColumn(name) : undefined

const filterTitle = (name: string): string =>
  (Object.hasOwn(titles, name) ? titles[name] : columnOf(name)?.title) ?? name

const vocabularyOf = (name: string): Vocabulary | undefined => columnOf(name)?.vocabulary

/** What is given for a filter, its codes as labels. */
const filterValueLabel = (name: string, value: string): string => {
  const vocabulary = vocabularyOf(name)
  return vocabulary
    ? value
        .split(',')
        .map((code) => labelOf(vocabulary, code.trim()))
        .join(', ')
    : value
}

const isDay = (value: string): boolean => value === '' || /^\d{4}-\d\d-\d\d$/.test(value)

const FilterControl = ({ name, value }: { name: FilterName; value: string }) => {
  const vocabulary = vocabularyOf(name)
  const attributes = {
    id: `filter-${name}`,
    name,
    'aria-describedby': helpTexts[name] && `filter-${name}-help`,
  }
  if (vocabulary)
    return (
      <select {...attributes}>
        <CodeOptions vocabulary={vocabulary} value={value} emptyLabel="any" />
      </select>
    )
  if (name === 'from' || name === 'to')
    return <input {...attributes} type={isDay(value) ? 'date' : 'text'} value={value} />
  return <input {...attributes} type={name === 'q' ? 'search' : 'text'} value={value} dir="auto" />
}

const FilterField = ({ name, params }: { name: FilterName; params: Params }) => (
  <div class="field">
    <label for={`filter-${name}`}>{filterTitle(name)}</label>
    <FilterControl name={name} value={paramValue(params, name)} />
    {helpTexts[name] && (
      <p class="help" id={`filter-${name}-help`}>
        {helpTexts[name]}
      </p>
    )}
  </div>
)

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

export interface FiltersProps {
  readonly params: Params
  /** The names of the filters that the address takes. */
  readonly filters: readonly string[]
}

export const Filters = ({ params, filters }: FiltersProps) => {
  const query = filterParams(params)
  const primary = primaryFilters.filter((name) => filters.includes(name))
  const secondary = secondaryFilters.filter((name) => filters.includes(name))
  const visibleNames: readonly string[] = [...primary, ...secondary]
  return (
    <section class="filters" aria-labelledby="filters">
      <h2 id="filters" class="spoken">
        Filters
      </h2>
      <form action="/incidents" method="get">
        <div class="grid">
          {primary.map((name) => (
            <FilterField name={name} params={query} />
          ))}
        </div>
        {secondary.length > 0 && (
          <details open={secondary.some((name) => paramValue(query, name) !== '')}>
            <summary>More filters</summary>
            <div class="grid">
              {secondary.map((name) => (
                <FilterField name={name} params={query} />
              ))}
            </div>
          </details>
        )}
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
