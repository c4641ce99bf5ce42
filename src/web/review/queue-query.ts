/** The address of the queue: its filters, and which page of it. */
import { parsers } from '../../ingest/request/list-parameters.ts'
import {
  once,
  type Parser,
  parameterIssue,
  parseFlag,
  readParameters,
  wholeNumber,
} from '../../ingest/request/parameters.ts'
import { findAdjacent, type QueueFilter } from '../../services/review/queue.ts'
import { type AppContext, pickParameters, searchOf } from '../context.ts'

const single = <T>(parser: Parser<T>): Parser<T> => once((value) => parser([value]), '')

const filterParsers = {
  dataset: single(parsers.dataset),
  country: single(parsers.country),
  event_type: single(parsers.event_type),
  warnings: once(parseFlag, 'It is true or false.'),
}
const filterNames = Object.keys(filterParsers)

const position = once(wholeNumber(), 'It comes from the address of a page of the queue.')
const pageParsers = { ...filterParsers, cursor: position, before: position }

export interface QueueQuery {
  readonly filter: QueueFilter
  /** The filters as they were given, for further addresses. */
  readonly params: readonly (readonly [string, string])[]
  /** The same as a query string. */
  readonly search: string
  readonly cursor?: number | undefined
  readonly before?: number | undefined
}

/** The query of an address of the queue. Of an entry of the queue only the filters are read. */
export const readQueueQuery = (c: AppContext, { of }: { of: 'page' | 'entry' }): QueueQuery => {
  const search = searchOf(c)
  const known = of === 'page' ? pageParsers : filterParsers
  const { cursor, before, ...filter } = readParameters(search, known as typeof pageParsers, {
    findConflicts: (values) =>
      values.cursor !== undefined && values.before !== undefined
        ? [parameterIssue('before', 'It is not taken together with cursor.', String(values.before))]
        : [],
  })
  const filters = pickParameters(search, filterNames)
  return { filter, params: [...filters], search: String(filters), cursor, before }
}

/** The queue as far as addresses in it need it. */
export type QueueReference = Pick<QueueQuery, 'search'> & Partial<Pick<QueueQuery, 'filter'>>

/** The address of something in the queue; the filters go along. */
export const queueUrl = (queue: QueueReference | undefined, id?: string): string =>
  `/queue${id === undefined ? '' : `/${id}`}${queue?.search ? `?${queue.search}` : ''}`

/** The query string that a form carries, made anew: it leads nowhere but into the queue. */
export const parseQueueSearch = (text = ''): QueueReference => ({
  search: String(pickParameters(new URLSearchParams(text), filterNames)),
})

/** The links from an entry with this key to those before and after it. */
export const findQueuePosition = async (c: AppContext, queue: QueueReference, key: number) => {
  const { previous, next } = await findAdjacent(c.get('services'), queue.filter ?? {}, key)
  const toUrl = (entry: { readonly id: string } | undefined) => entry && queueUrl(queue, entry.id)
  return { search: queue.search, previous: toUrl(previous), next: toUrl(next) }
}
