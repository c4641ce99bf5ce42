/** Routes to edit a record in the browser. */
import { Hono } from 'hono'
import * as v from 'valibot'
import { authorize, authorizeEdit, can } from '../../auth/permissions.ts'
import { readParameters, text } from '../../ingest/request/parameters.ts'
import type { Problem } from '../../problems.ts'
import { edit } from '../../services/incidents/edit.ts'
import { type Comparison, compareVersions } from '../../services/incidents/history.ts'
import { allowedDecisions } from '../../services/incidents/review.ts'
import { isAsked } from '../../services/review/remarks.ts'
import { etagOf, toResponse } from '../../services/version-row.ts'
import type { Version } from '../../store/incidents.ts'
import { omitUndefined } from '../../text/json.ts'
import { maxReasonLength, parse, reason } from '../body/action-body.ts'
import { type RecordFields, readFormOfRecord } from '../body/record-body.ts'
import { type AppContext, type AppEnv, findCurrent, messagesOf, searchOf } from '../context.ts'
import { openName } from '../form/open-button.tsx'
import { toFormFields, toFormState, withHiddenFields } from '../form/record-form.ts'
import { parseEntityTags } from '../headers.ts'
import { recordResponse, respond } from '../respond.ts'
import { doneOf, withNextEntry } from '../review/next-entry.ts'
import { parseQueueSearch, queueUrl } from '../review/queue-query.ts'
import { publishName } from '../ui/field.tsx'
import { incidentUrl } from '../ui/incident-summary.tsx'
import { savedId } from '../ui/saved-notice.tsx'
import { renderPage } from '../ui/viewer.tsx'
import { EditPage } from './edit-page.tsx'

/** The form as typed, and why it was refused. */
interface EditInput {
  readonly form: RecordFields
  readonly problem?: Problem
  readonly changedSince?: Comparison | undefined
}

const notesName = 'notes'
/** The hidden field with the filters of the queue. */
const queueName = '_queue'

/** Returns the current version. Throws not-found, or forbidden to those who may not edit it. */
const findEditable = async (c: AppContext): Promise<Version> => {
  const actor = c.get('actor')
  authorize(actor, 'editOwn')
  const current = await findCurrent(c)
  authorizeEdit(actor, current)
  return current
}

/** Returns the queue from which the form was opened, as its link or the form itself says. */
const queueOf = (c: AppContext, { pageFields }: Pick<RecordFields, 'pageFields'>) => {
  const search = pageFields.get(queueName) ?? searchOf(c).get('queue')
  return search === null ? undefined : parseQueueSearch(search)
}

const faultsOf = (c: AppContext, pointer: string, problem: Problem | undefined): string[] =>
  (problem?.errors ?? []).filter((each) => each.pointer === pointer).map(({ say }) => say(messagesOf(c)))

/** Returns what the person must know of a problem that is not about a field. */
const noticeOf = (c: AppContext, problem: Problem | undefined): string | undefined => {
  if (problem === undefined || problem.errors.length > 0) return undefined
  const messages = messagesOf(c)
  return problem.type === 'stale-revision' ? messages.editing.stale : problem.textsIn(messages).detail
}

