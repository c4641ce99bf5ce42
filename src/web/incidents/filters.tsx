/** The filters of the list: a form, and the active filters. */

import { type FilterGroup, formFilters, otherParameters } from '../../../schemas/query.ts'
import { recordStatus, type Vocabulary } from '../../../schemas/vocabularies.ts'
import { can, unpublishedStatuses } from '../../auth/permissions.ts'
import type { Messages } from '../../messages/messages.ts'
import { CodeCheckboxes } from '../form/code-checkboxes.tsx'
import { type Filter, FilterField } from '../form/filter-form.tsx'
import { HiddenFields } from '../ui/field.tsx'
import { filterParams, type Params, paramValue } from '../ui/list-url.ts'
import { useMessages, useViewer } from '../ui/viewer.tsx'
import { ActiveFilters } from './active-filters.tsx'
import { choicesOf, filterHelp, filterTitle } from './filter-names.ts'

/** A day is picked; a month or a year was typed into the URL and stays as it is. */
const isPicked = (name: string, value: string): boolean =>
  (name === 'from' || name === 'to') && /^(\d{4}-\d\d-\d\d)?$/.test(value)

const attributesOf = (name: string, value: string, help: string | undefined) => ({
  type: name === 'q' ? 'search' : isPicked(name, value) ? 'date' : 'text',
  ...(name === 'from' || name === 'to' ? {} : { dir: 'auto' }),
  ...(name.endsWith('_deaths') ? { inputmode: 'numeric' } : {}),
  ...(help === undefined || name === 'q' ? {} : { placeholder: otherParameters[name as 'near'].example }),
})

const toFilter = (name: string, value: string, messages: Messages): Filter => {
  const help = filterHelp(name, messages)
  return {
    name,
    label: filterTitle(name, messages),
    help,
    vocabulary: choicesOf(name),
    emptyLabel: name === 'sort' ? messages.filters.byId : undefined,
    attributes: attributesOf(name, value, help),
  }
}

/** Longer vocabularies are a select. */
const maxCheckboxes = 8

/** Returns the codes to choose from if they are checkboxes. */
const checkboxCodes = (name: string, statuses: Vocabulary): Vocabulary | undefined => {
  const codes = name === 'status' ? statuses : choicesOf(name)
  return codes && Object.keys(codes).length <= maxCheckboxes ? codes : undefined
}

/** Returns the statuses that a viewer can choose: none, those of own records, or all. */
const useStatuses = (): Vocabulary => {
  const actor = useViewer()?.actor
  if (!actor || !can(actor, 'readOwn')) return {}
  const own: readonly string[] = ['published', ...unpublishedStatuses]
  const codes = Object.entries(recordStatus).filter(([code]) => can(actor, 'readAll') || own.includes(code))
  return Object.fromEntries(codes)
}

interface ControlsProps {
  readonly names: readonly string[]
  /** The values by name, several with commas. */
  readonly values: Readonly<Record<string, string>>
  /** Whether short lists of codes are checkboxes. */
  readonly hasCheckboxes?: boolean
}

/** Renders controls in the order of their names, and the button that sends them. */
const Controls = ({ names, values, hasCheckboxes = false }: ControlsProps) => {
  const messages = useMessages()
  const statuses = useStatuses()
  return (
    <div class="grid">
      {names.map((name) => {
        const value = values[name] ?? ''
        const codes = hasCheckboxes ? checkboxCodes(name, statuses) : undefined
        return codes === undefined ? (
          <FilterField prefix="filter" filter={toFilter(name, value, messages)} value={value} />
        ) : (
          <CodeCheckboxes
            name={name}
            label={filterTitle(name, messages)}
            vocabulary={codes}
            chosen={value === '' ? [] : value.split(',')}
          />
        )
      })}
      <button type="submit" class={hasCheckboxes ? undefined : 'primary'}>
        {messages.filters.show}
      </button>
    </div>
  )
}

const Group = ({ group, names, values }: ControlsProps & { group: FilterGroup }) => {
  const { explore } = useMessages()
  const active = names.filter((name) => values[name]).length
  return (
    <details>
      <summary>{explore.group(explore.groups[group], active)}</summary>
      <Controls names={names} values={values} hasCheckboxes />
    </details>
  )
}

/** Renders the form of the filters and the active ones. */
export const Filters = ({ params }: { params: Params }) => {
  const { filters } = useMessages()
  const hasStatus = Object.keys(useStatuses()).length > 0
  const query = filterParams(params)
  const groups = Object.entries(formFilters.groups).map(
    ([group, names]) =>
      [group as FilterGroup, names.filter((name) => hasStatus || name !== 'status')] as const,
  )
  const visibleNames: readonly string[] = [...formFilters.primary, ...groups.flatMap(([, names]) => names)]
  const values = Object.fromEntries(
    visibleNames.map((name) => [name, paramValue(query, name)]).filter(([, value]) => value !== ''),
  )
  return (
    <section class="filters" aria-labelledby="filters">
      <h2 id="filters" class="spoken">
        {filters.title}
      </h2>
      <form action="/incidents" method="get">
        <Controls names={formFilters.primary} values={values} />
        <div class="groups">
          {groups.map(([group, names]) => (
            <Group group={group} names={names} values={values} />
          ))}
        </div>
        {query
          .filter(([name]) => !visibleNames.includes(name))
          .map(([name, value]) => (
            <HiddenFields values={{ [name]: value }} />
          ))}
      </form>
      <ActiveFilters params={query} />
    </section>
  )
}
