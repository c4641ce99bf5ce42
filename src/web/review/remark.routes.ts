/** Routes of remarks on a record: comments of editors, questions to the filer, and answers of a filer with a token. */
import { Hono } from 'hono'
import { authorize, canIn } from '../../auth/permissions.ts'
import { problems } from '../../problems.ts'
import {
  answer,
  ask,
  comment,
  forFiler,
  isFiler,
  type Remark,
  type RemarkResult,
  readDiscussion,
} from '../../services/review/remarks.ts'
import type { Version } from '../../store/incidents.ts'
import { parse, readAction } from '../body/action-body.ts'
import { answerSchema, remarkSchema } from '../body/remark-body.ts'
import { type AppContext, type AppEnv, findCurrent } from '../context.ts'
import { prefersHtml } from '../headers.ts'
import { showIncident } from '../incidents/show-incident.tsx'
import { respond } from '../respond.ts'
import { incidentUrl } from '../ui/incident-summary.tsx'
import { parseQueueSearch, type QueueReference, queueUrl } from './queue-query.ts'

/** Returns a remark as editors see it. */
const forEditor = ({ id, at, actor, name, text }: Remark) => ({
  ...{ id, at, actor, text },
  ...(name === null ? {} : { name }),
})

/**
 * Returns the page with the remarks on a record: its entry in the queue that it was opened from, its own, or that of its
 * history if its address leads elsewhere.
 */
const remarksUrl = ({ id, status }: Version, section: string, queue?: QueueReference): string =>
  `${queue ? queueUrl(queue, { id }) : `${incidentUrl(id)}${status === 'merged' ? '/history' : ''}`}#${section}`

const getComments = async (c: AppContext) => {
  authorize(c.get('actor'), 'review')
  const current = await findCurrent(c)
  authorize(c.get('actor'), 'review', current.datasetSlug)
  if (prefersHtml(c)) return c.redirect(remarksUrl(current, 'comments'), 303)
  const { comments, approvals } = await readDiscussion(c.get('services'), current.rowKey)
  return c.json({
    comments: comments.map(forEditor),
    approvals: approvals.map((each) => ({ ...forEditor(each), revision: each.revision })),
  })
}

/** Returns the current version. Throws not-found unless its reader reviews records or filed this one. */
const findAsked = async (c: AppContext): Promise<Version> => {
  const actor = c.get('actor')
  authorize(actor, 'readOwn')
  const current = await findCurrent(c)
  if (!canIn(actor, 'review', current.datasetSlug) && !isFiler(actor, current))
    throw problems.notFound('record')
  return current
}

const getQuestions = async (c: AppContext) => {
  const current = await findAsked(c)
  if (prefersHtml(c)) return c.redirect(remarksUrl(current, 'questions'), 303)
  const { questions } = await readDiscussion(c.get('services'), current.rowKey)
  const isEditor = canIn(c.get('actor'), 'review', current.datasetSlug)
  const show = (each: (typeof questions)[number]) =>
    isEditor ? { ...forEditor(each), answers: each.answers.map(forEditor) } : forFiler(each)
  return c.json({ questions: questions.map(show) })
}

type Fields = Readonly<Record<string, string>>

interface RemarkAct {
  readonly current: Version
  /** The name of the remark in the answer. */
  readonly kind: 'comment' | 'question' | 'answer'
  readonly form: Fields | undefined
  readonly act: () => Promise<RemarkResult>
}

/** Stores a remark, and leads a form to its section; a refused one comes back as typed. */
const respondToRemark = (c: AppContext, { current, kind, form, act }: RemarkAct) => {
  const queue = form?._queue === undefined ? undefined : parseQueueSearch(form._queue)
  return respond(c, form, act, {
    redirect: () => remarksUrl(current, kind === 'comment' ? 'comments' : 'questions', queue),
    json: ({ status, remark: { id, at, text } }) => c.json({ [kind]: { id, at, text } }, status),
    redisplay: (problem, { text = '', question }) =>
      current.status !== 'merged' &&
      findCurrent(c).then((version) =>
        showIncident(c, version, { remark: { form: question ?? kind, text, problem }, queue }),
      ),
  })
}

const postByEditor =
  (kind: 'comment' | 'question', add: typeof comment) =>
  async (c: AppContext): Promise<Response> => {
    authorize(c.get('actor'), 'review')
    const current = await findCurrent(c)
    const { value, form } = await readAction(c)
    const act = async () => {
      const { text } = parse(remarkSchema, value, (m) => m.requests.body.remark)
      return add(c.get('services'), c.get('actor'), current, text)
    }
    return respondToRemark(c, { current, kind, form, act })
  }

const postAnswer = async (c: AppContext) => {
  const actor = c.get('actor')
  authorize(actor, 'readOwn')
  const current = await findCurrent(c)
  if (!isFiler(actor, current)) throw problems.notFound('question')
  const { value, form } = await readAction(c)
  const act = async () => {
    const input = parse(answerSchema, value, (m) => m.requests.body.answer)
    return answer(c.get('services'), actor, current, input)
  }
  return respondToRemark(c, { current, kind: 'answer', form, act })
}

export const remarkRoutes = new Hono<AppEnv>()
  .get('/incidents/:id/comments', getComments)
  .post('/incidents/:id/comments', postByEditor('comment', comment))
  .get('/incidents/:id/questions', getQuestions)
  .post('/incidents/:id/questions', postByEditor('question', ask))
  .post('/incidents/:id/answers', postAnswer)
