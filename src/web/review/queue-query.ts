/** The address of the queue: its filters, and which page of it. */
import { parseQuery } from '../../ingest/request/list-query.ts'
import type { QueueFilter } from '../../services/review/queue.ts'
import type { AppContext } from '../context.ts'
import { invalidParameter, readParameters } from '../parameters.ts'

const filterNames = ['dataset', 'country', 'event_type', 'warnings'] as const
const positionNames = ['cursor', 'before'] as const

export interface QueueQuery {
  readonly filter: QueueFilter
  /** The filters as they were given, for further addresses. */
  readonly params: readonly (readonly [string, string])[]
  /** The same as a query string. */
  readonly search: string
  readonly cursor?: number | undefined
  readonly before?: number | undefined
}

const parseKey = (name: string, text: string | undefined): number | undefined => {
  if (text === undefined) return undefined
  if (!/^\d{1,15}$/.test(text))
    throw invalidParameter(name, 'It comes from the address of a page of the queue.', text)
  return Number(text)
}

const parseWarnings = (text: string | undefined): boolean | undefined => {
  if (text === undefined) return undefined
  if (text !== 'true' && text !== 'false') throw invalidParameter('warnings', 'It is true or false.', text)
  return text === 'true'
}

/** The query of an address of the queue. Of a page in the queue only the filters are taken. */
export const readQueueQuery = (c: AppContext, paged: boolean): QueueQuery => {
  const values = readParameters(c, [...filterNames, ...(paged ? positionNames : [])])
  const params = filterNames.flatMap((name) => (values[name] ? [[name, values[name]] as const] : []))
  const search = new URLSearchParams(params.filter(([name]) => name !== 'warnings').map(([...pair]) => pair))
  const { dataset, country, event_type } = parseQuery(search).equals
  const warnings = parseWarnings(values.warnings)
  return {
    filter: { dataset, country, event_type, warnings },
    params,
    search: new URLSearchParams(params.map(([...pair]) => pair)).toString(),
    cursor: parseKey('cursor', values.cursor),
    before: parseKey('before', values.before),
  }
}

/** The address of something in the queue; the filters go along. */
export const queueUrl = (queue: Pick<QueueQuery, 'search'> | undefined, id?: string): string =>
  `/queue${id === undefined ? '' : `/${id}`}${queue?.search ? `?${queue.search}` : ''}`

/** The query string that a form carries, made anew: it leads nowhere but into the queue. */
export const parseQueueSearch = (text: string): Pick<QueueQuery, 'search'> => {
  const values = new URLSearchParams(text)
  const entries = filterNames.flatMap((name) => {
    const value = values.get(name)
    return value ? [[name, value]] : []
  })
  return { search: new URLSearchParams(entries).toString() }
}
