/** Every error that Sitrep raises: its type, status and wording (RFC 9457). */
import type { Issue } from '../schemas/rules.ts'

interface ProblemType {
  readonly status: number
  readonly title: string
  readonly means: string
}

export const problemTypes = {
  merged: {
    status: 308,
    title: 'The record was merged into another',
    means: 'Both told of the same event. The Location header has the address of the one that stands.',
  },
  'invalid-query': {
    status: 400,
    title: 'The address asks for something that is not there',
    means:
      'A parameter or a value is not known, or this format cannot take it. Nothing is ignored in silence.',
  },
  'body-unreadable': {
    status: 400,
    title: 'The body cannot be read',
    means: 'It was cut off, is not what its content type says, or is not UTF-8.',
  },
  'token-needed': {
    status: 401,
    title: 'A token is needed',
    means: 'Send Authorization: Bearer with a valid token.',
  },
  'token-invalid': {
    status: 401,
    title: 'The token is not valid',
    means:
      'It is unknown, expired or revoked. A request with such a token is refused even where the public may go.',
  },
  forbidden: {
    status: 403,
    title: 'Not allowed',
    means: 'The role of this token does not include this act.',
  },
  'cross-origin': {
    status: 403,
    title: 'The form comes from another site',
    means: 'A browser sent a form whose Origin is not this site.',
  },
  'form-stale': {
    status: 403,
    title: 'The form is not of this session',
    means:
      'Somebody who is signed in sends forms of pages that were made for them. Open the page again and send its form.',
  },
  'not-found': {
    status: 404,
    title: 'Not found',
    means: 'There is nothing at this address, or nothing that you may see.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'The method is not allowed here',
    means: 'The Allow header names the methods of this address.',
  },
  'reference-taken': {
    status: 409,
    title: 'The reference is taken',
    means: 'The dataset has another record with this reference. A POST never changes a record that is there.',
  },
  'invalid-transition': {
    status: 409,
    title: 'The record is not in a state for this',
    means:
      'A submitted record can be published or rejected, a published one retracted, a retracted, rejected or merged one restored. Two that wait or are published can be merged, a published one into a published one. Corrections are suggested of published records, and each is decided once.',
  },
  'not-publishable': {
    status: 409,
    title: 'The dataset may not be published',
    means:
      'Its records are kept and edited, and none of them is published. An editor may describe it as publishable.',
  },
  'dataset-published': {
    status: 409,
    title: 'The dataset has published records',
    means: 'It stays publishable as long as one of its records is published. The detail has their number.',
  },
  conflict: {
    status: 409,
    title: 'Another request is at work on the same',
    means: 'Send the request again.',
  },
  retracted: {
    status: 410,
    title: 'The record was retracted',
    means: 'It was published, and is not any more; the detail gives the reason.',
  },
  'pin-expired': {
    status: 410,
    title: 'The pinned file cannot be had any more',
    means: 'The schema has another version since, so the same bytes cannot be made. The detail says which.',
  },
  redacted: {
    status: 410,
    title: 'It was redacted',
    means:
      'Something of it had to be gone for good. The detail has the commit and the reason; the address without commit has what is left.',
  },
  'stale-revision': {
    status: 412,
    title: 'The record has changed since',
    means: 'The revision that was seen is not the current one. The ETag header has the current one.',
  },
  'too-large': { status: 413, title: 'The body is too large', means: 'The detail gives the limit.' },
  'unsupported-type': {
    status: 415,
    title: 'The content type is not taken here',
    means: 'The Accept header of the answer, and its detail, name those that are.',
  },
  'invalid-record': {
    status: 422,
    title: 'The record breaks rules',
    means:
      'Every error stands in errors, with the pointer, the rule and what would be right. Nothing was stored.',
  },
  'invalid-request': {
    status: 422,
    title: 'The request breaks rules',
    means: 'Every error stands in errors, with the pointer and what would be right. Nothing was done.',
  },
  'invalid-file': {
    status: 422,
    title: 'The file cannot be read',
    means:
      'It is no table of the columns that the profile has. Each error names its line. Nothing was stored.',
  },
  'idempotency-key-reused': {
    status: 422,
    title: 'The Idempotency-Key was used for another body',
    means: 'A key belongs to one request. Take a new key for a new request.',
  },
  'precondition-required': {
    status: 428,
    title: 'If-Match is needed',
    means: 'An edit names the revision that it was made against, by the ETag of the record.',
  },
  'suggestions-full': {
    status: 429,
    title: 'Too many corrections wait already',
    means:
      'The editors have to look at those that wait before another one is taken. The detail says of what.',
  },
  'rate-limited': {
    status: 429,
    title: 'Too many requests',
    means: 'Retry-After says in how many seconds to try again.',
  },
  internal: {
    status: 500,
    title: 'Something broke here',
    means: 'The fault is ours; instance names the request.',
  },
} as const satisfies Readonly<Record<string, ProblemType>>

