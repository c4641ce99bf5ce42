/** Operations that change records. */
import { brief, filedRecord } from '../examples.ts'
import { anyObject, list, object, ref, type Schema, text } from '../json-schema.ts'
import { json, type Operation, type Operations, type ResponseSpec, redirect } from '../operation.ts'
import { actionBody } from './reviewing.ts'

export const changedResponse = (schema: string | Schema = 'ChangedIncident'): ResponseSpec => ({
  description: 'The record as it is now.',
  headers: ['ETag', 'Content-Location', 'Idempotency-Replayed'],
  content: json(schema),
})

/** The fields of a response with a record, and more. */
export const changedWith = (properties: Readonly<Record<string, Schema>>): Schema => ({
  allOf: [ref('ChangedIncident'), object(properties)],
})

const update: Pick<Operation, 'act' | 'tag' | 'parameters' | 'responses' | 'problems'> = {
  act: 'editOwn',
  tag: 'Editing',
  parameters: ['incidentId', 'IfMatch', 'IdempotencyKey'],
  responses: { 200: changedResponse() },
  problems: [
    'merged',
    'retracted',
    'invalid-record',
    'invalid-transition',
    'reference-taken',
    'not-publishable',
  ],
}

export const revision = { type: 'integer', description: 'The revision that was seen; a stale one is 412.' }
export const reason = ref('Reason')

/** The parameter of a page that leads back to the queue. */
export const queueParameter = {
  ...{ name: 'queue', in: 'query', description: 'The list to return to.' },
  schema: { type: 'string' },
} as const

export const editing: Operations = {
  'PUT /incidents/{id}': {
    ...update,
    id: 'replaceIncident',
    summary: 'Replace a record',
    description:
      'Contributors edit their own records until they are published. Fields that the server sets are ignored if they are as stored.',
    body: json({ anyOf: [ref('NewIncident'), ref('Incident')] }, { ...brief(filedRecord), outcome: 'mixed' }),
  },
  'PATCH /incidents/{id}': {
    ...update,
    id: 'changeIncident',
    summary: 'Change fields of a record',
    body: {
      'application/merge-patch+json': {
        schema: ref('MergePatch'),
        example: { date_note: 'Wednesday evening' },
      },
      ...json('MergePatch', { date_note: 'Wednesday evening' }),
    },
  },
  'POST /incidents/{id}/revert': {
    id: 'revertIncident',
    tag: 'Editing',
    summary: 'Make the content of an old version the next version',
    act: 'edit',
    parameters: ['incidentId', 'IdempotencyKey'],
    body: actionBody(object({ version: { type: 'integer' }, reason, 'revision?': revision }), {
      version: 1,
      reason: 'The edit was a mistake.',
    }),
    responses: { 200: changedResponse(), 303: redirect },
    problems: [
      'invalid-request',
      'invalid-record',
      'invalid-transition',
      'stale-revision',
      'reference-taken',
    ],
  },
  'POST /incidents/{id}/redact': {
    id: 'redactIncident',
    tag: 'Editing',
    summary: 'Remove content from every version of a record, for good',
    act: 'redact',
    parameters: ['incidentId', 'IdempotencyKey'],
    body: actionBody(
      object({
        reason,
        'remove?': list(text('A JSON Pointer.'), { maxItems: 100 }),
        'erase?': list({ type: 'string', minLength: 2, maxLength: 2000 }, { maxItems: 100 }),
        'revision?': revision,
      }),
      { reason: 'It names a witness.', erase: ['Wednesday evening'] },
    ),
    responses: {
      200: changedResponse(
        changedWith({
          files_follow: { type: 'boolean', description: 'Whether copies of files are deleted later.' },
          elsewhere: list(anyObject, { description: 'Where the text still is.' }),
        }),
      ),
      303: redirect,
    },
    problems: ['invalid-request', 'invalid-record', 'invalid-transition', 'stale-revision'],
  },
}
