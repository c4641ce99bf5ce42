/** Obstacles to a decision on several reports. */
import type { Incident, Warning } from '../../../schemas/incident.ts'
import type { Issue } from '../../../schemas/rules.ts'
import { publicActor } from '../../auth/authenticate.ts'
import { type Actor, isInScope } from '../../auth/permissions.ts'
import { validate } from '../../ingest/validate/validate.ts'
import * as datasets from '../../store/datasets.ts'
import { keyOf } from '../../store/ids.ts'
import * as incidents from '../../store/incidents.ts'
import * as links from '../../store/links.ts'
import { type Approval, listApprovals } from '../../store/remarks.ts'
import { listReferences } from '../../store/reviewed-reports.ts'
import { type Decision, statusAfter } from '../incidents/review.ts'
import type { ServiceContext } from '../service-context.ts'
import { needsSecondEditor } from '../two-editors.ts'
import { createLinkWarnings, knows } from '../validate-with-database.ts'
import { fullRecord, linkNames, warningsOf } from '../version-row.ts'

/** A report as its editor saw it. */
export interface SeenReport {
  readonly id: string
  readonly revision: number
}

/**
 * Why a report stays as it is: there is none of its id; it has changed since it was seen; its status does not allow the
 * decision; its dataset is not publishable; another record has its reference; it breaks rules of today; a
 * second editor has to publish it.
 */
export type Cause = 'missing' | 'stale' | 'status' | 'dataset' | 'reference' | 'rules' | 'second_editor'

/** A report with its current version, and why it stays as it is. */
export interface ExaminedReport extends SeenReport {
  readonly version: incidents.Version | undefined
  readonly status: string | undefined
  readonly cause: Cause | undefined
  /** The errors of a report that breaks rules. */
  readonly errors: readonly Issue[]
  /** The warnings of its next version. */
  readonly warnings: readonly (Issue | Warning)[]
  /** The other editor who has approved it. */
  readonly approver?: string | undefined
}

/** Facts about all reports together, read before one of them is published. */
interface Surroundings {
  readonly context: ServiceContext
  readonly unpublishable: ReadonlySet<string>
  /** The keys of the records that have a reference, by dataset and reference. */
  readonly holders: Map<string, number>
  readonly neighbours: readonly links.Neighbour[]
  readonly actor: Actor
  readonly approvals: readonly Approval[]
}

const referenceKey = ({ dataset, reference }: { dataset: string; reference?: string | undefined }) =>
  JSON.stringify([dataset, reference])

/** Returns whether two editors have to publish a version as it is. */
const needsTwo = (context: ServiceContext, actor: Actor, version: incidents.Version): boolean =>
  needsSecondEditor(context, actor, { before: version, status: 'published', record: fullRecord(version) })

const readSurroundings = async (
  context: ServiceContext,
  actor: Actor,
  versions: readonly incidents.Version[],
): Promise<Surroundings> => {
  const { db } = context
  const records = versions.map(fullRecord)
  const guarded = versions.filter((each) => needsTwo(context, actor, each))
  const [unpublishable, holders, neighbours, approvals] = await Promise.all([
    datasets.findUnpublishable(db, [...new Set(records.map(({ dataset }) => dataset))]),
    listReferences(db, records),
    links.resolve(db, records.map(linkNames)),
    guarded.length > 0
      ? listApprovals(
          db,
          guarded.map(({ rowKey }) => rowKey),
        )
      : [],
  ])
  return {
    context,
    actor,
    approvals,
    unpublishable,
    holders: new Map(holders.map((each) => [referenceKey(each), each.rowKey])),
    neighbours: neighbours.filter((each) => knows(publicActor, each)),
  }
}

/** Returns whether another record has the reference; of two reports with one reference, the first is published. */
const isReferenceTaken = (
  record: Incident,
  { rowKey }: incidents.Version,
  holders: Surroundings['holders'],
): boolean => {
  if (record.reference === undefined) return false
  const holder = holders.get(referenceKey(record)) ?? rowKey
  holders.set(referenceKey(record), holder)
  return holder !== rowKey
}

/** Returns the id of another editor who has approved the version; undefined if nobody has. */
const findApprover = (
  { rowKey, revision }: incidents.Version,
  { actor, approvals }: Surroundings,
): string | undefined =>
  approvals.find((each) => each.incident === rowKey && each.revision === revision && each.actor !== actor.id)
    ?.actor

/** Returns the obstacle to a publication; undefined if there is none. */
const findObstacle = (
  record: Incident,
  version: incidents.Version,
  approver: string | undefined,
  surroundings: Surroundings,
): Cause | undefined => {
  const { context, actor, unpublishable } = surroundings
  if (unpublishable.has(record.dataset)) return 'dataset'
  if (approver === undefined && needsTwo(context, actor, version)) return 'second_editor'
  return isReferenceTaken(record, version, surroundings.holders) ? 'reference' : undefined
}

/** Returns a report without an obstacle, or why it is not published. */
const examinePublication = (
  report: ExaminedReport,
  version: incidents.Version,
  surroundings: Surroundings,
): ExaminedReport => {
  const record = fullRecord(version)
  const { errors, warnings } = validate(record, surroundings.context)
  if (errors.length > 0) return { ...report, cause: 'rules', errors }
  const approver = findApprover(version, surroundings)
  const cause = findObstacle(record, version, approver, surroundings)
  if (cause !== undefined) return { ...report, cause }
  const isResolvable = (name: string) =>
    surroundings.neighbours.some(
      ({ named, dataset }) => named === name && (dataset === null || dataset === record.dataset),
    )
  return { ...report, approver, warnings: [...warnings, ...createLinkWarnings(record, isResolvable)] }
}

const examineReport = (
  { id, revision }: SeenReport,
  decision: Decision,
  version: incidents.Version | undefined,
): ExaminedReport => {
  const status = version && statusAfter(decision, version.status)
  const cause = !version
    ? 'missing'
    : version.revision !== revision
      ? 'stale'
      : status === undefined
        ? 'status'
        : undefined
  return { id, revision, version, status, cause, errors: [], warnings: version ? warningsOf(version) : [] }
}

/**
 * Returns each report once, in the order given, with the obstacle to the decision. Those of datasets that the
 * actor's token is not for are missing.
 */
export const examineReports = async (
  context: ServiceContext,
  actor: Actor,
  decision: Decision,
  seen: readonly SeenReport[],
): Promise<ExaminedReport[]> => {
  const keys = seen.flatMap(({ id }) => keyOf(id) ?? [])
  const versions = await incidents.listByKeys(context.db, keys)
  const reviewable = versions.filter(({ datasetSlug }) => isInScope(actor, datasetSlug))
  const found = new Map(reviewable.map((each) => [each.id, each]))
  const reports = [...new Map(seen.map((each) => [each.id, each])).values()].map((each) =>
    examineReport(each, decision, found.get(each.id)),
  )
  const publishes = ({ cause, status }: ExaminedReport) => cause === undefined && status === 'published'
  const published = reports.filter(publishes)
  if (published.length === 0) return reports
  const surroundings = await readSurroundings(
    context,
    actor,
    published.flatMap(({ version }) => version ?? []),
  )
  return reports.map((each) =>
    each.version && publishes(each) ? examinePublication(each, each.version, surroundings) : each,
  )
}
