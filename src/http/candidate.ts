/** The record that a request states, whatever its content type. */

import { Buffer } from 'node:buffer'
import type { CheckOptions } from '../ingest/check.ts'
import { candidateOf, closeGaps, type FormField, readMultipart, readUrlencoded } from '../ingest/form.ts'
import { readJson } from '../ingest/json.ts'
import { problems } from '../problems.ts'
import { fromHere, limitOf, mediaType, readBody } from './body.ts'
import type { AppContext } from './context.ts'

export interface Stated {
  readonly candidate: unknown
  readonly options: CheckOptions
  readonly bytes: Uint8Array<ArrayBuffer>
  /** The fields of a form, as they were typed; those of the page itself are apart. */
  readonly form?: { readonly fields: readonly FormField[]; readonly own: ReadonlyMap<string, string> }
}

const types = {
  json: 'application/json',
  urlencoded: 'application/x-www-form-urlencoded',
  multipart: 'multipart/form-data',
} as const

/** What our own pages send beside the fields of a record. */
const ofPages: readonly string[] = ['_key', '_seen', '_more']

const fromForm = (all: readonly FormField[], bytes: Uint8Array<ArrayBuffer>): Stated => {
  const fields = closeGaps(all.filter(([name]) => !ofPages.includes(name)))
  const own = new Map(all.filter(([name]) => ofPages.includes(name)))
  const { candidate, issues } = candidateOf(fields)
  return { candidate, options: { fromText: true, issues }, bytes, form: { fields, own } }
}

/** A byte of text takes up to three in a form, as `%D8`: the limit is that of the text itself. */
const escaped = 3

const readTyped = async (c: AppContext): Promise<Stated> => {
  const limit = limitOf(c)
  const bytes = await readBody(c, escaped * limit)
  const fields = readUrlencoded(bytes)
  const size = fields.reduce((sum, field) => sum + Buffer.byteLength(field.join('=')) + 1, 0)
  if (size > limit) throw problems.tooLarge(limit)
  return fromForm(fields, bytes)
}

/** Reads a record as JSON or as a form. Throws a Problem on any other content type. */
export const readStated = async (c: AppContext): Promise<Stated> => {
  const type = mediaType(c)
  if (type === types.json) {
    const bytes = await readBody(c)
    return { candidate: readJson(bytes), options: {}, bytes }
  }
  if (type !== types.urlencoded && type !== types.multipart)
    throw problems.unsupportedType(type, Object.values(types))
  fromHere(c)
  if (type === types.urlencoded) return readTyped(c)
  const bytes = await readBody(c)
  return fromForm(await readMultipart(bytes, c.req.header('Content-Type') ?? ''), bytes)
}
