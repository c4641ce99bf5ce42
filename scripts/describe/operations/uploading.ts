/** Operations on files that arrive in parts. */
import {
  defaultPartBytes,
  maxPartBytes,
  maxUploadBytes,
} from '../../../src/services/imports/upload-limits.ts'
import { names, table } from '../examples.ts'
import { closed, type Schema } from '../json-schema.ts'
import { json, type Operations } from '../operation.ts'
import type { Parameter } from '../parameters.ts'
import { fileForm, inQuery } from './importing.ts'

const wholeNumber = (maximum: number, description: string): Schema => ({
  ...{ type: 'integer', minimum: 1, maximum, description },
})

const newUpload = closed({
  bytes: wholeNumber(maxUploadBytes, 'The length of the file.'),
  'part_bytes?': wholeNumber(
    maxPartBytes,
    `The length of each part but the last; ${defaultPartBytes} by default.`,
  ),
})

const part: Parameter = {
  ...{ name: 'part', in: 'path', required: true, description: 'The number of the part, from 1.' },
  ...{ schema: { type: 'integer', minimum: 1 }, example: '1' },
}

const sha256 = inQuery('sha256', 'The digest of the part in hexadecimal digits.', {
  type: 'string',
  pattern: '^[0-9a-f]{64}$',
})

const upload = { id: names.upload, bytes: table.length, part_bytes: defaultPartBytes, parts: 1, received: [] }

const noContent = (description: string) => ({ 204: { description } })

export const uploading: Operations = {
  'POST /uploads': {
    id: 'createUpload',
    tag: 'Importing',
    summary: 'Begin to send a file in parts',
    description:
      'Send the parts in any order, then POST /imports with upload=ID and an empty file. Deleted after a day.',
    act: 'import',
    body: json(newUpload, { bytes: table.length }),
    responses: {
      201: { description: 'The new upload.', headers: ['Location'], content: json('Upload', upload) },
    },
    problems: ['invalid-request'],
  },
  'PUT /uploads/{id}/parts/{part}': {
    id: 'sendPart',
    tag: 'Importing',
    summary: 'Send a part of a file, or replace it',
    act: 'import',
    parameters: ['uploadId', part, sha256],
    body: {
      'application/octet-stream': { schema: { type: 'string', format: 'binary' }, example: table },
      ...fileForm,
    },
    responses: noContent('The part is stored.'),
    problems: ['invalid-request', 'invalid-query'],
  },
  'GET /uploads/{id}': {
    id: 'readUpload',
    tag: 'Importing',
    summary: 'List the parts that have arrived',
    act: 'import',
    parameters: ['uploadId'],
    responses: { 200: { description: 'The upload.', content: json('Upload') } },
  },
  'DELETE /uploads/{id}': {
    id: 'cancelUpload',
    tag: 'Importing',
    summary: 'Delete an upload',
    act: 'import',
    parameters: ['uploadId'],
    responses: noContent('The upload is deleted.'),
  },
}
