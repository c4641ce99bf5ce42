/** Routes by which two records become one, or are told apart. */
import { Hono } from 'hono'
import * as v from 'valibot'
import { authorize } from '../../auth/permissions.ts'
import { readParameters, text } from '../../ingest/request/parameters.ts'
import { Problem } from '../../problems.ts'
import { markDistinct } from '../../services/duplicates/mark-distinct.ts'
import { type MergePreview, merge, previewMerge } from '../../services/duplicates/merge.ts'
import { find } from '../../services/incidents/read.ts'
import { fullRecord, toResponse } from '../../services/version-row.ts'
import type { Version } from '../../store/incidents.ts'
import { parse, readAction, reason, revisionNumber } from '../body/action-body.ts'
import { type AppContext, type AppEnv, prefersHtml, searchOf } from '../context.ts'
import { idempotentRequest } from '../headers.ts'
import { recordResponse } from '../incidents/update.routes.ts'
import { renderPage } from '../render-page.tsx'
import { duplicatesUrl } from './duplicates.routes.tsx'
import { MergePage } from './merge-page.tsx'

const findVersion = (c: AppContext): Promise<Version> =>
  find(c.get('services'), c.get('actor'), c.req.param('id') ?? '')

const idPattern = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i

/** The id in what somebody typed: an id, or the address of a record. */
const parseId = (text: string): string => idPattern.exec(text)?.[0].toLowerCase() ?? text.trim()

const toSide = (version: Version) => ({
  record: toResponse(version, { view: 'full' }),
  fullRecord: fullRecord(version),
})

const toComparison = ({ survivor, result, problem }: MergePreview) => ({
  survivor: toSide(survivor),
  result,
  problem,
})

interface MergeInput {
  readonly into: string
  readonly returnQuery?: string | undefined
  /** Why the last press of the button did nothing. */
  readonly formError?: { readonly problem: Problem; readonly reason: string }
}

const renderMergePage = async (
  c: AppContext,
  merged: Version,
  { into, returnQuery, formError }: MergeInput,
) => {
  const props = { merged: toSide(merged), into, returnQuery, formError }
  const { status, headers } = formError?.problem ?? {}
  if (into === '') return renderPage(c, <MergePage {...props} />, status, headers)
  try {
    const preview = await previewMerge(c.get('services'), c.get('actor'), merged, parseId(into))
    return renderPage(c, <MergePage {...props} comparison={toComparison(preview)} />, status, headers)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const problem = formError?.problem ?? error
    return renderPage(
      c,
      <MergePage {...props} formError={{ problem, reason: '' }} />,
      problem.status,
      problem.headers,
    )
  }
}

const get = async (c: AppContext) => {
  authorize(c.get('actor'), 'merge')
  const { into = '', duplicates } = readParameters(searchOf(c), { into: text, duplicates: text })
  return renderMergePage(c, await findVersion(c), { into, returnQuery: duplicates })
}

const mergeSchema = v.strictObject({
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
  authorize(c.get('actor'), 'merge')
  const merged = await findVersion(c)
  const { value, bytes, form } = await readAction(c)
  const returnQuery = form?._duplicates
  try {
    const input = parse(mergeSchema, value, 'An object with into and reason')
    const { into_revision: intoRevision, ...rest } = input
    const result = await merge(c.get('services'), c.get('actor'), {
      ...rest,
      into: parseId(input.into),
      merged,
      intoRevision,
      request: idempotentRequest(c, bytes),
    })
    if (!form) return recordResponse(c, result, { merged: { id: merged.id, into: result.version.id } })
    return c.redirect(
      returnQuery === undefined ? `/incidents/${result.version.id}` : duplicatesUrl(returnQuery),
      303,
    )
  } catch (error) {
    if (!(form && prefersHtml(c) && error instanceof Problem)) throw error
    const formError = { problem: error, reason: form.reason ?? '' }
    return renderMergePage(c, await findVersion(c), { into: form.into ?? '', returnQuery, formError })
  }
}

const distinctSchema = v.strictObject({
  other: v.string('other is the id of a record.'),
  reason,
  undo: v.optional(v.boolean('undo is true or false.'), false),
})

/** A form's box that is ticked. */
const parseCheckbox = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'undo' in value
    ? { ...value, undo: value.undo === 'true' }
    : value

const postDistinct = async (c: AppContext) => {
  authorize(c.get('actor'), 'merge')
  const { n, id } = await findVersion(c)
  const { value, form } = await readAction(c)
  const input = parse(distinctSchema, form ? parseCheckbox(value) : value, 'An object with other and reason')
  const other = parseId(input.other)
  await markDistinct(c.get('services'), c.get('actor'), { ...input, n, other })
  if (!form) return c.json({ pair: [id, other].sort(), distinct: !input.undo })
  return c.redirect(form._duplicates === undefined ? `/queue/${id}` : duplicatesUrl(form._duplicates), 303)
}

export const mergeRoutes = new Hono<AppEnv>()
  .get('/incidents/:id/merge', get)
  .post('/incidents/:id/merge', post)
  .post('/incidents/:id/distinct', postDistinct)
