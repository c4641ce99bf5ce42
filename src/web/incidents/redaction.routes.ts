/** The route by which an admin takes out of a record, for good, what must be gone. */
import { Hono } from 'hono'
import * as v from 'valibot'
import { authorize } from '../../auth/permissions.ts'
import { Problem } from '../../problems.ts'
import { isPointer } from '../../record/redaction.ts'
import { find } from '../../services/incidents/read.ts'
import { redact } from '../../services/incidents/redaction.ts'
import { type ActionBody, parse, readAction, reason, revisionNumber } from '../body/action-body.ts'
import { type AppContext, type AppEnv, prefersHtml } from '../context.ts'
import { idempotentRequest } from '../headers.ts'
import { showIncident } from './show-incident.tsx'
import { recordResponse } from './update.routes.ts'

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
  const [services, actor] = [c.get('services'), c.get('actor')]
  authorize(actor, 'redact')
  const findCurrent = () => find(services, actor, c.req.param('id') ?? '')
  const version = await findCurrent()
  const action = await readAction(c)
  try {
    const input = parse(redactionSchema, toInput(action), 'An object with reason, and remove or erase,')
    const command = { n: version.n, request: idempotentRequest(c, action.bytes), ...input }
    const result = await redact(services, c.env.FILES, actor, command)
    const { filesFollow, elsewhere } = result
    if (!action.form) return recordResponse(c, result, { files_follow: filesFollow, elsewhere })
    if (!filesFollow && elsewhere.length === 0) return c.redirect(`/incidents/${version.id}`, 303)
    return showIncident(c, await findCurrent(), { redacted: { filesFollow, elsewhere } })
  } catch (error) {
    if (!action.form || !prefersHtml(c) || !(error instanceof Problem)) throw error
    const { reason = '', remove = '', erase = '' } = action.form
    return showIncident(c, await findCurrent(), { redaction: { problem: error, reason, remove, erase } })
  }
}

export const redactionRoutes = new Hono<AppEnv>().post('/incidents/:id/redact', post)