const renderEditForm = async (c: AppContext, current: Version, input?: EditInput) => {
  const [actor, { editing }] = [c.get('actor'), messagesOf(c)]
  const record = toResponse(current, { view: 'full' })
  const { form = { fields: toFormFields(record), pageFields: new Map<string, string>() }, problem } =
    input ?? {}
  const url = `${incidentUrl(current.id)}/edit`
  const queue = queueOf(c, form)
  const typed = new Map(form.fields)
  const seen = problem?.type === 'stale-revision' ? undefined : form.pageFields.get('_seen')
  const isPublishable = can(actor, 'publish') && allowedDecisions(current.status).includes('publish')
  const props = {
    record,
    form: {
      ...toFormState(form, problem),
      action: url,
      addEntryUrl: url,
      hidden: [
        ['_seen', seen ?? etagOf(current)] as const,
        ...(queue === undefined ? [] : [[queueName, queue.search] as const]),
      ],
      submitLabel: current.status === 'published' ? editing.savePublic : editing.save,
      publishLabel: isPublishable ? editing.publish : undefined,
    },
    notice: noticeOf(c, problem),
    notes: can(actor, 'edit') ? (typed.get(notesName) ?? '') : undefined,
    notesFaults: faultsOf(c, `/${notesName}`, problem),
    reason: form.pageFields.get('_reason')?.slice(0, maxReasonLength * 2),
    reasonFaults: faultsOf(c, '/_reason', problem),
    entryUrl: queue && queueUrl(queue, current),
    isAsked: await isAsked(c.get('services'), actor, current),
    changedSince: input?.changedSince,
  }
  const headers = { 'Cache-Control': 'private, no-store', ETag: etagOf(current) }
  return renderPage(
    c,
    <EditPage {...props} />,
    omitUndefined({ status: problem?.status, headers, script: 'form' as const }),
  )
}

const get = async (c: AppContext) => {
  const current = await findEditable(c)
  readParameters(searchOf(c), { queue: text })
  return renderEditForm(c, current)
}

/** Returns what has changed since the version that a form was opened with; undefined if that is not known. */
const findChangedSince = async (c: AppContext, { pageFields }: RecordFields, current: Version) => {
  const [, seen] = /\.(\d+)(?:\.|")/.exec(pageFields.get('_seen') ?? '') ?? []
  const from = Number(seen)
  if (!(from >= 1 && from < current.revision)) return undefined
  const range = { from, to: current.revision }
  return (await compareVersions(c.get('services'), c.get('actor'), current.id, range)).comparison
}

/** Renders an edit of an older version as typed, with what others have changed since; sent again, it replaces that. */
const renderStale = async (c: AppContext, form: RecordFields, problem: Problem) => {
  const current = await findEditable(c)
  return renderEditForm(c, current, { form, problem, changedSince: await findChangedSince(c, form, current) })
}

const reasonSchema = v.strictObject({ _reason: reason })

const readReason = ({ pageFields }: RecordFields): string | undefined => {
  const _reason = pageFields.get('_reason') ?? ''
  return _reason.trim() === ''
    ? undefined
    : parse(reasonSchema, { _reason }, (m) => m.requests.body.reason)._reason
}

const post = async (c: AppContext) => {
  const current = await findEditable(c)
  const { candidate, options, form } = await readFormOfRecord(c)
  if (form.pageFields.has('_more') || form.pageFields.has(openName))
    return renderEditForm(c, current, { form })
  const stated = candidate as Readonly<Record<string, unknown>>
  const whole = withHiddenFields(candidate, toResponse(current, { view: 'full' }))
  const publishes = form.pageFields.get(publishName) === 'true'
  const queue = queueOf(c, form)
  const act = () =>
    edit(c.get('services'), c.get('actor'), {
      current,
      // An editor empties the notes by leaving them blank.
      candidate: can(c.get('actor'), 'edit') ? { ...whole, [notesName]: stated[notesName] } : whole,
      options,
      etags: parseEntityTags(form.pageFields.get('_seen')),
      reason: readReason(form),
      publishes,
    })
  return respond(c, form, () => withNextEntry(c, publishes ? queue : undefined, current.id, act), {
    redirect: ({ result, next }) => {
      if (result.proposal) return queueUrl(queue, { id: result.proposal })
      return publishes && queue
        ? queueUrl(queue, { id: next, done: doneOf(result, current) })
        : `${queue ? queueUrl(queue, current) : incidentUrl(current.id)}#${savedId}`
    },
    json: ({ result }) => recordResponse(c, result),
    redisplay: (problem, typed) =>
      problem.type === 'stale-revision'
        ? renderStale(c, typed, problem)
        : renderEditForm(c, current, { form: typed, problem }),
  })
}

export const editRoutes = new Hono<AppEnv>().get('/incidents/:id/edit', get).post('/incidents/:id/edit', post)
