/** Operations on the list of imports and on stored files, and the pages of imports. */
import { names, table } from '../examples.ts'
import { closed, count, flag, list, oneOf, ref, type Schema, text } from '../json-schema.ts'
import { html, json, ndjson, type Operations, page } from '../operation.ts'
import { inQuery, slug } from './importing.ts'

const listParameters = [
  inQuery('limit', 'The most imports of a page.', {
    type: 'integer',
    minimum: 1,
    maximum: 500,
    default: 50,
  }),
  inQuery('cursor', 'The start of the page, from the link of the previous page.', {
    type: 'string',
    pattern: '^[0-9a-f-]{36}$',
  }),
]

const replacement = closed({
  column: text(
    'The name of the column, or the path of a value in records of JSON: /weapons/*/type, with * for positions in lists.',
  ),
  from: text('The cell as the file has it.'),
  to: text('The text as which it is read.'),
  'row?': { type: 'integer', minimum: 1, description: 'The only row; every row without it.' },
})

const run = closed({
  dry_run: { ...flag, description: 'Reports without storing anything.' },
  'mode?': oneOf('all', 'valid'),
  'publish?': flag,
  'sent?': {
    type: 'string',
    description: 'The newest import that was seen.',
  },
  'remember?': {
    ...flag,
    description: 'Writes the replacements into the mapping.',
  },
  'missing?': {
    ...oneOf('keep', 'retract'),
    description: 'Whether published records of the dataset that the file lacks are retracted, for editors.',
  },
  'reason?': text('Why; required with missing=retract.'),
  'confirm?': count('The number of records that a rehearsal would retract; required to retract them.'),
  'replacements?': list(replacement, { maxItems: 5000 }),
})

/** A mapping that takes any table. */
const mapping = {
  columns: {},
  constants: {
    ...{ date: '2022-01-05', event_type: 'battle', 'location.country': 'IQ' },
    'sources.0.publisher': 'Example News',
  },
  rest: 'ignore',
}

const fields: Schema = {
  type: 'object',
  properties: {
    dataset: slug,
    ...Object.fromEntries(
      ['profile', 'mapping', 'mode', 'publish', 'null_values', 'encoding', 'sheet', 'upload'].map((name) => [
        name,
        text(),
      ]),
    ),
    file: { type: 'string', format: 'binary', description: 'The last field.' },
  },
  required: ['file'],
}

/** A redirect of a browser to the page of an import. */
const toImport = { description: 'For a browser that sent a form: the page of the new import.' }

const report = {
  ...json(ref('ImportReport')),
  ...ndjson('Progress; the last line is the report, or the problem.'),
}

export const importPages: Operations = {
  'GET /imports.json': {
    id: 'listImports',
    tag: 'Importing',
    summary: 'List imports, the newest first',
    description: 'Contributors see their own, editors all.',
    act: 'import',
    parameters: listParameters,
    responses: {
      200: { description: 'A page of imports.', headers: ['Link'], content: json('ImportList') },
    },
  },
  'GET /imports': {
    ...{ id: 'showImports', tag: 'Importing', summary: 'Show the imports; as JSON if Accept asks for it' },
    act: 'import',
    parameters: listParameters,
    responses: {
      200: {
        description: 'A page of imports.',
        headers: ['Link'],
        content: { ...html, ...json('ImportList') },
      },
    },
  },
  'GET /imports/new': page('showImportForm', 'Show the form of a new import', { act: 'import' }),
  'POST /imports/new': {
    id: 'rehearseFile',
    tag: 'Pages',
    summary: 'Rehearse a file, for browsers',
    description:
      'Stores the file and nothing else, and leads to the page of the rehearsal. With Accept: application/x-ndjson, lines report progress.',
    act: 'import',
    body: { 'multipart/form-data': { schema: fields, example: { dataset: names.dataset, file: table } } },
    responses: {
      200: { description: 'Progress, if the client asks for it.', content: report },
      303: toImport,
    },
    problems: [
      'invalid-query',
      'invalid-file',
      'invalid-request',
      'not-publishable',
      'conflict',
      'not-found',
    ],
  },
  'POST /imports/{id}/runs': {
    id: 'runImport',
    tag: 'Importing',
    summary: 'Import a stored file again, with replaced cells',
    description: 'Begins with the file as it was sent, and makes an import of its own.',
    act: 'import',
    parameters: ['importId'],
    body: json(run, {
      dry_run: true,
      replacements: [{ column: 'country', from: 'Irak', to: 'IQ' }],
    }),
    responses: { 200: { description: 'The report.', content: report }, 303: toImport },
    problems: ['invalid-file', 'invalid-request', 'not-publishable', 'conflict', 'redacted'],
  },
  'GET /imports/{id}/mapping': page('showImportMapping', 'Show the columns of a file with their fields', {
    act: 'import',
    parameters: ['importId'],
    problems: ['redacted', 'invalid-file'],
  }),
  'POST /imports/{id}/mapping': {
    id: 'matchColumns',
    tag: 'Pages',
    summary: 'Rehearse a stored file with a mapping, for browsers',
    act: 'import',
    parameters: ['importId'],
    body: {
      'application/x-www-form-urlencoded': {
        schema: {
          type: 'object',
          properties: { dataset: text(), mapping_name: text(), json: text('The mapping as JSON.') },
        },
        example: { dataset: names.dataset, json: JSON.stringify(mapping) },
      },
    },
    responses: { 303: toImport },
    problems: [
      'invalid-file',
      'invalid-request',
      'not-publishable',
      'conflict',
      'redacted',
      'body-unreadable',
    ],
  },
}
