/** Routes of the queue and its entries. */

import { Hono } from 'hono'
import * as v from 'valibot'
import { authorize } from '../../auth/permissions.ts'
import { message } from '../../ingest/request/parse-body.ts'
import { Problem } from '../../problems.ts'
import { findAssignee } from '../../services/review/assignees.ts'
import { declineMany, findForReview, reviewSuggestion } from '../../services/review/suggestions.ts'
import { etagOf, toResponse } from '../../services/version-row.ts'
import { keyOf } from '../../store/ids.ts'
import { parse, readAction, reason, revisionNumber } from '../body/action-body.ts'
import { type AppContext, type AppEnv, findCurrent, idOf, messagesOf, searchOf } from '../context.ts'
import { linkHeader } from '../headers.ts'
import { showIncident } from '../incidents/show-incident.tsx'
import { respond } from '../respond.ts'
import type { FormError } from '../ui/decision-form.tsx'
import { renderPage } from '../ui/viewer.tsx'
import { withNextEntry } from './next-entry.ts'
import {
  findQueuePosition,
  parseQueueSearch,
  type QueueRequest,
  queueUrl,
  readPageQuery,
  readQueueQuery,
} from './queue-query.ts'
import { readDone, readQueuePage, renderQueue } from './render-queue.tsx'
import { SuggestionPage } from './suggestion-page.tsx'

const getJson = async (c: AppContext) => {
  const { items, previous, next } = await readQueuePage(c, readPageQuery(c), '/queue.json')
  return c.json({ waiting: items }, 200, linkHeader({ prev: previous, next }))
}

const getPage = async (c: AppContext) => {
  authorize(c.get('actor'), 'review')
  return renderQueue(c, readPageQuery(c))
}

const renderSuggestion = async (c: AppContext, queue: QueueRequest, formError?: FormError) => {
  const id = idOf(c)
  const rowKey = keyOf(id) ?? 0
  const [{ current, ...found }, position, assignee, done] = await Promise.all([
    findForReview(c.get('services'), c.get('actor'), id),
    findQueuePosition(c, queue, rowKey),
    findAssignee(c.get('services'), rowKey),
    readDone(c, queue),
  ])
  const record = toResponse(current, { view: 'full' })
  const props = { record, ...found, queue: position, assignee, done, formError }
  return renderPage(c, <SuggestionPage {...props} />, formError?.problem)
}

/** Renders an entry of the queue: a record with its review panel, or a suggested correction. */
const getItem = async (c: AppContext) => {
  authorize(c.get('actor'), 'review')
  const queue = readQueueQuery(searchOf(c), { of: 'entry' })
  try {
    return await showIncident(c, await findCurrent(c), { queue })
  } catch (error) {
    if (!(error instanceof Problem && error.type === 'not-found')) throw error
    return renderSuggestion(c, queue)
  }
}

const decisionSchema = v.strictObject({
  decision: v.picklist(
    ['accept', 'decline'],
    message((m) => m.requests.choice('decision', ['accept', 'decline'])),
  ),
  reason: v.optional(reason),
  revision: v.optional(revisionNumber('revision')),
})

const postDecision = async (c: AppContext) => {
  authorize(c.get('actor'), 'review')
  const id = idOf(c)
  const { value, form } = await readAction(c)
  const queue = parseQueueSearch(form?._queue)
  const act = () => {
    const input = parse(decisionSchema, value, (m) => m.requests.body.decision)
    return reviewSuggestion(c.get('services'), c.get('actor'), { id, ...input })
  }
  return respond(c, form, () => withNextEntry(c, form && queue, id, act), {
    redirect: ({ next }) => queueUrl(queue, { id: next, done: id }),
    json: ({ result }) =>
      c.json({ incident: toResponse(result, { view: 'full' }) }, 200, { ETag: etagOf(result) }),
    redisplay: (problem, { reason = '' }) =>
      problem.type !== 'not-found' && renderSuggestion(c, queue, { problem, reason }),
  })
}

const maxDeclined = 1000
const declineSchema = v.strictObject({
  reason,
  suggestions: v.pipe(
    v.array(
      v.string(message((m) => m.requests.suggestions.item)),
      message((m) => m.requests.suggestions.type),
    ),
    v.minLength(
      1,
      message((m) => m.requests.suggestions.empty),
    ),
    v.maxLength(
      maxDeclined,
      message((m) => m.requests.suggestions.length(maxDeclined)),
    ),
  ),
})

/** Declines several corrections. The form has a field for each selected one. */
const postDecline = async (c: AppContext) => {
  authorize(c.get('actor'), 'review')
  const { value, form } = await readAction(c)
  const queue = parseQueueSearch(form?._queue)
  const act = () => {
    const { reason, decision: _, ...chosen } = value as Readonly<Record<string, unknown>>
    const input = form ? { reason, suggestions: Object.keys(chosen) } : value
    const command = parse(declineSchema, input, (m) => m.requests.body.decline)
    const ids = [...new Set(command.suggestions)]
    return declineMany(c.get('services'), c.get('actor'), ids, command.reason)
  }
  return respond(c, form, act, {
    redirect: () => queueUrl(queue),
    json: (result) => c.json(result),
    redisplay: (problem, typed) => {
      const notice = problem.textsIn(messagesOf(c)).detail
      return renderQueue(c, queue, { notice, form: typed, problem })
    },
  })
}

export const queueRoutes = new Hono<AppEnv>()
  .get('/queue', getPage)
  .get('/queue.json', getJson)
  .get('/queue/:id', getItem)
  .post('/suggestions/:id/review', postDecision)
  .post('/suggestions/decline', postDecline)
