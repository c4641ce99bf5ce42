/** The fields of a form that a browser sends. */
import { Buffer } from 'node:buffer'
import { type FormField, readMultipart, readUrlencoded } from '../../ingest/request/form-fields.ts'
import { problems } from '../../problems.ts'
import type { AppContext } from '../context.ts'
import { fromHere, limitOf, mediaType, readBody } from './read-body.ts'

const [urlencoded, multipart] = ['application/x-www-form-urlencoded', 'multipart/form-data']
export const formTypes: readonly string[] = [urlencoded, multipart]

export interface Form {
  readonly fields: readonly FormField[]
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** A byte of text takes up to three in a form, as `%D8`: the limit is that of the text itself. */
const escaped = 3

const readTyped = async (c: AppContext): Promise<Form> => {
  const limit = limitOf(c)
  const bytes = await readBody(c, escaped * limit)
  const fields = readUrlencoded(bytes)
  const size = fields.reduce((sum, field) => sum + Buffer.byteLength(field.join('=')) + 1, 0)
  if (size > limit) throw problems.tooLarge(limit)
  return { fields, bytes }
}

const readParts = async (c: AppContext): Promise<Form> => {
  const bytes = await readBody(c)
  return { fields: await readMultipart(bytes, c.req.header('Content-Type') ?? ''), bytes }
}

/** Reads the form of a request, once; refused where another site sends it, or where it is no form. */
export const readForm = async (c: AppContext): Promise<Form> => {
  const before = c.get('form')
  if (before) return before
  const type = mediaType(c)
  if (!formTypes.includes(type)) throw problems.unsupportedType(type, formTypes)
  fromHere(c)
  const form = await (type === urlencoded ? readTyped(c) : readParts(c))
  c.set('form', form)
  return form
}

/** The fields of a page's own form by name; of those of one name, the last. */
export const fieldsOfForm = async (c: AppContext): Promise<Readonly<Record<string, string>>> =>
  Object.fromEntries((await readForm(c)).fields)
