/** The list of likely pairs, the likeliest first. */
import { type Actor, authorize, isInScope } from '../../auth/permissions.ts'
import { toFeatures } from '../../record/duplicates/features.ts'
import { duplicateThreshold, explainDuplicate } from '../../record/duplicates/score.ts'
import * as incidents from '../../store/incidents.ts'
import * as pairs from '../../store/likely-pairs.ts'
import type { Say } from '../../text/sentence.ts'
import { assertFiltersFresh } from '../exports/resolve-query.ts'
import type { ServiceContext } from '../service-context.ts'
import { publicRecord } from '../version-row.ts'
import { comparePending, countPending } from './compare-pending.ts'
import { type RecordSummary, summaryOf } from './find-duplicates.ts'

/** Two records that may describe the same event. */
export interface DuplicatePair {
  readonly score: number
  /** The reasons in words, strongest first. */
  readonly reasons: readonly Say[]
  /** The newer record and the older one. */
  readonly record: RecordSummary
  readonly duplicate: RecordSummary
}

export interface PairQuery {
  /** The dataset of one of the two records. */
  readonly dataset?: string | undefined
  /** The last pair of the previous page. */
  readonly cursor?: pairs.PairPosition | undefined
  /** The number of pairs of a page; 20 by default. */
  readonly limit?: number | undefined
}

export interface PairPage {
  readonly pairs: DuplicatePair[]
  /** The cursor of the next page; undefined at the end. */
  readonly next: pairs.PairPosition | undefined
  /** The number of records that are not compared yet, up to `maxCounted + 1`. */
  readonly uncompared: number
}

const first: pairs.PairPosition = { score: 1_000_001, a: 0, b: 0 }
const millionths = 1_000_000

/** The most records that are compared before the list is read. */
const maxCompared = 300
/** The most readings for a page: pairs whose records are gone since they were compared are passed over. */
const maxReadings = 5

/** Returns a page of pairs whose records stand, and the position of the last one if there may be more. */
const readPage = async (
  db: D1Database,
  { dataset, cursor = first, limit }: PairQuery & { limit: number },
): Promise<{ page: pairs.ListedPair[]; next: pairs.PairPosition | undefined }> => {
  const page: pairs.ListedPair[] = []
  const range = { minScore: Math.round(duplicateThreshold * millionths), dataset: dataset ?? null }
  let after = cursor
  for (let reading = 0; reading < maxReadings; reading++) {
    const found = await pairs.list(db, { ...range, after, limit: limit + 1 })
    for (const pair of found) {
      if (page.length === limit) return { page, next: after }
      if (pair.isActive) page.push(pair)
      after = pair
    }
    if (found.length <= limit) return { page, next: undefined }
  }
  return { page, next: after }
}

/**
 * Returns a page of the likely pairs of the register, the likeliest first, each once. Compares at most 300 records
 * before, so that a small register is complete. With a token of named datasets, pairs of their records only. Throws forbidden, token-needed, or rerender-needed if another schema
 * derived the filters.
 */
export const listPairs = async (
  { db }: ServiceContext,
  actor: Actor,
  { limit = 20, ...query }: PairQuery = {},
): Promise<PairPage> => {
  authorize(actor, 'review')
  // Beside one record, duplicates are hints. This list is worked through, and must not miss a pair.
  await assertFiltersFresh(db)
  await comparePending(db, { maxRecords: maxCompared })
  const [{ page, next }, uncompared] = await Promise.all([
    readPage(db, { ...query, limit }),
    countPending(db),
  ])
  const versions = await incidents.listByKeys(db, [...new Set(page.flatMap(({ a, b }) => [a, b]))])
  const records = new Map(
    versions.map((version) => {
      const record = publicRecord(version)
      const summary = summaryOf(version.id, version.status, record)
      const { datasetSlug } = version
      return [version.rowKey, { summary, datasetSlug, features: toFeatures(record, version.id) }]
    }),
  )
  const isReviewable = (key: number) => isInScope(actor, records.get(key)?.datasetSlug)
  const found = page.flatMap(({ a, b, score }) => {
    const [older, newer] = [records.get(a), records.get(b)]
    if (!older || !newer || !isReviewable(a) || !isReviewable(b)) return []
    const reasons = explainDuplicate(newer.features, older.features)
    const rounded = Math.round((score / millionths) * 100) / 100
    return [{ score: rounded, reasons, record: newer.summary, duplicate: older.summary }]
  })
  return { pairs: found, next: next && { score: next.score, a: next.a, b: next.b }, uncompared }
}
