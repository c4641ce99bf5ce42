/** The record that a request states, whatever its content type. */

import { type FormField, parseForm, renumberEntries } from '../../ingest/request/form-fields.ts'
import { parseJson } from '../../ingest/request/json.ts'
import type { ValidateOptions } from '../../ingest/validate/validate.ts'
import { problems } from '../../problems.ts'
import type { AppContext, FormBody } from '../context.ts'
import { csrfName } from '../ui/viewer.tsx'
import { formTypes, readForm } from './form-body.ts'
import { mediaType, readBody } from './read-body.ts'

export interface RecordBody {
  readonly candidate: unknown
  readonly options: ValidateOptions
  readonly bytes: Uint8Array<ArrayBuffer>
  /** The fields of a form, as they were typed; those of the page itself are apart. */
  readonly form?: { readonly fields: readonly FormField[]; readonly pageFields: ReadonlyMap<string, string> }
}

const jsonType = 'application/json'

/** What our own pages send beside the fields of a record. */
const pageFieldNames: readonly string[] = ['_key', '_seen', '_more', '_reason', csrfName]

const parseRecordForm = ({ fields: allFields, bytes }: FormBody): RecordBody => {
  const fields = renumberEntries(allFields.filter(([name]) => !pageFieldNames.includes(name)))
  const pageFields = new Map(allFields.filter(([name]) => pageFieldNames.includes(name)))
  const { candidate, issues } = parseForm(fields)
  return { candidate, options: { fromText: true, issues }, bytes, form: { fields, pageFields } }
}

/** Reads a record as JSON or as a form. Throws a Problem on any other content type. */
export const readRecord = async (c: AppContext): Promise<RecordBody> => {
  const type = mediaType(c)
  if (type === jsonType) {
    const bytes = await readBody(c)
    return { candidate: parseJson(bytes), options: {}, bytes }
  }
  if (!formTypes.includes(type)) throw problems.unsupportedType(type, [jsonType, ...formTypes])
  return parseRecordForm(await readForm(c))
}
