/** Routes to file records. */

import { Hono } from 'hono'
import { canSeeWithheld } from '../../auth/permissions.ts'
import { mappingParameter } from '../../ingest/mapping/stored-mapping.ts'
import { once, parseFlag, readParameters } from '../../ingest/request/parameters.ts'
import { Problem, problems, type StatedIssue, stateIssue } from '../../problems.ts'
import { findDuplicates, stateDuplicate } from '../../services/duplicates/find-duplicates.ts'
import type { IdempotentRequest } from '../../services/idempotency.ts'
import { type CreateResult, create } from '../../services/incidents/create.ts'
import { createBatch } from '../../services/incidents/create-batch.ts'
import { forFiler, toResponse, viewFor } from '../../services/version-row.ts'
import { assertAllowedOrigin, isGuest, nextPage } from '../access/origins.ts'
import { type BatchBody, readRecordOrBatch } from '../body/batch-body.ts'
import { type RecordFields, readRecordForm } from '../body/record-body.ts'
import { readSubmission } from '../body/submission-body.ts'
import { type AppContext, type AppEnv, canSubmit, messagesOf, searchOf } from '../context.ts'
import { assertByPerson, createGuard } from '../form/form-guard.ts'
import { browserKey, markKeyUsed, nextKey } from '../form/form-key.ts'
import { parsePrefill } from '../form/prefill.ts'
import { newRecordForm } from '../form/record-form.ts'
import { idempotentRequest, prefersHtml, revalidated } from '../headers.ts'
import { assertWithinLimit, rateLimitBatch, rateLimitSubmissions } from '../rate-limits.ts'
import { respond, versionHeaders } from '../respond.ts'
import { renderPage } from '../ui/viewer.tsx'
import { EmbeddedPage, SubmitPage } from './create-page.tsx'

const parameters = {
  publish: once(parseFlag, (m) => m.requests.booleanParameter),
  mapping: mappingParameter,
  guest: once(parseFlag, (m) => m.requests.booleanParameter),
}

/** A path without a host: otherwise the sender of the Host header would decide where the secret goes. */
const receiptPath = (receipt: string): string => `/receipts/${receipt}`

/** Returns the record as its filer sees it, and the path of its receipt. */
const describeResult = (c: AppContext, { version, receipt, stored }: CreateResult) => {
  const view = viewFor(c.get('actor'), version)
  const incident = toResponse(version, { view, full: stored?.record })
  const canSeeCommit = view === 'full' || version.status === 'published'
  return {
    incident: canSeeCommit ? incident : forFiler(incident),
    receipt: receipt === undefined ? null : receiptPath(receipt),
  }
}

const jsonResponse = async (c: AppContext, result: CreateResult) => {
  const { status, version, stored } = result
  const { incident, receipt } = describeResult(c, result)
  const duplicates = stored?.duplicates ?? (await findDuplicates(c.get('services'), c.get('actor'), incident))
  const body = {
    incident,
    warnings: incident.warnings,
    possible_duplicates: duplicates.map((each) => stateDuplicate(each)),
    receipt,
  }
  const headers = { ...versionHeaders(result), Location: `/incidents/${version.id}` }
  return c.json(body, status === 201 ? 201 : 200, headers)
}

/** Returns where a browser goes. `next` is the page that the form names. */
const redirectUrl = (c: AppContext, { version, receipt }: CreateResult, next: string | undefined): string => {
  const nextUrl = receipt === undefined ? undefined : nextPage(c, next, receiptPath(receipt))
  if (nextUrl !== undefined) return nextUrl
  if (version.status === 'published' || canSeeWithheld(c.get('actor'), version))
    return `/incidents/${version.id}`
  if (receipt !== undefined) return receiptPath(receipt)
  const { dataset, reference = '' } = toResponse(version, { view: 'public' })
  throw problems.referenceTaken(dataset, reference)
}

/** Returns the errors of a refused record: those of its fields, or of the whole. */
const errorsOf = ({ errors, say }: Problem): readonly StatedIssue[] => {
  const issues = errors.length > 0 ? errors : [{ pointer: '', rule: 'request.invalid', say }]
  return issues.map(stateIssue)
}

