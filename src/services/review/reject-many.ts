/** Rejecting many reports at once. */
import { type Actor, assertInScope, authorize } from '../../auth/permissions.ts'
import { problems } from '../../problems.ts'
import { ConstraintError, runBatch } from '../../store/batch.ts'
import { keyOf } from '../../store/ids.ts'
import * as incidents from '../../store/incidents.ts'
import { insertCommit } from '../commit.ts'
import { allowedDecisions } from '../incidents/review.ts'
import type { ServiceContext } from '../service-context.ts'
import { fullRecord, nextRow, warningsOf } from '../version-row.ts'

/** A report as its editor saw it. */
export interface SeenReport {
  readonly id: string
  readonly revision: number
}

/** A report that was not rejected: its current state, null if there is none of that id. */
export interface KeptReport {
  readonly id: string
  readonly status: string | null
  readonly revision: number | null
}

export interface RejectionResult {
  readonly rejected: readonly string[]
  readonly not_rejected: readonly KeptReport[]
}

const rejectVersions = (
  context: ServiceContext,
  actor: Actor,
  versions: readonly incidents.Version[],
  reason: string,
): Promise<unknown> => {
  const { db } = context
  const rows = versions.map((each) => nextRow(each, fullRecord(each), warningsOf(each), 'rejected'))
  const changes = rows.map((version, i) => ({ before: versions[i]?.status, version }))
  return runBatch(db, [
    insertCommit(context, actor, { kind: 'reject', reason, changes }),
    ...rows.flatMap((row) => incidents.update(db, row)),
  ])
}

/** How often it is tried again if a report changes meanwhile. */
const maxAttempts = 3

/**
 * Rejects those reports that await review in the revision that was seen, in one commit; reports that others have edited
 * or reviewed since stay as they are. Throws forbidden, token-needed,
 * out-of-scope or conflict.
 */
export const rejectMany = async (
  context: ServiceContext,
  actor: Actor,
  seen: readonly SeenReport[],
  reason: string,
): Promise<RejectionResult> => {
  authorize(actor, 'review')
  const keys = seen.flatMap(({ id }) => keyOf(id) ?? [])
  for (let attempt = 0; attempt < maxAttempts; attempt++) {
    const versions = new Map((await incidents.listByKeys(context.db, keys)).map((each) => [each.id, each]))
    const isRejectable = ({ id, revision }: SeenReport): boolean => {
      const version = versions.get(id)
      return version?.revision === revision && allowedDecisions(version.status).includes('reject')
    }
    const rejected = [...new Set(seen.filter(isRejectable).map(({ id }) => id))]
    const found = rejected.flatMap((id) => versions.get(id) ?? [])
    for (const { datasetSlug } of found) assertInScope(actor, datasetSlug)
    try {
      if (found.length > 0) await rejectVersions(context, actor, found, reason)
    } catch (error) {
      if (!(error instanceof ConstraintError && error.constraint === 'stale_revision')) throw error
      continue
    }
    const kept = seen.filter(({ id }) => !rejected.includes(id))
    return {
      rejected,
      not_rejected: kept.map(({ id }) => {
        const { status = null, revision = null } = versions.get(id) ?? {}
        return { id, status, revision }
      }),
    }
  }
  throw problems.conflict()
}
