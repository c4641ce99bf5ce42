/** From a request's Authorization header to who sends it. */
import { problems } from '../problems.ts'
import { sameSecret } from './digest.ts'
import type { Actor } from './permissions.ts'

export const anyone: Actor = { role: 'public', id: 'public' }

/** The sender of a request. A token that is given and not valid is refused, also where the public may go. */
export const identify = async (
  authorization: string | undefined,
  adminToken: string | undefined,
): Promise<Actor> => {
  if (authorization === undefined) return anyone
  const [, token] = /^Bearer +(\S+)$/i.exec(authorization) ?? []
  if (token === undefined || !adminToken) throw problems.tokenInvalid()
  if (await sameSecret(token, adminToken)) return { role: 'admin', id: 'admin' }
  throw problems.tokenInvalid()
}
