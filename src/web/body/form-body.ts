/** The fields of a form that a browser sends. */
import { Buffer } from 'node:buffer'
import { parseMultipart, parseUrlencoded } from '../../ingest/request/form-fields.ts'
import { problems } from '../../problems.ts'
import type { AppContext, FormBody } from '../context.ts'
import { assertSameOrigin, maxBodyBytes, mediaType, readBody } from './read-body.ts'

const [urlencoded, multipart] = ['application/x-www-form-urlencoded', 'multipart/form-data']
export const formTypes: readonly string[] = [urlencoded, multipart]

/** A byte of text takes up to three in a form, as `%D8`: the limit is that of the text itself. */
const maxEscapeFactor = 3

const readUrlencodedBody = async (c: AppContext): Promise<FormBody> => {
  const limit = maxBodyBytes(c)
  const bytes = await readBody(c, maxEscapeFactor * limit)
  const fields = parseUrlencoded(bytes)
  const size = fields.reduce((sum, field) => sum + Buffer.byteLength(field.join('=')) + 1, 0)
  if (size > limit) throw problems.tooLarge(limit)
  return { fields, bytes }
}

const readMultipartBody = async (c: AppContext): Promise<FormBody> => {
  const bytes = await readBody(c)
  return { fields: await parseMultipart(bytes, c.req.header('Content-Type') ?? ''), bytes }
}

/** Reads the form of a request, once; refused where another site sends it, or where it is no form. */
export const readForm = async (c: AppContext): Promise<FormBody> => {
  const cached = c.get('form')
  if (cached) return cached
  const type = mediaType(c)
  if (!formTypes.includes(type)) throw problems.unsupportedType(type, formTypes)
  assertSameOrigin(c)
  const form = await (type === urlencoded ? readUrlencodedBody(c) : readMultipartBody(c))
  c.set('form', form)
  return form
}

/** The fields of a page's own form by name; of those of one name, the last. */
export const readFormFields = async (c: AppContext): Promise<Readonly<Record<string, string>>> =>
  Object.fromEntries((await readForm(c)).fields)
