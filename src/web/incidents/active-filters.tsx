/** The active filters of the list. */
import { hrefOf, latestList, type Params, paramValue, withoutParam } from '../ui/list-url.ts'
import { useMessages } from '../ui/viewer.tsx'
import { filterTitle, filterValueLabel } from './filter-names.ts'

/** Returns the parameters without a filter. A version is named by its commit and its schema. */
const withoutFilter = (params: Params, name: string): Params =>
  withoutParam(name === 'commit' || name === 'as_of' ? withoutParam(params, 'schema') : params, name)

/** Returns whether a parameter is no choice of the reader: the version has its commit, and lists begin in this order. */
const isPlain = ([name, value]: Params[number]): boolean =>
  name === 'schema' || (name === 'sort' && value === '-date')

/** Renders the active filters, each with a link to remove it; nothing if there are none. */
export const ActiveFilters = ({ params }: { params: Params }) => {
  const messages = useMessages()
  const { filters } = messages
  const names = [...new Set(params.filter((each) => !isPlain(each)).map(([name]) => name))]
  if (names.length === 0) return null
  return (
    <div class="active">
      <h3>{filters.active}</h3>
      <ul>
        {names.map((name) => {
          const title = filterTitle(name, messages)
          return (
            <li>
              <bdi class={name === 'from' || name === 'to' ? 'day' : undefined}>
                {filters.value(title, filterValueLabel(name, paramValue(params, name), messages))}
              </bdi>{' '}
              <a
                href={hrefOf('/incidents', withoutFilter(params, name))}
                aria-label={filters.removeLabel(title)}
              >
                {filters.remove}
              </a>
            </li>
          )
        })}
        <li>
          <a href={latestList}>{filters.clear}</a>
        </li>
      </ul>
    </div>
  )
}
