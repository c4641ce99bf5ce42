/**
 * Parsing of request bodies: text, JSON, and small JSON objects by a strict valibot schema, with every error in our
 * words.
 */
import * as v from 'valibot'
import { echo, type Path, pointerOf } from '../../../schemas/rules.ts'
import { en } from '../../messages/en.ts'
import type { Messages } from '../../messages/messages.ts'
import { problems, type RequestIssue } from '../../problems.ts'
import { didYouMean } from '../../text/did-you-mean.ts'
import { findRepeatedKey } from '../../text/repeated-key.ts'
import { joinSentences, type Say, sentence } from '../../text/sentence.ts'

const theBody = sentence`The body`

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })

/** Returns the text of UTF-8 bytes. Throws a Problem if they are not UTF-8; `noun` names them in its text. */
export const decodeText = (bytes: Uint8Array, noun: Say = theBody): string => {
  try {
    return utf8.decode(bytes)
  } catch (error) {
    if (error instanceof TypeError)
      throw problems.bodyUnreadable((details, messages) => details.notUtf8(noun(messages)))
    throw error
  }
}

/**
 * Returns a JSON value (RFC 8259). Throws a Problem with the position of the error, or with a key that comes twice;
 * `noun` names the text.
 */
export const parseJson = (body: Uint8Array | string, noun: Say = theBody): unknown => {
  const text = typeof body === 'string' ? body : decodeText(body)
  try {
    const value: unknown = JSON.parse(text)
    const repeated = findRepeatedKey(text)
    if (repeated !== undefined)
      throw problems.bodyUnreadable((details, messages) => details.keyTwice(repeated, noun(messages)))
    return value
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) {
      const message = error.message.toWellFormed().slice(0, 300)
      throw problems.bodyUnreadable((details, messages) => details.notJson(message, noun(messages)))
    }
    throw error
  }
}

export interface BodyWording {
  /** The subject of sentences about the body. */
  readonly noun: Say
  /** The error of a body that is not an object. */
  readonly expectation: Say
  /** The rules of a body that is not an object, and of an unknown field. */
  readonly rules?: { readonly type: string; readonly unknown: string }
  /** Returns the rule and the text for a message of the schema, and for its own text. */
  readonly explain?: (name: string, message: string, say: Say) => Pick<RequestIssue, 'rule' | 'say'>
}

/** The texts of schemas by the message in English that valibot gives back. */
const says = new Map<string, Say>()

/** Returns a text in English as the message of a schema, whose error is then said in the language of its reader. */
export const message = (say: (messages: Messages) => string): string => {
  const text = say(en)
  says.set(text, say)
  return text
}

/** Returns the text of a message of a schema. */
const sayMessage = (text: string): Say => says.get(text) ?? ((messages) => messages.translate(text))

/** The most unknown fields that are reported. */
const maxUnknown = 20

const bodyIssue = (path: Path, found: Pick<RequestIssue, 'rule' | 'say'>, value: unknown): RequestIssue => {
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
    const found = bodyIssue([], { rule: rules.type, say: expectation }, json)
    throw problems.invalidRequest([...others, found])
  }
  const fields = Object.keys(schema.entries)
  const unknown = Object.keys(json).filter((name) => !fields.includes(name))
  const stated = Object.fromEntries(Object.entries(json).filter(([name]) => fields.includes(name)))
  const unknownIssues = unknown.slice(0, maxUnknown).map((name) => {
    const excerpt = name.slice(0, 64).toWellFormed()
    const hint = didYouMean(name, fields) ?? sentence`Its fields are ${fields.join(', ')}.`
    const say = joinSentences(sentence`${noun} has no field "${excerpt}".`, hint)
    return bodyIssue([excerpt], { rule: rules.unknown, say }, undefined)
  })
  const result = v.safeParse(schema, stated)
  const valueIssues = (result.issues ?? []).map((found) => {
    const [name, path] = [
      v.getDotPath(found) ?? '',
      (found.path ?? []).map(({ key }) => key as string | number),
    ]
    const isMissing = found.type === 'strict_object'
    const say = isMissing ? sentence`${name} is required.` : sayMessage(found.message)
    return bodyIssue(
      path,
      explain?.(name, found.message, say) ?? { rule: 'request.invalid', say },
      path.length > 1 ? found.input : stated[name],
    )
  })
  const issues = [...others, ...unknownIssues, ...valueIssues]
  if (!result.success || issues.length > 0) throw problems.invalidRequest(issues)
  return result.output
}
