/** Routes by which two records become one, or are told apart. */
import { Hono } from 'hono'
import * as v from 'valibot'
import { permit } from '../../auth/permissions.ts'
import { Problem } from '../../problems.ts'
import { tellApart } from '../../services/duplicates/mark-distinct.ts'
import { merge, type Prospect, prospect } from '../../services/duplicates/merge.ts'
import { find } from '../../services/incidents/read.ts'
import { fromRow, statedIn } from '../../services/version-row.ts'
import type { Version } from '../../store/incidents.ts'
import { judged, readAct, reason, revisionNumber } from '../body/action-body.ts'
import { type AppContext, type AppEnv, prefersPage } from '../context.ts'
import { keyedRequest } from '../headers.ts'
import { answer } from '../incidents/update.routes.ts'
import { parametersOf } from '../parameters.ts'
import { page } from '../render-page.tsx'
import { duplicatesAddress } from './duplicates-query.ts'
import { MergePage } from './merge-page.tsx'

const current = { equals: {}, facets: {} }

const versionOf = (c: AppContext): Promise<Version> =>
  find(c.get('deps'), c.get('actor'), c.req.param('id') ?? '', current)

const idPattern = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i

/** The id in what somebody typed: an id, or the address of a record. */
const idIn = (typed: string): string => idPattern.exec(typed)?.[0].toLowerCase() ?? typed.trim()

const sideOf = (version: Version) => ({ record: fromRow(version, true), stated: statedIn(version) })

const compared = ({ survivor, whole, problem }: Prospect) => ({ survivor: sideOf(survivor), whole, problem })

interface Typed {
  readonly into: string
  readonly back?: string | undefined
  /** Why the last press of the button did nothing. */
  readonly refused?: { readonly problem: Problem; readonly reason: string }
}

const show = async (c: AppContext, merged: Version, { into, back, refused }: Typed) => {
  const props = { merged: sideOf(merged), into, back, refused }
  const { status, headers } = refused?.problem ?? {}
  if (into === '') return page(c, <MergePage {...props} />, status, headers)
  try {
    const found = await prospect(c.get('deps'), c.get('actor'), merged, idIn(into))
    return page(c, <MergePage {...props} compared={compared(found)} />, status, headers)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const problem = refused?.problem ?? error
    return page(
      c,
      <MergePage {...props} refused={{ problem, reason: '' }} />,
      problem.status,
      problem.headers,
    )
  }
}

const ask = async (c: AppContext) => {
  permit(c.get('actor'), 'merge')
  const { into = '', duplicates } = parametersOf(c, ['into', 'duplicates'])
  return show(c, await versionOf(c), { into, back: duplicates })
}

const merging = v.strictObject({
  into: v.string('into is the id of a record.'),
  reason,
  patch: v.optional(
    v.custom<object>(
      (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
      'patch is a merge patch: an object with the fields to change.',
    ),
  ),
  revision: v.optional(revisionNumber('revision')),
  into_revision: v.optional(revisionNumber('into_revision')),
})

const post = async (c: AppContext) => {
  permit(c.get('actor'), 'merge')
  const merged = await versionOf(c)
  const { given, bytes, form } = await readAct(c)
  const back = form?._duplicates
  try {
    const said = judged(merging, given, 'An object with into and reason')
    const { into_revision: intoRevision, ...rest } = said
    const revised = await merge(c.get('deps'), c.get('actor'), {
      ...rest,
      into: idIn(said.into),
      merged,
      intoRevision,
      request: keyedRequest(c, bytes),
    })
    if (!form) return answer(c, revised, { merged: { id: merged.id, into: revised.version.id } })
    return c.redirect(back === undefined ? `/incidents/${revised.version.id}` : duplicatesAddress(back), 303)
  } catch (error) {
    if (!(form && prefersPage(c) && error instanceof Problem)) throw error
    const refused = { problem: error, reason: form.reason ?? '' }
    return show(c, await versionOf(c), { into: form.into ?? '', back, refused })
  }
}

const telling = v.strictObject({
  other: v.string('other is the id of a record.'),
  reason,
  undo: v.optional(v.boolean('undo is true or false.'), false),
})

/** A form's box that is ticked. */
const ticked = (given: unknown): unknown =>
  typeof given === 'object' && given !== null && 'undo' in given
    ? { ...given, undo: given.undo === 'true' }
    : given

const tell = async (c: AppContext) => {
  permit(c.get('actor'), 'merge')
  const { n, id } = await versionOf(c)
  const { given, form } = await readAct(c)
  const said = judged(telling, form ? ticked(given) : given, 'An object with other and reason')
  const other = idIn(said.other)
  await tellApart(c.get('deps'), c.get('actor'), { ...said, n, other })
  if (!form) return c.json({ pair: [id, other].sort(), distinct: !said.undo })
  return c.redirect(
    form._duplicates === undefined ? `/queue/${id}` : duplicatesAddress(form._duplicates),
    303,
  )
}

export const mergingRoutes = new Hono<AppEnv>()
  .get('/incidents/:id/merge', ask)
  .post('/incidents/:id/merge', post)
  .post('/incidents/:id/distinct', tell)
