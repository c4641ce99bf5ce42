/** Operations that file records. */
import { brief, etag, filedRecord, names, otherRecord, storedRecord, thirdRecord } from '../examples.ts'
import { list, ref } from '../json-schema.ts'
import { json, ndjson, type Operations, recordForm, recordFormWith, redirect } from '../operation.ts'

const receipt = `/receipts/${names.receipt}`
const stored = storedRecord(names.incident, filedRecord)
const filed = { incident: stored, warnings: [], possible_duplicates: [], receipt }

const publish = {
  name: 'publish',
  in: 'query',
  description: 'Publishes the record at once, for editors.',
  schema: { type: 'boolean' },
}
const mapping = {
  name: 'mapping',
  in: 'query',
  description:
    'A stored mapping as DATASET/NAME. The body is then one object of another program, such as KoboToolbox or ODK Central.',
  schema: { type: 'string' },
}
const guest = {
  name: 'guest',
  in: 'query',
  description: 'Files as the public, even if the browser is signed in.',
  schema: { type: 'boolean' },
}

export const filing: Operations = {
  'POST /incidents': {
    id: 'createIncident',
    tag: 'Filing',
    summary: 'File a record, or up to 100',
    description:
      'A record begins as submitted. The public may file if the site allows it. A POST never changes an existing record: the same content with the same reference from the same filer gives 200 with the record. An array or NDJSON is a batch, in which each record is accepted or refused by itself. A browser that sends a form is redirected.',
    parameters: ['IdempotencyKey', publish, mapping, guest],
    body: {
      ...json(
        {
          anyOf: [
            ref('NewIncident'),
            list(ref('NewIncident'), { minItems: 1, maxItems: 100 }),
            ref('ForeignRecord'),
          ],
        },
        filedRecord,
      ),
      ...recordForm,
      ...ndjson('A record on each line, at most 100.', [brief(otherRecord), brief(thirdRecord)]),
    },
    responses: {
      201: {
        description: 'The record is filed.',
        headers: ['Location', 'ETag', 'Idempotency-Replayed'],
        content: json('FiledIncident', filed),
      },
      200: {
        description: 'The record was filed before, or the results of a batch in the order sent.',
        headers: ['Idempotency-Replayed'],
        content: json(
          { anyOf: [ref('BatchResult'), ref('FiledIncident')] },
          {
            results: [
              { status: 201, incident: storedRecord(names.other, otherRecord), receipt: null },
              { status: 201, incident: storedRecord(names.third, thirdRecord), receipt: null },
            ],
          },
        ),
      },
      303: redirect,
    },
    problems: [
      'token-needed',
      'forbidden',
      'invalid-record',
      'reference-taken',
      'not-publishable',
      'second-editor-needed',
      'form-held',
      'rate-limited',
      'queue-full',
    ],
  },
  'GET /receipts/{secret}': {
    id: 'readReceipt',
    tag: 'Filing',
    summary: 'Read a receipt',
    description: 'The secret in the address is the only key to what was filed.',
    parameters: ['secret'],
    responses: {
      200: {
        description: 'The state of the record, and what was filed.',
        headers: ['ETag'],
        content: json('Receipt'),
      },
    },
  },
  'POST /receipts/{secret}': {
    id: 'correctReceipt',
    tag: 'Filing',
    summary: 'Correct a report until someone reviews it',
    parameters: ['secret', 'IfMatch'],
    body: {
      ...json('NewIncident', { ...brief(filedRecord), date_note: 'Wednesday evening' }),
      ...recordFormWith({ _seen: etag }),
    },
    responses: {
      200: {
        description: 'The corrected report.',
        headers: ['ETag'],
        content: json('Receipt'),
      },
      303: redirect,
    },
    problems: [
      'token-needed',
      'invalid-record',
      'invalid-transition',
      'reference-taken',
      'conflict',
      'rate-limited',
    ],
  },
}
