/** Routes to suggest corrections of published records. */

import { Hono } from 'hono'
import * as v from 'valibot'
import { readParameters, text } from '../../ingest/request/parameters.ts'
import type { Problem, RequestIssue } from '../../problems.ts'
import { findCorrectable, suggest } from '../../services/review/suggestions.ts'
import { etagOf, toResponse } from '../../services/version-row.ts'
import type { Version } from '../../store/incidents.ts'
import { maxReasonLength, parse, patchSchema, reason, revisionNumber } from '../body/action-body.ts'
import { type RecordBody, type RecordFields, readRecord, readRecordForm } from '../body/record-body.ts'
import { type AppContext, type AppEnv, canSubmit, idOf, messagesOf, searchOf } from '../context.ts'
import { toFormFields, toFormState, withHiddenFields } from '../form/record-form.ts'
import { parseEntityTags } from '../headers.ts'
import { assertWithinLimit, rateLimitSubmissions, senderDigest } from '../rate-limits.ts'
import { respond } from '../respond.ts'
import { renderPage } from '../ui/viewer.tsx'
import { SuggestionSentPage, SuggestPage } from './suggestion-page.tsx'

interface SuggestionInput {
  readonly form: RecordFields
  readonly problem?: Problem
}

/** Returns the errors of a problem, or the problem itself as an error if it has none. */
const issuesOf = ({ errors, say }: Problem): readonly RequestIssue[] =>
  errors.length > 0 ? errors : [{ pointer: '', rule: 'request.invalid', say }]

const renderSuggestForm = (c: AppContext, version: Version, input?: SuggestionInput) => {
  const record = toResponse(version, { view: 'public' })
  const url = `/incidents/${version.id}`
  const { form = { fields: toFormFields(record), pageFields: new Map<string, string>() }, problem } =
    input ?? {}
  const suggestForm = {
    ...toFormState(form, problem),
    ...(problem && problem.errors.length === 0 && { errors: issuesOf(problem), count: 1 }),
    action: `${url}/suggestions`,
    addEntryUrl: `${url}/suggest`,
    hidden: [['_seen', form.pageFields.get('_seen') ?? etagOf(version)]] as const,
    submitLabel: messagesOf(c).suggest.button,
  }
  const props = {
    record,
    form: canSubmit(c) ? suggestForm : undefined,
    reason: form.pageFields.get('_reason')?.slice(0, maxReasonLength * 2),
    reasonError: problem?.errors.find(({ pointer }) => pointer === '/_reason')?.say(messagesOf(c)),
  }
  return renderPage(c, <SuggestPage {...props} />, problem)
}

const findRequested = (c: AppContext): Promise<Version> =>
  findCorrectable(c.get('services'), c.get('actor'), idOf(c))

const get = async (c: AppContext) => {
  const { sent } = readParameters(searchOf(c), { sent: text })
  const version = await findRequested(c)
  if (sent !== undefined)
    return renderPage(c, <SuggestionSentPage record={toResponse(version, { view: 'public' })} />)
  return renderSuggestForm(c, version)
}

/** Renders the form with another entry in a list. */
const postForm = async (c: AppContext) =>
  renderSuggestForm(c, await findRequested(c), { form: await readRecordForm(c) })

const suggestionSchema = v.strictObject({ reason, revision: revisionNumber('revision'), patch: patchSchema })

/** Parses a suggestion in JSON: a patch of a revision. */
const parseJsonSuggestion = (id: string, { candidate, options }: RecordBody) => {
  const input = parse(suggestionSchema, candidate, (m) => m.requests.body.suggestion)
  const etags = [etagOf({ id, revision: input.revision })]
  return { mode: 'merge', body: input.patch, options, etags, reason: input.reason } as const
}

/** Parses a suggestion in a form: the complete record as it should be. */
const parseFormSuggestion = (form: RecordFields, { candidate, options }: RecordBody, version: Version) => {
  const { pageFields } = form
  const input = parse(
    v.strictObject({ _reason: reason }),
    { _reason: pageFields.get('_reason') ?? '' },
    (m) => m.requests.body.reason,
  )
  const body = withHiddenFields(candidate, toResponse(version, { view: 'public' }))
  const etags = parseEntityTags(pageFields.get('_seen'))
  return { mode: 'replace', body, options, etags, reason: input._reason } as const
}

const post = async (c: AppContext) => {
  const [services, actor, id, body] = [c.get('services'), c.get('actor'), idOf(c), await readRecord(c)]
  const form = body.form && { ...body.form, version: await findRequested(c) }
  const act = async () => {
    assertWithinLimit(c)
    const correction = form ? parseFormSuggestion(form, body, form.version) : parseJsonSuggestion(id, body)
    // Corrections from the public are counted by network and day.
    const sender = actor.role === 'public' ? await senderDigest(c) : undefined
    return suggest(services, actor, { id, sender, ...correction })
  }
  return respond(c, form, act, {
    redirect: () => `/incidents/${id}/suggest?sent=true`,
    json: ({ status, suggestion: { id, revision, at, patch } }) =>
      c.json({ suggestion: { id, status: 'waiting', revision, at, patch: JSON.parse(patch) } }, status),
    redisplay: (problem, { version, ...form }) => renderSuggestForm(c, version, { form, problem }),
  })
}

export const suggestionRoutes = new Hono<AppEnv>()
  .get('/incidents/:id/suggest', get)
  .post('/incidents/:id/suggest', postForm)
  .post('/incidents/:id/suggestions', rateLimitSubmissions, post)
