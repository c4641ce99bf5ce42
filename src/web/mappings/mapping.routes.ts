/** Routes of mappings. */
import { Hono } from 'hono'
import { authorize } from '../../auth/permissions.ts'
import { assertMappingName } from '../../ingest/mapping/stored-mapping.ts'
import { readParameters } from '../../ingest/request/parameters.ts'
import { parseJson } from '../../ingest/request/parse-body.ts'
import { list, read, remove, save } from '../../services/mappings.ts'
import { jsonType, readBodyOfType } from '../body/read-body.ts'
import { type AppContext, type AppEnv, searchOf } from '../context.ts'

const nameOf = (c: AppContext) => ({
  dataset: c.req.param('slug') ?? '',
  name: c.req.param('name') ?? '',
})

const getList = async (c: AppContext) => {
  readParameters(searchOf(c), {})
  const { dataset } = nameOf(c)
  return c.json({ dataset, mappings: await list(c.get('services'), c.get('actor'), dataset) })
}

const get = async (c: AppContext) => {
  readParameters(searchOf(c), {})
  return c.json(await read(c.get('services'), c.get('actor'), nameOf(c)))
}

const put = async (c: AppContext) => {
  authorize(c.get('actor'), 'storeMapping')
  readParameters(searchOf(c), {})
  const name = nameOf(c)
  assertMappingName(name.name)
  const json = parseJson(await readBodyOfType(c, jsonType))
  const { status, stored } = await save(c.get('services'), c.get('actor'), name, json)
  return c.json(stored, status)
}

const deleteMapping = async (c: AppContext) => {
  readParameters(searchOf(c), {})
  await remove(c.get('services'), c.get('actor'), nameOf(c))
  return c.body(null, 204)
}

export const mappingRoutes = new Hono<AppEnv>()
  .get('/datasets/:slug/mappings.json', getList)
  .get('/datasets/:slug/mappings/:name', get)
  .put('/datasets/:slug/mappings/:name', put)
  .delete('/datasets/:slug/mappings/:name', deleteMapping)
