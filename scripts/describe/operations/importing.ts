/** Operations on files of records. */
import { schemes } from '../../../schemas/crosswalk/layout.ts'
import { mediaTypeOf } from '../../../src/export/registry.ts'
import { templateNames } from '../../../src/record/crosswalk/layouts.ts'
import { brief, names, otherRecord, table } from '../examples.ts'
import { anyObject, list, ref, type Schema } from '../json-schema.ts'
import {
  bytes,
  type Content,
  csv,
  html,
  json,
  ndjson,
  type Operation,
  type Operations,
} from '../operation.ts'
import type { Parameter } from '../parameters.ts'

export const inQuery = (name: string, description: string, schema: Schema, more: object = {}): Parameter => ({
  ...{ name, in: 'query', description, schema, ...more },
})
const choice = (name: string, description: string, values: readonly string[], standard: string) =>
  inQuery(name, description, { type: 'string', enum: values, default: standard })
const flag = (name: string, description: string) =>
  inQuery(name, description, { type: 'boolean', default: false })

export const encoding = inQuery('encoding', 'The encoding of the file, if it is not UTF-8.', {
  type: 'string',
})
export const sheet = inQuery('sheet', 'The sheet of a workbook; the first one by default.', {
  type: 'string',
})
export const slug = { type: 'string', pattern: '^[a-z0-9][a-z0-9_-]{0,63}$' }

const importParameters = [
  choice('profile', 'The layout of the file.', ['flat', 'full', 'mapping', ...schemes], 'flat'),
  inQuery('mapping', 'A stored mapping as DATASET/NAME.', { type: 'string' }),
  inQuery('dataset', 'The dataset of every record.', slug, { example: names.dataset }),
  choice(
    'mode',
    'all stores nothing unless every row is good; valid stores the good ones.',
    ['all', 'valid'],
    'all',
  ),
  flag('dry_run', 'Reports without storing anything.'),
  flag('publish', 'Publishes the records at once, for editors.'),
  choice('missing', 'Keeps or retracts published records that the file lacks.', ['keep', 'retract'], 'keep'),
  inQuery('reason', 'The reason, for missing=retract.', { type: 'string', maxLength: 2000 }),
  inQuery('confirm', 'The number of records that a dry run says it would retract.', {
    type: 'integer',
    minimum: 0,
  }),
  encoding,
  sheet,
  inQuery('null_values', 'Cells that mean unknown, separated by commas.', { type: 'string' }),
  inQuery('upload', 'The upload that has the bytes of the file.', {
    type: 'string',
    format: 'uuid',
  }),
]

export const fileBody: Content = {
  'text/csv': { schema: { type: 'string' }, example: table },
  'text/tab-separated-values': { schema: { type: 'string' } },
  ...bytes(mediaTypeOf('xlsx')),
  ...ndjson('A record on each line.', [brief(otherRecord)]),
  ...json(list(anyObject), [brief(otherRecord)]),
  'application/geo+json': { schema: anyObject },
}

/** The form of a page that sends a file, or a part of one. */
export const fileForm: Content = {
  'multipart/form-data': {
    schema: {
      type: 'object',
      properties: { file: { type: 'string', format: 'binary', description: 'The last field.' } },
      required: ['file'],
    },
    example: { file: table },
  },
}

const exampleReport = {
  ...{ import: names.import, dry_run: false, rows: 1, created: 1, updated: 0, unchanged: 0, retracted: 0 },
  ...{
    rejected: 0,
    commit: 43,
    commits: [43],
    retracted_ids: [],
    encoding: 'utf-8',
    delimiter: ',',
    sheet: null,
    errors: [],
    error_count: 0,
  },
  ...{ compared: 1, possible_duplicates: [], warnings: { 'summary.empty': 1 }, notes: {}, notices: [] },
  detail: '1 record was created.',
}

/** The responses to the files of an import; some are not there for each import, or no longer. */
const importFile = (id: string, summary: string, content: Content): Operation => ({
  ...{ id, tag: 'Importing', summary, act: 'import', parameters: ['importId'] },
  responses: { 200: { description: 'The file.', headers: ['Content-Disposition'], content } },
  problems: ['redacted'],
})

export const importing: Operations = {
  'POST /imports': {
    id: 'importFile',
    tag: 'Importing',
    summary: 'Import a file of records',
    description:
      'Rows match records of the dataset that you may edit by their reference: an equal one is unchanged, another one is a new revision. Delimiter and encoding are detected. Sending the same file again changes nothing. With Accept: application/x-ndjson, lines report progress, and the last line is the report or the problem.',
    act: 'import',
    parameters: importParameters,
    body: {
      ...fileBody,
      'multipart/form-data': {
        schema: {
          type: 'object',
          properties: { mapping: ref('Mapping'), file: { type: 'string', format: 'binary' } },
          required: ['file'],
        },
      },
    },
    responses: {
      200: {
        description: 'The report.',
        content: {
          ...json('ImportReport', exampleReport),
          ...ndjson('Progress; the last line is the report, or the problem.'),
        },
      },
    },
    problems: ['invalid-file', 'invalid-request', 'not-publishable', 'conflict'],
  },
  'GET /imports/{id}': {
    id: 'readImport',
    tag: 'Importing',
    summary: 'Read the report of an import; browsers see its page',
    act: 'import',
    parameters: ['importId'],
    responses: { 200: { description: 'The report.', content: { ...html, ...json('ImportReport') } } },
  },
  'GET /imports/{id}/errors.csv': importFile('readImportErrors', 'Read every error of an import', csv),
  'GET /imports/{id}/annotated.csv': importFile(
    'readAnnotated',
    'Read the file with its errors beside each row',
    csv,
  ),
  'GET /imports/{id}/annotated.xlsx': importFile(
    'readAnnotatedWorkbook',
    'Read the file with its errors, as a workbook',
    bytes(mediaTypeOf('xlsx')),
  ),
  'GET /imports/{id}/file': importFile('readImportedFile', 'Read the file as it was sent', bytes('*/*')),
  'GET /template.csv': {
    id: 'readTemplate',
    tag: 'Importing',
    summary: 'Read a header of the columns that an import reads',
    parameters: [choice('profile', 'The layout.', templateNames, 'flat')],
    responses: { 200: { description: 'The header.', headers: ['Content-Disposition'], content: csv } },
  },
}
