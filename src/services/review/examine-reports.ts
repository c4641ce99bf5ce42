/** What stands in the way of a decision on several reports. */
import type { Warning } from '../../../schemas/incident.ts'
import type { Issue } from '../../../schemas/rules.ts'
import { publicActor } from '../../auth/authenticate.ts'
import { type Actor, isInScope } from '../../auth/permissions.ts'
import { validate } from '../../ingest/validate/validate.ts'
import * as datasets from '../../store/datasets.ts'
import { keyOf } from '../../store/ids.ts'
import * as incidents from '../../store/incidents.ts'
import * as links from '../../store/links.ts'
import { listReferences } from '../../store/reviewed-reports.ts'
import { type Decision, statusAfter } from '../incidents/review.ts'
import type { ServiceContext } from '../service-context.ts'
import { createLinkWarnings, knows } from '../validate-with-database.ts'
import { fullRecord, linkNames, warningsOf } from '../version-row.ts'

/** A report as its editor saw it. */
export interface SeenReport {
  readonly id: string
  readonly revision: number
}

/**
 * Why a report stays as it is: there is none of its id; it has changed since it was seen; its status does not allow the
 * decision; its dataset is not publishable; another record has its reference; it breaks rules of today.
 */
export const causes = ['missing', 'stale', 'status', 'dataset', 'reference', 'rules'] as const
export type Cause = (typeof causes)[number]

/** A report with its current version, and why it stays as it is. */
export interface ExaminedReport extends SeenReport {
  readonly version: incidents.Version | undefined
  readonly status: string | undefined
  readonly cause: Cause | undefined
  /** The errors of a report that breaks rules. */
  readonly errors: readonly Issue[]
  /** The warnings of its next version. */
  readonly warnings: readonly (Issue | Warning)[]
}

/** What is known of all reports together before one of them is published. */
interface Surroundings {
  readonly context: ServiceContext
  readonly unpublishable: ReadonlySet<string>
  /** The keys of the records that have a reference, by dataset and reference. */
  readonly holders: Map<string, number>
  readonly neighbours: readonly links.Neighbour[]
}

const referenceKey = ({ dataset, reference }: { dataset: string; reference?: string | undefined }) =>
  JSON.stringify([dataset, reference])

const readSurroundings = async (
  context: ServiceContext,
  versions: readonly incidents.Version[],
): Promise<Surroundings> => {
  const { db } = context
  const records = versions.map(fullRecord)
  const [unpublishable, holders, neighbours] = await Promise.all([
    datasets.findUnpublishable(db, [...new Set(records.map(({ dataset }) => dataset))]),
    listReferences(db, records),
    links.resolve(db, records.map(linkNames)),
  ])
  return {
    context,
    unpublishable,
    holders: new Map(holders.map((each) => [referenceKey(each), each.rowKey])),
    neighbours: neighbours.filter((each) => knows(publicActor, each)),
  }
}

/** Checks that precede publication, each the cause of what it finds. Others can be added beside them. */
const obstacles: Partial<Record<Cause, (version: incidents.Version, surroundings: Surroundings) => boolean>> =
  {
    dataset: (version, { unpublishable }) => unpublishable.has(fullRecord(version).dataset),
    reference: (version, { holders }) => {
      const record = fullRecord(version)
      if (record.reference === undefined) return false
      const holder = holders.get(referenceKey(record)) ?? version.rowKey
      // Of two reports with one reference, the first is published.
      holders.set(referenceKey(record), holder)
      return holder !== version.rowKey
    },
  }

/** Returns a report that nothing stands in the way of, or why it is not published. */
const examinePublication = (
  report: ExaminedReport,
  version: incidents.Version,
  surroundings: Surroundings,
): ExaminedReport => {
  const record = fullRecord(version)
  const { errors, warnings } = validate(record, surroundings.context)
  if (errors.length > 0) return { ...report, cause: 'rules', errors }
  for (const cause of causes) if (obstacles[cause]?.(version, surroundings)) return { ...report, cause }
  const isResolvable = (name: string) =>
    surroundings.neighbours.some(
      ({ named, dataset }) => named === name && (dataset === null || dataset === record.dataset),
    )
  return { ...report, warnings: [...warnings, ...createLinkWarnings(record, isResolvable)] }
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
 * Returns each report once, in the order given, with what stands in the way of the decision. Those of datasets that the
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
    published.flatMap(({ version }) => version ?? []),
  )
  return reports.map((each) =>
    each.version && publishes(each) ? examinePublication(each, each.version, surroundings) : each,
  )
}
