/** Routes of datasets: list, show and describe. */
import { Hono } from 'hono'
import { slugPattern } from '../../../schemas/field-types.ts'
import { digest } from '../../auth/hash.ts'
import { authorize } from '../../auth/permissions.ts'
import { parseDataset, parseDatasetForm } from '../../ingest/request/dataset.ts'
import { readParameters } from '../../ingest/request/parameters.ts'
import { parseJson } from '../../ingest/request/parse-body.ts'
import { problems } from '../../problems.ts'
import { showDataset } from '../../services/dataset-overview.ts'
import { describe, find, list, versionOf } from '../../services/datasets.ts'
import type { DatasetSummary } from '../../store/datasets.ts'
import { readFormFields } from '../body/form-body.ts'
import { jsonType, readBodyOfType } from '../body/read-body.ts'
import { type AppContext, type AppEnv, originOf, searchOf } from '../context.ts'
import { isNotModified, negotiate } from '../headers.ts'
import { respond } from '../respond.ts'
import { renderPage } from '../ui/viewer.tsx'
import { DatasetFormPage, type DatasetFormPageProps } from './dataset-form-page.tsx'
import { DatasetPage, datasetUrl } from './dataset-page.tsx'
import { DatasetsPage } from './datasets-page.tsx'

/** Responds with JSON as of a commit. */
const sendJson = async <T extends { readonly commit: number }>(c: AppContext, path: string, content: T) => {
  const body = JSON.stringify(content)
  const headers = {
    'Sitrep-Commit': String(content.commit),
    'Content-Location': path,
    ETag: `"${(await digest(body)).slice(0, 32)}"`,
  }
  if (isNotModified(c, headers.ETag)) return c.body(null, 304, headers)
  return c.body(body, 200, { ...headers, 'Content-Type': 'application/json' })
}

const getJson = async (c: AppContext) => {
  readParameters(searchOf(c), {})
  const { commit, datasets } = await list(c.get('services'), c.get('actor'))
  return sendJson(c, '/datasets.json', { commit, datasets })
}

const getPage = async (c: AppContext) => {
  readParameters(searchOf(c), {})
  const result = await list(c.get('services'), c.get('actor'))
  return renderPage(c, <DatasetsPage {...result} origin={originOf(c)} />)
}

const get = (c: AppContext) => (negotiate(c, jsonType) === jsonType ? getJson(c) : getPage(c))

const slugOf = (c: AppContext): string => c.req.param('slug') ?? ''

/** Throws not-found if a text cannot be the name of a dataset. */
const assertSlug = (slug: string): void => {
  if (!slugPattern.test(slug)) throw problems.notFound('dataset')
}

const readOverview = async (c: AppContext, slug: string) => {
  readParameters(searchOf(c), {})
  assertSlug(slug)
  return showDataset(c.get('services'), c.get('actor'), slug)
}

const toSummary = ({
  slug,
  title,
  description,
  licence,
  attribution,
  publishable,
  published,
}: DatasetSummary) => ({
  slug,
  title,
  description,
  licence,
  attribution,
  publishable,
  published,
})

const getDatasetJson = async (c: AppContext, slug: string) => {
  const { dataset, commit, coverage = null, countries, changed = null } = await readOverview(c, slug)
  const path = `${datasetUrl(slug)}.json`
  return sendJson(c, path, { commit, dataset: toSummary(dataset), coverage, countries, changed })
}

const jsonSuffix = '.json'

const getDataset = async (c: AppContext) => {
  const slug = slugOf(c)
  if (slug.endsWith(jsonSuffix)) return getDatasetJson(c, slug.slice(0, -jsonSuffix.length))
  if (negotiate(c, jsonType) === jsonType) return getDatasetJson(c, slug)
  return renderPage(c, <DatasetPage {...(await readOverview(c, slug))} />)
}

type Refused = NonNullable<DatasetFormPageProps['refused']>

const renderForm = async (c: AppContext, refused?: Refused) => {
  const slug = slugOf(c)
  assertSlug(slug)
  const stored = await find(c.get('services'), c.get('actor'), slug)
  const props = { slug, stored, version: await versionOf(stored), refused }
  return renderPage(c, <DatasetFormPage {...props} />, refused?.problem)
}

const getForm = (c: AppContext) => {
  authorize(c.get('actor'), 'describeDataset')
  readParameters(searchOf(c), {})
  return renderForm(c)
}

const postForm = async (c: AppContext) => {
  const [services, actor, slug] = [c.get('services'), c.get('actor'), slugOf(c)]
  authorize(actor, 'describeDataset')
  assertSlug(slug)
  const fields = await readFormFields(c)
  const { title = '', description = '', licence = '', attribution = '', publishable = '' } = fields
  const form = { title, description, licence, attribution, publishable }
  const act = async () => {
    await find(services, actor, slug)
    return describe(services, actor, slug, parseDatasetForm(form), { replaces: fields._version })
  }
  return respond(c, form, act, {
    redirect: () => datasetUrl(slug),
    json: ({ dataset }) => c.json(dataset),
    redisplay: (problem, typed) =>
      ['invalid-request', 'dataset-published', 'conflict'].includes(problem.type) &&
      renderForm(c, { form: typed, problem }),
  })
}

const put = async (c: AppContext) => {
  authorize(c.get('actor'), 'describeDataset')
  readParameters(searchOf(c), {})
  const slug = slugOf(c)
  const description = parseDataset(slug, parseJson(await readBodyOfType(c, jsonType)))
  const { status, dataset } = await describe(c.get('services'), c.get('actor'), slug, description)
  return c.json(dataset, status)
}

export const datasetRoutes = new Hono<AppEnv>()
  .get('/datasets', get)
  .get('/datasets.json', getJson)
  .get('/datasets/:slug', getDataset)
  .put('/datasets/:slug', put)
  .get('/datasets/:slug/edit', getForm)
  .post('/datasets/:slug/edit', postForm)
