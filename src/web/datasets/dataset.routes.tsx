/** Routes of the datasets: what they are, and how they are described. */
import { Hono } from 'hono'
import { accepts } from 'hono/accepts'
import { digest } from '../../auth/hash.ts'
import { permit } from '../../auth/permissions.ts'
import { readDataset } from '../../ingest/request/dataset.ts'
import { readJson } from '../../ingest/request/json.ts'
import { problems } from '../../problems.ts'
import { describe, list } from '../../services/datasets.ts'
import { bodyOf } from '../body/read-body.ts'
import type { AppContext, AppEnv } from '../context.ts'
import { isCurrent } from '../headers.ts'
import { page } from '../render-page.tsx'
import { Datasets } from './datasets-page.tsx'

const takeNoParameters = (c: AppContext): void => {
  const unknown = [...new Set(new URL(c.req.url).searchParams.keys())]
  if (unknown.length === 0) return
  throw problems.queryRefused(
    unknown.map((name) => ({
      parameter: name.slice(0, 100),
      rule: 'parameter.unknown',
      detail: `There is no parameter "${name.slice(0, 100)}" here; this address takes none.`,
    })),
  )
}

const asJson = async (c: AppContext) => {
  takeNoParameters(c)
  const { commit, datasets } = await list(c.get('deps'), c.get('actor'))
  const body = JSON.stringify({ commit, datasets })
  const headers = {
    'Sitrep-Commit': String(commit),
    'Content-Location': '/datasets.json',
    ETag: `"${(await digest(body)).slice(0, 32)}"`,
  }
  if (isCurrent(c, headers.ETag)) return c.body(null, 304, headers)
  return c.body(body, 200, { ...headers, 'Content-Type': 'application/json' })
}

const asPage = async (c: AppContext) => {
  takeNoParameters(c)
  return page(c, <Datasets {...(await list(c.get('deps'), c.get('actor')))} />)
}

const negotiate = (c: AppContext) => {
  const supports = ['text/html', 'application/json']
  const type = accepts(c, { header: 'Accept', supports, default: 'text/html' })
  return type === 'application/json' ? asJson(c) : asPage(c)
}

const put = async (c: AppContext) => {
  permit(c.get('actor'), 'describeDataset')
  takeNoParameters(c)
  const slug = c.req.param('slug') ?? ''
  const said = readDataset(slug, readJson(await bodyOf(c, 'application/json')))
  const { status, dataset } = await describe(c.get('deps'), c.get('actor'), slug, said)
  return c.json(dataset, status)
}

export const datasetRoutes = new Hono<AppEnv>()
  .get('/datasets', negotiate)
  .get('/datasets.json', asJson)
  .put('/datasets/:slug', put)
