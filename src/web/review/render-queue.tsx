/** The page of the queue, as it was asked for or as it was typed. */
import type { Child } from 'hono/jsx'
import { authorize } from '../../auth/permissions.ts'
import type { Problem } from '../../problems.ts'
import { findDone } from '../../services/review/done.ts'
import { listQueue } from '../../services/review/queue.ts'
import { formatPosition, type Position } from '../../services/review/queue-order.ts'
import { maxReasonLength } from '../body/action-body.ts'
import type { AppContext } from '../context.ts'
import { renderPage } from '../ui/viewer.tsx'
import { QueuePage } from './queue-page.tsx'
import type { QueueRequest } from './queue-query.ts'

/** Reads a page of the queue, with the URLs of the pages beside it. */
export const readQueuePage = async (c: AppContext, query: QueueRequest, path: string) => {
  authorize(c.get('actor'), 'review')
  const { cursor: after, before, params, search } = query
  const { items, isCut, previous, next } = await listQueue(c.get('services'), c.get('actor'), query, {
    after,
    before,
  })
  const pageUrl = (name: string, position: Position | undefined) =>
    position && `${path}?${search && `${search}&`}${name}=${formatPosition(position)}`
  return { items, isCut, params, previous: pageUrl('before', previous), next: pageUrl('cursor', next) }
}

/** Returns what was decided last, as the address says. */
export const readDone = (c: AppContext, { done }: Pick<QueueRequest, 'done'>) =>
  done === undefined ? undefined : findDone(c.get('services'), c.get('actor'), done)

/** A form of the queue as typed, and what its editor must know. */
export interface QueueInput {
  readonly notice: Child
  readonly form?: Readonly<Record<string, string>>
  readonly problem?: Problem
}

/** Renders a page of the queue. */
export const renderQueue = async (c: AppContext, query: QueueRequest, input?: QueueInput) => {
  const { notice, form, problem } = input ?? {}
  const [page, done] = await Promise.all([readQueuePage(c, query, '/queue'), readDone(c, query)])
  const props = {
    ...page,
    done,
    notice,
    reason: form?.reason?.slice(0, maxReasonLength * 2),
    stock: form?._stock?.slice(0, maxReasonLength),
    selected: new Set(Object.keys(form ?? {})),
  }
  return renderPage(c, <QueuePage {...props} />, problem)
}
