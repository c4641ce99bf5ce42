/** The OpenAPI document (3.1.1): the operations, with what follows from the schema and from the catalogue of problems. */
import { permissions } from '../../src/auth/permissions.ts'
import { en } from '../../src/messages/en.ts'
import type { ProblemName } from '../../src/problems.ts'
import { schemaVersion } from '../../src/record/schema-version.ts'
import { definitionsMark } from '../../src/web/site/reference/join-definitions.ts'
import { headers } from './headers.ts'
import type { Schema } from './json-schema.ts'
import {
  introduction,
  type Operation,
  type Operations,
  type ResponseSpec,
  sharedParameters,
  tags,
} from './operation.ts'
import { archiving } from './operations/archiving.ts'
import { bulk } from './operations/bulk.ts'
import { datasets } from './operations/datasets.ts'
import { duplicates } from './operations/duplicates.ts'
import { editing } from './operations/editing.ts'
import { filing } from './operations/filing.ts'
import { following } from './operations/following.ts'
import { importPages } from './operations/import-pages.ts'
import { importing } from './operations/importing.ts'
import { lists } from './operations/lists.ts'
import { managing, pages } from './operations/managing.ts'
import { reading } from './operations/reading.ts'
import { remarks } from './operations/remarks.ts'
import { reviewing } from './operations/reviewing.ts'
import { uploading } from './operations/uploading.ts'
import { importing as importSchemas, managing as managingSchemas } from './other-responses.ts'
import { listParameters, type Parameter } from './parameters.ts'
import { problemErrorSchema, problemExamples, problemResponses, problemSchema } from './problem-responses.ts'
import { filing as filingSchemas, reading as readingSchemas } from './record-responses.ts'
import { type RecordSchemas, recordSchemas } from './record-schema.ts'

const operations: Operations = {
  ...filing,
  ...remarks,
  ...reviewing,
  ...reading,
  ...lists,
  ...following,
  ...editing,
  ...duplicates,
  ...importing,
  ...importPages,
  ...uploading,
  ...datasets,
  ...managing,
  ...bulk,
  ...archiving,
  ...pages,
}

const schemas = {
  ...filingSchemas,
  ...readingSchemas,
  ...importSchemas,
  ...managingSchemas,
  Problem: problemSchema,
  ProblemError: problemErrorSchema,
}

const components = { ...listParameters, ...sharedParameters }

const resolveParameter = (parameter: string | Parameter): Parameter => {
  if (typeof parameter !== 'string') return parameter
  const found = components[parameter]
  if (!found) throw new RangeError(`There is no parameter ${parameter}.`)
  return found
}

/** The problems that follow from the parts of an operation. */
const problemsOf = ({ act, parameters = [], body, isStatic, problems = [] }: Operation): ProblemName[] => {
  const found = parameters.map(resolveParameter)
  const has = (place: string) => found.some((each) => each.in === place)
  const hasHeader = (name: string) => found.some((each) => each.in === 'header' && each.name === name)
  const hasForm = Object.keys(body ?? {}).some((type) => type.includes('form'))
  const groups: readonly (readonly [boolean, readonly ProblemName[]])[] = [
    [!isStatic, ['token-invalid', 'internal']],
    [act !== undefined, ['token-needed', 'forbidden']],
    // Tokens of admins are for all datasets.
    [act !== undefined && permissions[act][0] !== 'admin', ['out-of-scope']],
    [has('query'), ['invalid-query']],
    [has('path'), ['not-found']],
    [body !== undefined, ['body-unreadable', 'too-large', 'unsupported-type', 'unsupported-coding']],
    [hasForm, ['cross-origin', 'form-stale']],
    [hasHeader('If-Match'), ['precondition-required', 'stale-revision']],
    [hasHeader('Idempotency-Key'), ['idempotency-key-reused', 'conflict', 'invalid-request']],
  ]
  return [...groups.flatMap(([holds, names]) => (holds ? names : [])), ...problems]
}

