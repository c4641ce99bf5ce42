/** Records in requests, as JSON or as a form. */

import { expandBasics } from '../../ingest/basics/expand.ts'
import { type FormField, parseForm, renumberEntries } from '../../ingest/request/form-fields.ts'
import { parseJson } from '../../ingest/request/parse-body.ts'
import type { ValidateOptions } from '../../ingest/validate/validate.ts'
import { problems } from '../../problems.ts'
import type { ColumnOf } from '../../services/validate-with-database.ts'
import { type AppContext, type FormBody, messagesOf } from '../context.ts'
import { readBasicFaults } from '../form/basic-faults.ts'
import { parseChoice, readDatePhrases, replaceValues } from '../form/date-phrases.ts'
import { guardFieldNames } from '../form/form-guard.ts'
import { openedName, openName } from '../form/open-button.tsx'
import type { Reading } from '../form/reading.ts'
import { prefersHtml } from '../headers.ts'
import { csrfName } from '../ui/viewer.tsx'
import { formTypes, readForm } from './form-body.ts'
import { jsonType, mediaType, readBody, refuseType } from './read-body.ts'

export interface RecordFields {
  /** The fields as typed, in simple controls and exact ones. */
  readonly fields: readonly FormField[]
  readonly pageFields: ReadonlyMap<string, string>
  /** Texts in words: questions that are asked back, and errors. */
  readonly readings?: readonly Reading[]
  /** The names of the groups that are open. */
  readonly opened?: readonly string[]
}

export interface RecordBody {
  readonly candidate: unknown
  readonly options: ValidateOptions
  /** The body of JSON; of a form, the fields of the record that are not blank. The same bytes are the same report. */
  readonly bytes: Uint8Array<ArrayBuffer>
  /** The fields of a form as typed, and those of the page itself; undefined for JSON. */
  readonly form?: RecordFields
  /** Returns the column of a mapped object that an error is about. */
  readonly columnOf?: ColumnOf
}

/** Fields of our own pages beside those of a record. */
const pageFieldNames: readonly string[] = [
  ...['_key', '_next', '_seen', '_more', '_choice', '_reason', '_zone', '_publish', '_queue', csrfName],
  ...[openName, openedName],
  ...guardFieldNames,
]

const compareNames = ([a]: FormField, [b]: FormField): number => Number(a > b) - Number(a < b)

/** Returns the fields that are not blank in one order, for simple controls and exact ones are at other places. */
const toBytes = (fields: readonly FormField[]): Uint8Array<ArrayBuffer> => {
  const filled = fields.filter(([, value]) => value.trim() !== '').sort(compareNames)
  return Uint8Array.from(new TextEncoder().encode(JSON.stringify(filled)))
}

/** Returns the names of the groups of a form that are open, and of the one that its button opens. */
const findOpened = (fields: readonly FormField[]): string[] =>
  fields.filter(([name]) => name === openName || name === openedName).map(([, value]) => value)

const parseRecordForm = (c: AppContext, { fields: allFields }: FormBody): RecordBody => {
  const typed = renumberEntries(allFields.filter(([name]) => !pageFieldNames.includes(name)))
  const pageFields = new Map(allFields.filter(([name]) => pageFieldNames.includes(name)))
  const fields = replaceValues(typed, parseChoice(pageFields.get('_choice')))
  const [messages, { now }] = [messagesOf(c), c.get('services')]
  const expanded = expandBasics(fields)
  // Only a person can be asked back; a program gets the error of a date.
  const phrases = prefersHtml(c)
    ? readDatePhrases(expanded.fields, messages, { now, zone: pageFields.get('_zone') })
    : []
  const readings = [...phrases, ...readBasicFaults(expanded.faults, fields, messages)]
  const { candidate, issues } = parseForm(expanded.fields)
  const options = { fromText: true, issues: [...issues, ...readings.map(({ issue }) => issue)] }
  const form = { fields, pageFields, readings, opened: findOpened(allFields) }
  // A text that was not read makes another report, too.
  const unread = fields.filter(([name]) => expanded.faults.some((fault) => fault.name === name))
  return { candidate, options, bytes: toBytes([...expanded.fields, ...unread]), form }
}

export const recordTypes: readonly string[] = [jsonType, ...formTypes]

/**
 * Reads a record as JSON or as a form. `accepted` are the media types that the route accepts. Throws an unsupported-type
 * Problem for any other Content-Type.
 */
export const readRecord = async (c: AppContext, accepted = recordTypes): Promise<RecordBody> => {
  const type = mediaType(c)
  if (type === jsonType) {
    const bytes = await readBody(c)
    return { candidate: parseJson(bytes), options: {}, bytes }
  }
  return formTypes.includes(type) ? parseRecordForm(c, await readForm(c, accepted)) : refuseType(c, accepted)
}

/** Reads a record from a form, with the form. Throws an unsupported-type Problem for JSON. */
export const readFormOfRecord = async (
  c: AppContext,
): Promise<Required<Pick<RecordBody, 'form'>> & RecordBody> => {
  const { form, ...body } = await readRecord(c)
  if (!form) throw problems.unsupportedType(jsonType, formTypes.slice(0, 1))
  return { ...body, form }
}

/** Reads the form of a record. Throws an unsupported-type Problem for JSON. */
export const readRecordForm = async (c: AppContext): Promise<RecordFields> => (await readFormOfRecord(c)).form
