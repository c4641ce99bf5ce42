/** Idempotency: a retried request gets the first response again. */
import { createSecret, deriveSecret, digest } from '../auth/hash.ts'
import type { Actor } from '../auth/permissions.ts'
import { Problem, problems } from '../problems.ts'
import { ConstraintError, runBatch } from '../store/batch.ts'
import * as replays from '../store/idempotency.ts'
import * as incidents from '../store/incidents.ts'
import type { ServiceContext } from './service-context.ts'

/** The parts of a request that an Idempotency-Key identifies. */
export interface IdempotentRequest {
  readonly method: string
  /** Path and query. */
  readonly address: string
  readonly body: Uint8Array<ArrayBuffer>
  /** The Idempotency-Key header. */
  readonly key?: string | undefined
}

/** The stored form of an Idempotency-Key: digests of scope and body, and a salt. */
export type IdempotencyKey = Pick<replays.StoredReplay, 'request' | 'salt'> & { readonly key: string }

export interface UpdateResult {
  readonly status: number
  readonly version: incidents.Version
  /** Whether the same request was answered before. */
  readonly replayed: boolean
  /** A note for the sender. */
  readonly detail?: string
  /** The id of the correction as which it waits for a second editor. */
  readonly proposal?: string
}

/** Returns the stored form of a request's key; undefined if it has none. */
export const createKey = async (
  actor: Actor,
  { method, address, body, key }: IdempotentRequest,
): Promise<IdempotencyKey | undefined> => {
  if (key === undefined) return undefined
  const [scope, request] = await Promise.all([digest(actor.id, method, address, key), digest(body)])
  return { key: scope, request, salt: createSecret() }
}

/**
 * Returns the statement that saves a response under the key, if the request has one; it belongs in the batch of the
 * commit.
 */
export const saveReplayStatement = (
  { db, now }: ServiceContext,
  key: IdempotencyKey | undefined,
  status: number,
  { rowKey, revision }: Pick<incidents.Version, 'rowKey' | 'revision'>,
): D1PreparedStatement[] => (key ? [replays.insert(db, { ...key, status, rowKey, revision }, now)] : [])

/**
 * Returns the statement that saves a response to a request that leaves the current version as it is. It belongs in the
 * batch of what the request writes instead, and saves nothing if the version was replaced meanwhile.
 */
export const saveUnchangedStatement = (
  { db, now }: ServiceContext,
  key: IdempotencyKey | undefined,
  { rowKey, revision }: Pick<incidents.Version, 'rowKey' | 'revision'>,
): D1PreparedStatement[] =>
  key ? [replays.insertIfCurrent(db, { ...key, status: 200, rowKey, revision }, now)] : []

/** Saves a response of a request that made no commit. */
export const saveReplay = async (
  context: ServiceContext,
  key: IdempotencyKey | undefined,
  status: number,
  version: incidents.Version,
): Promise<void> => {
  if (key) await runBatch(context.db, saveReplayStatement(context, key, status, version))
}

interface ReplayOptions<T> {
  /** Adds the parts of a response that are not stored. */
  readonly complete?: (replay: UpdateResult, salt: string) => T | Promise<T>
  /** Whether to look for an earlier response before running, because a run that fails is expensive. */
  readonly isCostly?: boolean
}

/**
 * Runs `run` with the key to save. If the key was used before, the write fails, and the first response is replayed;
 * so a request that is new does not wait for the look-up. Throws idempotency-key-reused if the key came with another
 * body.
 */
export const withIdempotency = async <T extends UpdateResult = UpdateResult>(
  { db }: ServiceContext,
  actor: Actor,
  request: IdempotentRequest,
  run: (key: IdempotencyKey | undefined) => Promise<T>,
  { complete = (replay) => replay as T, isCostly = false }: ReplayOptions<T> = {},
): Promise<T> => {
  const key = await createKey(actor, request)
  const replay = async (): Promise<T | null> => {
    const found = key ? await replays.find(db, key.key) : null
    if (!found) return null
    if (found.request !== key?.request) throw problems.idempotencyKeyReused()
    const version = await incidents.findRevision(db, found.rowKey, found.revision)
    return version && complete({ status: found.status, version, replayed: true }, found.salt)
  }
  const earlier = isCostly ? await replay() : null
  if (earlier) return earlier
  try {
    return await run(key)
  } catch (error) {
    const isConflict = error instanceof Problem || error instanceof ConstraintError
    const later = isConflict ? await replay() : null
    if (later) return later
    throw error
  }
}

/** Returns the secret of a receipt, derived from the request, so that a retry gets the same one. */
export const receiptSecret = (request: IdempotentRequest, salt: string | undefined): Promise<string> =>
  salt === undefined || request.key === undefined
    ? Promise.resolve(createSecret())
    : deriveSecret(salt, request.key, request.body)
