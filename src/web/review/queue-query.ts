/** URLs of the queue: filters and page. */

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

const single = <T>(parser: Parser<T>): Parser<T> =>
  once(
    (value) => parser([value]),
    () => '',
  )

const filterParsers = {
  dataset: single(parsers.dataset),
  country: single(parsers.country),
  event_type: single(parsers.event_type),
  warnings: once(parseFlag, (m) => m.requests.booleanParameter),
}
const filterNames = Object.keys(filterParsers)

const position = once(wholeNumber(), (m) => m.requests.cursor)
const pageParsers = { ...filterParsers, cursor: position, before: position }

export interface QueueQuery {
  readonly filter: QueueFilter
  /** The filters as given, for further URLs. */
  readonly params: readonly (readonly [string, string])[]
  /** The same as a query string. */
  readonly search: string
  readonly cursor?: number | undefined
  readonly before?: number | undefined
}

/** Reads the parameters of the queue; those of an entry are its filters only. Throws an invalid-query Problem. */
export const readQueueQuery = (c: AppContext, { of }: { of: 'page' | 'entry' }): QueueQuery => {
  const search = searchOf(c)
  const known = of === 'page' ? pageParsers : filterParsers
  const { cursor, before, ...filter } = readParameters(search, known as typeof pageParsers, {
    findConflicts: (values) =>
      values.cursor !== undefined && values.before !== undefined
        ? [parameterIssue('before', (m) => m.requests.notWithCursor, String(values.before))]
        : [],
  })
  const filters = pickParameters(search, filterNames)
  return { filter, params: [...filters], search: String(filters), cursor, before }
}

/** The part of the queue's query that other URLs need. */
export type QueueReference = Pick<QueueQuery, 'search'> & Partial<Pick<QueueQuery, 'filter'>>

/** Returns the URL of the queue or of an entry, with the filters. */
export const queueUrl = (queue: QueueReference | undefined, id?: string): string =>
  `/queue${id === undefined ? '' : `/${id}`}${queue?.search ? `?${queue.search}` : ''}`

/** Parses the query string that a form sends along, rebuilt so that it can lead nowhere else. */
export const parseQueueSearch = (text = ''): QueueReference => ({
  search: String(pickParameters(new URLSearchParams(text), filterNames)),
})

/** Returns the URLs of the entries before and after one. */
export const findQueuePosition = async (c: AppContext, queue: QueueReference, key: number) => {
  const { previous, next } = await findAdjacent(c.get('services'), c.get('actor'), queue.filter ?? {}, key)
  const toUrl = (entry: { readonly id: string } | undefined) => entry && queueUrl(queue, entry.id)
  return { search: queue.search, previous: toUrl(previous), next: toUrl(next) }
}
