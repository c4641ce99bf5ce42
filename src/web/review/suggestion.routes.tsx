/** Routes by which anyone suggests a correction of a published record. */
import { Hono } from 'hono'
import * as v from 'valibot'
import type { Issue } from '../../../schemas/rules.ts'
import { Problem, problems } from '../../problems.ts'
import { correctable, suggest } from '../../services/review/suggestions.ts'
import { etagOf, fromRow } from '../../services/version-row.ts'
import type { Version } from '../../store/incidents.ts'
import { judged, reason, revisionNumber } from '../body/action-body.ts'
import { readStated, type Stated } from '../body/record-body.ts'
import { type AppContext, type AppEnv, prefersPage } from '../context.ts'
import { completed, fieldsOf, moreOf } from '../form/record-form.ts'
import { entityTags } from '../headers.ts'
import { limitPublic, senderDigest } from '../middleware.ts'
import { parametersOf } from '../parameters.ts'
import { page } from '../render-page.tsx'
import { SentPage, SuggestPage } from './suggestion-page.tsx'

const idOf = (c: AppContext): string => c.req.param('id') ?? ''

const mayPost = (c: AppContext): boolean =>
  c.get('actor').role !== 'public' || c.env.PUBLIC_SUBMISSIONS === 'true'

const maxReason = 2000

interface Typed {
  readonly form: NonNullable<Stated['form']>
  readonly problem?: Problem
}

const show = (c: AppContext, version: Version, typed?: Typed) => {
  const record = fromRow(version, false)
  const address = `/incidents/${version.id}`
  const { form, problem } = typed ?? {}
  const errors = (problem?.errors ?? []) as readonly Issue[]
  const fault = errors.find(({ pointer }) => pointer === '/_reason')?.detail
  const state = {
    action: `${address}/suggestions`,
    moreAction: `${address}/suggest`,
    values: new Map(form?.fields ?? fieldsOf(record)),
    ...(problem && errors.length === 0
      ? { errors: [asIssue(problem)] }
      : { errors, count: problem?.count ?? 0 }),
    hidden: [['_seen', form?.own.get('_seen') ?? etagOf(version)]] as const,
    more: form ? moreOf(form.own) : [],
    submitLabel: 'Suggest the correction',
  }
  const why = form?.own.get('_reason')?.slice(0, maxReason * 2)
  return page(
    c,
    <SuggestPage record={record} form={mayPost(c) ? state : undefined} reason={why} fault={fault} />,
    problem?.status ?? 200,
    problem?.headers,
  )
}

/** What is wrong, where it is not of a field. */
const asIssue = ({ detail }: Problem): Issue =>
  ({ pointer: '', rule: 'request.invalid', detail }) as unknown as Issue

const opened = (c: AppContext): Promise<Version> => correctable(c.get('deps'), c.get('actor'), idOf(c))

const get = async (c: AppContext) => {
  const { sent } = parametersOf(c, ['sent'])
  const version = await opened(c)
  if (sent !== undefined) return page(c, <SentPage record={fromRow(version, false)} />)
  return show(c, version)
}

const typedOf = ({ form }: Stated) => {
  if (!form) throw problems.unsupportedType('application/json', ['application/x-www-form-urlencoded'])
  return form
}

/** The form again, with one entry more in a list. */
const again = async (c: AppContext) => {
  const version = await opened(c)
  return show(c, version, { form: typedOf(await readStated(c)) })
}

/** By what the public's corrections of a day are counted. */
const counted = (c: AppContext) => (c.get('actor').role === 'public' ? senderDigest(c) : undefined)

const proposal = v.strictObject({
  reason,
  revision: revisionNumber('revision'),
  patch: v.custom<object>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    'patch is a merge patch: an object with the fields to change.',
  ),
})

const byScript = async (c: AppContext, { candidate }: Stated) => {
  const said = judged(proposal, candidate, 'An object with reason, revision and patch')
  const seen = [etagOf({ id: idOf(c), revision: said.revision })]
  const { status, suggestion } = await suggest(c.get('deps'), c.get('actor'), {
    id: idOf(c),
    how: 'merge',
    body: said.patch,
    options: {},
    seen,
    reason: said.reason,
    sender: await counted(c),
  })
  const { id, revision, at } = suggestion
  const body = { suggestion: { id, status: 'waiting', revision, at, patch: JSON.parse(suggestion.patch) } }
  return c.json(body, status)
}

const byForm = async (c: AppContext, stated: Stated) => {
  const form = typedOf(stated)
  const version = await opened(c)
  try {
    const why = judged(v.object({ _reason: reason }), { _reason: form.own.get('_reason') ?? '' }, 'A reason')
    await suggest(c.get('deps'), c.get('actor'), {
      id: idOf(c),
      how: 'replace',
      body: completed(stated.candidate, fromRow(version, false)),
      options: stated.options,
      seen: entityTags(form.own.get('_seen')),
      reason: why._reason,
      sender: await counted(c),
    })
    return c.redirect(`/incidents/${idOf(c)}/suggest?sent=true`, 303)
  } catch (error) {
    if (!(prefersPage(c) && error instanceof Problem)) throw error
    return show(c, version, { form, problem: error })
  }
}

const post = async (c: AppContext) => {
  const stated = await readStated(c)
  return stated.form ? byForm(c, stated) : byScript(c, stated)
}

export const suggestRoutes = new Hono<AppEnv>()
  .get('/incidents/:id/suggest', get)
  .post('/incidents/:id/suggest', again)
  .post('/incidents/:id/suggestions', limitPublic, post)
