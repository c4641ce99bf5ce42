/** The record that a request states, whatever its content type. */

import { candidateOf, closeGaps, type FormField } from '../../ingest/request/form-fields.ts'
import { readJson } from '../../ingest/request/json.ts'
import type { CheckOptions } from '../../ingest/validate/validate.ts'
import { problems } from '../../problems.ts'
import type { AppContext } from '../context.ts'
import { csrfName } from '../ui/viewer.tsx'
import { type Form, formTypes, readForm } from './form-body.ts'
import { mediaType, readBody } from './read-body.ts'

export interface Stated {
  readonly candidate: unknown
  readonly options: CheckOptions
  readonly bytes: Uint8Array<ArrayBuffer>
  /** The fields of a form, as they were typed; those of the page itself are apart. */
  readonly form?: { readonly fields: readonly FormField[]; readonly own: ReadonlyMap<string, string> }
}

const json = 'application/json'

/** What our own pages send beside the fields of a record. */
const ofPages: readonly string[] = ['_key', '_seen', '_more', '_reason', csrfName]

const fromForm = ({ fields: all, bytes }: Form): Stated => {
  const fields = closeGaps(all.filter(([name]) => !ofPages.includes(name)))
  const own = new Map(all.filter(([name]) => ofPages.includes(name)))
  const { candidate, issues } = candidateOf(fields)
  return { candidate, options: { fromText: true, issues }, bytes, form: { fields, own } }
}

/** Reads a record as JSON or as a form. Throws a Problem on any other content type. */
export const readStated = async (c: AppContext): Promise<Stated> => {
  const type = mediaType(c)
  if (type === json) {
    const bytes = await readBody(c)
    return { candidate: readJson(bytes), options: {}, bytes }
  }
  if (!formTypes.includes(type)) throw problems.unsupportedType(type, [json, ...formTypes])
  return fromForm(await readForm(c))
}