const describeResponse = ({ description, headers: names = [], content }: ResponseSpec) => ({
  description,
  ...(names.length > 0
    ? { headers: Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }])) }
    : {}),
  ...(content ? { content } : {}),
})

const describeRole = (act: Operation['act']): string =>
  act === undefined ? '' : `Needs a token of the role ${permissions[act][0]} or higher.`

const toReference = (parameter: string | Parameter): Parameter =>
  typeof parameter === 'string' ? { $ref: `#/components/parameters/${parameter}` } : parameter

const describeOperation = (operation: Operation, addResponse: AddResponse) => {
  const { id, tag, summary, description = '', act, parameters = [], body, responses, isStatic } = operation
  const text = [description, describeRole(act)].filter((each) => each !== '').join(' ')
  return {
    tags: [tag],
    operationId: id,
    summary,
    ...(text === '' ? {} : { description: text }),
    ...(isStatic ? { security: [] } : act ? { security: [{ token: [] }] } : {}),
    ...(parameters.length > 0 ? { parameters: parameters.map(toReference) } : {}),
    ...(body ? { requestBody: { required: true, content: body } } : {}),
    responses: {
      ...Object.fromEntries(
        Object.entries(responses).map(([status, response]) => [status, describeResponse(response)]),
      ),
      ...problemResponses(problemsOf(operation), addResponse),
    } as Record<string, object>,
  }
}

type DescribedOperation = ReturnType<typeof describeOperation>

/** The schemas of a record as it is filed and as it is read. */
const recordComponents = ({ writable, complete }: RecordSchemas): Readonly<Record<string, Schema>> => {
  const { additionalProperties: _, ...stored } = complete
  return {
    NewIncident: { description: 'A record as it is filed.', ...writable },
    Incident: {
      description:
        'A record as it is read. Absent means unknown or not stated; 0 means that a source says there were none.',
      ...stored,
    },
  }
}

type AddResponse = (name: string, response: object) => void

const describePaths = (addResponse: AddResponse) => {
  const paths: Record<string, Record<string, DescribedOperation>> = {}
  for (const [route, operation] of Object.entries(operations)) {
    const [method = '', path = ''] = route.split(' ')
    paths[path] = { ...paths[path], [method.toLowerCase()]: describeOperation(operation, addResponse) }
  }
  return paths
}

/** Replaces responses that several operations have by references, which keeps the document small. */
const shareResponses = (described: readonly DescribedOperation[], addResponse: AddResponse): void => {
  const all = described.flatMap(({ operationId, responses }) =>
    Object.entries(responses).map(([status, response]) => ({ operationId, responses, status, response })),
  )
  const groups = Object.groupBy(all, ({ response }) => JSON.stringify(response))
  for (const group of Object.values(groups)) {
    const [first, ...others] = group ?? []
    if (!first || others.length === 0 || '$ref' in first.response) continue
    const name = `${first.operationId}.${first.status}`
    addResponse(name, first.response)
    for (const { responses, status } of [first, ...others])
      responses[status] = { $ref: `#/components/responses/${name}` }
  }
}

/**
 * Returns the document. Its file lacks the groups and vocabularies of a record, which the file of the record's JSON
 * Schema has; the Worker joins them.
 */
export const openapiDocument = ({ isComplete }: { readonly isComplete: boolean }) => {
  const record = recordSchemas('#/components/schemas/')
  const responses: Record<string, object> = {}
  const addResponse: AddResponse = (name, response) => {
    responses[name] = response
  }
  const paths = describePaths(addResponse)
  shareResponses(Object.values(paths).flatMap(Object.values), addResponse)
  return {
    openapi: '3.1.1',
    info: {
      title: en.layout.site,
      version: schemaVersion,
      summary: 'Incident records of armed conflict: file, review and export them.',
      description: introduction,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    security: [{}, { token: [] }],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description: 'A token of a contributor, an editor or an admin.',
        },
      },
      schemas: {
        ...(isComplete ? record.definitions : { [definitionsMark]: {} }),
        ...recordComponents(record),
        ...schemas,
      },
      parameters: components,
      headers,
      responses,
      examples: problemExamples(),
    },
  }
}