/** Stores the records of a batch; responds with what became of each, in order. */
const postBatch = async (c: AppContext, { items, bytes }: BatchBody, publish: boolean) => {
  await rateLimitBatch(c, items.length)
  const request = idempotentRequest(c, bytes)
  const results = await createBatch(c.get('services'), c.get('actor'), { items, publish, request })
  const stored = results.filter((each): each is CreateResult => !(each instanceof Problem))
  const isReplay = stored.length > 0 && stored.every(({ replayed }) => replayed)
  return c.json(
    {
      results: results.map((each) =>
        each instanceof Problem
          ? { status: each.status, errors: errorsOf(each), receipt: null }
          : { status: each.status, ...describeResult(c, each) },
      ),
    },
    200,
    isReplay ? { 'Idempotency-Replayed': 'true' } : {},
  )
}

const withKey = (form: RecordFields, key: string): RecordFields => ({
  ...form,
  pageFields: new Map([...form.pageFields, ['_key', key]]),
})

interface TypedForm {
  readonly form: RecordFields
  readonly request: IdempotentRequest
}

/** Renders the form again with all that was typed; with another key if the report is another one than it was sent with. */
const renderTyped = async (c: AppContext, problem: Problem, { form, request }: TypedForm) => {
  const messages = messagesOf(c)
  const isUsed = problem.type === 'idempotency-key-reused'
  const typed = isUsed ? withKey(form, await nextKey(request.key ?? '', request.body)) : form
  const notices = {
    'invalid-record': undefined,
    'idempotency-key-reused': messages.submit.used,
    'rate-limited': messages.form.limited(problem.textsIn(messages).detail),
  } as Readonly<Record<string, string | undefined>>
  const notice = problem.type in notices ? notices[problem.type] : problem.textsIn(messages).detail
  const options = { isGuest: isGuest(c), guard: createGuard(c, form), problem, notice }
  const page = <SubmitPage canSubmit form={newRecordForm(messages, typed, options)} />
  return renderPage(c, page, { status: problem.status, headers: problem.headers, script: 'form' })
}

const redisplayed: readonly string[] = [
  ...['invalid-record', 'idempotency-key-reused', 'form-held', 'queue-full', 'rate-limited'],
]

/** Stores a record; responds to a program with the record, to a browser with a redirect. */
const post = async (c: AppContext) => {
  const { publish = false, mapping } = readParameters(searchOf(c), parameters, { empty: 'value' })
  const read = mapping ? await readSubmission(c, mapping) : await readRecordOrBatch(c)
  if (c.get('actor').role === 'public') assertAllowedOrigin(c)
  if ('items' in read) return postBatch(c, read, publish)
  const { candidate, options, bytes, form, columnOf } = read
  const key = form?.pageFields.get('_key')
  const request = idempotentRequest(c, bytes, key)
  const browserForm = form && prefersHtml(c) ? { form, request } : undefined
  const submission = { candidate, options, columnOf, publish, findDuplicates: !browserForm, request }
  const act = async () => {
    assertWithinLimit(c)
    if (form) await assertByPerson(c, form)
    return create(c.get('services'), c.get('actor'), submission)
  }
  return respond(c, browserForm, act, {
    redirect: (result) => {
      if (key !== undefined && !isGuest(c)) markKeyUsed(c, key)
      return redirectUrl(c, result, form?.pageFields.get('_next'))
    },
    json: (result) => jsonResponse(c, result),
    redisplay: (problem, typed) => redisplayed.includes(problem.type) && renderTyped(c, problem, typed),
  })
}

/** Renders the form, with what its address fills in or with another entry in a list. */
const getForm = async (c: AppContext) => {
  // Going back shows the page as it was, with its key; every other visit requests it again.
  c.header('Cache-Control', revalidated)
  const [search, guest] = [searchOf(c), isGuest(c)]
  const typed = c.req.method === 'POST' ? await readRecordForm(c) : parsePrefill(search)
  const needsKey = !guest && !typed.pageFields.get('_key')
  const Page = search.has('embed') ? EmbeddedPage : SubmitPage
  const filled = needsKey ? withKey(typed, browserKey(c)) : typed
  const form = newRecordForm(messagesOf(c), filled, { isGuest: guest, guard: createGuard(c, filled) })
  const script = canSubmit(c) ? 'form' : undefined
  return renderPage(c, <Page canSubmit={canSubmit(c)} form={form} />, { script })
}

export const createRoutes = new Hono<AppEnv>()
  .post('/incidents', rateLimitSubmissions, post)
  .get('/submit', getForm)
  .post('/submit', getForm)
