/** Every error that Sitrep raises: its type, status and wording (RFC 9457). */
import { type Issue, issue } from '../schemas/rules.ts'

/** What is wrong with an address, a header, a small request or, as an issue, with a record. */
export interface RequestIssue {
  readonly pointer?: string
  readonly parameter?: string
  readonly rule: string
  readonly detail: string
  readonly received?: Issue['received'] | undefined
  readonly row?: number | undefined
  readonly line?: number | undefined
  readonly column?: string | undefined
}

/** One occurrence of a problem. */
interface Occurrence {
  readonly detail: string
  readonly errors?: readonly RequestIssue[]
  readonly headers?: Readonly<Record<string, string>>
}

/** An answer repeats at most this many errors, and says how many there are. */
const maxErrors = 20

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

/** What is wrong in words, of at most 20 errors, and how many there are in all. */
const describeErrors = (errors: readonly RequestIssue[]): Occurrence => {
  const details = errors.slice(0, maxErrors).map(({ detail }) => detail)
  if (errors.length > maxErrors) details.push(`These are the first ${maxErrors} of ${errors.length} errors.`)
  return { detail: details.join(' '), errors }
}

/** A type of problem; `describe` words one occurrence of it, in the detail alone or with errors and headers. */
const define = <Status extends number, Parameters extends readonly unknown[]>(
  status: Status,
  title: string,
  description: string,
  describe: (...parameters: Parameters) => string | Occurrence,
) => ({ status, title, description, describe })

