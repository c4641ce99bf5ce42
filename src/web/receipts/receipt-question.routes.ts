/** Routes of the questions on a receipt. */
import { Hono } from 'hono'
import { answerByReceipt, find } from '../../services/receipts.ts'
import { parse, readAction } from '../body/action-body.ts'
import { answerSchema } from '../body/remark-body.ts'
import type { AppContext, AppEnv } from '../context.ts'
import { prefersHtml } from '../headers.ts'
import { assertWithinLimit, rateLimitSubmissions } from '../rate-limits.ts'
import { respond } from '../respond.ts'
import { receiptUrl, renderReceipt, secretOf } from './receipt.routes.tsx'

const questionsUrl = (c: AppContext): string => `${receiptUrl(c)}#questions`

const findReceipt = (c: AppContext) => find(c.get('services').db, c.get('actor'), secretOf(c))

const get = async (c: AppContext) => {
  const { questions } = await findReceipt(c)
  if (prefersHtml(c)) return c.redirect(questionsUrl(c), 303)
  c.header('Cache-Control', 'private, no-store')
  c.header('X-Robots-Tag', 'noindex')
  return c.json({ questions })
}

const post = async (c: AppContext) => {
  const receipt = await findReceipt(c)
  const { value, form } = await readAction(c)
  const act = async () => {
    assertWithinLimit(c)
    const input = parse(answerSchema, value, (m) => m.requests.body.answer)
    return answerByReceipt(c.get('services'), receipt, input)
  }
  return respond(c, form, act, {
    redirect: () => questionsUrl(c),
    json: ({ status, remark: { id, at, text } }) => c.json({ answer: { id, at, text } }, status),
    redisplay: (problem, { text = '', question = '' }) =>
      renderReceipt(c, receipt, { remark: { form: question, text, problem } }),
  })
}

export const receiptQuestionRoutes = new Hono<AppEnv>()
  .get('/receipts/:secret/questions', get)
  .post('/receipts/:secret/questions', rateLimitSubmissions, post)
