/** Routes by which records come in. */
import { Hono } from 'hono'
import type { Issue } from '../../../schemas/rules.ts'
import { seesWhole } from '../../auth/permissions.ts'
import { Problem, problems } from '../../problems.ts'
import { twinsOf } from '../../services/duplicates/find-duplicates.ts'
import { type Submitted, submit } from '../../services/incidents/create.ts'
import { etagOf, forFiler, fromRecord, fromRow } from '../../services/version-row.ts'
import { readStated, type Stated } from '../body/record-body.ts'
import { type AppContext, type AppEnv, prefersPage } from '../context.ts'
import { moreOf, openForm } from '../form/record-form.ts'
import { keyedRequest } from '../headers.ts'
import { limitPublic } from '../middleware.ts'
import { page } from '../render-page.tsx'
import { SubmitPage } from './create-page.tsx'

const flag = (c: AppContext, name: string): boolean => {
  const given = c.req.queries() ?? {}
  for (const each of Object.keys(given))
    if (each !== name)
      throw problems.queryRefused([
        {
          parameter: each,
          rule: 'parameter.unknown',
          detail: `There is no parameter "${each.slice(0, 100)}" here; ${name} is.`,
        },
      ])
  const values = given[name] ?? ['false']
  const [value = ''] = values
  if (values.length > 1 || !['true', 'false'].includes(value))
    throw problems.queryRefused([
      {
        parameter: name,
        rule: 'parameter.invalid',
        detail: `${name} is true or false.`,
        received: value.slice(0, 100),
      },
    ])
  return value === 'true'
}

/** Without a host, like Location: who sends the Host header would say where the secret goes. */
const pathOf = (receipt: string): string => `/receipts/${receipt}`

const answerScript = async (c: AppContext, submitted: Submitted) => {
  const { status, version, receipt, replayed, stored } = submitted
  const whole = seesWhole(c.get('actor'), version)
  const incident = stored ? fromRecord(version, stored.record, whole) : fromRow(version, whole)
  const known = whole || version.status === 'published'
  const body = {
    incident: known ? incident : forFiler(incident),
    warnings: incident.warnings,
    possible_duplicates: stored?.twins ?? (await twinsOf(c.get('deps'), c.get('actor'), incident)),
    receipt: receipt === undefined ? null : pathOf(receipt),
  }
  return c.json(body, status === 201 ? 201 : 200, {
    Location: `/incidents/${version.id}`,
    ETag: etagOf(version),
    ...(replayed ? { 'Idempotency-Replayed': 'true' } : {}),
  })
}

const answerBrowser = (c: AppContext, { version, receipt }: Submitted) => {
  if (version.status === 'published' || seesWhole(c.get('actor'), version))
    return c.redirect(`/incidents/${version.id}`, 303)
  if (receipt === undefined) {
    const { dataset, reference = '' } = fromRow(version, false)
    throw problems.referenceTaken(dataset, reference)
  }
  return c.redirect(pathOf(receipt), 303)
}

const showAgain = (c: AppContext, { form }: Stated, problem: Problem) => {
  if (!form) throw problem
  const state = openForm(form.fields, form.own.get('_key'), problem.errors as readonly Issue[])
  return page(c, <SubmitPage open form={{ ...state, count: problem.count }} />, 422)
}

/** Stores a record, and answers a script with it or a browser with the way to it. */
const post = async (c: AppContext) => {
  const publish = flag(c, 'publish')
  const stated = await readStated(c)
  const { candidate, options, bytes, form } = stated
  const byBrowser = form !== undefined && prefersPage(c)
  const request = keyedRequest(c, bytes, form?.own.get('_key'))
  const submission = { candidate, options, publish, twins: !byBrowser, request }
  try {
    const submitted = await submit(c.get('deps'), c.get('actor'), submission)
    return byBrowser ? answerBrowser(c, submitted) : answerScript(c, submitted)
  } catch (error) {
    if (byBrowser && error instanceof Problem && error.status === 422 && error.type === 'invalid-record')
      return showAgain(c, stated, error)
    throw error
  }
}

const open = (c: AppContext): boolean =>
  c.get('actor').role === 'public' ? c.env.PUBLIC_SUBMISSIONS === 'true' : true

/** The form, empty or with one entry more in a list. */
const form = async (c: AppContext) => {
  c.header('Cache-Control', 'no-store')
  if (c.req.method !== 'POST')
    return page(c, <SubmitPage open={open(c)} form={openForm([], undefined, [])} />)
  const { form: typed } = await readStated(c)
  if (!typed) throw problems.unsupportedType('application/json', ['application/x-www-form-urlencoded'])
  const again = openForm(typed.fields, typed.own.get('_key'), [], moreOf(typed.own))
  return page(c, <SubmitPage open={open(c)} form={again} />)
}

export const submitting = new Hono<AppEnv>()
  .post('/incidents', limitPublic, post)
  .get('/submit', form)
  .post('/submit', form)
