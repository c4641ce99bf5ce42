/** Routes by which records change. */
import { Hono } from 'hono'
import * as v from 'valibot'
import { permit, seesWhole } from '../../auth/permissions.ts'
import { readJson } from '../../ingest/request/json.ts'
import { Problem } from '../../problems.ts'
import { bringBack } from '../../services/incidents/history.ts'
import { find } from '../../services/incidents/read.ts'
import { decisions, edit, type Revised, review } from '../../services/incidents/update.ts'
import { etagOf, fromRow } from '../../services/version-row.ts'
import type { Version } from '../../store/incidents.ts'
import { type Act, judged, readAct, reason, revisionNumber } from '../body/action-body.ts'
import { bodyOf } from '../body/read-body.ts'
import { type AppContext, type AppEnv, prefersPage } from '../context.ts'
import { keyedRequest, seenTags } from '../headers.ts'
import { queueAddress, searchFrom } from '../review/queue-query.ts'
import { showComparison } from './history.routes.tsx'
import { showRecord } from './show-incident.tsx'

/** The answer to a script that changed a record; `more` stands beside the record. */
export const answer = (c: AppContext, { version, replayed, detail }: Revised, more: object = {}) => {
  const incident = fromRow(version, seesWhole(c.get('actor'), version))
  const said = { incident, warnings: incident.warnings, ...more, ...(detail === undefined ? {} : { detail }) }
  return c.json(said, 200, {
    ETag: etagOf(version),
    'Content-Location': `/incidents/${version.id}`,
    ...(replayed ? { 'Idempotency-Replayed': 'true' } : {}),
  })
}

const current = { equals: {}, facets: {} }

/** The record that has exactly this id: another id can have the same key. */
const versionOf = (c: AppContext): Promise<Version> =>
  find(c.get('deps'), c.get('actor'), c.req.param('id') ?? '', current)

const change =
  (how: 'replace' | 'merge', ...types: string[]) =>
  async (c: AppContext) => {
    permit(c.get('actor'), 'editOwn')
    const { n } = await versionOf(c)
    const bytes = await bodyOf(c, ...types)
    const asked = { n, how, body: readJson(bytes), seen: seenTags(c), request: keyedRequest(c, bytes) }
    return answer(c, await edit(c.get('deps'), c.get('actor'), asked))
  }

const decision = v.strictObject({
  decision: v.picklist(decisions, `decision is one of ${decisions.join(', ')}.`),
  reason,
  revision: v.optional(revisionNumber('revision')),
})

/** Whether a page of ours sent it, and what was wrong can be shown there with what was typed. */
const isShown = (c: AppContext, { form }: Act, error: unknown): error is Problem =>
  form !== undefined && prefersPage(c) && error instanceof Problem

const decide = async (c: AppContext) => {
  permit(c.get('actor'), 'review')
  const version = await versionOf(c)
  const act = await readAct(c)
  const { bytes, form } = act
  const queue = form?._queue === undefined ? undefined : searchFrom(form._queue)
  try {
    const said = judged(decision, act.given, 'An object with decision and reason')
    const asked = { n: version.n, request: keyedRequest(c, bytes), ...said }
    const revised = await review(c.get('deps'), c.get('actor'), asked)
    if (!form) return answer(c, revised)
    return c.redirect(queue ? queueAddress(queue, version.id) : `/incidents/${version.id}`, 303)
  } catch (error) {
    if (!isShown(c, act, error)) throw error
    const refused = { problem: error, reason: form?.reason ?? '' }
    return showRecord(c, await versionOf(c), { refused, queue })
  }
}

const back = v.strictObject({
  version: revisionNumber('version'),
  reason,
  revision: v.optional(revisionNumber('revision')),
})

/** Brings back what an old version states. */
const bringOldBack = async (c: AppContext) => {
  permit(c.get('actor'), 'edit')
  const { n, id } = await versionOf(c)
  const act = await readAct(c)
  try {
    const said = judged(back, act.given, 'An object with version and reason')
    const revised = await bringBack(c.get('deps'), c.get('actor'), {
      n,
      request: keyedRequest(c, act.bytes),
      ...said,
    })
    return act.form ? c.redirect(`/incidents/${id}`, 303) : answer(c, revised)
  } catch (error) {
    const from = Number(act.form?.version)
    if (!isShown(c, act, error) || !Number.isSafeInteger(from)) throw error
    return showComparison(c, id, { from }, { problem: error, reason: act.form?.reason ?? '' })
  }
}

export const editing = new Hono<AppEnv>()
  .put('/incidents/:id', change('replace', 'application/json'))
  .patch('/incidents/:id', change('merge', 'application/merge-patch+json', 'application/json'))
  .post('/incidents/:id/review', decide)
  .post('/incidents/:id/bring-back', bringOldBack)