/** The types by the names of their factories: the type is the same in kebab case. */
const definitions = {
  merged: define(
    308,
    'The record was merged into another',
    'Both told of the same event. The Location header has the address of the one that stands.',
    (survivor: string) => ({
      detail: `The record was merged into /incidents/${survivor}.`,
      headers: { Location: `/incidents/${survivor}` },
    }),
  ),
  invalidQuery: define(
    400,
    'The address asks for something that is not there',
    'A parameter or a value is not known, or this format cannot take it. Nothing is ignored in silence.',
    describeErrors,
  ),
  bodyUnreadable: define(
    400,
    'The body cannot be read',
    'It was cut off, is not what its content type says, or is not UTF-8.',
    (detail: string) => detail,
  ),
  tokenNeeded: define(
    401,
    'A token is needed',
    'Send Authorization: Bearer with a valid token.',
    (act: string) => ({
      detail: `To ${act}, send Authorization: Bearer and a token.`,
      headers: { 'WWW-Authenticate': 'Bearer realm="sitrep"' },
    }),
  ),
  tokenInvalid: define(
    401,
    'The token is not valid',
    'It is unknown, expired or revoked. A request with such a token is refused even where the public may go.',
    () => ({
      detail: 'The token is unknown, expired or revoked.',
      headers: { 'WWW-Authenticate': 'Bearer realm="sitrep", error="invalid_token"' },
    }),
  ),
  forbidden: define(
    403,
    'Not allowed',
    'The role of this token does not include this act.',
    (role: string, act: string) => `The role ${role} may not ${act}.`,
  ),
  crossOrigin: define(
    403,
    'The form comes from another site',
    'A browser sent a form whose Origin is not this site.',
    (origin: string) => `The form was sent from ${origin.slice(0, 200)}.`,
  ),
  formStale: define(
    403,
    'The form is not of this session',
    'Somebody who is signed in sends forms of pages that were made for them. Open the page again and send its form.',
    () => 'The form was made before you signed in, or by another site.',
  ),
  notFound: define(
    404,
    'Not found',
    'There is nothing at this address, or nothing that you may see.',
    (detail?: string) => detail ?? 'There is nothing at this address.',
  ),
  methodNotAllowed: define(
    405,
    'The method is not allowed here',
    'The Allow header names the methods of this address.',
    (method: string, allowed: readonly string[]) => ({
      detail: `${method} is not allowed here; ${allowed.join(', ')} are.`,
      headers: { Allow: allowed.join(', ') },
    }),
  ),
  referenceTaken: define(
    409,
    'The reference is taken',
    'The dataset has another record with this reference. A POST never changes a record that is there.',
    (dataset: string, reference: string) => ({
      detail: `The dataset ${dataset} has another record with the reference ${reference}.`,
      errors: [{ ...issue(['reference'], 'reference.taken', 'Use another reference.'), received: reference }],
    }),
  ),
  invalidTransition: define(
    409,
    'The record is not in a state for this',
    'A submitted record can be published or rejected, a published one retracted, a retracted, rejected or merged one restored. Two that wait or are published can be merged, a published one into a published one. Corrections are suggested of published records, and each is decided once.',
    (decision: string, status: string) => `The record is ${status}; it is not possible to ${decision} it.`,
  ),
  notPublishable: define(
    409,
    'The dataset may not be published',
    'Its records are kept and edited, and none of them is published. An editor may describe it as publishable.',
    (dataset: string) => ({
      detail: `The dataset ${dataset} may not be published. Nothing was stored.`,
      errors: [
        issue(
          ['dataset'],
          'dataset.not_publishable',
          'Records of this dataset may not be published.',
          dataset,
        ),
      ],
    }),
  ),
  datasetPublished: define(
    409,
    'The dataset has published records',
    'It stays publishable as long as one of its records is published. The detail has their number.',
    (dataset: string, published: number) => ({
      detail: `${plural(published, 'record')} of the dataset ${dataset} ${published === 1 ? 'is' : 'are'} published; retract what may not be. Nothing was changed.`,
      errors: [
        issue(
          ['publishable'],
          'dataset.not_publishable',
          'A dataset with published records is publishable.',
          false,
        ),
      ],
    }),
  ),
  conflict: define(
    409,
    'Another request is at work on the same',
    'Send the request again.',
    () => 'Another request with the same key or reference is at work; try again.',
  ),
  retracted: define(
    410,
    'The record was retracted',
    'It was published, and is not any more; the detail gives the reason.',
    (reason: string) => `The record was retracted: ${reason}`,
  ),
  pinExpired: define(
    410,
    'The pinned file cannot be had any more',
    'The schema has another version since, so the same bytes cannot be made. The detail says which.',
    (requested: string, current: number) =>
      `The address is pinned to schema ${requested}; the schema is now ${current}.`,
  ),
  redacted: define(
    410,
    'It was redacted',
    'Something of it had to be gone for good. The detail has the commit and the reason; the address without commit has what is left.',
    ({ seq, at, reason }: { readonly seq: number; readonly at: string; readonly reason: string }) =>
      `What was here was redacted by commit ${seq} on ${at.slice(0, 10)} and cannot be had any more: ${reason}`,
  ),
  staleRevision: define(
    412,
    'The record has changed since',
    'The revision that was seen is not the current one. The ETag header has the current one.',
    (etag: string, revision: number) => ({
      detail: `The current revision is ${revision}.`,
      headers: { ETag: etag },
    }),
  ),
  tooLarge: define(
    413,
    'The body is too large',
    'The detail gives the limit.',
    (limit: number) => `At most ${limit} bytes (${limit / 1024} KiB) are taken.`,
  ),
  unsupportedType: define(
    415,
    'The content type is not taken here',
    'The Accept header of the answer, and its detail, name those that are.',
    (type: string, accepted: readonly string[]) => ({
      detail: `${type === '' ? 'There is no Content-Type' : `${type.slice(0, 100)} is not taken`}; send ${accepted.join(' or ')}.`,
      headers: { Accept: accepted.join(', ') },
    }),
  ),
  invalidRecord: define(
    422,
    'The record breaks rules',
    'Every error stands in errors, with the pointer, the rule and what would be right. Nothing was stored.',
    (errors: readonly Issue[]) => ({
      detail: `${plural(errors.length, 'error')}${errors.length > maxErrors ? `, of which the first ${maxErrors} are shown` : ''}.`,
      errors,
    }),
  ),
  invalidRequest: define(
    422,
    'The request breaks rules',
    'Every error stands in errors, with the pointer and what would be right. Nothing was done.',
    describeErrors,
  ),
  invalidFile: define(
    422,
    'The file cannot be read',
    'It is no table of the columns that the profile has. Each error names its line. Nothing was stored.',
    describeErrors,
  ),
  idempotencyKeyReused: define(
    422,
    'The Idempotency-Key was used for another body',
    'A key belongs to one request. Take a new key for a new request.',
    () => 'This Idempotency-Key came before with another body.',
  ),
  preconditionRequired: define(
    428,
    'If-Match is needed',
    'An edit names the revision that it was made against, by the ETag of the record.',
    () => 'Send If-Match with the ETag of the record that you have seen.',
  ),
  suggestionsFull: define(
    429,
    'Too many corrections wait already',
    'The editors have to look at those that wait before another one is taken. The detail says of what.',
    (scope: string) => ({
      detail: `As many corrections as are taken ${scope} wait already; try again in some days.`,
      headers: { 'Retry-After': '86400' },
    }),
  ),
  rateLimited: define(
    429,
    'Too many requests',
    'Retry-After says in how many seconds to try again.',
    (seconds: number) => ({
      detail: `Try again in ${seconds} seconds.`,
      headers: { 'Retry-After': String(seconds) },
    }),
  ),
  internal: define(
    500,
    'Something broke here',
    'The fault is ours; instance names the request.',
    () => 'The fault is ours, and it is written in the log under this instance.',
  ),
}

