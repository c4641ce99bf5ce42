/** Routes by which a file arrives in parts, before its import. */
import { Hono } from 'hono'
import * as v from 'valibot'
import { authorize } from '../../auth/permissions.ts'
import type { ImportQuery } from '../../ingest/request/import-query.ts'
import { matching, once, readParameters, wholeNumber } from '../../ingest/request/parameters.ts'
import { message } from '../../ingest/request/parse-body.ts'
import { defaultPartBytes, maxPartBytes, maxUploadBytes } from '../../services/imports/upload-limits.ts'
import {
  cancelUpload,
  createUpload,
  findUpload,
  openUpload,
  readUploadState,
  toUploadState,
  writePart,
} from '../../services/imports/uploads.ts'
import { parse, readAction } from '../body/action-body.ts'
import { isFileForm, readFormFile } from '../body/file-form.ts'
import { collectBytes, mediaType, readBytes, refuseType } from '../body/read-body.ts'
import { type AppContext, type AppEnv, idOf, searchOf } from '../context.ts'
import type { ImportBody } from './import-body.ts'

const length = (name: string, max: number) =>
  v.pipe(
    v.number(message((m) => m.requests.number(name))),
    v.integer(message((m) => m.requests.wholeNumber(name))),
    v.minValue(
      1,
      message((m) => m.requests.range(1, max)),
    ),
    v.maxValue(
      max,
      message((m) => m.requests.range(1, max)),
    ),
  )

const newUpload = v.strictObject({
  bytes: length('bytes', maxUploadBytes),
  part_bytes: v.optional(length('part_bytes', maxPartBytes), defaultPartBytes),
})

const post = async (c: AppContext) => {
  authorize(c.get('actor'), 'import')
  const { value } = await readAction(c)
  const { bytes, part_bytes: partBytes } = parse(newUpload, value, (m) => m.uploads.noun)
  const { now } = c.get('services')
  const upload = await createUpload(c.env.FILES, c.get('actor'), now, { bytes, partBytes })
  return c.json(toUploadState(upload, []), 201, { Location: `/uploads/${upload.id}` })
}

const findOwn = (c: AppContext) => findUpload(c.env.FILES, c.get('actor'), idOf(c))

const get = async (c: AppContext) => {
  readParameters(searchOf(c), {})
  return c.json(await readUploadState(c.env.FILES, c.get('actor'), idOf(c)))
}

const bytesType = 'application/octet-stream'

/** Returns the bytes of a part: the body, or the file of a page's form. */
const readPartBody = async (c: AppContext): Promise<AsyncIterable<Uint8Array>> => {
  if (!isFileForm(c)) return mediaType(c) === bytesType ? readBytes(c) : refuseType(c, [bytesType])
  return (await readFormFile(c)).body
}

const partParsers = {
  part: once(wholeNumber({ min: 1 }), (m) => m.uploads.part),
  sha256: once(matching(/^[0-9a-f]{64}$/), (m) => m.uploads.sha256),
}

const putPart = async (c: AppContext) => {
  const upload = await findOwn(c)
  const search = searchOf(c)
  search.set('part', c.req.param('part') ?? '')
  const { part = 0, sha256 } = readParameters(search, partParsers)
  const bytes = await collectBytes(await readPartBody(c), maxPartBytes)
  await writePart(c.env.FILES, upload, { part, bytes, sha256 })
  return c.body(null, 204)
}

const deleteUpload = async (c: AppContext) => {
  readParameters(searchOf(c), {})
  await cancelUpload(c.env.FILES, await findOwn(c))
  return c.body(null, 204)
}

/** Returns the file of an import with the bytes of the upload that the query names, in the place of its own. */
export const withUploadedBytes = async (
  c: AppContext,
  { upload }: Pick<ImportQuery, 'upload'>,
  file: ImportBody,
): Promise<ImportBody> =>
  upload === undefined ? file : { ...file, body: await openUpload(c.env.FILES, c.get('actor'), upload) }

export const uploadRoutes = new Hono<AppEnv>()
  .post('/uploads', post)
  .get('/uploads/:id', get)
  .put('/uploads/:id/parts/:part', putPart)
  .delete('/uploads/:id', deleteUpload)
