/** Parses the parameters of a URL by a table of parsers. Nothing is ignored, and every error is reported. */

import { echo } from '../../../schemas/rules.ts'
import type { Messages } from '../../messages/messages.ts'
import { problems, type RequestIssue } from '../../problems.ts'
import { didYouMean } from '../../text/did-you-mean.ts'

/** Returns a text in the language of the messages. */
export type SayParameter = (messages: Messages) => string

/** A fault of the values of one parameter. */
class ParameterFault extends Error {
  readonly say: SayParameter

  constructor(say: SayParameter) {
    super('The values of a parameter are wrong.')
    this.say = say
  }
}

export const refuse = (say: SayParameter): never => {
  throw new ParameterFault(say)
}

/** Parses the values of one parameter (one or more). Throws a ParameterFault. */
export type Parser<T> = (values: readonly string[]) => T

/**
 * Returns the parser of a parameter that can be given once.
 *
 * @example once(wholeNumber({ min: 1 }), (m) => m.requests.revision)
 */
export const once =
  <T>(
    parse: (value: string) => T | undefined,
    say: (messages: Messages, value: string) => string,
  ): Parser<T> =>
  ([value = '', ...more]) => {
    if (more.length > 0) return refuse((m) => m.parameters.once)
    return parse(value) ?? refuse((m) => say(m, value))
  }

export const wholeNumber =
  ({ min = 0, max = Number.MAX_SAFE_INTEGER } = {}) =>
  (text: string): number | undefined => {
    const number = /^\d{1,16}$/.test(text) ? Number(text) : -1
    return number >= min && number <= max ? number : undefined
  }

export const matching =
  (pattern: RegExp) =>
  (text: string): string | undefined =>
    pattern.test(text) ? text : undefined

/** Returns the parser of one of these values; its error names the closest one. */
export const oneOf =
  <T extends string>(values: readonly T[]): Parser<T> =>
  ([value = '', ...more]) => {
    if (more.length > 0) return refuse((m) => m.parameters.onceAs(values))
    const found = values.find((each) => each === value)
    return found ?? refuse((m) => addHint(m.parameters.oneOf(values), didYouMean(value, values)?.(m)))
  }

export const parseFlag = (text: string): boolean | undefined =>
  text === 'true' || (text === 'false' ? false : undefined)

export const text: Parser<string> = once(
  (value) => value,
  () => '',
)

type Parsers = Readonly<Record<string, Parser<unknown>>>

export type ParameterValues<P extends Parsers> = { readonly [K in keyof P]?: ReturnType<P[K]> }

/** Returns the beginning of a name or value, for a text. */
export const excerpt = (name: string): string => name.slice(0, 100).toWellFormed()

/** Returns a sentence with another one that may follow it. */
export const addHint = (text: string, hint: string | undefined): string =>
  hint === undefined ? text : `${text} ${hint}`

/** Returns the issue of a parameter; its text begins with the parameter's name. */
export const parameterIssue = (parameter: string, say: SayParameter, received?: unknown): RequestIssue => {
  const value = echo(received)
  const found = {
    parameter,
    rule: 'parameter.invalid',
    say: (m: Messages) => `${parameter}: ${say(m)}`,
  }
  return value === undefined ? found : { ...found, received: value }
}

/** Returns what to use instead of an unknown parameter, as a sentence; undefined if nobody can tell. */
export type ParameterHint = (
  name: string,
  search: URLSearchParams,
  knownNames: readonly string[],
) => SayParameter | undefined

const unknownParameter = (
  name: string,
  search: URLSearchParams,
  knownNames: readonly string[],
  suggest: ParameterHint,
): RequestIssue => {
  const hint = suggest(name, search, knownNames) ?? didYouMean(name, knownNames)
  const say = (m: Messages): string => {
    const { unknown, noneKnown, known } = m.parameters
    if (hint) return addHint(unknown(excerpt(name)), hint(m))
    return unknown(excerpt(name)) + (knownNames.length === 0 ? noneKnown : known(knownNames))
  }
  return {
    parameter: excerpt(name),
    rule: 'parameter.unknown',
    say,
  }
}

interface ReadOptions<P extends Parsers> {
  /** Empty fields of forms are absent; in other requests, an empty value is a value. */
  readonly empty?: 'absent' | 'value'
  /** Returns the issues of values that contradict each other. */
  readonly findConflicts?: (values: ParameterValues<P>) => readonly RequestIssue[]
  readonly suggest?: ParameterHint
}

/** Returns the values of a URL by parameter. Throws a Problem with every error. */
export const readParameters = <P extends Parsers>(
  search: URLSearchParams,
  parsers: P,
  { empty = 'absent', findConflicts = () => [], suggest = () => undefined }: ReadOptions<P> = {},
): ParameterValues<P> => {
  const values: Partial<Record<string, unknown>> = {}
  const errors: RequestIssue[] = []
  for (const name of new Set(search.keys())) {
    if (!Object.hasOwn(parsers, name)) {
      errors.push(unknownParameter(name, search, Object.keys(parsers), suggest))
      continue
    }
    const received = search.getAll(name).filter((value) => value !== '' || empty === 'value')
    if (received.length === 0) continue
    try {
      values[name] = parsers[name]?.(received)
    } catch (error) {
      if (!(error instanceof ParameterFault)) throw error
      errors.push(parameterIssue(name, error.say, received.join(',')))
    }
  }
  errors.push(...findConflicts(values as ParameterValues<P>))
  if (errors.length > 0) throw problems.invalidQuery(errors)
  return values as ParameterValues<P>
}
