/** The route by which an admin takes out of a record, for good, what must be gone. */
import { Hono } from 'hono'
import * as v from 'valibot'
import { permit } from '../../auth/permissions.ts'
import { Problem } from '../../problems.ts'
import { isPointer } from '../../record/redaction.ts'
import { find } from '../../services/incidents/read.ts'
import { redact } from '../../services/incidents/redaction.ts'
import { type Act, judged, readAct, reason, revisionNumber } from '../body/action-body.ts'
import { type AppContext, type AppEnv, prefersPage } from '../context.ts'
import { keyedRequest } from '../headers.ts'
import { showRecord } from './show-incident.tsx'
import { answer } from './update.routes.ts'

const mostOfEach = 100

const pointer = v.pipe(
  v.string('remove has JSON Pointers.'),
  v.check(isPointer, 'remove has JSON Pointers to fields, such as /location/place.'),
)

const text = v.pipe(
  v.string('erase has texts.'),
  v.check((each) => each.trim().length >= 2, 'A text to be erased has at least two characters.'),
  v.maxLength(2000, 'A text to be erased has at most 2000 characters.'),
  v.check((each) => each.isWellFormed(), 'A text to be erased is whole Unicode.'),
  v.normalize('NFC'),
)

const listOf = <Item extends v.GenericSchema<string, string>>(name: string, item: Item) =>
  v.optional(
    v.pipe(
      v.array(item, `${name} is a list.`),
      v.maxLength(mostOfEach, `${name} has at most ${mostOfEach} entries.`),
    ),
    [],
  )

const redaction = v.pipe(
  v.strictObject({
    reason,
    remove: listOf('remove', pointer),
    erase: listOf('erase', text),
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

const lines = (typed = ''): string[] => typed.split(/\r?\n/).filter((line) => line.trim() !== '')

/** Of a form, a line of its fields for each entry. */
const givenIn = ({ given, form }: Act): unknown =>
  form ? { ...(given as object), remove: lines(form.remove), erase: lines(form.erase) } : given

const current = { equals: {}, facets: {} }

const post = async (c: AppContext) => {
  const [deps, actor] = [c.get('deps'), c.get('actor')]
  permit(actor, 'redact')
  const now = () => find(deps, actor, c.req.param('id') ?? '', current)
  const version = await now()
  const act = await readAct(c)
  try {
    const said = judged(redaction, givenIn(act), 'An object with reason, and remove or erase,')
    const asked = { n: version.n, request: keyedRequest(c, act.bytes), ...said }
    const revised = await redact(deps, c.env.FILES, actor, asked)
    const { filesFollow, elsewhere } = revised
    if (!act.form) return answer(c, revised, { files_follow: filesFollow, elsewhere })
    if (!filesFollow && elsewhere.length === 0) return c.redirect(`/incidents/${version.id}`, 303)
    return showRecord(c, await now(), { redacted: { filesFollow, elsewhere } })
  } catch (error) {
    if (!act.form || !prefersPage(c) || !(error instanceof Problem)) throw error
    const { reason = '', remove = '', erase = '' } = act.form
    return showRecord(c, await now(), { redaction: { problem: error, reason, remove, erase } })
  }
}

export const redactingRoutes = new Hono<AppEnv>().post('/incidents/:id/redact', post)
