/** Routes by which records change. */
import { Hono } from 'hono'
import * as v from 'valibot'
import { permit, seesWhole } from '../auth/permissions.ts'
import { readJson } from '../ingest/json.ts'
import { problems, type RequestIssue } from '../problems.ts'
import { find } from '../workflow/read.ts'
import { decisions, edit, type Revised, review } from '../workflow/revise.ts'
import { etagOf, fromRow } from '../workflow/version.ts'
import { bodyOf } from './body.ts'
import type { AppContext, AppEnv } from './context.ts'
import { keyedRequest, seenTags } from './headers.ts'

const answer = (c: AppContext, { version, replayed }: Revised) => {
  const incident = fromRow(version, seesWhole(c.get('actor'), version))
  return c.json({ incident, warnings: incident.warnings }, 200, {
    ETag: etagOf(version),
    'Content-Location': `/incidents/${version.id}`,
    ...(replayed ? { 'Idempotency-Replayed': 'true' } : {}),
  })
}

const current = { equals: {}, facets: {} }

/** The key of the record that has exactly this id: another id can have the same key. */
const keyOf = async (c: AppContext): Promise<number> =>
  (await find(c.get('deps'), c.get('actor'), c.req.param('id') ?? '', current)).n

const change =
  (how: 'replace' | 'merge', ...types: string[]) =>
  async (c: AppContext) => {
    permit(c.get('actor'), 'editOwn')
    const n = await keyOf(c)
    const bytes = await bodyOf(c, ...types)
    const asked = { n, how, body: readJson(bytes), seen: seenTags(c), request: keyedRequest(c, bytes) }
    return answer(c, await edit(c.get('deps'), c.get('actor'), asked))
  }

const decision = v.strictObject({
  decision: v.picklist(decisions, `decision is one of ${decisions.join(', ')}.`),
  reason: v.pipe(
    v.string('reason is a text.'),
    v.trim(),
    v.check(
      (text) => text.isWellFormed() && !text.includes('\u0000'),
      'reason must be whole text without NUL.',
    ),
    v.minLength(1, 'reason must say why.'),
    v.maxLength(2000, 'reason has at most 2000 characters.'),
  ),
  revision: v.optional(v.pipe(v.number('revision is a number.'), v.integer('revision is a whole number.'))),
})

const asIssue = (found: v.BaseIssue<unknown>): RequestIssue => {
  const name = v.getDotPath(found) ?? ''
  const missing = found.type === 'strict_object' && found.expected !== 'never'
  const unknown = found.type === 'strict_object' && found.expected === 'never'
  const detail = missing
    ? `${name || 'An object with decision and reason'} must be given.`
    : unknown
      ? `There is no field ${name.slice(0, 64).toWellFormed()} here.`
      : found.message
  return { pointer: name === '' ? '' : `/${name.toWellFormed()}`, rule: 'request.invalid', detail }
}

const decide = async (c: AppContext) => {
  permit(c.get('actor'), 'review')
  const n = await keyOf(c)
  const bytes = await bodyOf(c, 'application/json')
  const asked = v.safeParse(decision, readJson(bytes))
  if (!asked.success) throw problems.invalidRequest(asked.issues.map(asIssue))
  const { revision, ...rest } = asked.output
  return answer(
    c,
    await review(c.get('deps'), c.get('actor'), { n, ...rest, revision, request: keyedRequest(c, bytes) }),
  )
}

export const editing = new Hono<AppEnv>()
  .put('/incidents/:id', change('replace', 'application/json'))
  .patch('/incidents/:id', change('merge', 'application/merge-patch+json', 'application/json'))
  .post('/incidents/:id/review', decide)
