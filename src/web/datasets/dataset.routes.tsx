/** Routes of datasets: list and describe. */
import { Hono } from 'hono'
import { digest } from '../../auth/hash.ts'
import { authorize } from '../../auth/permissions.ts'
import { parseDataset } from '../../ingest/request/dataset.ts'
import { readParameters } from '../../ingest/request/parameters.ts'
import { parseJson } from '../../ingest/request/parse-body.ts'
import { describe, list } from '../../services/datasets.ts'
import { jsonType, readBodyOfType } from '../body/read-body.ts'
import { type AppContext, type AppEnv, originOf, searchOf } from '../context.ts'
import { isNotModified, negotiate } from '../headers.ts'
import { renderPage } from '../ui/viewer.tsx'
import { DatasetsPage } from './datasets-page.tsx'

const getJson = async (c: AppContext) => {
  readParameters(searchOf(c), {})
  const { commit, datasets } = await list(c.get('services'), c.get('actor'))
  const body = JSON.stringify({ commit, datasets })
  const headers = {
    'Sitrep-Commit': String(commit),
    'Content-Location': '/datasets.json',
    ETag: `"${(await digest(body)).slice(0, 32)}"`,
  }
  if (isNotModified(c, headers.ETag)) return c.body(null, 304, headers)
  return c.body(body, 200, { ...headers, 'Content-Type': 'application/json' })
}

const getPage = async (c: AppContext) => {
  readParameters(searchOf(c), {})
  const result = await list(c.get('services'), c.get('actor'))
  return renderPage(c, <DatasetsPage {...result} origin={originOf(c)} />)
}

const get = (c: AppContext) => (negotiate(c, jsonType) === jsonType ? getJson(c) : getPage(c))

const put = async (c: AppContext) => {
  authorize(c.get('actor'), 'describeDataset')
  readParameters(searchOf(c), {})
  const slug = c.req.param('slug') ?? ''
  const description = parseDataset(slug, parseJson(await readBodyOfType(c, jsonType)))
  const { status, dataset } = await describe(c.get('services'), c.get('actor'), slug, description)
  return c.json(dataset, status)
}

export const datasetRoutes = new Hono<AppEnv>()
  .get('/datasets', get)
  .get('/datasets.json', getJson)
  .put('/datasets/:slug', put)
