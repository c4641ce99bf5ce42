/** The route by which an admin takes out of a record, for good, what must be gone. */

import { Hono } from 'hono'
import * as v from 'valibot'
import { authorize } from '../../auth/permissions.ts'
import { isPointer } from '../../record/redaction.ts'
import { redact } from '../../services/incidents/redaction.ts'
import { type ActionBody, parse, readAction, reason, revisionNumber } from '../body/action-body.ts'
import { type AppContext, type AppEnv, findCurrent } from '../context.ts'
import { idempotentRequest } from '../headers.ts'
import { recordResponse, respond } from '../respond.ts'
import { showIncident } from './show-incident.tsx'

const maxEntries = 100

const pointerSchema = v.pipe(
  v.string('remove has JSON Pointers.'),
  v.check(isPointer, 'remove has JSON Pointers to fields, such as /location/place.'),
)

const textSchema = v.pipe(
  v.string('erase has texts.'),
  v.check((each) => each.trim().length >= 2, 'A text to be erased has at least two characters.'),
  v.maxLength(2000, 'A text to be erased has at most 2000 characters.'),
  v.check((each) => each.isWellFormed(), 'A text to be erased is whole Unicode.'),
  v.normalize('NFC'),
)

const listSchema = <Item extends v.GenericSchema<string, string>>(name: string, item: Item) =>
  v.optional(
    v.pipe(
      v.array(item, `${name} is a list.`),
      v.maxLength(maxEntries, `${name} has at most ${maxEntries} entries.`),
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
    'Say what must be gone: remove has JSON Pointers, erase has texts.',
  ),
  v.check(
    (asked) => !asked.erase.some((each) => asked.reason.normalize('NFC').includes(each)),
    'Everybody reads the reason, and it has a text that is to be erased.',
  ),
)

const splitLines = (typed = ''): string[] => typed.split(/\r?\n/).filter((line) => line.trim() !== '')

/** Of a form, a line of its fields for each entry. */
const toInput = ({ value, form }: ActionBody): unknown =>
  form ? { ...(value as object), remove: splitLines(form.remove), erase: splitLines(form.erase) } : value

const post = async (c: AppContext) => {
  authorize(c.get('actor'), 'redact')
  const { rowKey, id } = await findCurrent(c)
  const action = await readAction(c)
  const act = () => {
    const input = parse(redactionSchema, toInput(action), 'An object with reason, and remove or erase,')
    const command = { rowKey, request: idempotentRequest(c, action.bytes), ...input }
    return redact(c.get('services'), c.env.FILES, c.get('actor'), command)
  }
  return respond(c, action.form, act, {
    redirect: async ({ filesFollow, elsewhere }) => {
      if (!filesFollow && elsewhere.length === 0) return c.redirect(`/incidents/${id}`, 303)
      return showIncident(c, await findCurrent(c), { redacted: { filesFollow, elsewhere } })
    },
    json: (result) =>
      recordResponse(c, result, { files_follow: result.filesFollow, elsewhere: result.elsewhere }),
    redisplay: async (problem, { reason = '', remove = '', erase = '' }) =>
      showIncident(c, await findCurrent(c), { redaction: { problem, reason, remove, erase } }),
  })
}

export const redactionRoutes = new Hono<AppEnv>().post('/incidents/:id/redact', post)
