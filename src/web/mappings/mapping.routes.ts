/** Routes of mappings: stored ones, and suggestions. */
import { Hono } from 'hono'
import { slugPattern } from '../../../schemas/field-types.ts'
import { authorize } from '../../auth/permissions.ts'
import { assertMappingName } from '../../ingest/mapping/stored-mapping.ts'
import { findOwnProfile } from '../../ingest/mapping/suggest/choose-profile.ts'
import { readSample } from '../../ingest/mapping/suggest/sample.ts'
import { suggestMapping } from '../../ingest/mapping/suggest/suggest.ts'
import { fileParameters } from '../../ingest/request/import-query.ts'
import { charsetOf, type Part } from '../../ingest/request/multipart.ts'
import { matching, once, readParameters } from '../../ingest/request/parameters.ts'
import { parseJson } from '../../ingest/request/parse-body.ts'
import { list, read, remove, save } from '../../services/mappings.ts'
import { isFileForm, readFormFile } from '../body/file-form.ts'
import { collectBytes, jsonType, mediaType, readBodyOfType, readBytes } from '../body/read-body.ts'
import { type AppContext, type AppEnv, searchOf } from '../context.ts'
import { jsonKindOf, statedEncoding, workbookTypes } from '../imports/import-body.ts'

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

/** The most bytes from which a mapping is suggested. */
const maxSampleBytes = 1024 * 1024
/** The most bytes of a workbook, which cannot be read by its beginning alone. */
const maxWorkbookBytes = 16 * 1024 * 1024

const suggestParameters = {
  dataset: once(matching(slugPattern), (m) => m.parameters.mustBeSlug),
  ...fileParameters,
}

/** Returns the beginning of a file: the body, or the file of a page's form. */
const readSampleBody = async (c: AppContext): Promise<Pick<Part, 'type' | 'charset' | 'body'>> =>
  isFileForm(c)
    ? readFormFile(c)
    : { type: mediaType(c), charset: charsetOf(c.req.header('Content-Type') ?? ''), body: readBytes(c) }

const suggest = async (c: AppContext) => {
  authorize(c.get('actor'), 'import')
  const { dataset, ...stated } = readParameters(searchOf(c), suggestParameters, { empty: 'value' })
  const { type, charset, body } = await readSampleBody(c)
  const jsonKind = jsonKindOf(type)
  const encoding = statedEncoding(stated.encoding, charset)
  const limit = workbookTypes.includes(type) ? maxWorkbookBytes : maxSampleBytes
  const sample = await readSample(await collectBytes(body, limit), {
    jsonKind,
    encoding,
    sheet: stated.sheet,
  })
  const own = findOwnProfile(sample, { isJson: jsonKind !== undefined })
  const suggestion = suggestMapping(sample, { dataset })
  return c.json({ ...suggestion, profile: own ?? suggestion.profile })
}

export const mappingRoutes = new Hono<AppEnv>()
  .get('/datasets/:slug/mappings.json', getList)
  .get('/datasets/:slug/mappings/:name', get)
  .put('/datasets/:slug/mappings/:name', put)
  .delete('/datasets/:slug/mappings/:name', deleteMapping)
  .post('/mappings/suggest', suggest)
