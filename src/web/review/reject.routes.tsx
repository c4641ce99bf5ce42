/** The route to reject many reports at once. */

import { Hono } from 'hono'
import * as v from 'valibot'
import { authorize } from '../../auth/permissions.ts'
import { message } from '../../ingest/request/parse-body.ts'
import type { Problem } from '../../problems.ts'
import { type RejectionResult, rejectMany, type SeenReport } from '../../services/review/reject-many.ts'
import { keyOf } from '../../store/ids.ts'
import { maxReasonLength, parse, readAction, reason, revisionNumber } from '../body/action-body.ts'
import { type AppContext, type AppEnv, messagesOf } from '../context.ts'
import { respond } from '../respond.ts'
import { renderPage } from '../ui/viewer.tsx'
import { readQueuePage } from './queue.routes.tsx'
import { QueuePage } from './queue-page.tsx'
import { queueUrl, readQueueQuery } from './queue-query.ts'

const maxRejected = 100
const schema = v.strictObject({
  reason,
  reports: v.pipe(
    v.array(
      v.strictObject(
        { id: v.string(message((m) => m.requests.reports.item)), revision: revisionNumber('revision') },
        message((m) => m.requests.reports.item),
      ),
      message((m) => m.requests.reports.type),
    ),
    v.minLength(
      1,
      message((m) => m.requests.reports.empty),
    ),
    v.maxLength(
      maxRejected,
      message((m) => m.requests.reports.length(maxRejected)),
    ),
  ),
})

type Fields = Readonly<Record<string, string>>

/** Returns the reports in fields with their ids as names and their revisions as values. */
const reportsIn = (entries: Iterable<readonly [string, string]>): SeenReport[] =>
  [...entries]
    .filter(([id, revision]) => keyOf(id) !== undefined && /^\d{1,15}$/.test(revision))
    .map(([id, revision]) => ({ id, revision: Number(revision) }))

/** Returns the reports that a form selects: those of its boxes, or all that its page showed. */
const selectedIn = (form: Fields): SeenReport[] =>
  reportsIn(form._all ? new URLSearchParams(form._shown) : Object.entries(form))

/** Renders the queue, with what an editor must know and what was typed. */
const renderQueue = async (c: AppContext, notice: string, typed?: Fields, problem?: Problem) => {
  const { found, ...rest } = await readQueuePage(c, '/queue')
  const selected = new Set(typed && selectedIn(typed).map(({ id }) => id))
  const props = { ...rest, notice, reason: typed?.reason?.slice(0, maxReasonLength * 2), selected }
  return renderPage(c, <QueuePage items={found.items} {...props} />, problem)
}

/** Returns to the queue, or shows it with the number of reports that were not rejected. */
const showResult = (c: AppContext, { rejected, not_rejected: kept }: RejectionResult) => {
  if (kept.length > 0) return renderQueue(c, messagesOf(c).queue.notRejected(rejected.length, kept.length))
  return queueUrl(readQueueQuery(c, { of: 'page' }))
}

const post = async (c: AppContext) => {
  authorize(c.get('actor'), 'review')
  const { value, form } = await readAction(c)
  const act = () => {
    const input = parse(
      schema,
      form ? { reason: form.reason, reports: selectedIn(form) } : value,
      (m) => m.requests.body.reject,
    )
    return rejectMany(c.get('services'), c.get('actor'), input.reports, input.reason)
  }
  return respond(c, form, act, {
    redirect: (result) => showResult(c, result),
    json: (result) => c.json(result),
    redisplay: (problem, typed) => renderQueue(c, problem.textsIn(messagesOf(c)).detail, typed, problem),
  })
}

export const rejectRoutes = new Hono<AppEnv>().post('/reports/reject', post)
