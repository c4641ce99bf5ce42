/** Datasets are described and listed. */
import { type Dataset, datasetFields } from '../../schemas/dataset.ts'
import { type Actor, authorize, can } from '../auth/permissions.ts'
import { problems } from '../problems.ts'
import { ConstraintError, runBatch } from '../store/batch.ts'
import * as commits from '../store/commits.ts'
import * as datasets from '../store/datasets.ts'
import type { ServiceContext } from './service-context.ts'

export interface DescribeResult {
  /** 201: begun now. 200: it was there. */
  readonly status: 200 | 201
  readonly dataset: Dataset & { readonly slug: string }
}

/**
 * Begins a dataset or replaces what is said of it, which is a commit: files tell it. One with published records
 * stays publishable.
 */
export const describe = async (
  { db, clock: { now } }: ServiceContext,
  actor: Actor,
  slug: string,
  dataset: Dataset,
): Promise<DescribeResult> => {
  authorize(actor, 'describeDataset')
  const before = await datasets.find(db, slug)
  if (before && datasetFields.every((name) => before[name] === dataset[name]))
    return { status: 200, dataset: { slug, ...dataset } }
  const commit = { now, actor: actor.id, kind: 'describe', rows: 0, visible: true, published: 0 } as const
  try {
    const [, updated] = await runBatch(db, [
      commits.insert(db, commit),
      ...datasets.describe(db, slug, dataset),
    ])
    return { status: updated?.results.length === 0 ? 201 : 200, dataset: { slug, ...dataset } }
  } catch (error) {
    if (!(error instanceof ConstraintError)) throw error
    if (error.constraint === 'published_there')
      throw problems.datasetPublished(slug, await datasets.countPublished(db, slug))
    throw error.constraint === 'dataset_taken' ? problems.conflict() : error
  }
}

/** The datasets that the actor may see: the public those that have a published record or a title. */
export const list = async ({ db }: ServiceContext, actor: Actor): ReturnType<typeof datasets.list> => {
  const all = await datasets.list(db)
  if (can(actor, 'seeAll')) return all
  return {
    ...all,
    datasets: all.datasets.filter(({ published, title }) => published > 0 || title !== null),
  }
}
