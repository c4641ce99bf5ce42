/** Operations on records of the same event. */
import { languages } from '../../../src/messages/messages.ts'
import { brief, filedRecord, names } from '../examples.ts'
import { list, object, oneOf, ref, uuid } from '../json-schema.ts'
import { html, json, type Operations, page, redirect } from '../operation.ts'
import { changedResponse, changedWith, queueParameter, reason, revision } from './editing.ts'
import { actionBody } from './reviewing.ts'

/** The parameters that say from where a merge was opened. */
const origin = [
  { name: 'duplicates', in: 'query', description: 'The list to return to.', schema: { type: 'string' } },
  queueParameter,
] as const

export const duplicates: Operations = {
  'GET /duplicates': page('showDuplicates', 'Show likely duplicates, the likeliest first', {
    act: 'merge',
    parameters: [
      { name: 'dataset', in: 'query', description: 'One of the two is in it.', schema: { type: 'string' } },
      { name: 'cursor', in: 'query', description: 'The start of the page.', schema: { type: 'string' } },
    ],
  }),
  'POST /possible-duplicates': {
    id: 'findPossibleDuplicates',
    tag: 'Duplicates',
    summary: 'Find published records of the event of a report, before it is filed',
    description:
      'The body is a record, of which the date and the country are enough. Nothing is stored. The same records are in the answer to a report of the public.',
    parameters: [
      {
        ...{ name: 'lang', in: 'query', description: 'The language of the reasons; English by default.' },
        schema: oneOf(...languages),
      },
    ],
    body: json('PartialIncident', brief(filedRecord)),
    responses: {
      200: {
        description: 'At most five published records, the likeliest first.',
        content: json(object({ possible_duplicates: list(ref('PossibleDuplicate')) }), {
          possible_duplicates: [],
        }),
      },
    },
    problems: ['invalid-query', 'invalid-record', 'rate-limited'],
  },
  'GET /merge': {
    id: 'showCluster',
    tag: 'Pages',
    summary: 'Compare several records before a merge',
    act: 'merge',
    parameters: [
      {
        ...{ name: 'into', in: 'query', required: true, description: 'The survivor.', schema: uuid },
        example: names.incident,
      },
      {
        ...{ name: 'from', in: 'query', required: true, description: 'A record to merge; repeated.' },
        schema: uuid,
        example: names.other,
      },
      ...origin,
    ],
    responses: {
      200: { description: 'The page.', content: html },
      409: { description: 'The page, with why they cannot be merged.', content: html },
      422: { description: 'The page, with what is wrong.', content: html },
    },
    problems: ['not-found', 'merged', 'retracted', 'invalid-query'],
  },
  'GET /incidents/{id}/merge': {
    id: 'showMerge',
    tag: 'Pages',
    summary: 'Compare two records before a merge',
    act: 'merge',
    parameters: [
      'otherId',
      { name: 'into', in: 'query', description: 'The survivor.', schema: uuid, example: names.incident },
      ...origin,
    ],
    responses: {
      200: { description: 'The page.', content: html },
      409: { description: 'The page, with why they cannot be merged.', content: html },
      422: { description: 'The page, with what is wrong.', content: html },
    },
    problems: ['merged', 'retracted'],
  },
  'POST /incidents/{id}/distinct': {
    id: 'markDistinct',
    tag: 'Duplicates',
    summary: 'Mark two records as distinct, or take the mark back',
    act: 'merge',
    parameters: ['otherId'],
    body: actionBody(object({ other: uuid, reason, 'undo?': { type: 'boolean' } }), {
      other: names.incident,
      reason: 'They happened on different days.',
    }),
    responses: {
      200: {
        description: 'The pair.',
        content: json(
          object({ pair: list(uuid, { minItems: 2, maxItems: 2 }), distinct: { type: 'boolean' } }),
        ),
      },
      303: redirect,
    },
    problems: ['invalid-request', 'invalid-transition'],
  },
  'POST /incidents/{id}/merge': {
    id: 'mergeIncident',
    tag: 'Duplicates',
    summary: 'Merge a record into another one',
    description:
      'The address of the merged record leads to the survivor, 308, until the merged one is restored.',
    act: 'merge',
    parameters: ['otherId', 'IdempotencyKey'],
    body: actionBody(
      object({
        into: { type: 'string', description: 'The id or address of the survivor.' },
        reason,
        'choose?': {
          type: 'object',
          description:
            'Whose value the survivor keeps, by the pointer of a field in which the two differ. `range` is for numbers with a low and a high value. `patch` is applied afterwards.',
          additionalProperties: oneOf('into', 'from', 'range'),
        },
        'patch?': ref('MergePatch'),
        'revision?': revision,
        'into_revision?': revision,
      }),
      { into: names.incident, reason: 'Both tell of the same attack.' },
    ),
    responses: {
      200: changedResponse(changedWith({ merged: object({ id: uuid, into: uuid }) })),
      303: redirect,
    },
    problems: [
      'invalid-request',
      'invalid-record',
      'invalid-transition',
      'stale-revision',
      'not-publishable',
    ],
  },
  'POST /incidents/{id}/merge-from': {
    id: 'mergeIncidents',
    tag: 'Duplicates',
    summary: 'Merge several records into this one',
    description:
      'Merges at most 20 records in one commit. Their addresses lead to this one, 308, until they are restored.',
    act: 'merge',
    parameters: ['incidentId', 'IdempotencyKey'],
    body: actionBody(
      object({
        from: list(uuid, { minItems: 1, maxItems: 20 }),
        reason,
        'choose?': {
          type: 'object',
          description:
            'Whose value the survivor keeps, by the pointer of a field in which the records differ: `into`, the id of a merged record, or `range` for numbers with a low and a high value. `patch` is applied afterwards.',
          additionalProperties: { type: 'string' },
        },
        'patch?': ref('MergePatch'),
        'revision?': revision,
        'revisions?': {
          type: 'object',
          description: 'The revisions of the merged records that were seen, by id; a stale one is 412.',
          additionalProperties: { type: 'integer' },
        },
      }),
      { from: [names.third], reason: 'All tell of the same attack.' },
    ),
    responses: { 200: changedResponse(), 303: redirect },
    problems: [
      'invalid-request',
      'invalid-record',
      'invalid-transition',
      'stale-revision',
      'not-publishable',
    ],
  },
}
