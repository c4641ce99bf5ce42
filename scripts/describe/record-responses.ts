/** The schemas of responses about records: filed, read, counted, changed. */
import { countColumns, timeSteps } from '../../schemas/query.ts'
import { measureColumns, measures } from '../../src/record/segments/columns.ts'
import {
  anyObject,
  count,
  described,
  flag,
  instant,
  list,
  nullableText,
  object,
  oneOf,
  ref,
  type Schema,
  text,
  uuid,
} from './json-schema.ts'

export const incident = ref('Incident')
export const pointers = list(text(), { description: 'JSON Pointers (RFC 6901).' })
const warnings = list(ref('Warning'))
const receipt = nullableText(
  'The address of the receipt; its secret is the only key. null if the record is not new.',
)

export const summary = {
  id: uuid,
  status: ref('RecordStatus'),
  event_type: ref('EventType'),
  title: nullableText(),
  date: text(),
  place: nullableText(),
}
export const likeness = {
  score: described(
    { type: 'number', minimum: 0, maximum: 1 },
    'The likelihood that both describe the same event.',
  ),
  reasons: list(text()),
}
const versionHead = {
  revision: count(),
  commit: count(),
  at: instant,
  kind: text('What the commit did to the record.'),
  status: ref('RecordStatus'),
  reason: nullableText(),
  'actor?': text('For editors.'),
  'name?': text('The name of the token of the actor, for editors.'),
}
const remark = { id: uuid, at: instant, text: text() }

export const filing: Readonly<Record<string, Schema>> = {
  FiledIncident: object({
    incident: ref('Incident'),
    warnings,
    possible_duplicates: list(ref('PossibleDuplicate')),
    receipt,
  }),
  BatchResult: object({
    results: list(
      object({
        status: { type: 'integer', enum: [200, 201, 400, 409, 413, 422] },
        'incident?': incident,
        'errors?': list(ref('ProblemError')),
        receipt,
      }),
    ),
  }),
  ChangedIncident: object({ incident, warnings, 'detail?': text() }),
  Receipt: object({
    state: ref('RecordStatus'),
    open: described(flag, 'Whether the record can be corrected here: until someone reviews it.'),
    'reason?': text('Why an editor rejected, retracted or merged it.'),
    'into?': described(uuid, 'The record into which it was merged, if the reader may know it.'),
    'questions?': described(
      list(ref('Question')),
      'What editors have asked. Not in the answer to a correction.',
    ),
    incident,
  }),
  Question: object({
    ...remark,
    answers: list(object(remark)),
  }),
  PossibleDuplicate: object({ ...summary, ...likeness }),
  ForeignRecord: {
    type: 'object',
    description: 'An object of another program, which the mapping of the request reads.',
  },
  IncidentForm: {
    type: 'object',
    description:
      'The fields of a record by their paths: `location.country`, `weapons.0.type`. An empty field is absent.',
    additionalProperties: { type: 'string' },
  },
  PartialIncident: {
    type: 'object',
    description:
      'A record as in NewIncident, without some of its fields. The date and the country are needed.',
    required: ['date', 'location'],
    properties: {
      date: { type: 'string' },
      location: { type: 'object', required: ['country'], properties: { country: { type: 'string' } } },
    },
  },
  MergePatch: {
    ...anyObject,
    description:
      'A JSON Merge Patch (RFC 7396) of a record: null removes a field, a list replaces the whole list.',
  },
  Reason: { type: 'string', minLength: 1, maxLength: 2000, description: 'The reason, which history shows.' },
}

export const reading: Readonly<Record<string, Schema>> = {
  IncidentList: object({
    commit: count(),
    rows: count('The number of records here; of all that match, if limit=0.'),
    incidents: list(incident),
  }),
  FeatureCollection: object({
    type: { const: 'FeatureCollection' },
    features: list(
      object({
        type: { const: 'Feature' },
        id: uuid,
        geometry: { type: ['object', 'null'] },
        properties: anyObject,
      }),
    ),
  }),
  Counts: object({
    commit: count(),
    'note?': text(),
    counts: list(
      object({
        ...Object.fromEntries([...countColumns, ...timeSteps].map((name) => [`${name}?`, text()])),
        records: count(),
        ...Object.fromEntries(measureColumns.map((name) => [name, count('The sum of what is stated.')])),
        ...Object.fromEntries(
          measures.map((name) => [`${name}_unknown`, count('The records that state none of the three.')]),
        ),
      }),
    ),
  }),
  Places: object({
    commit: count(),
    country: text(),
    places: list(
      object({
        place: text(),
        'admin1?': text(),
        latitude: { type: 'number' },
        longitude: { type: 'number' },
        precision: text(),
        count: count('The records at this point.'),
      }),
    ),
  }),
  VersionHead: object(versionHead),
  VersionList: object({ versions: list(object({ ...versionHead, changed: pointers, incident })) }),
  Comparison: object({
    from: ref('VersionHead'),
    to: ref('VersionHead'),
    changes: list(anyObject, { description: 'The fields that differ.' }),
  }),
  Change: object({
    cursor: text('Continues after this change.'),
    commit: count(),
    at: instant,
    kind: oneOf('create', 'update', 'publish', 'retract', 'restore', 'merge', 'redact'),
    id: uuid,
    revision: count(),
    reason: nullableText(),
    'into?': described(uuid, 'The survivor of a merge.'),
    changed: pointers,
    incident: {
      anyOf: [incident, { type: 'null' }],
      description: 'The record as of the commit; null once it is not public.',
    },
  }),
  ChangeList: object({ commit: count(), changes: list(ref('Change')) }),
  Health: object({
    status: { const: 'ok' },
    commit: count(),
    schema: text('The version of the schema.'),
    stale_rows: count(),
    chain: ref('ChainHead'),
    'full_chain?': ref('ChainHead'),
    'admin_token?': oneOf('missing', 'weak'),
  }),
  ChainHead: {
    ...object({ commit: count(), digest: text() }),
    type: ['object', 'null'],
    description: 'The head of the chain of digests over the commits; null before the first.',
  },
}
