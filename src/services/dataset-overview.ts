/** What a dataset covers: its published records as of now. */
import type { Actor } from '../auth/permissions.ts'
import { parseQuery } from '../ingest/request/list-query.ts'
import { listValues } from '../record/segments/count-values.ts'
import { type Coverage, coverageOf } from '../record/segments/coverage.ts'
import { newestChanges } from '../record/segments/newest-changes.ts'
import type { FoundDataset } from '../store/datasets.ts'
import { find } from './datasets.ts'
import { resolveQuery } from './exports/resolve-query.ts'
import { countAll } from './exports/select.ts'
import { findVersionTime } from './incidents/read.ts'
import type { ServiceContext } from './service-context.ts'

/** A commit and its time (RFC 3339). */
interface DatedCommit {
  readonly commit: number
  readonly at: string
}

export interface DatasetOverview extends DatedCommit {
  readonly dataset: FoundDataset
  /** The number of published records. */
  readonly total: number
  /** The days of its records; undefined if there are none. */
  readonly coverage: Coverage | undefined
  /** The codes of the countries of its records, sorted. */
  readonly countries: readonly string[]
  /** The last commit that changed its records or replaced its description; undefined if none did. */
  readonly changed: DatedCommit | undefined
}

/** Returns what a dataset covers. Throws not-found if the actor may not see it. */
export const showDataset = async (
  context: ServiceContext,
  actor: Actor,
  slug: string,
): Promise<DatasetOverview> => {
  const query = parseQuery(new URLSearchParams({ dataset: slug }))
  const extraColumns = ['from', 'to', 'country', 'commit']
  const [dataset, resolved] = await Promise.all([
    find(context, actor, slug),
    resolveQuery(context, actor, query, { total: true, extraColumns }),
  ])
  const { snapshot, matches = [] } = resolved
  const [newest] = newestChanges(matches, 1)
  const last = Math.max(newest?.commit ?? 0, dataset.counted ?? 0, dataset.described ?? 0)
  const timeOf = (commit: number) => findVersionTime(context.db, commit)
  const [at, changedAt] = await Promise.all([
    resolved.at ?? timeOf(snapshot.seq),
    last > 0 ? timeOf(last) : undefined,
  ])
  return {
    dataset,
    commit: snapshot.seq,
    at,
    total: countAll(resolved),
    coverage: coverageOf(matches),
    countries: listValues(matches, 'country'),
    changed: changedAt === undefined ? undefined : { commit: last, at: changedAt },
  }
}
