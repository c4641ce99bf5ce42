/**
 * The route that derives stored versions again with the current schema; `npm run rerender` calls it until it is done.
 */
import { Hono } from 'hono'
import * as v from 'valibot'
import { authorize } from '../../auth/permissions.ts'
import { parseJson } from '../../ingest/request/parse-body.ts'
import { en } from '../../messages/en.ts'
import { maxLimit, rerender } from '../../services/rerender.ts'
import { parse } from '../body/action-body.ts'
import { jsonType, readBodyOfType } from '../body/read-body.ts'
import type { AppContext, AppEnv } from '../context.ts'

const texts = en.requests.rerender
const limitDetail = texts.limit(maxLimit)

const rerenderSchema = v.strictObject({
  after: v.optional(v.string(texts.after)),
  limit: v.optional(
    v.pipe(
      v.number(limitDetail),
      v.integer(limitDetail),
      v.minValue(1, limitDetail),
      v.maxValue(maxLimit, limitDetail),
    ),
  ),
})

const postRerender = async (c: AppContext) => {
  authorize(c.get('actor'), 'rerender')
  const value = parseJson(await readBodyOfType(c, jsonType))
  const input = parse(rerenderSchema, value, texts.noun)
  return c.json(await rerender(c.get('services'), c.get('actor'), input))
}

export const rerenderRoutes = new Hono<AppEnv>().post('/rerender', postRerender)
