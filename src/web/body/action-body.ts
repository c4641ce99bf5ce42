/** Bodies of small actions: JSON from a program, or the form of a page. */

import * as v from 'valibot'
import { message, parseBody, parseJson } from '../../ingest/request/parse-body.ts'
import type { Messages } from '../../messages/messages.ts'
import type { AppContext } from '../context.ts'
import { formTypes, readForm } from './form-body.ts'
import { jsonType, mediaType, readBody, refuseType } from './read-body.ts'

/** The most characters of a reason. */
export const maxReasonLength = 2000

/** The schema of a reason. */
export const reason = v.pipe(
  v.string(message((m) => m.requests.reason.type)),
  v.trim(),
  v.check(
    (text) => text.isWellFormed() && !text.includes('\u0000'),
    message((m) => m.requests.reason.text),
  ),
  v.minLength(
    1,
    message((m) => m.requests.reason.missing),
  ),
  v.maxLength(
    maxReasonLength,
    message((m) => m.requests.reason.length(maxReasonLength)),
  ),
)

/** Returns the schema of a revision number; errors name the field. */
export const revisionNumber = (name: string) =>
  v.pipe(
    v.number(message((m) => m.requests.number(name))),
    v.integer(message((m) => m.requests.wholeNumber(name))),
  )

/** A JSON merge patch (RFC 7396) of a record. */
export const patchSchema = v.custom<object>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  message((m) => m.requests.patch),
)

export interface ActionBody {
  /** The input. A form's whole numbers are numbers; its own page fields are left out. */
  readonly value: unknown
  readonly bytes: Uint8Array<ArrayBuffer>
  /** All fields of a form by name; undefined for JSON. */
  readonly form?: Readonly<Record<string, string>>
}

/** Fields of a page's own, such as its proof of session. */
const isPageField = (name: string): boolean => name.startsWith('_')

const numberFields: readonly string[] = ['revision', 'version', 'into_revision', 'bytes', 'part_bytes']

/** Returns the reason of a form: the usual one that was chosen, and what was typed. */
const reasonOf = ({ _stock = '', reason = '' }: Readonly<Record<string, string>>): string =>
  [_stock.trim(), reason.trim()].filter((text) => text !== '').join(' ')

const toFieldValues = (form: Readonly<Record<string, string>>): object =>
  Object.fromEntries(
    Object.entries(form._stock ? { ...form, reason: reasonOf(form) } : form)
      .filter(([name]) => !isPageField(name))
      .map(([name, text]) => [
        name,
        numberFields.includes(name) && /^\d{1,15}$/.test(text) ? Number(text) : text.replaceAll('\r\n', '\n'),
      ]),
  )

/** Reads an action as JSON or as a form. Throws an unsupported-type Problem for any other Content-Type. */
export const readAction = async (c: AppContext): Promise<ActionBody> => {
  const type = mediaType(c)
  const accepted = [jsonType, ...formTypes]
  if (formTypes.includes(type)) {
    const { fields, bytes } = await readForm(c, accepted)
    const form = Object.fromEntries(fields)
    return { value: toFieldValues(form), bytes, form }
  }
  if (type !== jsonType) return refuseType(c, accepted)
  const bytes = await readBody(c)
  return { value: parseJson(bytes), bytes }
}

const actionRules = { type: 'request.invalid', unknown: 'request.invalid' }

/** Returns the validated input. Throws an invalid-request Problem with every error; `noun` begins errors about the whole. */
export const parse = <Schema extends v.StrictObjectSchema<v.ObjectEntries, undefined>>(
  schema: Schema,
  value: unknown,
  noun: (messages: Messages) => string,
): v.InferOutput<Schema> =>
  parseBody(schema, value, {
    noun,
    expectation: (m: Messages) => m.requests.body.expected(noun(m)),
    rules: actionRules,
  })
