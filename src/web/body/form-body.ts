/** Fields of forms that browsers send. */
import { Buffer } from 'node:buffer'
import { parseMultipart, parseUrlencoded } from '../../ingest/request/form-fields.ts'
import { problems } from '../../problems.ts'
import { assertAllowedOrigin } from '../access/origins.ts'
import type { AppContext, FormBody } from '../context.ts'
import { assertNotJson, maxBodyBytes, mediaType, readBody, refuseType } from './read-body.ts'

const [urlencoded, multipart] = ['application/x-www-form-urlencoded', 'multipart/form-data']
export const formTypes: readonly string[] = [urlencoded, multipart]

/** A byte of text takes up to three in a form (`%D8`); the limit applies to the text itself. */
const maxEscapeFactor = 3

const readUrlencodedBody = async (c: AppContext, accepted: readonly string[]): Promise<FormBody> => {
  const limit = maxBodyBytes(c)
  const bytes = await readBody(c, maxEscapeFactor * limit)
  assertNotJson(c, bytes, accepted)
  const fields = parseUrlencoded(bytes)
  const size = fields.reduce((sum, field) => sum + Buffer.byteLength(field.join('=')) + 1, 0)
  if (size > limit) throw problems.tooLarge(limit)
  return { fields, bytes }
}

const readMultipartBody = async (c: AppContext, accepted: readonly string[]): Promise<FormBody> => {
  const bytes = await readBody(c)
  assertNotJson(c, bytes, accepted)
  return { fields: await parseMultipart(bytes, c.req.header('Content-Type') ?? ''), bytes }
}

/**
 * Reads the form of a request, once. `accepted` are the media types that the route accepts. Throws a Problem if the body
 * is no form (unsupported-type) or comes from a site that may not send it (cross-origin).
 */
export const readForm = async (c: AppContext, accepted = formTypes): Promise<FormBody> => {
  const cached = c.get('form')
  if (cached) assertNotJson(c, cached.bytes, accepted)
  if (cached) return cached
  const type = mediaType(c)
  if (!formTypes.includes(type)) return refuseType(c, accepted)
  assertAllowedOrigin(c)
  const form = await (type === urlencoded ? readUrlencodedBody(c, accepted) : readMultipartBody(c, accepted))
  c.set('form', form)
  return form
}

/** Returns the fields of a form by name; the last one if a name is repeated. */
export const readFormFields = async (c: AppContext): Promise<Readonly<Record<string, string>>> =>
  Object.fromEntries((await readForm(c)).fields)
