/** Creating several records with one request. Each is stored or refused by itself; all are written at once. */
import { createSecret, digest } from '../../auth/hash.ts'
import { type Actor, authorize } from '../../auth/permissions.ts'
import { Problem, problems } from '../../problems.ts'
import { receiptBeside } from '../../record/chain.ts'
import { ConstraintError, type ConstraintName, runBatch } from '../../store/batch.ts'
import * as datasets from '../../store/datasets.ts'
import * as incidents from '../../store/incidents.ts'
import * as links from '../../store/links.ts'
import * as receipts from '../../store/receipts.ts'
import { insertCommit } from '../commit.ts'
import { type IdempotentRequest, receiptSecret } from '../idempotency.ts'
import type { ServiceContext } from '../service-context.ts'
import { linkNames, toVersionRow } from '../version-row.ts'
import { createBatchKey, type SavedItem, saveBatchReplays } from './batch-replays.ts'
import { type CreateResult, statusOf } from './create.ts'
import {
  type Batch,
  type BatchItem,
  type BatchPlan,
  type NewRecord,
  planBatch,
  validateItems,
} from './plan-batch.ts'
import { createIdsFor, limitWaiting } from './public-reports.ts'

/** What became of a record: stored, or why not. */
export type BatchItemResult = CreateResult | Problem

export interface BatchRequest {
  readonly items: readonly BatchItem[]
  readonly publish: boolean
  readonly request: IdempotentRequest
}

interface NewRow extends NewRecord {
  readonly row: incidents.NewVersion
  readonly salt: string | undefined
  readonly receipt: string
}

/** Returns the row of each new record; a Problem if it is too large to store. */
const toRows = async (
  context: ServiceContext,
  { actor, publish, key }: Batch,
  { decisions }: BatchPlan,
  { request, delay }: { readonly request: IdempotentRequest; readonly delay: number },
): Promise<Map<number, NewRow | Problem>> => {
  const created = decisions.filter((each) => each.kind === 'new')
  const ids = createIdsFor(actor, created.length, { now: context.now, delay })
  const rows = new Map<number, NewRow | Problem>()
  for (const [i, each] of created.entries()) {
    const stamp = {
      ...(ids[i] as (typeof ids)[0]),
      revision: 1,
      status: statusOf({ publish }),
      filer: actor.id,
    }
    const salt = key && createSecret()
    try {
      const row = toVersionRow(each.record, each.warnings, stamp)
      rows.set(each.index, { ...each, row, salt, receipt: await receiptSecret(request, salt) })
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      rows.set(each.index, error)
    }
  }
  return rows
}

/** Writes the new records with one commit, and the responses. Returns the stamps of the commit if there is one. */
const writeRows = async (
  context: ServiceContext,
  { actor, key }: Batch,
  { decisions, newDatasets, replays }: BatchPlan,
  rows: ReadonlyMap<number, NewRow | Problem>,
): Promise<incidents.CommitStamps | undefined> => {
  const { db } = context
  const stored = [...rows.values()].filter((each): each is NewRow => !(each instanceof Problem))
  const rowAt = (index: number) => stored.find((each) => each.index === index)?.row
  const saved = decisions.flatMap((each, index): SavedItem[] => {
    if (each.kind === 'exists') return [{ index, status: 200, version: each.version }]
    const row = each.kind === 'new' || each.kind === 'repeated' ? rowAt(each.index) : undefined
    if (!row) return []
    const isNew = each.kind === 'new'
    return [
      { index, status: isNew ? 201 : 200, salt: stored.find((s) => s.index === index)?.salt, version: row },
    ]
  })
  const replayStatements = saveBatchReplays(context, key, saved, replays)
  if (stored.length === 0) {
    if (replayStatements.length > 0) await runBatch(db, replayStatements)
    return undefined
  }
  const digests = await Promise.all(
    stored.map(async ({ receipt, row: { rowKey } }) => ({ digest: await digest(receipt), rowKey })),
  )
  const changes = stored.map(({ row }, i) => ({
    before: undefined,
    version: row,
    beside: receiptBeside(digests[i]?.digest ?? ''),
  }))
  const results = await runBatch(db, [
    insertCommit(context, actor, { kind: 'create', changes }),
    ...(newDatasets.length > 0 ? [datasets.createMissing(db, newDatasets)] : []),
    ...stored.flatMap(({ row }) => incidents.insert(db, row)),
    ...stored.flatMap(({ row, record }) => links.reindex(db, row.rowKey, noLinks, linkNames(record))),
    ...replayStatements,
    receipts.insertAll(db, digests),
    ...limitWaiting(context, actor),
  ])
  return incidents.readStamps(results)
}

