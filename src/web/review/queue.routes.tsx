/** Routes of the queue and its entries. */

import { Hono } from 'hono'
import * as v from 'valibot'
import { authorize } from '../../auth/permissions.ts'
import { message } from '../../ingest/request/parse-body.ts'
import { Problem } from '../../problems.ts'
import { listQueue } from '../../services/review/queue.ts'
import { declineMany, findForReview, reviewSuggestion } from '../../services/review/suggestions.ts'
import { etagOf, toResponse } from '../../services/version-row.ts'
import { keyOf } from '../../store/ids.ts'
import { parse, readAction, reason, revisionNumber } from '../body/action-body.ts'
import { type AppContext, type AppEnv, findCurrent, idOf } from '../context.ts'
import { linkHeader } from '../headers.ts'
import { showIncident } from '../incidents/show-incident.tsx'
import { respond } from '../respond.ts'
import type { FormError } from '../ui/decision-form.tsx'
import { renderPage } from '../ui/viewer.tsx'
import { QueuePage } from './queue-page.tsx'
import {
  findQueuePosition,
  parseQueueSearch,
  type QueueReference,
  queueUrl,
  readQueueQuery,
} from './queue-query.ts'
import { SuggestionPage } from './suggestion-page.tsx'

/** Reads the page of the queue in the address of a request. */
export const readQueuePage = async (c: AppContext, path: string) => {
  authorize(c.get('actor'), 'review')
  const { cursor: after, before, params, search, filter } = readQueueQuery(c, { of: 'page' })
  const found = await listQueue(c.get('services'), c.get('actor'), filter, { after, before })
  const pageUrl = (name: string, key: number | undefined) =>
    key === undefined ? undefined : `${path}?${search && `${search}&`}${name}=${key}`
  return { found, params, previous: pageUrl('before', found.previous), next: pageUrl('cursor', found.next) }
}

const getJson = async (c: AppContext) => {
  const { found, previous, next } = await readQueuePage(c, '/queue.json')
  return c.json({ waiting: found.items }, 200, linkHeader({ prev: previous, next }))
}

const getPage = async (c: AppContext) => {
  const { found, ...rest } = await readQueuePage(c, '/queue')
  return renderPage(c, <QueuePage items={found.items} {...rest} />)
}

const renderSuggestion = async (c: AppContext, queue: QueueReference, formError?: FormError) => {
  const id = idOf(c)
  const [{ current, ...found }, position] = await Promise.all([
    findForReview(c.get('services'), c.get('actor'), id),
    findQueuePosition(c, queue, keyOf(id) ?? 0),
  ])
  const props = { record: toResponse(current, { view: 'full' }), ...found, queue: position, formError }
  return renderPage(c, <SuggestionPage {...props} />, formError?.problem)
}

/** Renders an entry of the queue: a record with its review panel, or a suggested correction. */
const getItem = async (c: AppContext) => {
  authorize(c.get('actor'), 'review')
  const queue = readQueueQuery(c, { of: 'entry' })
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
  return respond(c, form, act, {
    redirect: () => queueUrl(queue, id),
    json: (version) =>
      c.json({ incident: toResponse(version, { view: 'full' }) }, 200, { ETag: etagOf(version) }),
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
  const { reason, ...chosen } = value as Readonly<Record<string, unknown>>
  const input = form ? { reason, suggestions: Object.keys(chosen) } : value
  const command = parse(declineSchema, input, (m) => m.requests.body.decline)
  const ids = [...new Set(command.suggestions)]
  const result = await declineMany(c.get('services'), c.get('actor'), ids, command.reason)
  return form ? c.redirect(queueUrl(parseQueueSearch(form._queue)), 303) : c.json(result)
}

export const queueRoutes = new Hono<AppEnv>()
  .get('/queue', getPage)
  .get('/queue.json', getJson)
  .get('/queue/:id', getItem)
  .post('/suggestions/:id/review', postDecision)
  .post('/suggestions/decline', postDecline)
