/** Responses to acts: JSON for a program; for a form, a redirect or the same page again. */
import { Problem } from '../problems.ts'
import type { UpdateResult } from '../services/idempotency.ts'
import { etagOf, toResponse, viewFor } from '../services/version-row.ts'
import type { AppContext } from './context.ts'
import { prefersHtml } from './headers.ts'

type Answer = Response | Promise<Response>

export interface Responses<Result, Form> {
  /** The URL to redirect a form to, or the page to show. */
  readonly redirect: (result: Result) => string | Answer
  readonly json: (result: Result) => Answer
  /** The page of the form as typed; false if it does not show this problem. */
  readonly redisplay?: (problem: Problem, form: Form) => Answer | false
}

/**
 * Runs an act and responds. `form` is what a page of ours sent; undefined for a program. Rethrows problems that the
 * page does not show.
 */
export const respond = async <Result, Form extends object>(
  c: AppContext,
  form: Form | undefined,
  act: () => Promise<Result>,
  { redirect, json, redisplay }: Responses<Result, Form>,
): Promise<Response> => {
  try {
    const result = await act()
    if (!form) return await json(result)
    const target = await redirect(result)
    return typeof target === 'string' ? c.redirect(target, 303) : target
  } catch (error) {
    const page = form && prefersHtml(c) && error instanceof Problem && redisplay?.(error, form)
    if (page) return page
    throw error
  }
}

type RecordResult = Pick<UpdateResult, 'version' | 'replayed' | 'detail'>

/** Returns the headers of a response with a version of a record. */
export const versionHeaders = ({ version, replayed }: RecordResult) => ({
  ETag: etagOf(version),
  ...(replayed ? { 'Idempotency-Replayed': 'true' } : {}),
})

/** Returns the response to a program that changed a record; `extra` is added beside the record. */
export const recordResponse = (c: AppContext, result: RecordResult, extra: object = {}) => {
  const { version, detail } = result
  const incident = toResponse(version, { view: viewFor(c.get('actor'), version) })
  const body = {
    incident,
    warnings: incident.warnings,
    ...extra,
    ...(detail === undefined ? {} : { detail }),
  }
  return c.json(body, 200, { ...versionHeaders(result), 'Content-Location': `/incidents/${version.id}` })
}
