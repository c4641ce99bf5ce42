/** Routes by which anyone suggests a correction of a published record. */
import { Hono } from 'hono'
import * as v from 'valibot'
import { readParameters, text } from '../../ingest/request/parameters.ts'
import { Problem, problems } from '../../problems.ts'
import { findCorrectable, suggest } from '../../services/review/suggestions.ts'
import { etagOf, toResponse } from '../../services/version-row.ts'
import type { Version } from '../../store/incidents.ts'
import { parse, reason, revisionNumber } from '../body/action-body.ts'
import { type RecordBody, readRecord } from '../body/record-body.ts'
import { type AppContext, type AppEnv, prefersHtml, searchOf } from '../context.ts'
import { extraEntriesIn, toFormFields, withHiddenFields } from '../form/record-form.ts'
import { parseEntityTags } from '../headers.ts'
import { rateLimitSubmissions, senderDigest } from '../middleware.ts'
import { renderPage } from '../render-page.tsx'
import { SuggestionSentPage, SuggestPage } from './suggestion-page.tsx'

const idOf = (c: AppContext): string => c.req.param('id') ?? ''

const canSuggest = (c: AppContext): boolean =>
  c.get('actor').role !== 'public' || c.env.PUBLIC_SUBMISSIONS === 'true'

const maxReasonLength = 2000

interface SuggestionInput {
  readonly form: NonNullable<RecordBody['form']>
  readonly problem?: Problem
}

const renderSuggestForm = (c: AppContext, version: Version, input?: SuggestionInput) => {
  const record = toResponse(version, { view: 'public' })
  const address = `/incidents/${version.id}`
  const { form, problem } = input ?? {}
  const errors = problem?.errors ?? []
  const reasonError = errors.find(({ pointer }) => pointer === '/_reason')?.detail
  const suggestForm = {
    action: `${address}/suggestions`,
    addEntryUrl: `${address}/suggest`,
    values: new Map(form?.fields ?? toFormFields(record)),
    ...(problem && errors.length === 0
      ? { errors: [toIssue(problem)] }
      : { errors, count: problem?.count ?? 0 }),
    hidden: [['_seen', form?.pageFields.get('_seen') ?? etagOf(version)]] as const,
    extraEntries: form ? extraEntriesIn(form.pageFields) : [],
    submitLabel: 'Suggest the correction',
  }
  const reasonText = form?.pageFields.get('_reason')?.slice(0, maxReasonLength * 2)
  return renderPage(
    c,
    <SuggestPage
      record={record}
      form={canSuggest(c) ? suggestForm : undefined}
      reason={reasonText}
      reasonError={reasonError}
    />,
    problem?.status ?? 200,
    problem?.headers,
  )
}

/** What is wrong, where it is not of a field. */
const toIssue = ({ detail }: Problem) => ({ pointer: '', rule: 'request.invalid', detail })

const findRequested = (c: AppContext): Promise<Version> =>
  findCorrectable(c.get('services'), c.get('actor'), idOf(c))

const get = async (c: AppContext) => {
  const { sent } = readParameters(searchOf(c), { sent: text })
  const version = await findRequested(c)
  if (sent !== undefined)
    return renderPage(c, <SuggestionSentPage record={toResponse(version, { view: 'public' })} />)
  return renderSuggestForm(c, version)
}

const requireForm = ({ form }: RecordBody) => {
  if (!form) throw problems.unsupportedType('application/json', ['application/x-www-form-urlencoded'])
  return form
}

/** The form again, with one entry more in a list. */
const postForm = async (c: AppContext) => {
  const version = await findRequested(c)
  return renderSuggestForm(c, version, { form: requireForm(await readRecord(c)) })
}

/** By what the public's corrections of a day are counted. */
const counted = (c: AppContext) => (c.get('actor').role === 'public' ? senderDigest(c) : undefined)

const suggestionSchema = v.strictObject({
  reason,
  revision: revisionNumber('revision'),
  patch: v.custom<object>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    'patch is a merge patch: an object with the fields to change.',
  ),
})

const postJson = async (c: AppContext, { candidate }: RecordBody) => {
  const input = parse(suggestionSchema, candidate, 'An object with reason, revision and patch')
  const etags = [etagOf({ id: idOf(c), revision: input.revision })]
  const { status, suggestion } = await suggest(c.get('services'), c.get('actor'), {
    id: idOf(c),
    mode: 'merge',
    body: input.patch,
    options: {},
    etags,
    reason: input.reason,
    sender: await counted(c),
  })
  const { id, revision, at } = suggestion
  const body = { suggestion: { id, status: 'waiting', revision, at, patch: JSON.parse(suggestion.patch) } }
  return c.json(body, status)
}

const submitForm = async (c: AppContext, body: RecordBody) => {
  const form = requireForm(body)
  const version = await findRequested(c)
  try {
    const input = parse(
      v.strictObject({ _reason: reason }),
      { _reason: form.pageFields.get('_reason') ?? '' },
      'A reason',
    )
    await suggest(c.get('services'), c.get('actor'), {
      id: idOf(c),
      mode: 'replace',
      body: withHiddenFields(body.candidate, toResponse(version, { view: 'public' })),
      options: body.options,
      etags: parseEntityTags(form.pageFields.get('_seen')),
      reason: input._reason,
      sender: await counted(c),
    })
    return c.redirect(`/incidents/${idOf(c)}/suggest?sent=true`, 303)
  } catch (error) {
    if (!(prefersHtml(c) && error instanceof Problem)) throw error
    return renderSuggestForm(c, version, { form, problem: error })
  }
}

const post = async (c: AppContext) => {
  const body = await readRecord(c)
  return body.form ? submitForm(c, body) : postJson(c, body)
}

export const suggestionRoutes = new Hono<AppEnv>()
  .get('/incidents/:id/suggest', get)
  .post('/incidents/:id/suggest', postForm)
  .post('/incidents/:id/suggestions', rateLimitSubmissions, post)
