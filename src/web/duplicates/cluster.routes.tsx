/** Routes to merge several records into one. */
import { Hono } from 'hono'
import * as v from 'valibot'
import { authorize } from '../../auth/permissions.ts'
import { type Parser, readParameters, text } from '../../ingest/request/parameters.ts'
import { message } from '../../ingest/request/parse-body.ts'
import { Problem } from '../../problems.ts'
import { type ChoicesById, mergeCluster, previewCluster } from '../../services/duplicates/merge-cluster.ts'
import { find } from '../../services/incidents/read.ts'
import type { Version } from '../../store/incidents.ts'
import { parse, patchSchema, readAction, reason, revisionNumber } from '../body/action-body.ts'
import { type AppContext, type AppEnv, findCurrent, searchOf } from '../context.ts'
import { idempotentRequest } from '../headers.ts'
import { recordResponse, respond } from '../respond.ts'
import type { FormError } from '../ui/decision-form.tsx'
import { renderPage } from '../ui/viewer.tsx'
import { ClusterPage } from './cluster-page.tsx'
import { gatherChoices, parseId, toSide } from './merge.routes.tsx'
import { type MergeOrigin, mergeFrom, originOfForm, originParsers } from './merge-origin.ts'

interface ClusterInput {
  readonly from: readonly string[]
  readonly origin?: MergeOrigin | undefined
  /** The chosen values, and the reason, as sent by the last form. */
  readonly choices?: ChoicesById | undefined
  readonly reason?: string | undefined
  readonly formError?: FormError | undefined
}

const renderCluster = async (c: AppContext, survivor: Version, input: ClusterInput): Promise<Response> => {
  const { from, choices, formError } = input
  const props = { ...input, survivor: toSide(survivor) }
  try {
    const preview = await previewCluster(c.get('services'), c.get('actor'), survivor, from, choices)
    const comparison = { ...preview, others: preview.others.map(toSide) }
    return renderPage(c, <ClusterPage {...props} comparison={comparison} />, formError?.problem)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const problem = formError?.problem ?? error
    const shown = { problem, reason: input.reason ?? '' }
    // Choices of revisions that have changed since may lead nowhere.
    if (choices) return renderCluster(c, survivor, { ...input, choices: undefined, formError: shown })
    return renderPage(c, <ClusterPage {...props} formError={shown} />, problem)
  }
}

/** Ids or addresses of records, each as a parameter of its own or several separated by commas. */
const idList: Parser<readonly string[]> = (values) =>
  values.flatMap((value) => value.split(/[\s,]+/)).flatMap((each) => (each === '' ? [] : [parseId(each)]))

const get = async (c: AppContext) => {
  authorize(c.get('actor'), 'merge')
  const parameters = { into: text, from: idList, ...originParsers }
  const { into = '', from = [], ...origin } = readParameters(searchOf(c), parameters)
  const survivor = await find(c.get('services'), c.get('actor'), parseId(into))
  return renderCluster(c, survivor, { from, origin })
}

const clusterSchema = v.strictObject({
  from: v.array(
    v.string(message((m) => m.cluster.ids)),
    message((m) => m.cluster.ids),
  ),
  reason,
  choose: v.optional(
    v.record(
      v.string(),
      v.string(message((m) => m.cluster.side)),
      message((m) => m.cluster.type),
    ),
  ),
  patch: v.optional(patchSchema),
  revision: v.optional(revisionNumber('revision')),
  revisions: v.optional(
    v.record(
      v.string(),
      revisionNumber('revisions'),
      message((m) => m.cluster.revisions),
    ),
  ),
})

type Fields = Readonly<Record<string, string>>

/** Returns the body of a form: its choices as one, and the revisions that its page showed. */
const bodyOfForm = (value: unknown, form: Fields): object => {
  const shown = [...new URLSearchParams(form._revisions)].filter(([, text]) => /^\d{1,15}$/.test(text))
  return {
    ...gatherChoices(value),
    from: idList([form.from ?? '']),
    revisions: Object.fromEntries(shown.map(([id, revision]) => [id, Number(revision)])),
  }
}

const toInput = (form: Fields): ClusterInput => ({
  from: idList([form.from ?? '']),
  reason: form.reason ?? '',
  origin: originOfForm(form),
  choices: gatherChoices(form).choose,
})

const post = async (c: AppContext) => {
  authorize(c.get('actor'), 'merge')
  const current = await findCurrent(c)
  const { value, bytes, form } = await readAction(c)
  if (form && Object.hasOwn(form, '_preview')) return renderCluster(c, current, toInput(form))
  const act = () => {
    const body = form ? bodyOfForm(value, form) : value
    const { from, ...input } = parse(clusterSchema, body, (m) => m.cluster.body)
    const request = { ...input, from: from.map(parseId), current, request: idempotentRequest(c, bytes) }
    return mergeCluster(c.get('services'), c.get('actor'), request)
  }
  // From the queue, the entry comes first.
  const [entry = current.id] = idList([form?.from ?? ''])
  return respond(c, form, () => mergeFrom(c, originOfForm(form), entry, act), {
    redirect: ({ url }) => url,
    json: ({ result }) => recordResponse(c, result),
    redisplay: async (problem, typed) => {
      const input = toInput(typed)
      const formError = { problem, reason: input.reason ?? '' }
      return renderCluster(c, await findCurrent(c), { ...input, formError })
    },
  })
}

export const clusterRoutes = new Hono<AppEnv>().get('/merge', get).post('/incidents/:id/merge-from', post)
