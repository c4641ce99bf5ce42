/** Idempotency of a batch: one key covers all its records, and each stored record has a row of its own. */
import { createSecret, digest } from '../../auth/hash.ts'
import type { Actor } from '../../auth/permissions.ts'
import { problems } from '../../problems.ts'
import * as replays from '../../store/idempotency.ts'
import * as incidents from '../../store/incidents.ts'
import { createKey, type IdempotencyKey, type IdempotentRequest } from '../idempotency.ts'

export interface BatchKey extends IdempotencyKey {
  /** The keys of the records, in order. */
  readonly items: readonly string[]
}

/** Returns the stored form of the key of a batch; undefined if the request has none. */
export const createBatchKey = async (
  actor: Actor,
  request: IdempotentRequest,
  count: number,
): Promise<BatchKey | undefined> => {
  const key = await createKey(actor, request)
  if (!key) return undefined
  return {
    ...key,
    items: await Promise.all(Array.from({ length: count }, (_, i) => digest(key.key, `${i}`))),
  }
}

/** The first response for a record of a batch. */
export interface BatchReplay {
  readonly status: number
  readonly salt: string
  readonly version: incidents.Version
}

export interface BatchReplays {
  /** Whether the key was used before. */
  readonly isRepeated: boolean
  /** The first responses, by the index of the record. */
  readonly byIndex: ReadonlyMap<number, BatchReplay>
}

/** Returns the first responses to a batch. Throws idempotency-key-reused if the key came with another body. */
export const findBatchReplays = async (db: D1Database, key: BatchKey | undefined): Promise<BatchReplays> => {
  const found = key ? await replays.findAll(db, [key.key, ...key.items]) : []
  if (found.some(({ request }) => request !== key?.request)) throw problems.idempotencyKeyReused()
  const versions = found.length > 0 ? await incidents.listRevisions(db, found) : []
  const byIndex = new Map<number, BatchReplay>()
  for (const replay of found) {
    const version = versions.find((v) => v.rowKey === replay.rowKey && v.revision === replay.revision)
    const index = key?.items.indexOf(replay.key) ?? -1
    if (version && index >= 0) byIndex.set(index, { status: replay.status, salt: replay.salt, version })
  }
  return { isRepeated: found.some((replay) => replay.key === key?.key), byIndex }
}

/** A response to save. */
export interface SavedItem {
  readonly index: number
  readonly status: number
  /** The salt of the receipt, if the record was created. */
  readonly salt?: string | undefined
  readonly version: Pick<incidents.Version, 'rowKey' | 'revision'>
}

/**
 * Returns the statement that saves the responses for records of a batch, and with the first of them the key of the
 * request. A batch of which nothing is stored does not use its key up.
 */
export const saveBatchReplays = (
  { db, now }: { readonly db: D1Database; readonly now: number },
  key: BatchKey | undefined,
  items: readonly SavedItem[],
  { isRepeated }: Pick<BatchReplays, 'isRepeated'>,
): D1PreparedStatement[] => {
  const [first] = items
  if (!key || !first) return []
  const { items: keys, ...own } = key
  const marker = isRepeated ? [] : [{ ...own, status: 200, ...rowOf(first) }]
  const rows = items.map((item) => ({
    key: keys[item.index] ?? '',
    request: key.request,
    salt: item.salt ?? createSecret(),
    status: item.status,
    ...rowOf(item),
  }))
  return [replays.insertAll(db, [...marker, ...rows], now)]
}

const rowOf = ({ version: { rowKey, revision } }: SavedItem) => ({ rowKey, revision })
