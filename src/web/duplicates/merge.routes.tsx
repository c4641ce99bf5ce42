/** Routes to merge two records, or to mark them as distinct. */

import { Hono } from 'hono'
import * as v from 'valibot'
import { authorize } from '../../auth/permissions.ts'
import { readParameters, text } from '../../ingest/request/parameters.ts'
import { message } from '../../ingest/request/parse-body.ts'
import { Problem } from '../../problems.ts'
import { type Choices, sides } from '../../record/duplicates/merge-choices.ts'
import { markDistinct, merge, previewMerge } from '../../services/duplicates/merge.ts'
import { fullRecord, toResponse } from '../../services/version-row.ts'
import type { Version } from '../../store/incidents.ts'
import { parse, patchSchema, readAction, reason, revisionNumber } from '../body/action-body.ts'
import { type AppContext, type AppEnv, findCurrent, searchOf } from '../context.ts'
import { idempotentRequest } from '../headers.ts'
import { recordResponse, respond } from '../respond.ts'
import type { FormError } from '../ui/decision-form.tsx'
import { renderPage } from '../ui/viewer.tsx'
import { duplicatesUrl } from './duplicates-url.ts'
import { type MergeOrigin, mergeFrom, originOfForm, originParsers, sideUrl } from './merge-origin.ts'
import { MergePage } from './merge-page.tsx'

const idPattern = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i

/** Returns the id in an id or the URL of a record, as typed. */
export const parseId = (text: string): string => idPattern.exec(text)?.[0].toLowerCase() ?? text.trim()

/** Returns a record as the page of a merge shows it. */
export const toSide = (version: Version) => ({
  record: toResponse(version, { view: 'full' }),
  fullRecord: fullRecord(version),
})

interface MergeInput {
  readonly into: string
  readonly origin?: MergeOrigin | undefined
  /** The chosen values, and the reason, as sent by the last form. */
  readonly choices?: Choices | undefined
  readonly reason?: string | undefined
  /** The error of the last form. */
  readonly formError?: FormError | undefined
}

const renderMergePage = async (c: AppContext, merged: Version, input: MergeInput): Promise<Response> => {
  const { into, formError, choices } = input
  const props = { ...input, merged: toSide(merged) }
  if (into === '') return renderPage(c, <MergePage {...props} />, formError?.problem)
  try {
    const preview = await previewMerge(c.get('services'), c.get('actor'), merged, parseId(into), choices)
    const comparison = { ...preview, survivor: toSide(preview.survivor) }
    return renderPage(c, <MergePage {...props} comparison={comparison} />, formError?.problem)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const problem = formError?.problem ?? error
    // Choices of revisions that have changed since may lead nowhere.
    if (choices)
      return renderMergePage(c, merged, {
        ...input,
        choices: undefined,
        formError: { problem, reason: input.reason ?? '' },
      })
    return renderPage(c, <MergePage {...props} formError={{ problem, reason: '' }} />, problem)
  }
}

const get = async (c: AppContext) => {
  authorize(c.get('actor'), 'merge')
  const { into = '', ...origin } = readParameters(searchOf(c), { into: text, ...originParsers })
  return renderMergePage(c, await findCurrent(c), { into, origin })
}

const choicesSchema = v.record(
  v.string(),
  v.picklist(
    sides,
    message((m) => m.requests.choose.side),
  ),
  message((m) => m.requests.choose.type),
)

const mergeSchema = v.strictObject({
  into: v.string(message((m) => m.requests.recordId('into'))),
  reason,
  choose: v.optional(choicesSchema),
  patch: v.optional(patchSchema),
  revision: v.optional(revisionNumber('revision')),
  into_revision: v.optional(revisionNumber('into_revision')),
})

/** Returns the fields of a form with those that are named by pointers, which are choices, as one. An empty one is none. */
export const gatherChoices = (value: unknown) => {
  const entries = Object.entries(value as Readonly<Record<string, string>>)
  const isChoice = ([name]: readonly [string, string]) => name.startsWith('/')
  return {
    ...Object.fromEntries(entries.filter((entry) => !isChoice(entry))),
    choose: Object.fromEntries(entries.filter((entry) => isChoice(entry) && entry[1] !== '')),
  }
}

/** Returns what a form has typed and chosen. */
const toMergeInput = (form: Readonly<Record<string, string>>): MergeInput => {
  const choices = v.safeParse(choicesSchema, gatherChoices(form).choose)
  const { into = '', reason = '' } = form
  const origin = originOfForm(form)
  return { into, reason, origin, choices: choices.success ? choices.output : undefined }
}

const post = async (c: AppContext) => {
  authorize(c.get('actor'), 'merge')
  const merged = await findCurrent(c)
  const { value, bytes, form } = await readAction(c)
  if (form && Object.hasOwn(form, '_preview')) return renderMergePage(c, merged, toMergeInput(form))
  const body = form ? gatherChoices(value) : value
  const act = () => {
    const { into_revision: intoRevision, ...input } = parse(mergeSchema, body, (m) => m.requests.body.merge)
    const [into, request] = [parseId(input.into), idempotentRequest(c, bytes)]
    return merge(c.get('services'), c.get('actor'), { ...input, into, merged, intoRevision, request })
  }
  return respond(c, form, () => mergeFrom(c, originOfForm(form), merged.id, act), {
    redirect: ({ url }) => url,
    json: ({ result }) => recordResponse(c, result, { merged: { id: merged.id, into: result.version.id } }),
    redisplay: async (problem, form) => {
      const input = toMergeInput(form)
      const formError = { problem, reason: input.reason ?? '' }
      return renderMergePage(c, await findCurrent(c), { ...input, formError })
    },
  })
}

const distinctSchema = v.strictObject({
  other: v.string(message((m) => m.requests.recordId('other'))),
  reason,
  undo: v.optional(v.boolean(message((m) => m.requests.flag('undo'))), false),
})

/** Turns the hidden field of a form into a boolean. */
const parseCheckbox = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'undo' in value
    ? { ...value, undo: value.undo === 'true' }
    : value

const postDistinct = async (c: AppContext) => {
  authorize(c.get('actor'), 'merge')
  const current = await findCurrent(c)
  const { value, form } = await readAction(c)
  const input = parse(distinctSchema, form ? parseCheckbox(value) : value, (m) => m.requests.body.distinct)
  const other = parseId(input.other)
  await markDistinct(c.get('services'), c.get('actor'), { ...input, current, other })
  if (!form) return c.json({ pair: [current.id, other].sort(), distinct: !input.undo })
  const { duplicates, ...origin } = originOfForm(form)
  return c.redirect(duplicates === undefined ? sideUrl(current.id, origin) : duplicatesUrl(duplicates), 303)
}

export const mergeRoutes = new Hono<AppEnv>()
  .get('/incidents/:id/merge', get)
  .post('/incidents/:id/merge', post)
  .post('/incidents/:id/distinct', postDistinct)
