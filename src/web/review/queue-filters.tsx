/** The filters of the queue, as controls. */
import type { Vocabulary } from '../../../schemas/vocabularies.ts'
import { eventType } from '../../../schemas/vocabularies.ts'
import type { Messages } from '../../messages/messages.ts'
import { type Filter, FilterForm } from '../form/filter-form.tsx'
import type { Params } from '../ui/list-url.ts'
import { useMessages } from '../ui/viewer.tsx'

/** Returns values with their labels as a vocabulary. */
const choicesOf = (labels: Readonly<Record<string, string>>): Vocabulary =>
  Object.fromEntries(Object.entries(labels).map(([value, label]) => [value, { label, definition: '' }]))

const dayAttributes = { type: 'text', inputmode: 'numeric', placeholder: '2022-01-31', dir: 'ltr' }

const filtersOf = ({ desk, filters, common: { fields } }: Messages): readonly Filter[] => [
  { name: 'q', label: filters.search, attributes: { type: 'search', dir: 'auto' } },
  { name: 'dataset', label: fields.dataset },
  { name: 'country', label: filters.country },
  { name: 'event_type', label: filters.eventType, vocabulary: eventType },
  { name: 'from', label: filters.from, attributes: dayAttributes },
  { name: 'to', label: filters.to, attributes: dayAttributes },
  { name: 'kind', label: desk.kind, vocabulary: choicesOf(desk.kinds) },
  { name: 'filer', label: desk.filer, vocabulary: choicesOf(desk.filers) },
  { name: 'assignee', label: desk.assignee, vocabulary: choicesOf(desk.assignees) },
  {
    name: 'warnings',
    label: fields.warnings,
    vocabulary: choicesOf({ true: filters.withWarnings, false: filters.withoutWarnings }),
  },
]

/** Returns the orders; the first one is that of an address without an order. */
const sortOf = ({ desk }: Messages): Filter => {
  const { filed, ...others } = desk.sorts
  return { name: 'sort', label: desk.sort, vocabulary: choicesOf(others), emptyLabel: filed }
}

/** Renders the form of filters and orders. */
export const QueueFilters = ({ params }: { params: Params }) => {
  const messages = useMessages()
  const filters = [...filtersOf(messages), sortOf(messages)]
  return <FilterForm action="/queue" filters={filters} values={Object.fromEntries(params)} />
}
