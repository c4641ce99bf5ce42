/** The numbers of records beside the list by their most common values, each a link that adds a filter. */
import type { Child } from 'hono/jsx'
import { facets, type ListedCount, listedCounts } from '../../../schemas/query.ts'
import { eventType, outcome, type Vocabulary, weaponType } from '../../../schemas/vocabularies.ts'
import type { Query } from '../../ingest/request/list-query.ts'
import type { Messages } from '../../messages/messages.ts'
import { termOf } from '../../record/segments/columns.ts'
import { decodeStoredText } from '../../text/storage-encoding.ts'
import { countryName } from '../ui/incident-summary.tsx'
import { filterParams, hrefOf, type Params, withoutParam } from '../ui/list-url.ts'
import { Section } from '../ui/section.tsx'
import { labelOf } from '../ui/term.tsx'
import { useMessages } from '../ui/viewer.tsx'
import { filterTitle } from './filter-names.ts'

/** The number of records of each value; the value is empty where none is stated. */
export type ValueCounts = Readonly<Record<ListedCount, ReadonlyMap<string, number>>>

interface Context {
  /** The parameters of the list. */
  readonly params: Params
  readonly query: Query
}

/** A filter for one value, and whether it is what the list shows already. */
interface ValueFilter {
  /** Undefined if a filter finds other records than were counted. */
  readonly params: Params | undefined
  readonly isActive: boolean
}

/** Returns the filter of the days of a year within those of the query. Events of several years are found, too. */
const yearFilter = (year: string, { params, query }: Context): ValueFilter => {
  const [first, last] = [`${year}-01-01`, `${year}-12-31`]
  const from = query.from !== undefined && query.from > first ? query.from : first
  const to = query.to !== undefined && query.to < last ? query.to : last
  const others = withoutParam(withoutParam(params, 'from'), 'to')
  return {
    params: [...others, ['from', from], ['to', to]],
    isActive: from === query.from && to === query.to,
  }
}

const valueFilter = (name: ListedCount, value: string, context: Context): ValueFilter => {
  if (name === 'year') return yearFilter(value, context)
  const { params, query } = context
  const isFacet = Object.hasOwn(facets, name)
  const chosen = isFacet
    ? query.facets[name as 'weapon']?.map((token) => decodeStoredText(termOf(token).value))
    : query.equals[name as 'country']
  // A record with several values may have been found by another one.
  const isExact = !isFacet || chosen === undefined || chosen.includes(value)
  return {
    params: isExact ? [...withoutParam(params, name), [name, value]] : undefined,
    isActive: chosen?.length === 1 && chosen[0] === value,
  }
}

const vocabularies: Readonly<Partial<Record<ListedCount, Vocabulary>>> = {
  event_type: eventType,
  weapon: weaponType,
  outcome,
}

const valueLabel = (name: ListedCount, value: string, messages: Messages): Child => {
  const vocabulary = vocabularies[name]
  if (vocabulary) return labelOf(vocabulary, value, messages)
  return name === 'country' ? countryName(value, messages) : <bdi>{value}</bdi>
}

/** The most values that are shown of each. */
const maxValues = 8

/** Returns the most common values; years from the latest. */
const topValues = (name: ListedCount, counts: ReadonlyMap<string, number>) => {
  const stated = [...counts].filter(([value]) => value !== '')
  return stated
    .sort(([a, m], [b, n]) => (name === 'year' ? 0 : n - m) || (a < b === (name !== 'year') ? -1 : 1))
    .slice(0, maxValues)
}

/** Returns the URL of the counts of the list by a column. */
const countsUrl = (name: ListedCount, params: Params): string =>
  hrefOf('/counts', [['by', name], ...withoutParam(params, 'sort')])

interface FacetProps extends Context {
  readonly name: ListedCount
  readonly counts: ReadonlyMap<string, number>
}

const facetTitle = (name: ListedCount, messages: Messages): string =>
  name === 'year' ? messages.explore.year : filterTitle(name, messages)

const FacetValue = ({
  name,
  value,
  records,
  ...context
}: Omit<FacetProps, 'counts'> & { value: string; records: number }) => {
  const messages = useMessages()
  const { params, isActive } = valueFilter(name, value, context)
  const label = valueLabel(name, value, messages)
  return (
    <li class="facet-value">
      {params && !isActive ? <a href={hrefOf('/incidents', params)}>{label}</a> : <span>{label}</span>}{' '}
      <span>{messages.number(records)}</span>
    </li>
  )
}

const Facet = ({ name, counts, ...context }: FacetProps) => {
  const messages = useMessages()
  const { explore, number } = messages
  const top = topValues(name, counts)
  const unstated = counts.get('') ?? 0
  const all = counts.size - (unstated > 0 ? 1 : 0)
  if (top.length === 0) return null
  return (
    <div>
      <h3 class="facet-title">{facetTitle(name, messages)}</h3>
      <ul class="plain">
        {top.map(([value, records]) => (
          <FacetValue name={name} value={value} records={records} {...context} />
        ))}
        {unstated > 0 && (
          <li class="facet-value unknown">
            <span>{name === 'year' ? explore.severalYears : messages.common.notStated}</span>{' '}
            <span>{number(unstated)}</span>
          </li>
        )}
      </ul>
      {all > top.length && <a href={countsUrl(name, context.params)}>{explore.all(all)}</a>}
    </div>
  )
}

/** Renders links to counts, for a list whose records were not counted with it. */
const CountLinks = ({ params }: Pick<Context, 'params'>) => {
  const messages = useMessages()
  return (
    <>
      <p class="facets-help">{messages.explore.notCounted}</p>
      <ul class="plain">
        {listedCounts.map((name) => (
          <li>
            <a href={countsUrl(name, params)}>{facetTitle(name, messages)}</a>
          </li>
        ))}
      </ul>
    </>
  )
}

/** Renders the most common values of each column; links to the counts if they are undefined. */
export const Facets = ({ counts, ...context }: Context & { counts: ValueCounts | undefined }) => {
  const params = filterParams(context.params)
  return (
    <Section id="facets" title={useMessages().explore.narrow} class="facets">
      {counts ? (
        listedCounts.map((name) => (
          <Facet name={name} counts={counts[name]} params={params} query={context.query} />
        ))
      ) : (
        <CountLinks params={params} />
      )}
    </Section>
  )
}
