/** Routes by which records come in. */
import { Hono } from 'hono'
import { canSeeWithheld } from '../../auth/permissions.ts'
import { once, parseFlag, readParameters } from '../../ingest/request/parameters.ts'
import { Problem, problems } from '../../problems.ts'
import { findDuplicates } from '../../services/duplicates/find-duplicates.ts'
import { type CreateResult, create } from '../../services/incidents/create.ts'
import { etagOf, forFiler, toResponse, viewFor } from '../../services/version-row.ts'
import { type RecordBody, readRecord } from '../body/record-body.ts'
import { type AppContext, type AppEnv, prefersHtml, searchOf } from '../context.ts'
import { extraEntriesIn, newRecordForm } from '../form/record-form.ts'
import { idempotentRequest } from '../headers.ts'
import { rateLimitSubmissions } from '../middleware.ts'
import { renderPage } from '../render-page.tsx'
import { SubmitPage } from './create-page.tsx'

const parameters = { publish: once(parseFlag, 'It is true or false.') }

/** Without a host, like Location: who sends the Host header would say where the secret goes. */
const pathOf = (receipt: string): string => `/receipts/${receipt}`

const jsonResponse = async (c: AppContext, result: CreateResult) => {
  const { status, version, receipt, replayed, stored } = result
  const view = viewFor(c.get('actor'), version)
  const incident = toResponse(version, { view, full: stored?.record })
  const known = view === 'full' || version.status === 'published'
  const body = {
    incident: known ? incident : forFiler(incident),
    warnings: incident.warnings,
    possible_duplicates:
      stored?.duplicates ?? (await findDuplicates(c.get('services'), c.get('actor'), incident)),
    receipt: receipt === undefined ? null : pathOf(receipt),
  }
  return c.json(body, status === 201 ? 201 : 200, {
    Location: `/incidents/${version.id}`,
    ETag: etagOf(version),
    ...(replayed ? { 'Idempotency-Replayed': 'true' } : {}),
  })
}

const browserRedirect = (c: AppContext, { version, receipt }: CreateResult) => {
  if (version.status === 'published' || canSeeWithheld(c.get('actor'), version))
    return c.redirect(`/incidents/${version.id}`, 303)
  if (receipt === undefined) {
    const { dataset, reference = '' } = toResponse(version, { view: 'public' })
    throw problems.referenceTaken(dataset, reference)
  }
  return c.redirect(pathOf(receipt), 303)
}

const renderErrors = (c: AppContext, { form }: RecordBody, problem: Problem) => {
  if (!form) throw problem
  const state = newRecordForm(form.fields, form.pageFields.get('_key'), problem.errors)
  return renderPage(c, <SubmitPage canSubmit form={{ ...state, count: problem.count }} />, 422)
}

/** Stores a record, and answers a script with it or a browser with the way to it. */
const post = async (c: AppContext) => {
  const { publish = false } = readParameters(searchOf(c), parameters, { empty: 'value' })
  const body = await readRecord(c)
  const { candidate, options, bytes, form } = body
  const isBrowser = form !== undefined && prefersHtml(c)
  const request = idempotentRequest(c, bytes, form?.pageFields.get('_key'))
  const submission = { candidate, options, publish, findDuplicates: !isBrowser, request }
  try {
    const result = await create(c.get('services'), c.get('actor'), submission)
    return isBrowser ? browserRedirect(c, result) : jsonResponse(c, result)
  } catch (error) {
    if (isBrowser && error instanceof Problem && error.status === 422 && error.type === 'invalid-record')
      return renderErrors(c, body, error)
    throw error
  }
}

const canSubmit = (c: AppContext): boolean =>
  c.get('actor').role === 'public' ? c.env.PUBLIC_SUBMISSIONS === 'true' : true

/** The form, empty or with one entry more in a list. */
const getForm = async (c: AppContext) => {
  c.header('Cache-Control', 'no-store')
  if (c.req.method !== 'POST')
    return renderPage(c, <SubmitPage canSubmit={canSubmit(c)} form={newRecordForm([], undefined, [])} />)
  const { form: typedForm } = await readRecord(c)
  if (!typedForm) throw problems.unsupportedType('application/json', ['application/x-www-form-urlencoded'])
  const filledForm = newRecordForm(
    typedForm.fields,
    typedForm.pageFields.get('_key'),
    [],
    extraEntriesIn(typedForm.pageFields),
  )
  return renderPage(c, <SubmitPage canSubmit={canSubmit(c)} form={filledForm} />)
}

export const createRoutes = new Hono<AppEnv>()
  .post('/incidents', rateLimitSubmissions, post)
  .get('/submit', getForm)
  .post('/submit', getForm)
