/** The address of the queue: its filters, and which page of it. */
import { readQuery } from '../../ingest/request/list-query.ts'
import type { QueueFilter } from '../../services/review/queue.ts'
import type { AppContext } from '../context.ts'
import { parametersOf, wrongParameter } from '../parameters.ts'

const filters = ['dataset', 'country', 'event_type', 'warnings'] as const
const places = ['cursor', 'before'] as const

export interface QueueQuery {
  readonly filter: QueueFilter
  /** The filters as they were given, for further addresses. */
  readonly params: readonly (readonly [string, string])[]
  /** The same as a query string. */
  readonly search: string
  readonly cursor?: number | undefined
  readonly before?: number | undefined
}

const keyIn = (name: string, text: string | undefined): number | undefined => {
  if (text === undefined) return undefined
  if (!/^\d{1,15}$/.test(text))
    throw wrongParameter(name, 'It comes from the address of a page of the queue.', text)
  return Number(text)
}

const warningsIn = (text: string | undefined): boolean | undefined => {
  if (text === undefined) return undefined
  if (text !== 'true' && text !== 'false') throw wrongParameter('warnings', 'It is true or false.', text)
  return text === 'true'
}

/** The query of an address of the queue. Of a page in the queue only the filters are taken. */
export const readQueueQuery = (c: AppContext, paged: boolean): QueueQuery => {
  const given = parametersOf(c, [...filters, ...(paged ? places : [])])
  const params = filters.flatMap((name) => (given[name] ? [[name, given[name]] as const] : []))
  const rest = new URLSearchParams(params.filter(([name]) => name !== 'warnings').map(([...pair]) => pair))
  const { dataset, country, event_type } = readQuery(rest).equals
  const warnings = warningsIn(given.warnings)
  return {
    filter: { dataset, country, event_type, warnings },
    params,
    search: new URLSearchParams(params.map(([...pair]) => pair)).toString(),
    cursor: keyIn('cursor', given.cursor),
    before: keyIn('before', given.before),
  }
}

/** The address of something in the queue; the filters go along. */
export const queueAddress = (queue: Pick<QueueQuery, 'search'> | undefined, id?: string): string =>
  `/queue${id === undefined ? '' : `/${id}`}${queue?.search ? `?${queue.search}` : ''}`

/** The query string that a form carries, made anew: it leads nowhere but into the queue. */
export const searchFrom = (text: string): Pick<QueueQuery, 'search'> => {
  const given = new URLSearchParams(text)
  const kept = filters.flatMap((name) => {
    const value = given.get(name)
    return value ? [[name, value]] : []
  })
  return { search: new URLSearchParams(kept).toString() }
}
