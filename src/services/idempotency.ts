/** A request that is sent again is answered as it was the first time. */
import { createSecret, deriveSecret, digest } from '../auth/hash.ts'
import type { Actor } from '../auth/permissions.ts'
import { Problem, problems } from '../problems.ts'
import { ConstraintError, runBatch } from '../store/batch.ts'
import * as answers from '../store/idempotency.ts'
import type { Version } from '../store/incidents.ts'

/** A request as it counts for idempotency. */
export interface IdempotentRequest {
  readonly method: string
  /** Path and query. */
  readonly address: string
  readonly body: Uint8Array<ArrayBuffer>
  /** The Idempotency-Key header. */
  readonly key?: string | undefined
}

/** What is kept of a request that carries a key; undefined of one that carries none. */
export interface IdempotencyKey {
  readonly key: string
  readonly request: string
  readonly salt: string
}

export const createIdempotencyKey = async (
  actor: Actor,
  { method, address, body, key }: IdempotentRequest,
): Promise<IdempotencyKey | undefined> => {
  if (key === undefined) return undefined
  const [scope, request] = await Promise.all([digest(actor.id, method, address, key), digest(body)])
  return { key: scope, request, salt: createSecret() }
}

/** The answer to the same request before, if there was one; another body under the key is refused. */
export const findReplay = async (
  db: D1Database,
  idempotencyKey: IdempotencyKey | undefined,
): Promise<answers.StoredReplay | null> => {
  if (!idempotencyKey) return null
  const found = await answers.find(db, idempotencyKey.key)
  if (found && found.request !== idempotencyKey.request) throw problems.idempotencyKeyReused()
  return found
}

/** The statement that keeps an answer, for the batch of its commit. */
export const saveReplayStatement = (
  db: D1Database,
  idempotencyKey: IdempotencyKey | undefined,
  status: number,
  { n, revision }: Pick<Version, 'n' | 'revision'>,
  now: number,
): D1PreparedStatement[] =>
  idempotencyKey ? [answers.insert(db, { ...idempotencyKey, status, n, revision }, now)] : []

/** Keeps an answer that made no commit. */
export const saveReplay = async (
  db: D1Database,
  idempotencyKey: IdempotencyKey | undefined,
  status: number,
  version: Pick<Version, 'n' | 'revision'>,
  now: number,
): Promise<void> => {
  if (idempotencyKey) await runBatch(db, saveReplayStatement(db, idempotencyKey, status, version, now))
}

/** The first answer where there is one, else that of the act; where the same request was quicker, the first again. */
export const withIdempotency = async <T>(
  idempotencyKey: IdempotencyKey | undefined,
  replay: () => Promise<T | null>,
  run: () => Promise<T>,
): Promise<T> => {
  const earlier = await replay()
  if (earlier) return earlier
  try {
    return await run()
  } catch (error) {
    const isConflict = error instanceof Problem || error instanceof ConstraintError
    const later = idempotencyKey && isConflict ? await replay() : null
    if (later) return later
    throw error
  }
}

/** The receipt's secret: made from what the sender knows, so that the same request finds the same one again. */
export const receiptSecret = (request: IdempotentRequest, salt: string | undefined): Promise<string> =>
  salt === undefined || request.key === undefined
    ? Promise.resolve(createSecret())
    : deriveSecret(salt, request.key, request.body)
