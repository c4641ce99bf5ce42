/** Routes by which records change. */
import { Hono } from 'hono'
import * as v from 'valibot'
import { authorize } from '../../auth/permissions.ts'
import { parseJson } from '../../ingest/request/json.ts'
import { Problem } from '../../problems.ts'
import type { UpdateResult } from '../../services/idempotency.ts'
import { revert } from '../../services/incidents/history.ts'
import { find } from '../../services/incidents/read.ts'
import { decisions, review } from '../../services/incidents/review.ts'
import { update } from '../../services/incidents/update.ts'
import { etagOf, toResponse, viewFor } from '../../services/version-row.ts'
import type { Version } from '../../store/incidents.ts'
import { type ActionBody, parse, readAction, reason, revisionNumber } from '../body/action-body.ts'
import { readBodyOfType } from '../body/read-body.ts'
import { type AppContext, type AppEnv, prefersHtml } from '../context.ts'
import { idempotentRequest, ifMatchTags } from '../headers.ts'
import { parseQueueSearch, queueUrl } from '../review/queue-query.ts'
import { renderComparison } from './history.routes.tsx'
import { showIncident } from './show-incident.tsx'

/** The answer to a script that changed a record; `more` stands beside the record. */
export const recordResponse = (
  c: AppContext,
  { version, replayed, detail }: UpdateResult,
  extra: object = {},
) => {
  const incident = toResponse(version, { view: viewFor(c.get('actor'), version) })
  const body = {
    incident,
    warnings: incident.warnings,
    ...extra,
    ...(detail === undefined ? {} : { detail }),
  }
  return c.json(body, 200, {
    ETag: etagOf(version),
    'Content-Location': `/incidents/${version.id}`,
    ...(replayed ? { 'Idempotency-Replayed': 'true' } : {}),
  })
}

/** The record that has exactly this id: another id can have the same key. */
const findVersion = (c: AppContext): Promise<Version> =>
  find(c.get('services'), c.get('actor'), c.req.param('id') ?? '')

const handleUpdate =
  (mode: 'replace' | 'merge', ...types: string[]) =>
  async (c: AppContext) => {
    authorize(c.get('actor'), 'editOwn')
    const { n } = await findVersion(c)
    const bytes = await readBodyOfType(c, ...types)
    const asked = {
      n,
      mode,
      body: parseJson(bytes),
      etags: ifMatchTags(c),
      request: idempotentRequest(c, bytes),
    }
    return recordResponse(c, await update(c.get('services'), c.get('actor'), asked))
  }

const decisionSchema = v.strictObject({
  decision: v.picklist(decisions, `decision is one of ${decisions.join(', ')}.`),
  reason,
  revision: v.optional(revisionNumber('revision')),
})

/** Whether a page of ours sent it, and what was wrong can be shown there with what was typed. */
const canRedisplay = (c: AppContext, { form }: ActionBody, error: unknown): error is Problem =>
  form !== undefined && prefersHtml(c) && error instanceof Problem

const postReview = async (c: AppContext) => {
  authorize(c.get('actor'), 'review')
  const version = await findVersion(c)
  const action = await readAction(c)
  const { bytes, form } = action
  const queue = form?._queue === undefined ? undefined : parseQueueSearch(form._queue)
  try {
    const input = parse(decisionSchema, action.value, 'An object with decision and reason')
    const command = { n: version.n, request: idempotentRequest(c, bytes), ...input }
    const result = await review(c.get('services'), c.get('actor'), command)
    if (!form) return recordResponse(c, result)
    return c.redirect(queue ? queueUrl(queue, version.id) : `/incidents/${version.id}`, 303)
  } catch (error) {
    if (!canRedisplay(c, action, error)) throw error
    const formError = { problem: error, reason: form?.reason ?? '' }
    return showIncident(c, await findVersion(c), { formError, queue })
  }
}

const revertSchema = v.strictObject({
  version: revisionNumber('version'),
  reason,
  revision: v.optional(revisionNumber('revision')),
})

/** Brings back what an old version states. */
const postRevert = async (c: AppContext) => {
  authorize(c.get('actor'), 'edit')
  const { n, id } = await findVersion(c)
  const action = await readAction(c)
  try {
    const input = parse(revertSchema, action.value, 'An object with version and reason')
    const result = await revert(c.get('services'), c.get('actor'), {
      n,
      request: idempotentRequest(c, action.bytes),
      ...input,
    })
    return action.form ? c.redirect(`/incidents/${id}`, 303) : recordResponse(c, result)
  } catch (error) {
    const from = Number(action.form?.version)
    if (!canRedisplay(c, action, error) || !Number.isSafeInteger(from)) throw error
    return renderComparison(c, id, { from }, { problem: error, reason: action.form?.reason ?? '' })
  }
}

export const updateRoutes = new Hono<AppEnv>()
  .put('/incidents/:id', handleUpdate('replace', 'application/json'))
  .patch('/incidents/:id', handleUpdate('merge', 'application/merge-patch+json', 'application/json'))
  .post('/incidents/:id/review', postReview)
  .post('/incidents/:id/bring-back', postRevert)
