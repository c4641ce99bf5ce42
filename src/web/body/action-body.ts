/** Small requests that decide something: JSON from a script, or the form of a page. */
import * as v from 'valibot'
import { readJson } from '../../ingest/request/json.ts'
import { problems, type RequestIssue } from '../../problems.ts'
import type { AppContext } from '../context.ts'
import { formTypes, readForm } from './form-body.ts'
import { mediaType, readBody } from './read-body.ts'

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

export interface Act {
  /** What was sent: of a form, what is typed and chosen on it, whole numbers as numbers. */
  readonly given: unknown
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Of a form, everything that was sent, by name. */
  readonly form?: Readonly<Record<string, string>>
}

const json = 'application/json'

/** Fields of a page's own, such as its proof of session. */
const isOwn = (name: string): boolean => name.startsWith('_')

const numbers: readonly string[] = ['revision', 'version', 'into_revision']

const typedIn = (form: Readonly<Record<string, string>>): object =>
  Object.fromEntries(
    Object.entries(form)
      .filter(([name]) => !isOwn(name))
      .map(([name, text]) => [
        name,
        numbers.includes(name) && /^\d{1,15}$/.test(text) ? Number(text) : text.replaceAll('\r\n', '\n'),
      ]),
  )

/** Reads an act as JSON or as a form. Throws a Problem for any other content type. */
export const readAct = async (c: AppContext): Promise<Act> => {
  const type = mediaType(c)
  if (formTypes.includes(type)) {
    const { fields, bytes } = await readForm(c)
    const form = Object.fromEntries(fields)
    return { given: typedIn(form), bytes, form }
  }
  if (type !== json) throw problems.unsupportedType(type, [json, ...formTypes])
  const bytes = await readBody(c)
  return { given: readJson(bytes), bytes }
}

const issueOf =
  (what: string) =>
  (found: v.BaseIssue<unknown>): RequestIssue => {
    const name = v.getDotPath(found) ?? ''
    const missing = found.type === 'strict_object' && found.expected !== 'never'
    const unknown = found.type === 'strict_object' && found.expected === 'never'
    const detail = missing
      ? `${name || what} must be given.`
      : unknown
        ? `There is no field ${name.slice(0, 64).toWellFormed()} here.`
        : found.message
    return { pointer: name === '' ? '' : `/${name.toWellFormed()}`, rule: 'request.invalid', detail }
  }

/** What was sent, as it must be; throws a Problem with every error. `what` says what the whole is. */
export const judged = <Schema extends v.GenericSchema>(
  schema: Schema,
  given: unknown,
  what: string,
): v.InferOutput<Schema> => {
  const asked = v.safeParse(schema, given)
  if (!asked.success) throw problems.invalidRequest(asked.issues.map(issueOf(what)))
  return asked.output
}
