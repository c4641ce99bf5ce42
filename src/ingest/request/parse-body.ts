/**
 * Parsing of request bodies: text, JSON, and small JSON objects by a strict valibot schema, with every error in our
 * words.
 */
import * as v from 'valibot'
import { echo, type Path, pointerOf } from '../../../schemas/rules.ts'
import { problems, type RequestIssue } from '../../problems.ts'
import { didYouMean } from '../../text/did-you-mean.ts'
import { findRepeatedKey } from '../../text/repeated-key.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })

/** Returns the text of UTF-8 bytes. Throws a Problem if they are not UTF-8; `noun` names them in its text. */
export const decodeText = (bytes: Uint8Array, noun = 'The body'): string => {
  try {
    return utf8.decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) throw problems.bodyUnreadable((details) => details.notUtf8(noun))
    throw error
  }
}

/**
 * Returns a JSON value (RFC 8259). Throws a Problem with the position of the error, or with a key that comes twice;
 * `noun` names the text.
 */
export const parseJson = (body: Uint8Array | string, noun = 'The body'): unknown => {
  const text = typeof body === 'string' ? body : decodeText(body)
  try {
    const value: unknown = JSON.parse(text)
    const repeated = findRepeatedKey(text)
    if (repeated !== undefined) throw problems.bodyUnreadable((details) => details.keyTwice(repeated, noun))
    return value
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) {
      const message = error.message.toWellFormed().slice(0, 300)
      throw problems.bodyUnreadable((details) => details.notJson(message, noun))
    }
    throw error
  }
}

export interface BodyWording {
  /** The subject of sentences about the body. */
  readonly noun: string
  /** The error of a body that is not an object. */
  readonly expectation: string
  /** The rules of a body that is not an object, and of an unknown field. */
  readonly rules?: { readonly type: string; readonly unknown: string }
  /** Returns the rule and the text for a message of the schema. */
  readonly explain?: (name: string, message: string) => Pick<RequestIssue, 'rule' | 'detail'>
}

/** The most unknown fields that are reported. */
const maxUnknown = 20

const bodyIssue = (
  path: Path,
  found: Pick<RequestIssue, 'rule' | 'detail'>,
  value: unknown,
): RequestIssue => {
  const received = echo(value)
  return { pointer: pointerOf(path), ...found, ...(received === undefined ? {} : { received }) }
}

type StrictObject = v.StrictObjectSchema<v.ObjectEntries, undefined>

/**
 * Returns the body parsed by its schema. Throws a Problem with every error, including those that the caller found
 * before.
 */
export const parseBody = <Schema extends StrictObject>(
  schema: Schema,
  json: unknown,
  { noun, expectation, rules = { type: 'field.type', unknown: 'field.unknown' }, explain }: BodyWording,
  others: readonly RequestIssue[] = [],
): v.InferOutput<Schema> => {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    const found = bodyIssue([], { rule: rules.type, detail: expectation }, json)
    throw problems.invalidRequest([...others, found])
  }
  const fields = Object.keys(schema.entries)
  const unknown = Object.keys(json).filter((name) => !fields.includes(name))
  const stated = Object.fromEntries(Object.entries(json).filter(([name]) => fields.includes(name)))
  const unknownIssues = unknown.slice(0, maxUnknown).map((name) => {
    const excerpt = name.slice(0, 64).toWellFormed()
    const hint = didYouMean(name, fields) || ` Its fields are ${fields.join(', ')}.`
    return bodyIssue(
      [excerpt],
      { rule: rules.unknown, detail: `${noun} has no field "${excerpt}".${hint}` },
      undefined,
    )
  })
  const result = v.safeParse(schema, stated)
  const valueIssues = (result.issues ?? []).map((found) => {
    const [name, path] = [
      v.getDotPath(found) ?? '',
      (found.path ?? []).map(({ key }) => key as string | number),
    ]
    const message = found.type === 'strict_object' ? `${name} is required.` : found.message
    return bodyIssue(
      path,
      explain?.(name, message) ?? { rule: 'request.invalid', detail: message },
      path.length > 1 ? found.input : stated[name],
    )
  })
  const issues = [...others, ...unknownIssues, ...valueIssues]
  if (!result.success || issues.length > 0) throw problems.invalidRequest(issues)
  return result.output
}
