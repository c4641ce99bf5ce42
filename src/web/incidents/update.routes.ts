/** Routes by which records change. */

import { Hono } from 'hono'
import * as v from 'valibot'
import { authorize } from '../../auth/permissions.ts'
import { message, parseJson } from '../../ingest/request/parse-body.ts'
import { revert } from '../../services/incidents/history.ts'
import { decisions, review } from '../../services/incidents/review.ts'
import { update } from '../../services/incidents/update.ts'
import { parse, readAction, reason, revisionNumber } from '../body/action-body.ts'
import { readBodyOfType } from '../body/read-body.ts'
import { type AppContext, type AppEnv, findCurrent } from '../context.ts'
import { idempotentRequest, ifMatchTags } from '../headers.ts'
import { recordResponse, respond } from '../respond.ts'
import { doneOf, withNextEntry } from '../review/next-entry.ts'
import { parseQueueSearch, queueUrl } from '../review/queue-query.ts'
import { renderComparison } from './history.routes.tsx'
import { showIncident } from './show-incident.tsx'

const handleUpdate =
  (mode: 'replace' | 'merge', ...types: string[]) =>
  async (c: AppContext) => {
    authorize(c.get('actor'), 'editOwn')
    const current = await findCurrent(c)
    const bytes = await readBodyOfType(c, ...types)
    const [body, request] = [parseJson(bytes), idempotentRequest(c, bytes)]
    const change = { current, mode, body, etags: ifMatchTags(c), request }
    return recordResponse(c, await update(c.get('services'), c.get('actor'), change))
  }

const decisionSchema = v.strictObject({
  decision: v.picklist(
    decisions,
    message((m) => m.requests.choice('decision', decisions)),
  ),
  reason,
  revision: v.optional(revisionNumber('revision')),
})

const postReview = async (c: AppContext) => {
  authorize(c.get('actor'), 'review')
  const current = await findCurrent(c)
  const { id } = current
  const { value, bytes, form } = await readAction(c)
  const queue = form?._queue === undefined ? undefined : parseQueueSearch(form._queue)
  const act = () => {
    const input = parse(decisionSchema, value, (m) => m.requests.body.decision)
    const request = idempotentRequest(c, bytes)
    return review(c.get('services'), c.get('actor'), { current, request, ...input })
  }
  return respond(c, form, () => withNextEntry(c, queue, id, act), {
    redirect: ({ result, next }) =>
      queue ? queueUrl(queue, { id: next, done: doneOf(result, current) }) : `/incidents/${id}`,
    json: ({ result }) => recordResponse(c, result),
    redisplay: async (problem, { reason = '', _stock: stock }) =>
      showIncident(c, await findCurrent(c), { formError: { problem, reason, stock }, queue }),
  })
}

const revertSchema = v.strictObject({
  version: revisionNumber('version'),
  reason,
  revision: v.optional(revisionNumber('revision')),
})

/** Makes the content of an old version the next version. */
const postRevert = async (c: AppContext) => {
  authorize(c.get('actor'), 'edit')
  const current = await findCurrent(c)
  const { id } = current
  const { value, bytes, form } = await readAction(c)
  const act = () => {
    const input = parse(revertSchema, value, (m) => m.requests.body.revert)
    return revert(c.get('services'), c.get('actor'), {
      current,
      request: idempotentRequest(c, bytes),
      ...input,
    })
  }
  return respond(c, form, act, {
    redirect: () => `/incidents/${id}`,
    json: (result) => recordResponse(c, result),
    redisplay: (problem, { version, reason = '' }) =>
      Number.isSafeInteger(Number(version)) &&
      renderComparison(c, { from: Number(version) }, { problem, reason }),
  })
}

export const updateRoutes = new Hono<AppEnv>()
  .put('/incidents/:id', handleUpdate('replace', 'application/json'))
  .patch('/incidents/:id', handleUpdate('merge', 'application/merge-patch+json', 'application/json'))
  .post('/incidents/:id/review', postReview)
  .post('/incidents/:id/revert', postRevert)
