/** How an operation of the API is described; the document adds what follows from it. */
import type { PermissionName } from '../../src/auth/permissions.ts'
import type { ProblemName } from '../../src/problems.ts'
import { etag, formFields, names } from './examples.ts'
import type { HeaderName } from './headers.ts'
import { ref, type Schema } from './json-schema.ts'
import type { Parameter } from './parameters.ts'

/** What holds for every operation. */
export const introduction =
  'Most addresses send a page to browsers and data to programs. This reference describes the data. All errors are problem documents (RFC 9457), also for unknown addresses and methods. HEAD works wherever GET does. Pages of any site may read public data (CORS); only sites that the operator names may file reports. All formats of a list take the same filters. The Content-Location of a list is pinned: it returns the same bytes forever, or 410 with the reason. Editors and admins receive the header X-D1-Bookmark; if they send it back, reads include their own writes.'

/** The groups of operations, in their order. */
export const tags = {
  Filing: 'File records, and correct a report by its receipt.',
  Reviewing: 'Publish, reject or retract records, and decide on suggested corrections.',
  Reading: 'Read a record, lists, files and counts. Each list is the same query in another format.',
  Following: 'Follow every change of the public records, and verify that none was altered.',
  Editing: 'Replace, change or revert a record, or remove content from it for good.',
  Duplicates: 'Merge records of the same event.',
  Importing: 'Import files of records, and get their reports.',
  Datasets: 'Describe datasets and store mappings of tables.',
  Managing: 'Tokens, the audit, and upkeep, for admins.',
  Archives: 'Back up a store and restore it: what the commands backup and restore send.',
  Pages: 'Pages for people. They need no JavaScript.',
} as const

export type TagName = keyof typeof tags

export type Content = Readonly<Record<string, { readonly schema: Schema; readonly example?: unknown }>>

export interface ResponseSpec {
  readonly description: string
  readonly headers?: readonly HeaderName[]
  readonly content?: Content
}

export interface Operation {
  readonly id: string
  readonly tag: TagName
  /** What it does, as an imperative without a full stop. */
  readonly summary: string
  readonly description?: string
  /** The permission that it needs; the least role follows. */
  readonly act?: PermissionName
  /** Names of parameters of the document, or parameters of its own. */
  readonly parameters?: readonly (string | Parameter)[]
  readonly body?: Content
  readonly responses: Readonly<Record<number, ResponseSpec>>
  /** Problems besides those that follow from its parts. */
  readonly problems?: readonly ProblemName[]
  /** Whether it is a file that is sent before anybody is asked who they are. */
  readonly isStatic?: boolean
}

export type Operations = Readonly<Record<string, Operation>>

export const json = (schema: string | Schema, example?: unknown): Content => ({
  'application/json': {
    schema: typeof schema === 'string' ? ref(schema) : schema,
    ...(example === undefined ? {} : { example }),
  },
})

const formTypes = ['application/x-www-form-urlencoded', 'multipart/form-data']

/** Returns a form with the same fields as the JSON. */
export const formOf = (schema: Schema, example: unknown): Content =>
  Object.fromEntries(formTypes.map((type) => [type, { schema, example }]))

/** Returns the form of a record, with fields of its page. */
export const recordFormWith = (pageFields: Readonly<Record<string, string>>): Content =>
  formOf(ref('IncidentForm'), { ...formFields, ...pageFields })

export const recordForm: Content = recordFormWith({})

/** Returns text lines of JSON. */
export const ndjson = (description: string, records: readonly unknown[] = []): Content => ({
  'application/x-ndjson': {
    schema: { type: 'string', description },
    ...(records.length > 0 ? { example: records.map((each) => `${JSON.stringify(each)}\n`).join('') } : {}),
  },
})

export const csv: Content = { 'text/csv': { schema: { type: 'string' } } }
export const bytes = (type: string): Content => ({ [type]: { schema: { type: 'string', format: 'binary' } } })
export const html: Content = { 'text/html': { schema: { type: 'string' } } }

/** A redirect of a browser that sent a form. */
export const redirect: ResponseSpec = {
  description: 'For a browser that sent a form: the page to show.',
  headers: ['Location'],
}

/** Returns the description of a page. */
export const page = (
  id: string,
  summary: string,
  more: Partial<Pick<Operation, 'act' | 'parameters' | 'description' | 'problems'>> = {},
): Operation => ({
  ...{ id, tag: 'Pages', summary, ...more },
  responses: { 200: { description: 'The page.', content: html } },
})

const inPath = (name: string, description: string, example: string, schema: Schema = {}): Parameter => ({
  ...{ name, in: 'path', required: true, description, schema: { type: 'string', ...schema }, example },
})

const inHeader = (name: string, description: string, example: string, required = false): Parameter => ({
  ...{ name, in: 'header', description, schema: { type: 'string' }, example },
  ...(required ? { required } : {}),
})

const uuid = { format: 'uuid' }

/** The parameters of paths and headers by the names of their components. */
export const sharedParameters: Readonly<Record<string, Parameter>> = {
  incidentId: inPath('id', 'The id of the record.', names.incident, uuid),
  otherId: inPath('id', 'The id of the record.', names.other, uuid),
  commitId: inPath('id', 'The number of the commit.', '2', { pattern: '^[0-9]+$' }),
  importId: inPath('id', 'The id of the import.', names.import, uuid),
  uploadId: inPath('id', 'The id of the upload.', names.upload, uuid),
  tokenId: inPath('id', 'The id of the token.', names.token, uuid),
  suggestionId: inPath('id', 'The id of the suggested correction.', names.suggestion, uuid),
  queueId: inPath('id', 'The id of the record or of the suggested correction.', names.suggestion, uuid),
  secret: inPath('secret', 'The secret of the receipt.', names.receipt),
  slug: inPath('slug', 'The name of the dataset.', names.dataset, { pattern: '^[a-z0-9][a-z0-9_-]{0,63}$' }),
  mappingName: inPath('name', 'The name of the mapping.', names.mapping, {
    pattern: '^[a-z0-9][a-z0-9_-]{0,63}$',
  }),
  sitemapName: inPath('name', 'The part of the sitemap.', '1.xml', { pattern: '^[1-9][0-9]*[.]xml$' }),
  problemName: inPath('name', 'The type of the problem.', names.problem),
  IfMatch: inHeader('If-Match', 'The ETag of the version that the change is based on.', etag, true),
  IfNoneMatch: inHeader('If-None-Match', 'The ETag of a copy: 304 if it is still right.', '"0a1b2c3d"'),
  Range: inHeader('Range', 'Part of a file whose bytes are kept: one range.', 'bytes=0-99'),
  IfRange: inHeader('If-Range', 'The ETag of the copy that the range continues.', '"0a1b2c3d"'),
  IdempotencyKey: inHeader(
    'Idempotency-Key',
    'Any text of at most 255 characters. The same request with the same key gets the first response again.',
    'report-2022-01-05-anbar',
  ),
}