export type ProblemName = keyof typeof problemTypes

/** What is wrong with an address, a header or a small request: the same shape as an issue, without a rule's id. */
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

/** An answer repeats at most this many errors, and says how many there are. */
const maxErrors = 20

type Errors = readonly (Issue | RequestIssue)[]

interface ProblemOptions {
  readonly errors?: Errors
  readonly headers?: Readonly<Record<string, string>>
}

/** An error with its answer. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly type: ProblemName
  readonly detail: string
  /** The first of them, at most 20. */
  readonly errors: Errors
  /** How many there are in all. */
  readonly count: number
  readonly headers: Readonly<Record<string, string>>

  constructor(type: ProblemName, detail: string, { errors = [], headers = {} }: ProblemOptions = {}) {
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

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`
const bearerChallenge = { 'WWW-Authenticate': 'Bearer realm="sitrep"' }
/** What is wrong in words, of at most 20 errors, and how many there are in all. */
const inWords = (errors: Errors): string =>
  [
    ...errors.slice(0, maxErrors).map(({ detail }) => detail),
    ...(errors.length > maxErrors ? [`These are the first ${maxErrors} of ${errors.length} errors.`] : []),
  ].join(' ')

export const problems = {
  invalidQuery: (errors: readonly RequestIssue[]) =>
    new Problem('invalid-query', inWords(errors), { errors }),
  bodyUnreadable: (detail: string) => new Problem('body-unreadable', detail),
  tokenNeeded: (act: string) =>
    new Problem('token-needed', `To ${act}, send Authorization: Bearer and a token.`, {
      headers: bearerChallenge,
    }),
  tokenInvalid: () =>
    new Problem('token-invalid', 'The token is unknown, expired or revoked.', {
      headers: { 'WWW-Authenticate': 'Bearer realm="sitrep", error="invalid_token"' },
    }),
  forbidden: (role: string, act: string) => new Problem('forbidden', `The role ${role} may not ${act}.`),
  crossOrigin: (origin: string) =>
    new Problem('cross-origin', `The form was sent from ${origin.slice(0, 200)}.`),
  formStale: () => new Problem('form-stale', 'The form was made before you signed in, or by another site.'),
  notFound: (detail = 'There is nothing at this address.') => new Problem('not-found', detail),
  methodNotAllowed: (method: string, allowed: readonly string[]) =>
    new Problem('method-not-allowed', `${method} is not allowed here; ${allowed.join(', ')} are.`, {
      headers: { Allow: allowed.join(', ') },
    }),
  referenceTaken: (dataset: string, reference: string) =>
    new Problem(
      'reference-taken',
      `The dataset ${dataset} has another record with the reference ${reference}.`,
      {
        errors: [
          {
            pointer: '/reference',
            rule: 'reference.taken',
            detail: 'Use another reference.',
            received: reference,
          },
        ],
      },
    ),
  invalidTransition: (decision: string, status: string) =>
    new Problem('invalid-transition', `The record is ${status}; it is not possible to ${decision} it.`),
  /** `detail` says why the two records, as they stand, are not merged. */
  invalidMerge: (detail: string) => new Problem('invalid-transition', detail),
  /** `survivor` is an id. */
  merged: (survivor: string) =>
    new Problem('merged', `The record was merged into /incidents/${survivor}.`, {
      headers: { Location: `/incidents/${survivor}` },
    }),
  notPublishable: (dataset: string) =>
    new Problem('not-publishable', `The dataset ${dataset} may not be published. Nothing was stored.`, {
      errors: [
        {
          pointer: '/dataset',
          rule: 'dataset.not_publishable',
          detail: 'Records of this dataset may not be published.',
          received: dataset,
        },
      ],
    }),
  datasetPublished: (dataset: string, published: number) =>
    new Problem(
      'dataset-published',
      `${plural(published, 'record')} of the dataset ${dataset} ${published === 1 ? 'is' : 'are'} published; retract what may not be. Nothing was changed.`,
      {
        errors: [
          {
            pointer: '/publishable',
            rule: 'dataset.not_publishable',
            detail: 'A dataset with published records is publishable.',
            received: false,
          },
        ],
      },
    ),
  conflict: () =>
    new Problem('conflict', 'Another request with the same key or reference is at work; try again.'),
  retracted: (reason: string) => new Problem('retracted', `The record was retracted: ${reason}`),
  pinExpired: (requested: string, current: number) =>
    new Problem('pin-expired', `The address is pinned to schema ${requested}; the schema is now ${current}.`),
  redacted: ({ seq, at, reason }: { readonly seq: number; readonly at: string; readonly reason: string }) =>
    new Problem(
      'redacted',
      `What was here was redacted by commit ${seq} on ${at.slice(0, 10)} and cannot be had any more: ${reason}`,
    ),
  staleRevision: (etag: string, revision: number) =>
    new Problem('stale-revision', `The current revision is ${revision}.`, { headers: { ETag: etag } }),
  tooLarge: (limit: number) =>
    new Problem('too-large', `At most ${limit} bytes (${limit / 1024} KiB) are taken.`),
  recordTooLarge: () =>
    new Problem('too-large', 'The record and what is derived from it do not fit into a row of the database.'),
  unsupportedType: (type: string, accepted: readonly string[]) =>
    new Problem(
      'unsupported-type',
      `${type === '' ? 'There is no Content-Type' : `${type.slice(0, 100)} is not taken`}; send ${accepted.join(' or ')}.`,
      { headers: { Accept: accepted.join(', ') } },
    ),
  invalidRecord: (errors: readonly Issue[]) =>
    new Problem(
      'invalid-record',
      `${plural(errors.length, 'error')}${errors.length > maxErrors ? `, of which the first ${maxErrors} are shown` : ''}.`,
      { errors },
    ),
  invalidRequest: (errors: readonly RequestIssue[]) =>
    new Problem('invalid-request', inWords(errors), { errors }),
  invalidFile: (errors: readonly RequestIssue[]) => new Problem('invalid-file', inWords(errors), { errors }),
  idempotencyKeyReused: () =>
    new Problem('idempotency-key-reused', 'This Idempotency-Key came before with another body.'),
  preconditionRequired: () =>
    new Problem('precondition-required', 'Send If-Match with the ETag of the record that you have seen.'),
  rateLimited: (seconds: number) =>
    new Problem('rate-limited', `Try again in ${seconds} seconds.`, {
      headers: { 'Retry-After': String(seconds) },
    }),
  suggestionsFull: (scope: string) =>
    new Problem(
      'suggestions-full',
      `As many corrections as are taken ${scope} wait already; try again in some days.`,
      {
        headers: { 'Retry-After': String(86_400) },
      },
    ),
  internal: () =>
    new Problem('internal', 'The fault is ours, and it is written in the log under this instance.'),
}
