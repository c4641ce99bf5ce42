/** The record that a request states, whatever its content type. */

import type { CheckOptions } from '../ingest/check.ts'
import { candidateOf, closeGaps, type FormField, readMultipart, readUrlencoded } from '../ingest/form.ts'
import { readJson } from '../ingest/json.ts'
import { problems } from '../problems.ts'
import { fromHere, mediaType, readBody } from './body.ts'
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
  const bytes = await readBody(c)
  return fromForm(
    type === types.urlencoded
      ? readUrlencoded(bytes)
      : await readMultipart(bytes, c.req.header('Content-Type') ?? ''),
    bytes,
  )
}