const noLinks = { dataset: '', names: [] }

/** Returns what became of each record, in order. */
const toResults = async (
  { decisions, replays }: BatchPlan,
  rows: ReadonlyMap<number, NewRow | Problem>,
  stamps: incidents.CommitStamps | undefined,
  request: IdempotentRequest,
): Promise<BatchItemResult[]> => {
  const resultOf = async (index: number): Promise<BatchItemResult> => {
    const decision = decisions[index] as BatchPlan['decisions'][number]
    switch (decision.kind) {
      case 'refused':
        return decision.problem
      case 'exists':
        return { status: 200, version: decision.version, replayed: false }
      case 'replayed': {
        const { status, version, salt } = replays.byIndex.get(index) as NonNullable<
          ReturnType<typeof replays.byIndex.get>
        >
        const receipt = status === 201 ? { receipt: await receiptSecret(request, salt) } : {}
        return { status, version, replayed: true, ...receipt }
      }
      case 'repeated': {
        const first = await resultOf(decision.index)
        return first instanceof Problem ? first : { status: 200, version: first.version, replayed: false }
      }
      default: {
        const made = rows.get(index)
        if (!made || made instanceof Problem || !stamps)
          return made instanceof Problem ? made : problems.conflict()
        const { row, record, receipt } = made
        const stored = { record, duplicates: undefined }
        return { status: 201, version: incidents.toStored(row, stamps), receipt, replayed: false, stored }
      }
    }
  }
  return Promise.all(decisions.map((_, index) => resultOf(index)))
}

/** Constraints that reject a batch because another request was faster; the next attempt reads what that one wrote. */
const races: readonly ConstraintName[] = [
  'key_taken',
  'reference_taken',
  'id_taken',
  'not_publishable',
  'dataset_unknown',
]

/** The delays of the ids for each attempt, in milliseconds. Three attempts with 100 records stay within the limit of D1. */
const idDelays = [0, 16, 256]

/**
 * Stores each new record of a batch, as `create` does it by itself, and returns what became of each, in order. Replays the
 * first response for each record that is stored already by the same request. Does not search for possible duplicates.
 * Throws token-needed, forbidden, idempotency-key-reused or conflict, and stores nothing then.
 */
export const createBatch = async (
  context: ServiceContext,
  actor: Actor,
  { items, publish, request }: BatchRequest,
): Promise<BatchItemResult[]> => {
  authorize(actor, 'submit')
  if (publish) authorize(actor, 'publish')
  const key = await createBatchKey(actor, request, items.length)
  const batch: Batch = { actor, publish, items: validateItems(context, items), key }
  for (const delay of idDelays) {
    const plan = await planBatch(context, batch)
    const rows = await toRows(context, batch, plan, { request, delay })
    try {
      return await toResults(plan, rows, await writeRows(context, batch, plan, rows), request)
    } catch (error) {
      if (error instanceof ConstraintError && error.constraint === 'queue_full') throw problems.queueFull()
      if (!(error instanceof ConstraintError && races.includes(error.constraint))) throw error
      context.usePrimary?.()
    }
  }
  throw problems.conflict()
}
