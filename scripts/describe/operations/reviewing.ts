/** Operations by which editors decide on records and corrections. */
import { etag, names } from '../examples.ts'
import { list, nullableText, object, oneOf, ref, type Schema, text, uuid } from '../json-schema.ts'
import { type Content, formOf, json, type Operations, page, recordFormWith, redirect } from '../operation.ts'

/** Returns the body of an action, as JSON or as a form. */
export const actionBody = (schema: Schema, example: unknown): Content => ({
  ...json(schema, example),
  ...formOf(schema, example),
})

const revision = { type: 'integer', description: 'The revision that was seen; a stale one is 412.' }

const decision = object({
  decision: oneOf('publish', 'reject', 'retract', 'restore'),
  reason: ref('Reason'),
  'revision?': revision,
})

const queueFilter = (name: string, description: string, schema: Schema) => ({
  ...{ name, in: 'query', description, schema },
})
const queueFilters = [
  queueFilter('dataset', 'Entries of this dataset.', { type: 'string' }),
  queueFilter('country', 'Entries in this country.', ref('Country')),
  queueFilter('event_type', 'Entries with this type of event.', ref('EventType')),
  queueFilter('from', 'Entries whose event is on this day or later.', { type: 'string' }),
  queueFilter('to', 'Entries whose event is on this day or earlier.', { type: 'string' }),
  queueFilter('q', 'Entries of records that have all these words.', { type: 'string' }),
  queueFilter('kind', 'Reports, or suggested corrections.', oneOf('incident', 'suggestion')),
  queueFilter('filer', 'Entries that came without a token, or with one.', oneOf('public', 'token')),
  queueFilter('assignee', 'Entries in the hand of the reader, of other editors, or of nobody.', {
    type: 'string',
    examples: ['me,none'],
  }),
  queueFilter('warnings', 'Entries with warnings, or without.', { type: 'boolean' }),
  queueFilter(
    'sort',
    'By the day of filing; by the date of the event or the likeliest duplicate of the 1,000 that have waited longest.',
    oneOf('filed', '-filed', 'date', '-date', 'duplicates'),
  ),
]
const position = { type: 'string' }
const done = queueFilter('done', 'What was decided last: a commit, or the id of a correction.', {
  type: 'string',
})
const queuePage = [
  ...queueFilters,
  queueFilter('cursor', 'The start of the page, from the link of the previous one.', position),
  queueFilter('before', 'The end of the page, from the link of the next one.', position),
]

