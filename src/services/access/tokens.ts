/** Tokens are made, listed, revoked, and used. */
import type { NewToken } from '../../../schemas/token.ts'
import { type Keys, newToken, tokenDigest } from '../../auth/authenticate.ts'
import { type Actor, permit } from '../../auth/permissions.ts'
import { problems } from '../../problems.ts'
import { Refusal, write } from '../../store/batch.ts'
import * as commits from '../../store/commits.ts'
import { newIds } from '../../store/ids.ts'
import * as tokens from '../../store/tokens.ts'
import type { Deps } from '../service-context.ts'

const hour = 3_600_000

/** How a request's token is known. Its use is noted once an hour: one row more is written then. */
export const keysOf = ({ db, world: { now } }: Deps, adminToken: string | undefined): Keys => ({
  adminToken,
  now,
  lookUp: async (digest) => {
    const token = await tokens.find(db, digest)
    const used = new Date(now - (now % hour)).toISOString()
    if (token && token.revoked_at === null && (token.last_used_at ?? '') < used)
      await tokens.touch(db, digest, used)
    return token
  },
})

/** A token with its secret, which is shown this once. */
export interface Granted {
  readonly token: tokens.Token
  readonly secret: string
}

/** Makes a token; that is a commit, so that the clock says who gave which role to whom. */
export const grant = async (
  { db, world: { now } }: Deps,
  actor: Actor,
  { name, role, expires_at }: NewToken,
): Promise<Granted> => {
  permit(actor, 'manageTokens')
  const secret = newToken()
  const [identity] = newIds(1, now)
  if (!identity) throw new Error('No id was made.')
  const kind = 'grant'
  const commit = { now, actor: actor.id, kind, reason: `${role}: ${name}`, rows: 0, visible: false } as const
  const [, made] = await write(db, [
    commits.insert(db, { ...commit, published: 0 }),
    tokens.insert(db, await tokenDigest(secret), {
      id: identity.id,
      name,
      role,
      created_by: actor.id,
      expires_at,
    }),
  ])
  const [token] = (made?.results ?? []) as unknown as tokens.Token[]
  if (!token) throw new Error('A token was not found behind its own writing.')
  return { token, secret }
}

/** Every token, those that came last first; the revoked ones too. */
export const list = ({ db }: Deps, actor: Actor): Promise<tokens.Token[]> => {
  permit(actor, 'manageTokens')
  return tokens.list(db)
}

/** Ends a token. One that has ended so already stays as it is. */
export const revoke = async ({ db, world: { now } }: Deps, actor: Actor, id: string): Promise<void> => {
  permit(actor, 'manageTokens')
  const token = await tokens.findById(db, id)
  if (!token) throw problems.notFound('There is no such token.')
  if (token.revoked_at !== null) return
  const reason = `${token.role}: ${token.name}`
  const commit = {
    now,
    actor: actor.id,
    kind: 'revoke',
    reason,
    rows: 0,
    visible: false,
    published: 0,
  } as const
  try {
    await write(db, [commits.insert(db, commit), tokens.revoke(db, id, actor.id)])
  } catch (error) {
    if (!(error instanceof Refusal && error.refusal === 'token_revoked')) throw error
  }
}
