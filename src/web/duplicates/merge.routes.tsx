/** Routes to merge a record into another one, or others into a record. */
import { Hono } from 'hono'
import { authorize } from '../../auth/permissions.ts'
import { readParameters, text } from '../../ingest/request/parameters.ts'
import { Problem } from '../../problems.ts'
import type { NamedChoices } from '../../services/duplicates/combine-records.ts'
import { type MergeTarget, merge, previewMerge } from '../../services/duplicates/merge.ts'
import { find } from '../../services/incidents/read.ts'
import { fullRecord, toResponse } from '../../services/version-row.ts'
import type { Version } from '../../store/incidents.ts'
import { readAction } from '../body/action-body.ts'
import { type AppContext, type AppEnv, findCurrent, searchOf } from '../context.ts'
import { idempotentRequest } from '../headers.ts'
import { recordResponse, respond } from '../respond.ts'
import type { FormError } from '../ui/decision-form.tsx'
import { renderPage } from '../ui/viewer.tsx'
import {
  bodyOfForm,
  type Fields,
  idList,
  parseId,
  parseMergeFrom,
  parseMergeInto,
  readForm,
} from './merge-body.ts'
import { type MergeOrigin, mergeFrom, originOfForm, originParsers } from './merge-origin.ts'
import { MergePage } from './merge-page.tsx'

/** Returns a record as the page of a merge shows it. */
const toSide = (version: Version) => ({
  record: toResponse(version, { view: 'full' }),
  fullRecord: fullRecord(version),
})

interface MergeInput {
  readonly target: MergeTarget
  readonly origin?: MergeOrigin | undefined
  /** The chosen values, and the reason, as sent by the last form. */
  readonly choices?: NamedChoices | undefined
  readonly reason?: string | undefined
  /** The error of the last form. */
  readonly formError?: FormError | undefined
}

const renderMerge = async (c: AppContext, current: Version, input: MergeInput): Promise<Response> => {
  const { target, choices, reason = '', formError } = input
  const props = { ...input, current: toSide(current) }
  const isTyped = 'into' in target
  if (isTyped && target.into === '') return renderPage(c, <MergePage {...props} />, formError?.problem)
  try {
    const meant = isTyped ? { into: parseId(target.into) } : target
    const preview = await previewMerge(c.get('services'), c.get('actor'), current, meant, choices)
    const { survivor, others, ...rest } = preview
    const comparison = { ...rest, survivor: toSide(survivor), others: others.map(toSide) }
    return renderPage(c, <MergePage {...props} comparison={comparison} />, formError?.problem)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const shown = { problem: formError?.problem ?? error, reason }
    // Choices of revisions that have changed since may lead nowhere.
    if (choices) return renderMerge(c, current, { ...input, choices: undefined, formError: shown })
    return renderPage(c, <MergePage {...props} formError={shown} />, shown.problem)
  }
}

/** The query of an origin is empty where the queue or the page of duplicates has no filters. */
const readOptions = { empty: 'value' } as const

const getInto = async (c: AppContext) => {
  authorize(c.get('actor'), 'merge')
  const { into = '', ...origin } = readParameters(searchOf(c), { into: text, ...originParsers }, readOptions)
  return renderMerge(c, await findCurrent(c), { target: { into }, origin })
}

const getFrom = async (c: AppContext) => {
  authorize(c.get('actor'), 'merge')
  const parameters = { into: text, from: idList, ...originParsers }
  const { into = '', from = [], ...origin } = readParameters(searchOf(c), parameters, readOptions)
  const survivor = await find(c.get('services'), c.get('actor'), parseId(into))
  return renderMerge(c, survivor, { target: { from }, origin })
}

const handleMerge = (parseBody: typeof parseMergeInto) => async (c: AppContext) => {
  authorize(c.get('actor'), 'merge')
  const current = await findCurrent(c)
  const { value, bytes, form } = await readAction(c)
  const inputOf = (typed: Fields) => ({ ...readForm(typed), origin: originOfForm(typed) })
  if (form && Object.hasOwn(form, '_preview')) return renderMerge(c, current, inputOf(form))
  const act = () => {
    const body = parseBody(current.id, form ? bodyOfForm(value, form) : value)
    const request = idempotentRequest(c, bytes)
    return merge(c.get('services'), c.get('actor'), { ...body, current, request })
  }
  // From the queue, the entry comes first.
  const [entry = current.id] = idList([form?.from ?? ''])
  return respond(c, form, () => mergeFrom(c, originOfForm(form), entry, act), {
    redirect: ({ url }) => url,
    json: ({ result }) => {
      const { id } = result.version
      return recordResponse(c, result, id === current.id ? {} : { merged: { id: current.id, into: id } })
    },
    redisplay: async (problem, typed) => {
      const input = inputOf(typed)
      return renderMerge(c, await findCurrent(c), { ...input, formError: { problem, reason: input.reason } })
    },
  })
}

export const mergeRoutes = new Hono<AppEnv>()
  .get('/merge', getFrom)
  .get('/incidents/:id/merge', getInto)
  .post('/incidents/:id/merge', handleMerge(parseMergeInto))
  .post('/incidents/:id/merge-from', handleMerge(parseMergeFrom))
