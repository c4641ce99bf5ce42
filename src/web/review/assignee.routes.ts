/** Routes by which editors take an entry of the queue in hand. */
import { Hono } from 'hono'
import * as v from 'valibot'
import { authorize } from '../../auth/permissions.ts'
import { message } from '../../ingest/request/parse-body.ts'
import { assign, release } from '../../services/review/assignees.ts'
import { parse, readAction } from '../body/action-body.ts'
import { type AppContext, type AppEnv, idOf } from '../context.ts'
import { parseQueueSearch, queueUrl } from './queue-query.ts'

const put = async (c: AppContext) =>
  c.json({ assignee: await assign(c.get('services'), c.get('actor'), idOf(c)) })

const remove = async (c: AppContext) => {
  await release(c.get('services'), c.get('actor'), idOf(c))
  return c.body(null, 204)
}

const schema = v.strictObject({
  release: v.optional(
    v.picklist(
      ['true'],
      message((m) => m.requests.choice('release', ['true'])),
    ),
  ),
})

/** Takes the entry, or releases it, and returns to it. */
const post = async (c: AppContext) => {
  authorize(c.get('actor'), 'review')
  const { value, form } = await readAction(c)
  const input = parse(schema, value, (m) => m.requests.body.assignee)
  const act = input.release ? release : assign
  await act(c.get('services'), c.get('actor'), idOf(c))
  return c.redirect(queueUrl(parseQueueSearch(form?._queue), { id: idOf(c) }), 303)
}

export const assigneeRoutes = new Hono<AppEnv>()
  .put('/queue/:id/assignee', put)
  .delete('/queue/:id/assignee', remove)
  .post('/queue/:id/assignee', post)