type Definitions = typeof definitions
type FactoryName = keyof Definitions
type KebabCase<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `-${Lowercase<First>}`}${KebabCase<Rest>}`
  : Name

export type ProblemName = KebabCase<FactoryName>

const toProblemName = (name: string) =>
  name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`) as ProblemName

export const problemTypes = Object.fromEntries(
  Object.entries(definitions).map(([name, definition]) => [toProblemName(name), definition]),
) as unknown as { readonly [Name in FactoryName as KebabCase<Name>]: Omit<Definitions[Name], 'describe'> }

/** An error with its answer. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly type: ProblemName
  readonly detail: string
  /** The first of them, at most 20. */
  readonly errors: readonly RequestIssue[]
  /** How many there are in all. */
  readonly count: number
  readonly headers: Readonly<Record<string, string>>

  constructor(
    type: ProblemName,
    detail: string,
    { errors = [], headers = {} }: Omit<Occurrence, 'detail'> = {},
  ) {
    super(`${type}: ${detail}`)
    this.type = type
    this.detail = detail
    this.errors = errors.slice(0, maxErrors)
    this.count = errors.length
    this.headers = headers
  }

  get status() {
    return problemTypes[this.type].status
  }

  get title() {
    return problemTypes[this.type].title
  }
}

type Factories = {
  readonly [Name in FactoryName]: (...parameters: Parameters<Definitions[Name]['describe']>) => Problem
}

const toProblem = (type: ProblemName, occurrence: string | Occurrence): Problem =>
  typeof occurrence === 'string'
    ? new Problem(type, occurrence)
    : new Problem(type, occurrence.detail, occurrence)

const factories = Object.fromEntries(
  Object.entries<{ describe: (...parameters: never[]) => string | Occurrence }>(definitions).map(
    ([name, { describe }]) => [
      name,
      (...parameters: never[]) => toProblem(toProblemName(name), describe(...parameters)),
    ],
  ),
) as Factories

/** A factory for each type of problem, and two for other occurrences of one. */
export const problems = {
  ...factories,
  /** One error, of a parameter of the address. */
  invalidParameter: (parameter: string, detail: string, received?: RequestIssue['received']) =>
    factories.invalidQuery([
      { parameter, rule: 'parameter.invalid', detail: `${parameter}: ${detail}`, received },
    ]),
  /** One error, of a field of the request. */
  invalidField: (pointer: string, detail: string, received?: string) =>
    factories.invalidRequest([{ pointer, rule: 'request.invalid', detail, received }]),
  /** `detail` says why the two records, as they stand, are not merged. */
  invalidMerge: (detail: string) => new Problem('invalid-transition', detail),
  recordTooLarge: () =>
    new Problem('too-large', 'The record and what is derived from it do not fit into a row of the database.'),
}
