/** Operations on files that arrive in parts. */
import { names, table } from '../examples.ts'
import { closed, type Schema } from '../json-schema.ts'
import { json, type Operations } from '../operation.ts'
import type { Parameter } from '../parameters.ts'
import { inQuery } from './importing.ts'

const wholeNumber = (maximum: number, description: string): Schema => ({
  ...{ type: 'integer', minimum: 1, maximum, description },
})

const newUpload = closed({
  bytes: wholeNumber(500_000_000, 'The length of the file.'),
  'part_bytes?': wholeNumber(16_777_216, 'The length of each part but the last; 8388608 by default.'),
})

const part: Parameter = {
  ...{ name: 'part', in: 'path', required: true, description: 'The number of the part, from 1.' },
  ...{ schema: { type: 'integer', minimum: 1 }, example: '1' },
}

const sha256 = inQuery('sha256', 'The digest of the part in hexadecimal digits.', {
  type: 'string',
  pattern: '^[0-9a-f]{64}$',
})

const upload = { id: names.upload, bytes: table.length, part_bytes: 8_388_608, parts: 1, received: [] }

const noContent = (description: string) => ({ 204: { description } })

/** The form of a page. */
const partForm = {
  'multipart/form-data': {
    schema: {
      type: 'object',
      properties: { file: { type: 'string', format: 'binary', description: 'The last field.' } },
      required: ['file'],
    },
    example: { file: table },
  },
}

export const uploading: Operations = {
  'POST /uploads': {
    id: 'createUpload',
    tag: 'Importing',
    summary: 'Begin to send a file in parts',
    description:
      'For a file that is too large for one request. Send its parts in any order, then POST /imports with upload=ID, as if the file were its body. An upload that is not imported within a day is deleted.',
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
    summary: 'Send a part of a file; one that has arrived is replaced',
    act: 'import',
    parameters: ['uploadId', part, sha256],
    body: {
      'application/octet-stream': { schema: { type: 'string', format: 'binary' }, example: table },
      ...partForm,
    },
    responses: noContent('The part is stored.'),
    problems: ['invalid-request', 'invalid-query'],
  },
  'GET /uploads/{id}': {
    id: 'readUpload',
    tag: 'Importing',
    summary: 'List the parts of a file that have arrived',
    act: 'import',
    parameters: ['uploadId'],
    responses: { 200: { description: 'The upload.', content: json('Upload') } },
  },
  'DELETE /uploads/{id}': {
    id: 'cancelUpload',
    tag: 'Importing',
    summary: 'Delete the parts of a file that have arrived',
    act: 'import',
    parameters: ['uploadId'],
    responses: noContent('The upload is deleted.'),
  },
}
