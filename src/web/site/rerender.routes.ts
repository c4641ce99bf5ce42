/**
 * The route that derives stored versions again with the current schema; `npm run rerender` calls it until it is done.
 */
import { Hono } from 'hono'
import * as v from 'valibot'
import { authorize } from '../../auth/permissions.ts'
import { message, parseJson } from '../../ingest/request/parse-body.ts'
import { maxLimit, rerender } from '../../services/rerender.ts'
import { parse } from '../body/action-body.ts'
import { jsonType, readBodyOfType } from '../body/read-body.ts'
import type { AppContext, AppEnv } from '../context.ts'

const limitMessage = message((m) => m.requests.rerender.limit(maxLimit))

const rerenderSchema = v.strictObject({
  after: v.optional(v.string(message((m) => m.requests.rerender.after))),
  limit: v.optional(
    v.pipe(
      v.number(limitMessage),
      v.integer(limitMessage),
      v.minValue(1, limitMessage),
      v.maxValue(maxLimit, limitMessage),
    ),
  ),
})

const postRerender = async (c: AppContext) => {
  authorize(c.get('actor'), 'rerender')
  const value = parseJson(await readBodyOfType(c, jsonType))
  const input = parse(rerenderSchema, value, (m) => m.requests.rerender.noun)
  return c.json(await rerender(c.get('services'), c.get('actor'), input))
}

export const rerenderRoutes = new Hono<AppEnv>().post('/rerender', postRerender)
