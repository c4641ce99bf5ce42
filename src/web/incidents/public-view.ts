/** A record as the public sees it, for those who see more of it: the same bytes as the answer to the public. */
import { publicActor } from '../../auth/authenticate.ts'
import { problems } from '../../problems.ts'
import { type AppContext, searchOf } from '../context.ts'

const parameter = 'view'

/** Returns whether a request asks for the public's view. Throws invalid-query for any other view. */
export const asksForPublicView = (c: AppContext): boolean => {
  const values = searchOf(c).getAll(parameter)
  const wrong = values.find((value) => value !== 'public') ?? (values.length > 1 ? values[1] : undefined)
  if (wrong !== undefined) throw problems.invalidParameter(parameter, (m) => m.requests.publicView, wrong)
  return values.length > 0
}

/**
 * Responds as to a visitor without a token who asks for the address without its view. A draft is found for who asks, and
 * shown as if it was published now. No cache keeps the answer.
 */
export const respondAsToPublic = async (
  c: AppContext,
  respond: (c: AppContext) => Response | Promise<Response>,
): Promise<Response> => {
  const url = new URL(c.req.url)
  url.searchParams.delete(parameter)
  const request = new Request(url, c.req.raw)
  // The full view of a version has the same ETag as the public one.
  request.headers.delete('If-None-Match')
  c.req.raw = request
  c.set('publicViewFor', c.get('actor'))
  c.set('actor', publicActor)
  c.set('session', undefined)
  const response = await respond(c)
  response.headers.set('Cache-Control', 'private, no-store')
  return response
}
