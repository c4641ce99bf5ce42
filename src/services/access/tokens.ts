/** Creating, listing, limiting, rotating, revoking and using tokens. */
import type { NewToken, TokenLimits, TokenRotation } from '../../../schemas/token.ts'
import {
  type AuthContext,
  createToken,
  firstAdmin,
  isInactive,
  toActor,
  tokenDigest,
} from '../../auth/authenticate.ts'
import { type Actor, authorize } from '../../auth/permissions.ts'
import { problems } from '../../problems.ts'
import { readTogether, runBatch } from '../../store/batch.ts'
import * as datasets from '../../store/datasets.ts'
import { createId } from '../../store/ids.ts'
import * as tokens from '../../store/tokens.ts'
import { insertCommit } from '../commit.ts'
import { attempt } from '../exports/export-cache.ts'
import type { ServiceContext } from '../service-context.ts'

const msPerMinute = 60_000
const msPerHour = 3_600_000

const toTime = (at: number): string => new Date(at).toISOString()

/**
 * Returns the context that finds tokens. Their use is recorded once a minute, which writes one row; `defer` takes that
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
    if (!token || isInactive(token, now)) return token
    const minute = toTime(now - (now % msPerMinute))
    if ((token.last_used_at ?? '') < minute)
      await defer(attempt('The use of a token was not recorded', tokens.touch(db, token.id, minute)))
    if (token.ends_former)
      await defer(attempt('A former secret was not ended', tokens.endFormer(db, token.id, toTime(now))))
    return token
  },
})

/** Throws invalid-request if a token is to be limited to a dataset that there is not. */
const assertDatasets = async (db: D1Database, names: readonly string[] | null): Promise<void> => {
  const known = names === null ? new Map() : await datasets.findPublishable(db, names)
  const unknown = names?.find((name) => !known.has(name))
  if (unknown !== undefined)
    throw problems.invalidField('/datasets', (m) => m.tokens.errors.unknownDataset(unknown), unknown)
}

/** Returns what the log says of a token. */
const reasonOf = ({ role, name, datasets }: Pick<NewToken, 'role' | 'name' | 'datasets'>): string =>
  `${role}: ${name}${datasets === null ? '' : ` (${datasets.join(', ')})`}`

const findById = async (
  { db, now }: Pick<ServiceContext, 'db' | 'now'>,
  id: string,
): Promise<tokens.ListedToken | null> => {
  const read = tokens.readById(db, id, toTime(now))
  return (await readTogether<{ token: tokens.ListedToken | null }>(db, { token: read })).token
}

/** Returns the actor with an id; undefined if it is none, or if its token is not valid any more. */
export const findActorById = async (
  context: Pick<ServiceContext, 'db' | 'now'>,
  id: string,
): Promise<Actor | undefined> => {
  if (id === firstAdmin.id) return firstAdmin
  const token = await findById(context, id)
  return token && !isInactive(token, context.now) ? toActor(token) : undefined
}

/** Returns a token. Throws forbidden, token-needed or not-found. */
export const find = async (
  context: ServiceContext,
  actor: Actor,
  id: string,
): Promise<tokens.ListedToken> => {
  authorize(actor, 'manageTokens')
  const token = await findById(context, id)
  if (!token) throw problems.notFound('token')
  return token
}

/** Runs the statements of an act on a token, and returns the token as it is then. */
const changeToken = async (
  { db, now }: ServiceContext,
  id: string,
  statements: readonly D1PreparedStatement[],
): Promise<tokens.ListedToken> => {
  const { statement, parse } = tokens.readById(db, id, toTime(now))
  const results = await runBatch(db, [...statements, statement])
  const token = parse(results.at(-1)?.results ?? [])
  if (!token) throw new Error('A token was not found after its own writing.')
  return token
}

/**
 * Creates a token, in a commit that records who granted which role. Returns the token and its secret, which is not
 * stored. Throws forbidden, token-needed, or invalid-request for an unknown dataset.
 */
export const grant = async (context: ServiceContext, actor: Actor, token: NewToken) => {
  authorize(actor, 'manageTokens')
  const { db, now } = context
  await assertDatasets(db, token.datasets)
  const secret = createToken()
  const { id } = createId(now)
  const statements = [
    insertCommit(context, actor, { kind: 'grant', reason: reasonOf(token) }),
    tokens.insert(db, await tokenDigest(secret), { ...token, id, created_by: actor.id }),
  ]
  return { token: await changeToken(context, id, statements), secret }
}

/** Returns all tokens, newest first, including revoked ones. Throws forbidden or token-needed. */
export const list = ({ db, now }: ServiceContext, actor: Actor): Promise<tokens.ListedToken[]> => {
  authorize(actor, 'manageTokens')
  return tokens.list(db, toTime(now))
}

/** Throws invalid-request if a token is revoked. */
const assertNotRevoked = ({ revoked_at }: tokens.Token): void => {
  if (revoked_at !== null) throw problems.invalidField('', (m) => m.tokens.errors.revoked)
}

/**
 * Changes the expiry and the datasets of a token; those that are left out stay. Returns the token. Throws forbidden,
 * token-needed, not-found, or invalid-request, also if it is revoked.
 */
export const limit = async (
  context: ServiceContext,
  actor: Actor,
  id: string,
  changes: Partial<TokenLimits>,
): Promise<tokens.ListedToken> => {
  const token = await find(context, actor, id)
  assertNotRevoked(token)
  const { db } = context
  const { expires_at = token.expires_at, datasets = token.datasets } = changes
  if (token.role === 'admin' && datasets !== null)
    throw problems.invalidField('/datasets', (m) => m.tokens.errors.adminOfAll)
  await assertDatasets(db, datasets)
  const limits = { expires_at, datasets }
  return changeToken(context, id, [
    insertCommit(context, actor, { kind: 'limit', reason: reasonOf({ ...token, datasets }) }),
    tokens.limit(db, id, limits),
  ])
}

/**
 * Gives a token another secret; the one before stays valid for a time. Returns the token and the secret, which is not
 * stored. Throws forbidden, token-needed, not-found, or invalid-request if the token is revoked or expired.
 */
export const rotate = async (
  context: ServiceContext,
  actor: Actor,
  id: string,
  { grace_hours, until_first_use }: TokenRotation,
) => {
  const token = await find(context, actor, id)
  assertNotRevoked(token)
  const { db, now } = context
  if (isInactive(token, now)) throw problems.invalidField('', (m) => m.tokens.errors.expired)
  const secret = createToken()
  const statements = [
    insertCommit(context, actor, { kind: 'rotate', reason: reasonOf(token) }),
    ...tokens.rotate(db, id, {
      digest: await tokenDigest(secret),
      formerUntil: toTime(now + grace_hours * msPerHour),
      endsFormer: until_first_use,
    }),
  ]
  return { token: await changeToken(context, id, statements), secret }
}

/** Revokes a token; does nothing if it is already revoked. Throws forbidden, token-needed or not-found. */
export const revoke = async (context: ServiceContext, actor: Actor, id: string): Promise<void> => {
  const token = await find(context, actor, id)
  if (token.revoked_at !== null) return
  const { db } = context
  const commit = { kind: 'revoke', reason: reasonOf(token) } as const
  const statements = [insertCommit(context, actor, commit), tokens.revoke(db, id, actor.id)]
  await runBatch(db, statements, { token_revoked: () => undefined })
}

/** Returns the names of tokens by their ids, those of revoked ones too; for readers who may know who acted. */
export const findNames = (
  { db }: ServiceContext,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> => tokens.findNames(db, ids)
