/** Small requests that decide something: JSON from a script, or the form of a page. */
import * as v from 'valibot'
import { parseBody, parseJson } from '../../ingest/request/parse-body.ts'
import { problems } from '../../problems.ts'
import type { AppContext } from '../context.ts'
import { formTypes, readForm } from './form-body.ts'
import { jsonType, mediaType, readBody } from './read-body.ts'

export const reason = v.pipe(
  v.string('reason is a text.'),
  v.trim(),
  v.check(
    (text) => text.isWellFormed() && !text.includes('\u0000'),
    'reason must be whole text without NUL.',
  ),
  v.minLength(1, 'reason must say why.'),
  v.maxLength(2000, 'reason has at most 2000 characters.'),
)

/** The number of a revision; `name` is what the field is called. */
export const revisionNumber = (name: string) =>
  v.pipe(v.number(`${name} is a number.`), v.integer(`${name} is a whole number.`))

/** A JSON merge patch (RFC 7396) of a record. */
export const patchSchema = v.custom<object>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'patch is a merge patch: an object with the fields to change.',
)

export interface ActionBody {
  /** What was sent: of a form, what is typed and chosen on it, whole numbers as numbers. */
  readonly value: unknown
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Of a form, everything that was sent, by name. */
  readonly form?: Readonly<Record<string, string>>
}

/** Fields of a page's own, such as its proof of session. */
const isPageField = (name: string): boolean => name.startsWith('_')

const numberFields: readonly string[] = ['revision', 'version', 'into_revision']

const toFieldValues = (form: Readonly<Record<string, string>>): object =>
  Object.fromEntries(
    Object.entries(form)
      .filter(([name]) => !isPageField(name))
      .map(([name, text]) => [
        name,
        numberFields.includes(name) && /^\d{1,15}$/.test(text) ? Number(text) : text.replaceAll('\r\n', '\n'),
      ]),
  )

/** Reads an act as JSON or as a form. Throws a Problem for any other content type. */
export const readAction = async (c: AppContext): Promise<ActionBody> => {
  const type = mediaType(c)
  if (formTypes.includes(type)) {
    const { fields, bytes } = await readForm(c)
    const form = Object.fromEntries(fields)
    return { value: toFieldValues(form), bytes, form }
  }
  if (type !== jsonType) throw problems.unsupportedType(type, [jsonType, ...formTypes])
  const bytes = await readBody(c)
  return { value: parseJson(bytes), bytes }
}

const actionRules = { type: 'request.invalid', unknown: 'request.invalid' }

/** What was sent, as it must be; throws a Problem with every error. `noun` says what the whole is. */
export const parse = <Schema extends v.StrictObjectSchema<v.ObjectEntries, undefined>>(
  schema: Schema,
  value: unknown,
  noun: string,
): v.InferOutput<Schema> =>
  parseBody(schema, Array.isArray(value) ? {} : value, {
    noun,
    expectation: `${noun} must be given.`,
    rules: actionRules,
  })
