/** Deciding on many reports at once, in one commit. */
import { type Actor, authorize } from '../../auth/permissions.ts'
import { problems } from '../../problems.ts'
import { ConstraintError, type ConstraintName, runBatch } from '../../store/batch.ts'
import * as incidents from '../../store/incidents.ts'
import { insertCommit } from '../commit.ts'
import { retry } from '../retry.ts'
import type { ServiceContext } from '../service-context.ts'
import { fullRecord, nextRow } from '../version-row.ts'
import { type ExaminedReport, examineReports, type SeenReport } from './examine-reports.ts'

export type { ExaminedReport, SeenReport } from './examine-reports.ts'

/** The decisions on many reports. To restore takes back a rejection. */
export const manyDecisions = ['publish', 'reject', 'restore'] as const
export type ManyDecision = (typeof manyDecisions)[number]

/** The most reports of one decision. */
export const maxReports = 100

export interface ManyRequest {
  readonly decision: ManyDecision
  readonly reason: string
  readonly reports: readonly SeenReport[]
  /** Whether nothing is written. */
  readonly dryRun?: boolean | undefined
}

export interface ManyResult {
  /** The number of the commit; null if nothing was written. */
  readonly commit: number | null
  /** Each report once, as it was before; those without a cause are what the decision reached, or would reach. */
  readonly examined: readonly ExaminedReport[]
}

/** Writes the next versions. Returns the number of their commit. */
const writeVersions = async (
  context: ServiceContext,
  actor: Actor,
  examined: readonly ExaminedReport[],
  { decision, reason }: ManyRequest,
): Promise<number> => {
  const { db } = context
  const changes = examined.flatMap(({ version, status, warnings, approver }) =>
    version
      ? [{ before: version, version: nextRow(version, fullRecord(version), warnings, status), approver }]
      : [],
  )
  const results = await runBatch(db, [
    insertCommit(context, actor, { kind: decision, reason, changes }),
    ...changes.flatMap(({ version }) => incidents.update(db, version)),
  ])
  return incidents.readStamps(results).commit
}

/** What another request may have changed since the reports were examined. */
const passing: readonly ConstraintName[] = ['stale_revision', 'not_publishable', 'reference_taken']

const isLate = (error: unknown): boolean =>
  error instanceof ConstraintError && passing.includes(error.constraint)

/**
 * Decides in one commit on the reports that are in the revision that was seen and have no obstacle; the others stay as
 * they are. A dry run writes nothing. Throws forbidden, token-needed or conflict.
 */
export const reviewMany = async (
  context: ServiceContext,
  actor: Actor,
  request: ManyRequest,
): Promise<ManyResult> => {
  authorize(actor, 'review')
  const { decision, dryRun = false, reports } = request
  const decide = async (): Promise<ManyResult> => {
    const examined = await examineReports(context, actor, decision, reports)
    const free = examined.filter(({ cause }) => cause === undefined)
    const commit = dryRun || free.length === 0 ? null : await writeVersions(context, actor, free, request)
    return { commit, examined }
  }
  return retry(isLate, decide).catch((error: unknown) => {
    throw isLate(error) ? problems.conflict() : error
  })
}

/** Returns the reports with the obstacles to a decision, for editors. Throws forbidden or token-needed. */
export const rehearseMany = (
  context: ServiceContext,
  actor: Actor,
  { decision, reports }: Pick<ManyRequest, 'decision' | 'reports'>,
): Promise<ExaminedReport[]> => {
  authorize(actor, 'review')
  return examineReports(context, actor, decision, reports)
}
