/** A request that is sent again is answered as it was the first time. */
import { derivedSecret, digest, randomSecret } from '../auth/hash.ts'
import type { Actor } from '../auth/permissions.ts'
import { Problem, problems } from '../problems.ts'
import { Refusal, write } from '../store/batch.ts'
import * as answers from '../store/idempotency.ts'
import type { Version } from '../store/incidents.ts'

/** A request as it counts for idempotency. */
export interface Request {
  readonly method: string
  /** Path and query. */
  readonly address: string
  readonly body: Uint8Array<ArrayBuffer>
  /** The Idempotency-Key header. */
  readonly key?: string | undefined
}

/** What is kept of a request that carries a key; undefined of one that carries none. */
export interface Kept {
  readonly key: string
  readonly request: string
  readonly salt: string
}

export const kept = async (
  actor: Actor,
  { method, address, body, key }: Request,
): Promise<Kept | undefined> => {
  if (key === undefined) return undefined
  const [scope, request] = await Promise.all([digest(actor.id, method, address, key), digest(body)])
  return { key: scope, request, salt: randomSecret() }
}

/** The answer to the same request before, if there was one; another body under the key is refused. */
export const before = async (db: D1Database, keep: Kept | undefined): Promise<answers.Answered | null> => {
  if (!keep) return null
  const found = await answers.find(db, keep.key)
  if (found && found.request !== keep.request) throw problems.keyReused()
  return found
}

/** The statement that keeps an answer, for the batch of its commit. */
export const remember = (
  db: D1Database,
  keep: Kept | undefined,
  status: number,
  { n, revision }: Pick<Version, 'n' | 'revision'>,
  now: number,
): D1PreparedStatement[] => (keep ? [answers.insert(db, { ...keep, status, n, revision }, now)] : [])

/** Keeps an answer that made no commit. */
export const note = async (
  db: D1Database,
  keep: Kept | undefined,
  status: number,
  version: Pick<Version, 'n' | 'revision'>,
  now: number,
): Promise<void> => {
  if (keep) await write(db, remember(db, keep, status, version, now))
}

/** The first answer where there is one, else that of the act; where the same request was quicker, the first again. */
export const once = async <T>(
  keep: Kept | undefined,
  first: () => Promise<T | null>,
  act: () => Promise<T>,
): Promise<T> => {
  const answered = await first()
  if (answered) return answered
  try {
    return await act()
  } catch (error) {
    const refused = error instanceof Problem || error instanceof Refusal
    const again = keep && refused ? await first() : null
    if (again) return again
    throw error
  }
}

/** The receipt's secret: made from what the sender knows, so that the same request finds the same one again. */
export const receiptSecret = (request: Request, salt: string | undefined): Promise<string> =>
  salt === undefined || request.key === undefined
    ? Promise.resolve(randomSecret())
    : derivedSecret(salt, request.key, request.body)
