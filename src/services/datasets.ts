/** Describing and listing datasets. */
import { type Dataset, datasetFields } from '../../schemas/dataset.ts'
import { type Actor, authorize, can } from '../auth/permissions.ts'
import { problems } from '../problems.ts'
import { runBatch } from '../store/batch.ts'
import * as datasets from '../store/datasets.ts'
import { insertCommit } from './commit.ts'
import type { ServiceContext } from './service-context.ts'

/**
 * Creates a dataset (status 201) or replaces its description (200), in a commit, because files contain it. Throws
 * dataset-published (409) if a dataset with published records would become unpublishable.
 */
export const describe = async (context: ServiceContext, actor: Actor, slug: string, dataset: Dataset) => {
  authorize(actor, 'describeDataset')
  const { db } = context
  const before = await datasets.find(db, slug)
  const result = { dataset: { slug, ...dataset } }
  if (before && datasetFields.every((name) => before[name] === dataset[name]))
    return { status: 200, ...result } as const
  const commit = insertCommit(context, actor, {
    kind: 'describe',
    visible: true,
    dataset: { slug, ...dataset },
  })
  const [, updated] = await runBatch(db, [commit, ...datasets.describe(db, slug, dataset)], {
    has_published_records: async () =>
      problems.datasetPublished(slug, await datasets.countPublished(db, slug)),
    dataset_taken: problems.conflict,
  })
  return { status: updated?.results.length === 0 ? 201 : 200, ...result } as const
}

/** Returns whether the public sees a dataset: it has a published record or a title. */
const isListed = ({ published, title }: datasets.DatasetSummary): boolean => published > 0 || title !== null

/** Returns a dataset that the public sees; undefined if there is none of this name. */
export const findListed = async (
  { db }: Pick<ServiceContext, 'db'>,
  slug: string,
): Promise<datasets.DatasetSummary | undefined> => {
  const found = await datasets.findSummary(db, slug)
  return found && isListed(found) ? found : undefined
}

/** Returns the datasets that the actor may see. */
export const list = async ({ db }: ServiceContext, actor: Actor): ReturnType<typeof datasets.list> => {
  const all = await datasets.list(db)
  if (can(actor, 'readAll')) return all
  return {
    ...all,
    datasets: all.datasets.filter(isListed),
  }
}
