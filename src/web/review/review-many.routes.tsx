/** The route to decide on many reports at once. */

import { Hono } from 'hono'
import * as v from 'valibot'
import { authorize } from '../../auth/permissions.ts'
import { message } from '../../ingest/request/parse-body.ts'
import { type Problem, stateIssue } from '../../problems.ts'
import { listMatching } from '../../services/review/queue.ts'
import {
  type ExaminedReport,
  type ManyResult,
  manyDecisions,
  maxReports,
  rehearseMany,
  reviewMany,
  type SeenReport,
} from '../../services/review/review-many.ts'
import { keyOf } from '../../store/ids.ts'
import { maxReasonLength, parse, readAction, reason, revisionNumber } from '../body/action-body.ts'
import { type AppContext, type AppEnv, messagesOf } from '../context.ts'
import { respond } from '../respond.ts'
import { renderPage } from '../ui/viewer.tsx'
import { parseQueueSearch, queueUrl } from './queue-query.ts'
import { KeptReports, RehearsalPage } from './rehearsal-page.tsx'
import { renderQueue } from './render-queue.tsx'

const choice = {
  decision: v.picklist(
    manyDecisions,
    message((m) => m.requests.choice('decision', manyDecisions)),
  ),
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
      maxReports,
      message((m) => m.requests.reports.length(maxReports)),
    ),
  ),
}
const rehearsalSchema = v.strictObject(choice)
const schema = v.strictObject({
  ...choice,
  reason,
  dry_run: v.optional(v.boolean(message((m) => m.requests.flag('dry_run')))),
})

type Fields = Readonly<Record<string, string>>

/** Returns the reports in fields with their ids as names and their revisions as values. */
const reportsIn = (entries: Iterable<readonly [string, string]>): SeenReport[] =>
  [...entries]
    .filter(([id, revision]) => keyOf(id) !== undefined && /^\d{1,15}$/.test(revision))
    .map(([id, revision]) => ({ id, revision: Number(revision) }))

/** Returns the reports that a form selects: those of its boxes, or those that it was made for. */
const selectedIn = (form: Fields): SeenReport[] =>
  reportsIn(form._seen === undefined ? Object.entries(form) : new URLSearchParams(form._seen))

/** Returns the reports that a form of the queue selects, or the first that match its filters. */
const findSelected = async (c: AppContext, form: Fields) =>
  form._all
    ? listMatching(c.get('services'), c.get('actor'), parseQueueSearch(form._queue), maxReports)
    : { reports: selectedIn(form), hasMore: false }

const typedIn = (form: Fields) => ({
  reason: form.reason?.slice(0, maxReasonLength * 2),
  stock: form._stock?.slice(0, maxReasonLength),
})

/** Renders what a decision would do, with the reports of a form and what was typed. */
const renderRehearsal = async (c: AppContext, form: Fields, problem?: Problem) => {
  const { reports, hasMore } = await findSelected(c, form)
  const input = parse(rehearsalSchema, { decision: form.decision, reports }, (m) => m.requests.body.reports)
  const examined = await rehearseMany(c.get('services'), c.get('actor'), input)
  const { search } = parseQueueSearch(form._queue)
  const props = { decision: input.decision, reports: examined, hasMore, search, ...typedIn(form), problem }
  return renderPage(c, <RehearsalPage {...props} />, problem)
}

/** Renders the rehearsal that the queue asks for; the queue again if nothing is selected. */
const postRehearsal = (c: AppContext, form: Fields) =>
  respond(c, form, () => renderRehearsal(c, form), {
    redirect: (page) => page,
    json: (page) => page,
    redisplay: (problem, typed) => renderRefused(c, problem, typed),
  })

/** Shows the queue with what was typed in it, and why that was refused. */
const renderRefused = (c: AppContext, problem: Problem, form: Fields) => {
  const notice = problem.textsIn(messagesOf(c)).detail
  return renderQueue(c, parseQueueSearch(form._queue), { notice: <p>{notice}</p>, form, problem })
}

/** Returns to the queue, or shows it with the reports that stay as they are. */
const showResult = (c: AppContext, form: Fields, { commit, examined }: ManyResult) => {
  const queue = parseQueueSearch(form._queue)
  const done = commit ?? undefined
  const kept = examined.filter(({ cause }) => cause !== undefined)
  if (kept.length === 0) return queueUrl(queue, { done })
  const notice = (
    <>
      <p>{messagesOf(c).desk.kept(kept.length)}</p>
      <KeptReports reports={kept} search={queue.search} />
    </>
  )
  return renderQueue(c, { ...queue, done }, { notice })
}

/** Returns a report that stays as it is, as JSON: its state, null if there is none of that id, and why. */
const toKept = ({ id, version, cause, errors }: ExaminedReport) => ({
  id,
  status: version?.status ?? null,
  revision: version?.revision ?? null,
  cause,
  ...(errors.length > 0 ? { errors: errors.map(stateIssue) } : {}),
})

const toJson = ({ commit, examined }: ManyResult) => ({
  commit,
  reviewed: examined.filter(({ cause }) => cause === undefined).map(({ id }) => id),
  not_reviewed: examined.filter(({ cause }) => cause !== undefined).map(toKept),
})

/** Decides on the reports of a body, or of the boxes of a form. */
const decide = (c: AppContext, value: unknown, form: Fields | undefined) => {
  const { decision, reason } = value as Fields
  const body = form ? { decision, reason, reports: selectedIn(form) } : value
  const { dry_run: dryRun, ...request } = parse(schema, body, (m) => m.requests.body.reports)
  return reviewMany(c.get('services'), c.get('actor'), { ...request, dryRun })
}

const post = async (c: AppContext) => {
  authorize(c.get('actor'), 'review')
  const { value, form } = await readAction(c)
  if (form?._rehearse) return postRehearsal(c, form)
  return respond(c, form, () => decide(c, value, form), {
    redirect: (result) => showResult(c, form ?? {}, result),
    json: (result) => c.json(toJson(result)),
    redisplay: (problem, typed) =>
      selectedIn(typed).length > 0 ? renderRehearsal(c, typed, problem) : renderRefused(c, problem, typed),
  })
}

export const reviewManyRoutes = new Hono<AppEnv>().post('/reports/review', post)