export const reviewing: Operations = {
  'POST /incidents/{id}/review': {
    id: 'reviewIncident',
    tag: 'Reviewing',
    summary: 'Publish, reject, retract or restore a record',
    description:
      'A submitted record can be published or rejected, a published one retracted, and a retracted, rejected or merged one restored.',
    act: 'review',
    parameters: ['incidentId', 'IdempotencyKey'],
    body: actionBody(decision, { decision: 'publish', reason: 'Checked with the report.' }),
    responses: {
      200: {
        description: 'The record.',
        headers: ['ETag', 'Content-Location', 'Idempotency-Replayed'],
        content: json('ChangedIncident'),
      },
      303: redirect,
    },
    problems: [
      'invalid-request',
      'invalid-transition',
      'stale-revision',
      'not-publishable',
      'invalid-record',
    ],
  },
  'GET /queue.json': {
    id: 'listQueue',
    tag: 'Reviewing',
    summary: 'List what waits for review',
    act: 'review',
    parameters: queuePage,
    responses: {
      200: {
        description: 'Records and suggested corrections, 50 to a page.',
        headers: ['Link'],
        content: json('Queue'),
      },
    },
  },
  'GET /queue': page('showQueue', 'Show what waits for review', {
    act: 'review',
    parameters: [...queuePage, done],
  }),
  'POST /incidents/{id}/suggestions': {
    id: 'suggestCorrection',
    tag: 'Reviewing',
    summary: 'Suggest a correction of a published record',
    parameters: ['incidentId'],
    body: {
      ...json(
        {
          type: 'object',
          properties: { reason: ref('Reason'), revision: { type: 'integer' }, patch: ref('MergePatch') },
          required: ['reason', 'revision', 'patch'],
          additionalProperties: false,
        },
        { reason: 'The report says evening.', revision: 4, patch: { date_note: 'in the evening' } },
      ),
      ...recordFormWith({ _seen: etag, _reason: 'The report says so.' }),
    },
    responses: {
      201: {
        description: 'The correction waits for review.',
        content: json('Suggestion', {
          suggestion: {
            id: names.suggestion,
            status: 'waiting',
            revision: 4,
            at: '2022-01-06T10:00:00.000Z',
            patch: { date_note: 'in the evening' },
          },
        }),
      },
      200: { description: 'The same correction waits already.', content: json('Suggestion') },
      303: redirect,
    },
    problems: [
      'token-needed',
      'merged',
      'retracted',
      'invalid-record',
      'invalid-request',
      'invalid-transition',
      'stale-revision',
      'suggestions-full',
      'rate-limited',
    ],
  },
  'GET /queue/{id}': page('showQueueItem', 'Show an entry of the queue', {
    act: 'review',
    parameters: ['queueId', ...queueFilters, done],
  }),
  'PUT /queue/{id}/assignee': {
    id: 'assignQueueItem',
    tag: 'Reviewing',
    summary: 'Take an entry of the queue in hand',
    description:
      'For an hour, from another editor too. Other editors see who has it; they can decide all the same. A decision ends it.',
    act: 'review',
    parameters: ['queueId'],
    responses: {
      200: { description: 'Who has it in hand.', content: json(object({ assignee: ref('Assignee') })) },
    },
    problems: ['not-found'],
  },
  'DELETE /queue/{id}/assignee': {
    id: 'releaseQueueItem',
    tag: 'Reviewing',
    summary: 'Release an entry of the queue',
    description: 'An entry that another editor has in hand stays in theirs.',
    act: 'review',
    parameters: ['queueId'],
    responses: { 204: { description: 'It is not in your hand.' } },
    problems: ['not-found'],
  },
  'POST /queue/{id}/assignee': {
    id: 'assignQueueItemByForm',
    tag: 'Reviewing',
    summary: 'Take an entry of the queue in hand, or release it, by a form',
    act: 'review',
    parameters: ['queueId'],
    body: formOf(object({ 'release?': oneOf('true') }), { release: 'true' }),
    responses: { 303: redirect },
    problems: ['invalid-request', 'not-found'],
  },
  'POST /suggestions/{id}/review': {
    id: 'reviewSuggestion',
    tag: 'Reviewing',
    summary: 'Accept or decline a suggested correction',
    act: 'review',
    parameters: ['suggestionId'],
    body: actionBody(
      object({
        decision: oneOf('accept', 'decline'),
        'reason?': ref('Reason'),
        'revision?': revision,
      }),
      { decision: 'accept', reason: 'The report says so.' },
    ),
    responses: {
      200: {
        description: 'The record as it is now.',
        headers: ['ETag'],
        content: json(object({ incident: ref('Incident') })),
      },
      303: redirect,
    },
    problems: ['invalid-request', 'invalid-transition', 'stale-revision', 'invalid-record'],
  },
  'POST /reports/review': {
    id: 'reviewReports',
    tag: 'Reviewing',
    summary: 'Publish or reject several reports in one commit',
    description:
      'A report that has changed since it was seen, or that something else stands in the way of, stays as it is. `restore` takes a rejection back.',
    act: 'review',
    body: actionBody(
      object({
        decision: oneOf('publish', 'reject', 'restore'),
        reason: ref('Reason'),
        reports: list(object({ id: uuid, revision: { type: 'integer' } }), { minItems: 1, maxItems: 100 }),
        'dry_run?': { type: 'boolean', description: 'Whether nothing is written.' },
      }),
      {
        decision: 'reject',
        reason: 'They tell of no event.',
        reports: [{ id: names.incident, revision: 1 }],
      },
    ),
    responses: {
      200: {
        description:
          'The commit, null if nothing was written; which reports the decision reached, or would reach; the others with their state, null if there is no such report, and why.',
        content: json(
          object({
            commit: { type: ['integer', 'null'] },
            reviewed: list(uuid),
            not_reviewed: list(
              object({
                id: text(),
                status: nullableText(),
                revision: { type: ['integer', 'null'] },
                cause: oneOf('missing', 'stale', 'status', 'dataset', 'reference', 'rules', 'second_editor'),
                'errors?': list(ref('ProblemError')),
              }),
            ),
          }),
        ),
      },
      303: redirect,
    },
    problems: ['invalid-request', 'conflict'],
  },
  'POST /suggestions/decline': {
    id: 'declineSuggestions',
    tag: 'Reviewing',
    summary: 'Decline several suggested corrections',
    act: 'review',
    body: actionBody(
      object({ reason: ref('Reason'), suggestions: list(uuid, { minItems: 1, maxItems: 1000 }) }),
      { reason: 'None of them names a source.', suggestions: [names.suggestion] },
    ),
    responses: {
      200: {
        description: 'Which were declined, and which did not wait.',
        content: json(object({ declined: list(uuid), not_waiting: list({ type: 'string' }) })),
      },
      303: redirect,
    },
    problems: ['invalid-request'],
  },
}
