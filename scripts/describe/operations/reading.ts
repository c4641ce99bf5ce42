/** Operations that read a record and its history. */
import { filedRecord, names, storedRecord } from '../examples.ts'
import { ref, type Schema } from '../json-schema.ts'
import { json, type Operation, type Operations, page } from '../operation.ts'

const published = storedRecord(names.incident, filedRecord, 'published')

const recordResponse = {
  200: {
    description: 'The record.',
    headers: ['ETag', 'Sitrep-Commit', 'Content-Location'],
    content: json('Incident', published),
  },
  304: { description: 'The copy that If-None-Match names is still right.', headers: ['ETag'] },
} as const satisfies Operation['responses']

const publicView = {
  name: 'view',
  in: 'query',
  description:
    'The answer to the public, for those who see more. A draft is as it would be if it was published now, but for the revision, commit and time that publishing sets.',
  schema: { type: 'string', enum: ['public'] },
  example: 'public',
}
const recordParameters = ['incidentId', 'commit', 'as_of', 'schema', publicView, 'IfNoneMatch']
const recordProblems = ['merged', 'retracted', 'pin-expired', 'redacted'] as const

const revision = (name: string, description: string): Schema => ({
  ...{ name, in: 'query', description, schema: { type: 'integer', minimum: 1 } },
})
const historyParameters = [
  'incidentId',
  revision('from', 'The older of two revisions to compare.'),
  revision('to', 'The newer of two revisions to compare.'),
  revision('cursor', 'The revision after which the list continues.'),
]

export const reading: Operations = {
  'GET /incidents/{id}.json': {
    id: 'readIncident',
    tag: 'Reading',
    summary: 'Read a record',
    description:
      'The public sees published records. A retracted one is 410 with the reason, a merged one leads to its survivor. With .bib, .ris or .csl.json instead of .json, it is the citation of the record.',
    parameters: recordParameters,
    responses: recordResponse,
    problems: recordProblems,
  },
  'GET /incidents/{id}': {
    id: 'showIncident',
    tag: 'Reading',
    summary: 'Show a record; as JSON if Accept asks for it',
    parameters: recordParameters,
    responses: recordResponse,
    problems: recordProblems,
  },
  'GET /incidents/{id}/history.json': {
    id: 'readHistory',
    tag: 'Reading',
    summary: 'List the versions of a record, or compare two',
    parameters: historyParameters,
    responses: {
      200: {
        description: 'The versions, the oldest first; with from and to, what differs.',
        headers: ['Link'],
        content: json({ anyOf: [ref('VersionList'), ref('Comparison')] }),
      },
    },
    problems: ['merged', 'retracted'],
  },
  'GET /incidents/{id}/history': page('showHistory', 'Show the versions of a record', {
    parameters: historyParameters,
    problems: ['merged', 'retracted'],
  }),
}
