/** The responses of the OpenAPI document to errors, from the catalogue of problems. */
import { en } from '../../src/messages/en.ts'
import type { Messages } from '../../src/messages/messages.ts'
import {
  describeProblemType,
  type Problem,
  type ProblemName,
  problems,
  problemTypes,
  stateIssue,
} from '../../src/problems.ts'
import { schemaVersion } from '../../src/record/schema-version.ts'
import { etag, filedRecord, names } from './examples.ts'
import { list, object, ref, type Schema, text } from './json-schema.ts'

const [dataset, reference] = [names.dataset, filedRecord.reference]

/** An occurrence of each problem. */
const occurrences: { readonly [Name in ProblemName]: Problem } = {
  merged: problems.merged(names.other),
  'invalid-query': problems.invalidParameter('from', (m) => m.parameters.day('"soon"', 'from', []), 'soon'),
  'body-unreadable': problems.bodyUnreadable((details) => details.keyTwice('/date', 'The record')),
  'token-needed': problems.tokenNeeded('review'),
  'token-invalid': problems.tokenInvalid(),
  forbidden: problems.forbidden('contributor', 'review', 'editor'),
  'out-of-scope': problems.outOfScope(dataset, ['reports']),
  'cross-origin': problems.crossOrigin('https://elsewhere.example'),
  'form-stale': problems.formStale(),
  'not-found': problems.notFound('record'),
  'method-not-allowed': problems.methodNotAllowed('DELETE', ['GET', 'HEAD', 'PUT', 'PATCH']),
  'reference-taken': problems.referenceTaken(dataset, reference),
  'invalid-transition': problems.invalidTransition((details) => details.review('publish', 'published')),
  'second-editor-needed': problems.secondEditorNeeded(),
  'not-publishable': problems.notPublishable(dataset),
  'dataset-published': problems.datasetPublished(dataset, 9),
  conflict: problems.conflict(),
  retracted: problems.retracted('The report was withdrawn.'),
  'pin-expired': problems.pinExpired('1', schemaVersion),
  redacted: problems.redacted({ seq: 43, at: '2022-01-07T08:00:00.000Z', reason: 'It named a witness.' }),
  'stale-revision': problems.staleRevision(etag, 1),
  'too-large': problems.tooLarge(32 * 1024),
  'unsupported-type': problems.unsupportedType('text/plain', ['application/json']),
  'unsupported-coding': problems.unsupportedCoding('br', ['gzip', 'deflate', 'identity']),
  'range-not-satisfiable': problems.rangeNotSatisfiable(1234),
  'invalid-record': problems.invalidRecord([
    { pointer: '/date', rule: 'field.required', say: (m: Messages) => m.fields.required, received: null },
  ]),
  'invalid-request': problems.invalidField('/reason', (m) => m.requests.reason.missing),
  'invalid-file': problems.invalidFile([
    { line: 1, rule: 'table.column_missing', say: () => 'The file needs the column date.' },
  ]),
  'idempotency-key-reused': problems.idempotencyKeyReused(),
  'precondition-required': problems.preconditionRequired(),
  'suggestions-full': problems.suggestionsFull('record'),
  'form-held': problems.formHeld('early'),
  'remarks-full': problems.remarksFull('comment'),
  'rate-limited': problems.rateLimited(60),
  'queue-full': problems.queueFull(),
  'rerender-needed': problems.rerenderNeeded(),
  'restore-refused': problems.restoreRefused((details) => details.notBegun),
  restoring: problems.restoring(),
  internal: problems.internal(),
}

/** A problem document (RFC 9457). */
export const problemSchema: Schema = object({
  type: text('The address of the page that explains it.'),
  title: text(),
  status: { type: 'integer' },
  detail: text(),
  instance: text('The id of the request.'),
  'errors?': list(ref('ProblemError')),
})

/** An error in a record, a parameter, a header or a file. */
export const problemErrorSchema: Schema = object({
  'pointer?': text('JSON Pointer (RFC 6901) into the body.'),
  'parameter?': text(),
  rule: text('The rule of the codebook, or what is wrong with the request.'),
  detail: text('What would be right.'),
  'received?': { type: ['string', 'number', 'boolean', 'null'] },
  'row?': { type: 'integer' },
  'line?': { type: 'integer' },
  'column?': text(),
  'cell?': text(),
})

const exampleOf = (name: ProblemName) => {
  const { title, status, detail, errors } = occurrences[name]
  return {
    type: `/problems/${name}`,
    title,
    status,
    detail,
    instance: 'urn:uuid:6f1c2f0a-7b1e-4c55-9d3c-0a1b2c3d4e5f',
    ...(errors.length > 0 ? { errors: errors.map(stateIssue) } : {}),
  }
}

/** The examples of the document by the name of the problem; pages of problems show them too. */
export const problemExamples = () =>
  Object.fromEntries(
    (Object.keys(problemTypes) as ProblemName[]).toSorted().map((name) => [name, { value: exampleOf(name) }]),
  )

/** Returns the headers of some problems; one that not all of them have may be absent. */
const headersOf = (found: readonly ProblemName[]) => {
  const named = found.flatMap((name) => Object.entries(occurrences[name].headers))
  return Object.fromEntries(
    named.map(([name, example]) => [
      name,
      {
        ...(found.every((each) => name in occurrences[each].headers) ? { required: true } : {}),
        schema: { type: 'string' },
        example,
      },
    ]),
  )
}

const describeProblem = (name: ProblemName): string => {
  const { title, description } = describeProblemType(name, en)
  return `\`${name}\`: ${title}. ${description}`
}

const problemResponse = (found: readonly ProblemName[]) => {
  const headers = headersOf(found)
  return {
    description: found.map(describeProblem).join('\n\n'),
    ...(Object.keys(headers).length > 0 ? { headers } : {}),
    content: {
      'application/problem+json': {
        schema: {
          allOf: [
            ref('Problem'),
            { properties: { type: { enum: found.map((name) => `/problems/${name}`) } } },
          ],
        },
        examples: Object.fromEntries(found.map((name) => [name, { $ref: `#/components/examples/${name}` }])),
      },
    },
  }
}

/** Returns the responses of an operation by status: references to those that `add` puts into the components. */
export const problemResponses = (
  found: readonly ProblemName[],
  add: (name: string, response: object) => void,
): Record<string, Schema> => {
  const byStatus = Object.groupBy([...new Set(found)], (name) => String(problemTypes[name].status))
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, group = []]) => {
      const sorted = group.toSorted()
      const name = sorted.join('.')
      add(name, problemResponse(sorted))
      return [status, { $ref: `#/components/responses/${name}` }]
    }),
  )
}
