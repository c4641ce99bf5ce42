/** Reads what is to be redacted. */
import * as v from 'valibot'
import { isPointer } from '../derive/erasure.ts'
import { problems, type RequestIssue } from '../problems.ts'

export interface Redaction {
  readonly reason: string
  /** JSON Pointers of values to be removed. */
  readonly remove: readonly string[]
  /** Texts to be erased wherever they stand. */
  readonly erase: readonly string[]
  /** The revision that was seen; undefined means the current one. */
  readonly revision?: number | undefined
}

const mostOfEach = 100

const whole = (name: string) =>
  v.check(
    (text: string) => text.isWellFormed() && !text.includes('\u0000'),
    `${name} must be whole text without NUL.`,
  )

const reason = v.pipe(
  v.string('reason is a text.'),
  v.trim(),
  whole('reason'),
  v.minLength(1, 'reason must say why; everybody reads it.'),
  v.maxLength(2000, 'reason has at most 2000 characters.'),
)

const pointer = v.pipe(
  v.string('remove has JSON Pointers.'),
  v.check(isPointer, 'remove has JSON Pointers to fields, such as /location/place.'),
)

const text = v.pipe(
  v.string('erase has texts.'),
  v.check((each) => each.trim().length >= 2, 'A text to be erased has at least two characters.'),
  v.maxLength(2000, 'A text to be erased has at most 2000 characters.'),
  whole('A text to be erased'),
  v.normalize('NFC'),
)

const list = <Item extends v.GenericSchema<string, string>>(name: string, item: Item) =>
  v.optional(
    v.pipe(
      v.array(item, `${name} is a list.`),
      v.maxLength(mostOfEach, `${name} has at most ${mostOfEach} entries.`),
    ),
    [],
  )

const redaction = v.pipe(
  v.strictObject({
    reason,
    remove: list('remove', pointer),
    erase: list('erase', text),
    revision: v.optional(v.pipe(v.number('revision is a number.'), v.integer('revision is a whole number.'))),
  }),
  v.check(
    ({ remove, erase }) => remove.length + erase.length > 0,
    'Say what must be gone: remove has JSON Pointers, erase has texts.',
  ),
  v.check(
    (asked) => !asked.erase.some((each) => asked.reason.normalize('NFC').includes(each)),
    'The reason is public, and has a text that is to be erased.',
  ),
)

const asIssue = (found: v.BaseIssue<unknown>): RequestIssue => {
  const steps = (found.path ?? []).map(({ key }) => String(key).slice(0, 64).toWellFormed())
  const missing = found.type === 'strict_object' && found.expected !== 'never'
  const unknown = found.type === 'strict_object' && found.expected === 'never'
  const detail = missing
    ? `${steps.join('.') || 'An object with reason and remove or erase'} must be given.`
    : unknown
      ? `There is no field ${steps.join('.')} here; there are reason, remove, erase and revision.`
      : found.message
  return { pointer: steps.map((step) => `/${step}`).join(''), rule: 'request.invalid', detail }
}

/** Throws a Problem with every error. */
export const readRedaction = (json: unknown): Redaction => {
  const asked = v.safeParse(redaction, json)
  if (!asked.success) throw problems.invalidRequest(asked.issues.map(asIssue))
  return asked.output
}
