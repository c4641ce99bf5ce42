/** The filters of the list: a form to set them, and what is set. */

import { equals, others } from '../../../schemas/query.ts'
import type { Vocabulary } from '../../../schemas/vocabularies.ts'
import { columnNamed } from '../../record/flat-columns.ts'
import { CodeOptions } from '../form/code-options.tsx'
import { givenFor, hrefOf, type Params, queryOf, without } from '../ui/list-url.tsx'
import { labelOf } from '../ui/term.tsx'

/** The filters that the form may offer, in order; the first ones are always in sight. */
const inSight = ['q', 'country', 'from', 'to'] as const
const folded = ['event_type', 'event_subtype', 'dataset', 'series'] as const

type Offered = (typeof inSight)[number] | (typeof folded)[number]

const titles: Readonly<Record<string, string>> = { q: 'Search', from: 'From', to: 'To' }

/** What a title cannot say. */
const helps: Readonly<Record<string, string>> = {
  q: others.q.help,
  from: others.from.help,
  to: others.to.help,
}

const columnOf = (name: string) =>
  Object.hasOwn(equals, name) && name !== 'status' ? columnNamed(name) : undefined

const titleOf = (name: string): string =>
  (Object.hasOwn(titles, name) ? titles[name] : columnOf(name)?.title) ?? name

const vocabularyOf = (name: string): Vocabulary | undefined => columnOf(name)?.vocabulary

/** What is given for a filter, its codes as labels. */
const inWords = (name: string, value: string): string => {
  const vocabulary = vocabularyOf(name)
  return vocabulary
    ? value
        .split(',')
        .map((code) => labelOf(vocabulary, code.trim()))
        .join(', ')
    : value
}

const isDay = (value: string): boolean => value === '' || /^\d{4}-\d\d-\d\d$/.test(value)

const Control = ({ name, value }: { name: Offered; value: string }) => {
  const vocabulary = vocabularyOf(name)
  const shared = { id: `filter-${name}`, name, 'aria-describedby': helps[name] && `filter-${name}-help` }
  if (vocabulary)
    return (
      <select {...shared}>
        <CodeOptions vocabulary={vocabulary} value={value} empty="any" />
      </select>
    )
  if (name === 'from' || name === 'to')
    return <input {...shared} type={isDay(value) ? 'date' : 'text'} value={value} />
  return <input {...shared} type={name === 'q' ? 'search' : 'text'} value={value} dir="auto" />
}

const Filter = ({ name, params }: { name: Offered; params: Params }) => (
  <div class="field">
    <label for={`filter-${name}`}>{titleOf(name)}</label>
    <Control name={name} value={givenFor(params, name)} />
    {helps[name] && (
      <p class="help" id={`filter-${name}-help`}>
        {helps[name]}
      </p>
    )}
  </div>
)

/** What is set, each with a link that takes it away. */
const Active = ({ params }: { params: Params }) => {
  const names = [...new Set(params.map(([name]) => name))]
  if (names.length === 0) return null
  return (
    <div class="active">
      <h3>Filters that are set</h3>
      <ul>
        {names.map((name) => (
          <li>
            <bdi>
              {titleOf(name)}: {inWords(name, givenFor(params, name))}
            </bdi>{' '}
            <a
              href={hrefOf('/incidents', without(params, name))}
              aria-label={`Remove the filter ${titleOf(name)}`}
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
  const query = queryOf(params)
  const seen = inSight.filter((name) => filters.includes(name))
  const more = folded.filter((name) => filters.includes(name))
  const offered: readonly string[] = [...seen, ...more]
  return (
    <section class="filters" aria-labelledby="filters">
      <h2 id="filters" class="spoken">
        Filters
      </h2>
      <form action="/incidents" method="get">
        <div class="grid">
          {seen.map((name) => (
            <Filter name={name} params={query} />
          ))}
        </div>
        {more.length > 0 && (
          <details open={more.some((name) => givenFor(query, name) !== '')}>
            <summary>More filters</summary>
            <div class="grid">
              {more.map((name) => (
                <Filter name={name} params={query} />
              ))}
            </div>
          </details>
        )}
        {query
          .filter(([name]) => !offered.includes(name))
          .map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
        <button type="submit" class="primary">
          Show
        </button>
      </form>
      <Active params={query} />
    </section>
  )
}
