/** Routes to file records. */

import { Hono } from 'hono'
import { canSeeWithheld } from '../../auth/permissions.ts'
import { mappingParameter } from '../../ingest/mapping/stored-mapping.ts'
import { once, parseFlag, readParameters } from '../../ingest/request/parameters.ts'
import { en } from '../../messages/en.ts'
import { Problem, problems, type RequestIssue } from '../../problems.ts'
import { findDuplicates } from '../../services/duplicates/find-duplicates.ts'
import { type CreateResult, create } from '../../services/incidents/create.ts'
import { createBatch } from '../../services/incidents/create-batch.ts'
import { forFiler, toResponse, viewFor } from '../../services/version-row.ts'
import { type BatchBody, readRecordOrBatch } from '../body/batch-body.ts'
import { readRecordForm } from '../body/record-body.ts'
import { readSubmission } from '../body/submission-body.ts'
import { type AppContext, type AppEnv, canSubmit, messagesOf, searchOf } from '../context.ts'
import { newRecordForm } from '../form/record-form.ts'
import { idempotentRequest, prefersHtml } from '../headers.ts'
import { rateLimitBatch, rateLimitSubmissions } from '../middleware.ts'
import { respond, versionHeaders } from '../respond.ts'
import { renderPage } from '../ui/viewer.tsx'
import { SubmitPage } from './create-page.tsx'

const parameters = {
  publish: once(parseFlag, en.requests.booleanParameter),
  mapping: mappingParameter,
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
  const body = {
    incident,
    warnings: incident.warnings,
    possible_duplicates:
      stored?.duplicates ?? (await findDuplicates(c.get('services'), c.get('actor'), incident)),
    receipt,
  }
  const headers = { ...versionHeaders(result), Location: `/incidents/${version.id}` }
  return c.json(body, status === 201 ? 201 : 200, headers)
}

const redirectUrl = (c: AppContext, { version, receipt }: CreateResult): string => {
  if (version.status === 'published' || canSeeWithheld(c.get('actor'), version))
    return `/incidents/${version.id}`
  if (receipt !== undefined) return receiptPath(receipt)
  const { dataset, reference = '' } = toResponse(version, { view: 'public' })
  throw problems.referenceTaken(dataset, reference)
}

/** Returns the errors of a refused record: those of its fields, or of the whole. */
const errorsOf = ({ errors, detail }: Problem): readonly RequestIssue[] =>
  errors.length > 0 ? errors : [{ pointer: '', rule: 'request.invalid', detail }]

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

/** Stores a record; responds to a program with the record, to a browser with a redirect. */
const post = async (c: AppContext) => {
  const { publish = false, mapping } = readParameters(searchOf(c), parameters, { empty: 'value' })
  const read = mapping ? await readSubmission(c, mapping) : await readRecordOrBatch(c)
  if ('items' in read) return postBatch(c, read, publish)
  const { candidate, options, bytes, form, columnOf } = read
  const browserForm = prefersHtml(c) ? form : undefined
  const request = idempotentRequest(c, bytes, form?.pageFields.get('_key'))
  const submission = { candidate, options, columnOf, publish, findDuplicates: !browserForm, request }
  return respond(c, browserForm, () => create(c.get('services'), c.get('actor'), submission), {
    redirect: (result) => redirectUrl(c, result),
    json: (result) => jsonResponse(c, result),
    redisplay: (problem, typed) =>
      problem.type === 'invalid-record' &&
      renderPage(c, <SubmitPage canSubmit form={newRecordForm(messagesOf(c), typed, problem)} />, problem),
  })
}

/** Renders the form, empty or with another entry in a list. */
const getForm = async (c: AppContext) => {
  c.header('Cache-Control', 'no-store')
  const typed = c.req.method === 'POST' ? await readRecordForm(c) : undefined
  return renderPage(c, <SubmitPage canSubmit={canSubmit(c)} form={newRecordForm(messagesOf(c), typed)} />)
}

export const createRoutes = new Hono<AppEnv>()
  .post('/incidents', rateLimitSubmissions, post)
  .get('/submit', getForm)
  .post('/submit', getForm)
