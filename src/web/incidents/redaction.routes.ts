/** The route by which an admin permanently removes content from a record. */

import { Hono } from 'hono'
import * as v from 'valibot'
import { authorize } from '../../auth/permissions.ts'
import { message } from '../../ingest/request/parse-body.ts'
import { stateIssue } from '../../problems.ts'
import { isPointer } from '../../record/redaction.ts'
import { redact } from '../../services/incidents/redaction.ts'
import { type ActionBody, parse, readAction, reason, revisionNumber } from '../body/action-body.ts'
import { type AppContext, type AppEnv, findCurrent } from '../context.ts'
import { idempotentRequest } from '../headers.ts'
import { recordResponse, respond } from '../respond.ts'
import { showIncident } from './show-incident.tsx'

const maxEntries = 100
const maxTextLength = 2000

const pointerSchema = v.pipe(
  v.string(message((m) => m.requests.redaction.removeType)),
  v.check(
    isPointer,
    message((m) => m.requests.redaction.removePointer),
  ),
)

const textSchema = v.pipe(
  v.string(message((m) => m.requests.redaction.eraseType)),
  v.check(
    (each) => each.trim().length >= 2,
    message((m) => m.requests.redaction.eraseShort),
  ),
  v.maxLength(
    maxTextLength,
    message((m) => m.requests.redaction.eraseLong(maxTextLength)),
  ),
  v.check(
    (each) => each.isWellFormed(),
    message((m) => m.requests.redaction.eraseBroken),
  ),
  v.normalize('NFC'),
)

const listSchema = <Item extends v.GenericSchema<string, string>>(name: string, item: Item) =>
  v.optional(
    v.pipe(
      v.array(
        item,
        message((m) => m.requests.redaction.listType(name)),
      ),
      v.maxLength(
        maxEntries,
        message((m) => m.requests.redaction.listLength(name, maxEntries)),
      ),
    ),
    [],
  )

const redactionSchema = v.pipe(
  v.strictObject({
    reason,
    remove: listSchema('remove', pointerSchema),
    erase: listSchema('erase', textSchema),
    revision: v.optional(revisionNumber('revision')),
  }),
  v.check(
    ({ remove, erase }) => remove.length + erase.length > 0,
    message((m) => m.requests.redaction.empty),
  ),
  v.check(
    (asked) => !asked.erase.some((each) => asked.reason.normalize('NFC').includes(each)),
    message((m) => m.requests.redaction.reasonLeaks),
  ),
)

const splitLines = (typed = ''): string[] => typed.split(/\r?\n/).filter((line) => line.trim() !== '')

/** Returns the input; in a form, each line of a field is an entry. */
const toInput = ({ value, form }: ActionBody): unknown =>
  form ? { ...(value as object), remove: splitLines(form.remove), erase: splitLines(form.erase) } : value

const post = async (c: AppContext) => {
  authorize(c.get('actor'), 'redact')
  const current = await findCurrent(c)
  const { id } = current
  const action = await readAction(c)
  const act = () => {
    const input = parse(redactionSchema, toInput(action), (m) => m.requests.body.redaction)
    const command = { current, request: idempotentRequest(c, action.bytes), ...input }
    return redact(c.get('services'), c.env.FILES, c.get('actor'), command)
  }
  return respond(c, action.form, act, {
    redirect: async ({ filesFollow, elsewhere }) => {
      if (!filesFollow && elsewhere.length === 0) return c.redirect(`/incidents/${id}`, 303)
      return showIncident(c, await findCurrent(c), { redacted: { filesFollow, elsewhere } })
    },
    json: (result) =>
      recordResponse(c, result, {
        files_follow: result.filesFollow,
        elsewhere: result.elsewhere.map(stateIssue),
      }),
    redisplay: async (problem, { reason = '', remove = '', erase = '' }) =>
      showIncident(c, await findCurrent(c), { redaction: { problem, reason, remove, erase } }),
  })
}

export const redactionRoutes = new Hono<AppEnv>().post('/incidents/:id/redact', post)
