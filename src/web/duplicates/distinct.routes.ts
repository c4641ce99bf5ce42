/** The route to mark two records as distinct. */
import { Hono } from 'hono'
import * as v from 'valibot'
import { authorize } from '../../auth/permissions.ts'
import { message } from '../../ingest/request/parse-body.ts'
import { markDistinct } from '../../services/duplicates/merge.ts'
import { parse, readAction, reason } from '../body/action-body.ts'
import { type AppContext, type AppEnv, findCurrent } from '../context.ts'
import { duplicatesUrl } from './duplicates-url.ts'
import { parseId } from './merge-body.ts'
import { originOfForm, sideUrl } from './merge-origin.ts'

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

export const distinctRoutes = new Hono<AppEnv>().post('/incidents/:id/distinct', postDistinct)
