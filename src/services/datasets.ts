/** Describing and listing datasets. */
import { type Dataset, datasetFields } from '../../schemas/dataset.ts'
import { digest } from '../auth/hash.ts'
import { type Actor, authorize, canIn } from '../auth/permissions.ts'
import { problems } from '../problems.ts'
import { runBatch } from '../store/batch.ts'
import * as datasets from '../store/datasets.ts'
import { insertCommit } from './commit.ts'
import type { ServiceContext } from './service-context.ts'

/** Returns a digest of a description. It differs if somebody has changed the description in between. */
export const versionOf = (dataset: Dataset): Promise<string> =>
  digest(JSON.stringify(datasetFields.map((name) => dataset[name])))

/**
 * Creates a dataset (status 201) or replaces its description (200), in a commit, because files contain it. Throws
 * dataset-published (409) if a dataset with published records would become unpublishable, and conflict (409) if the
 * description is not of the version that is to be replaced.
 */
export const describe = async (
  context: ServiceContext,
  actor: Actor,
  slug: string,
  dataset: Dataset,
  { replaces }: { readonly replaces?: string | undefined } = {},
) => {
  authorize(actor, 'describeDataset', slug)
  const { db } = context
  const before = await datasets.find(db, slug)
  if (before && replaces !== undefined && (await versionOf(before)) !== replaces)
    throw problems.datasetChanged()
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
): Promise<datasets.FoundDataset | undefined> => {
  const found = await datasets.findSummary(db, slug)
  return found && isListed(found) ? found : undefined
}

/** Returns a dataset. Throws not-found if the actor may not see it. */
export const find = async (
  context: ServiceContext,
  actor: Actor,
  slug: string,
): Promise<datasets.FoundDataset> => {
  const found = await (canIn(actor, 'readAll', slug)
    ? datasets.findSummary(context.db, slug)
    : findListed(context, slug))
  if (!found) throw problems.notFound('dataset')
  return found
}

/** Returns the datasets that the actor may see. */
export const list = async ({ db }: ServiceContext, actor: Actor): ReturnType<typeof datasets.list> => {
  const all = await datasets.list(db)
  return {
    ...all,
    datasets: all.datasets.filter((each) => isListed(each) || canIn(actor, 'readAll', each.slug)),
  }
}
