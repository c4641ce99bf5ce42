/** URLs of the queue: filters, order and page. */

import { parsers } from '../../ingest/request/list-parameters.ts'
import {
  once,
  oneOf,
  type Parser,
  parameterIssue,
  parseFlag,
  readParameters,
  refuse,
} from '../../ingest/request/parameters.ts'
import {
  findNeighbours,
  findNextFree,
  formatPosition,
  type Position,
  parsePosition,
  type QueueQuery,
  queueSorts,
} from '../../services/review/queue-order.ts'
import { assigneeFilters } from '../../store/review-queue.ts'
import { type AppContext, pickParameters, searchOf } from '../context.ts'

const single = <T>(parser: Parser<T>): Parser<T> =>
  once(
    (value) => parser([value]),
    () => '',
  )

type AssigneeFilter = (typeof assigneeFilters)[number]

const parseAssignees: Parser<readonly AssigneeFilter[]> = (values) =>
  values
    .join(',')
    .split(',')
    .map((name) => assigneeFilters.find((each) => each === name) ?? refuse((m) => m.requests.assignee))

const filterParsers = {
  q: parsers.q,
  dataset: single(parsers.dataset),
  country: single(parsers.country),
  event_type: single(parsers.event_type),
  from: parsers.from,
  to: parsers.to,
  kind: oneOf(['incident', 'suggestion']),
  filer: oneOf(['public', 'token']),
  assignee: parseAssignees,
  warnings: once(parseFlag, (m) => m.requests.booleanParameter),
  sort: oneOf(queueSorts),
}
const filterNames = Object.keys(filterParsers)

const idPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Returns what was decided last: the number of a commit, or the id of a correction. */
const parseDone = (text: string): number | string | undefined =>
  idPattern.test(text) ? text : /^\d{1,15}$/.test(text) ? Number(text) : undefined

const entryParsers = { ...filterParsers, done: once(parseDone, (m) => m.requests.cursor) }
const position = once(parsePosition, (m) => m.requests.cursor)
const pageParsers = { ...entryParsers, cursor: position, before: position }

/** The part of the queue's query that other URLs need. */
export interface QueueReference extends QueueQuery {
  /** The filters and the order as given, for further URLs. */
  readonly params: readonly (readonly [string, string])[]
  /** The same as a query string. */
  readonly search: string
}

export interface QueueRequest extends QueueReference {
  readonly cursor?: Position | undefined
  readonly before?: Position | undefined
  /** What was decided last: the number of a commit, or the id of a correction. */
  readonly done?: number | string | undefined
}

/** Reads the parameters of the queue; an entry has no page. Throws an invalid-query Problem. */
export const readQueueQuery = (search: URLSearchParams, { of }: { of: 'page' | 'entry' }): QueueRequest => {
  const known = of === 'page' ? pageParsers : entryParsers
  const { cursor, before, done, sort, ...filter } = readParameters(search, known as typeof pageParsers, {
    findConflicts: (values) =>
      values.cursor !== undefined && values.before !== undefined
        ? [parameterIssue('before', (m) => m.requests.notWithCursor, formatPosition(values.before))]
        : [],
  })
  const params = pickParameters(search, filterNames)
  return { filter, sort, params: [...params], search: String(params), cursor, before, done }
}

/** Returns the query of a page of the queue in the address of a request. */
export const readPageQuery = (c: AppContext): QueueRequest => readQueueQuery(searchOf(c), { of: 'page' })

/** Parses the query string that a form sends along, rebuilt so that it can lead nowhere else. */
export const parseQueueSearch = (text = ''): QueueReference =>
  readQueueQuery(pickParameters(new URLSearchParams(text), filterNames), { of: 'entry' })

interface QueueTarget {
  readonly id?: string | undefined
  /** What was decided last. */
  readonly done?: number | string | undefined
}

/** Returns the URL of the queue or of an entry, with the filters. */
export const queueUrl = (
  queue: Pick<QueueReference, 'search'> | undefined,
  { id, done }: QueueTarget = {},
): string => {
  const search = new URLSearchParams(queue?.search)
  if (done !== undefined) search.set('done', String(done))
  return `/queue${id === undefined ? '' : `/${id}`}${search.size > 0 ? `?${search}` : ''}`
}

/**
 * Returns the URL of the form to edit a record, which leads back to the queue that it was opened from. Its fragment spares
 * those who have a keyboard the navigation.
 */
export const editUrl = (id: string, queue: Pick<QueueReference, 'search'> | undefined): string =>
  `/incidents/${encodeURIComponent(id)}/edit${queue ? `?${new URLSearchParams({ queue: queue.search })}` : ''}#content`

/** Returns the URLs of the entries before and after one. */
export const findQueuePosition = async (c: AppContext, queue: QueueReference, key: number) => {
  const { previous, next } = await findNeighbours(c.get('services'), c.get('actor'), queue, key)
  const toUrl = (entry: { readonly id: string } | undefined) => entry && queueUrl(queue, entry)
  return { search: queue.search, previous: toUrl(previous), next: toUrl(next) }
}

/** Returns the id of the entry after a key that no other editor has in hand; undefined if there is none. */
export const findNextId = async (
  c: AppContext,
  queue: QueueReference,
  key: number,
): Promise<string | undefined> => (await findNextFree(c.get('services'), c.get('actor'), queue, key))?.id
