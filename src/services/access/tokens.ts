/** Tokens are made, listed, revoked, and used. */
import type { NewToken } from '../../../schemas/token.ts'
import { type AuthContext, createToken, tokenDigest } from '../../auth/authenticate.ts'
import { type Actor, authorize } from '../../auth/permissions.ts'
import { problems } from '../../problems.ts'
import { ConstraintError, runBatch } from '../../store/batch.ts'
import * as commits from '../../store/commits.ts'
import { createIds } from '../../store/ids.ts'
import * as tokens from '../../store/tokens.ts'
import type { ServiceContext } from '../service-context.ts'

const msPerHour = 3_600_000

/** How a request's token is known. Its use is noted once an hour: one row more is written then. */
export const createTokenKeys = (
  { db, clock: { now } }: ServiceContext,
  adminToken: string | undefined,
): AuthContext => ({
  adminToken,
  now,
  findToken: async (digest) => {
    const token = await tokens.find(db, digest)
    const usedHour = new Date(now - (now % msPerHour)).toISOString()
    if (token && token.revoked_at === null && (token.last_used_at ?? '') < usedHour)
      await tokens.touch(db, digest, usedHour)
    return token
  },
})

/** A token with its secret, which is shown this once. */
export interface IssuedToken {
  readonly token: tokens.Token
  readonly secret: string
}

/** Makes a token; that is a commit, so that the clock says who gave which role to whom. */
export const grant = async (
  { db, clock: { now } }: ServiceContext,
  actor: Actor,
  { name, role, expires_at }: NewToken,
): Promise<IssuedToken> => {
  authorize(actor, 'manageTokens')
  const secret = createToken()
  const [identity] = createIds(1, now)
  if (!identity) throw new Error('No id was made.')
  const kind = 'grant'
  const commit = { now, actor: actor.id, kind, reason: `${role}: ${name}`, rows: 0, visible: false } as const
  const [, made] = await runBatch(db, [
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
export const list = ({ db }: ServiceContext, actor: Actor): Promise<tokens.Token[]> => {
  authorize(actor, 'manageTokens')
  return tokens.list(db)
}

/** Ends a token. One that has ended so already stays as it is. */
export const revoke = async (
  { db, clock: { now } }: ServiceContext,
  actor: Actor,
  id: string,
): Promise<void> => {
  authorize(actor, 'manageTokens')
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
    await runBatch(db, [commits.insert(db, commit), tokens.revoke(db, id, actor.id)])
  } catch (error) {
    if (!(error instanceof ConstraintError && error.constraint === 'token_revoked')) throw error
  }
}
