/** Creating, listing, revoking and using tokens. */
import type { NewToken } from '../../../schemas/token.ts'
import { type AuthContext, createToken, tokenDigest } from '../../auth/authenticate.ts'
import { type Actor, authorize } from '../../auth/permissions.ts'
import { problems } from '../../problems.ts'
import { runBatch } from '../../store/batch.ts'
import { createId } from '../../store/ids.ts'
import * as tokens from '../../store/tokens.ts'
import { insertCommit } from '../commit.ts'
import { attempt } from '../exports/export-cache.ts'
import type { ServiceContext } from '../service-context.ts'

const msPerHour = 3_600_000

/**
 * Returns the context that finds tokens. Their use is recorded once an hour, which writes one row; `defer` takes that
 * task, which never rejects, and by default it is awaited.
 */
export const createTokenKeys = (
  { db, now }: Pick<ServiceContext, 'db' | 'now'>,
  adminToken: string | undefined,
  defer: (task: Promise<unknown>) => unknown = (task) => task,
): AuthContext => ({
  adminToken,
  now,
  findToken: async (digest) => {
    const token = await tokens.find(db, digest)
    const usedHour = new Date(now - (now % msPerHour)).toISOString()
    if (token && token.revoked_at === null && (token.last_used_at ?? '') < usedHour)
      await defer(attempt('The use of a token was not recorded', tokens.touch(db, digest, usedHour)))
    return token
  },
})

/**
 * Creates a token, in a commit that records who granted which role. Returns the token and its secret, which is not
 * stored. Throws forbidden or token-needed.
 */
export const grant = async (context: ServiceContext, actor: Actor, { name, role, expires_at }: NewToken) => {
  authorize(actor, 'manageTokens')
  const { db, now } = context
  const secret = createToken()
  const token = { id: createId(now).id, name, role, created_by: actor.id, expires_at }
  const [, added] = await runBatch(db, [
    insertCommit(context, actor, { kind: 'grant', reason: `${role}: ${name}` }),
    tokens.insert(db, await tokenDigest(secret), token),
  ])
  const [stored] = (added?.results ?? []) as unknown as tokens.Token[]
  if (!stored) throw new Error('A token was not found after its own writing.')
  return { token: stored, secret }
}

/** Returns all tokens, newest first, including revoked ones. Throws forbidden or token-needed. */
export const list = ({ db }: ServiceContext, actor: Actor): Promise<tokens.Token[]> => {
  authorize(actor, 'manageTokens')
  return tokens.list(db)
}

/** Revokes a token; does nothing if it is already revoked. Throws forbidden, token-needed or not-found. */
export const revoke = async (context: ServiceContext, actor: Actor, id: string): Promise<void> => {
  authorize(actor, 'manageTokens')
  const { db } = context
  const token = await tokens.findById(db, id)
  if (!token) throw problems.notFound('token')
  if (token.revoked_at !== null) return
  const commit = { kind: 'revoke', reason: `${token.role}: ${token.name}` } as const
  const statements = [insertCommit(context, actor, commit), tokens.revoke(db, id, actor.id)]
  await runBatch(db, statements, { token_revoked: () => undefined })
}
