/** The datasets of the records of a query, and what a citation says of it. */
import type { Query } from '../ingest/request/list-query.ts'
import type { DatasetFacts } from '../record/citation/citation-data.ts'
import { listValues } from '../record/segments/count-values.ts'
import * as datasets from '../store/datasets.ts'
import type { ResolvedQuery } from './exports/resolve-query.ts'
import { findVersionTime } from './incidents/read.ts'

/** The column of the index that names the datasets of all matches. */
export const datasetColumns = ['dataset'] as const

const toFacts = ({ slug, title, description, licence, attribution }: DatasetFacts): DatasetFacts => ({
  slug,
  title,
  description,
  licence,
  attribution,
})

/**
 * Returns the datasets of the records of a query, as they were described at its commit, sorted by name. `datasetColumns`
 * must have been read of its matches, unless its records were counted by their datasets.
 */
export const listDatasets = async (
  db: D1Database,
  { matches, snapshot }: Pick<ResolvedQuery, 'matches' | 'snapshot'>,
  counts?: ReadonlyMap<string, number>,
): Promise<DatasetFacts[]> => {
  const all = await datasets.listAtCommit(db, snapshot.seq)
  const names = counts ?? (matches && new Set(listValues(matches, 'dataset')))
  return all.filter(({ slug, published }) => (names ? names.has(slug) : published > 0)).map(toFacts)
}

/** What a citation says of a list, besides its address and its commit. */
export interface CitedList {
  /** The instant of its commit (RFC 3339). */
  readonly at: string
  /** The datasets of its records, sorted by name. */
  readonly datasets: readonly DatasetFacts[]
}

/** Returns what a citation says of a query. `datasetColumns` must have been read of its matches. */
export const findCited = async (db: D1Database, resolved: ResolvedQuery): Promise<CitedList> => {
  const [at, datasets] = await Promise.all([
    resolved.at ?? findVersionTime(db, resolved.snapshot.seq),
    listDatasets(db, resolved),
  ])
  return { at, datasets }
}

/** Returns whether all records of a query are public: only such a list has an address that others can cite. */
export const isPublicList = ({ equals }: Query): boolean =>
  (equals.status ?? ['published']).every((status) => status === 'published')
