/** The schemas of imports, mappings, datasets, the queue and tokens. */
import { maxLengths } from '../../schemas/dataset.ts'
import { maxGraceHours, maxNameLength, maxTokenDatasets, tokenRoles } from '../../schemas/token.ts'
import {
  anyObject,
  closed,
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
import { incident, likeness, pointers, summary } from './record-responses.ts'

/** The datasets of a token. */
const tokenDatasets: Schema = {
  type: ['array', 'null'],
  items: { type: 'string' },
  minItems: 1,
  maxItems: maxTokenDatasets,
  description: 'The only datasets that it is for; null for all.',
}

const optionalText = (max: number): Schema => ({ type: ['string', 'null'], maxLength: max })
const datasetTexts = {
  'title?': optionalText(maxLengths.title),
  'description?': optionalText(maxLengths.description),
  'licence?': optionalText(maxLengths.licence),
  'attribution?': optionalText(maxLengths.attribution),
}
const storedTexts = {
  title: nullableText(),
  description: nullableText(),
  licence: nullableText(),
  attribution: nullableText(),
  publishable: flag,
}

const rowError = object({
  'row?': { type: 'integer' },
  'line?': { type: 'integer' },
  'column?': text(),
  'cell?': text(),
  'pointer?': text(),
  rule: text(),
  detail: text(),
  'received?': { type: ['string', 'number', 'boolean', 'null'] },
})
const nullableCount: Schema = { type: ['integer', 'null'] }
const tally: Schema = { type: 'object', additionalProperties: count(), description: 'How often, by rule.' }

export const importing: Readonly<Record<string, Schema>> = {
  ImportReport: object({
    import: uuid,
    dry_run: flag,
    ...Object.fromEntries(
      ['rows', 'created', 'updated', 'unchanged', 'retracted', 'rejected'].map((name) => [name, count()]),
    ),
    commit: { type: ['integer', 'null'] },
    commits: list(count(), { description: 'All commits of the import.' }),
    retracted_ids: list(uuid, {
      maxItems: 100,
      description: 'The first records that missing=retract retracts.',
    }),
    encoding: text(),
    delimiter: nullableText(),
    sheet: nullableText(),
    errors: list(rowError, { maxItems: 1000 }),
    error_count: count('All errors, with those that are not shown.'),
    compared: count('The new rows that were compared with stored records.'),
    possible_duplicates: list(
      object({ row: count(), line: count(), 'record?': uuid, ...summary, ...likeness }),
    ),
    warnings: tally,
    notes: tally,
    notices: list(anyObject),
    detail: text('The changes in words.'),
  }),
  Upload: object({
    id: uuid,
    bytes: count('The length of the file.'),
    part_bytes: count('The length of each part but the last.'),
    parts: count(),
    received: list(count(), { description: 'The numbers of the parts that have arrived.' }),
    'import?': { ...uuid, description: 'The import that has read the file.' },
  }),
  ImportList: object({
    imports: list(
      object({
        ...{
          id: uuid,
          at: instant,
          'actor?': text(),
          'name?': nullableText('The name of the token, for editors.'),
        },
        ...{ file: nullableText(), dataset: nullableText(), profile: text(), mode: oneOf('all', 'valid') },
        ...{ dry_run: { type: 'integer' }, redacted_by: nullableCount },
        ...Object.fromEntries(
          ['rows', 'created', 'updated', 'unchanged', 'rejected', 'commit'].map((name) => [
            name,
            nullableCount,
          ]),
        ),
      }),
    ),
  }),
  Mapping: closed({
    'about?': text('The table, its owner, its licence.'),
    columns: {
      type: 'object',
      description: 'Column → field, or several.',
      additionalProperties: {
        anyOf: [ref('MappingTarget'), list(ref('MappingTarget'), { minItems: 1 })],
      },
    },
    'templates?': { type: 'object', additionalProperties: { type: 'string' } },
    'constants?': { type: 'object', additionalProperties: { type: ['string', 'number', 'boolean'] } },
    'missing?': list(text()),
    'ignore?': list(text()),
    'rest?': oneOf('ignore', 'external'),
  }),
  MappingTarget: {
    anyOf: [
      { type: 'string', minLength: 1 },
      object(
        { to: { type: 'string', minLength: 1 } },
        { description: 'A field, and how its cells are read.' },
      ),
    ],
  },
  StoredMapping: object({ dataset: text(), name: text(), updated_at: instant, mapping: ref('Mapping') }),
  MappingList: object({
    dataset: text(),
    mappings: list(object({ name: text(), about: nullableText(), updated_at: instant })),
  }),
  MappingSuggestion: object({
    profile: nullableText(
      'The profile that reads the file without a mapping, if it has the columns of Sitrep or a known layout.',
    ),
    mapping: ref('Mapping'),
    columns: list(
      object({
        column: text(),
        to: nullableText(),
        confidence: { type: 'number', minimum: 0, maximum: 1 },
        samples: list(text()),
        'unknown_values?': list(text()),
      }),
    ),
    missing: list(text(), { description: 'Fields that every record needs and no column gives.' }),
  }),
  DatasetDescription: closed({ ...datasetTexts, 'publishable?': { ...flag, default: true } }),
  Dataset: object({ slug: text(), ...storedTexts }),
  DatasetOverview: object({
    commit: count(),
    dataset: object({ slug: text(), ...storedTexts, published: count() }),
    coverage: { anyOf: [object({ from: text(), to: text() }), { type: 'null' }] },
    countries: list(text()),
    changed: { anyOf: [object({ commit: count(), at: instant }), { type: 'null' }] },
  }),
  DatasetList: object({
    commit: count(),
    datasets: list(object({ slug: text(), ...storedTexts, published: count() })),
  }),
}

export const managing: Readonly<Record<string, Schema>> = {
  QueueItem: object({
    kind: oneOf('incident', 'suggestion'),
    id: uuid,
    at: instant,
    warnings: count(),
    incident,
    'question?': described(
      oneOf('asked', 'answered'),
      'Whether the filer was asked something, and has answered all of it.',
    ),
    'reason?': text(),
    'changed?': pointers,
    'assignee?': ref('Assignee'),
  }),
  Assignee: object({ actor: text(), name: nullableText(), since: instant, until: instant }),
  Queue: object({ waiting: list(ref('QueueItem')) }),
  Suggestion: object({
    suggestion: object({
      id: uuid,
      status: text(),
      revision: count(),
      at: instant,
      patch: ref('MergePatch'),
    }),
  }),
  NewToken: closed({
    name: { type: 'string', minLength: 1, maxLength: maxNameLength },
    role: oneOf(...tokenRoles),
    'expires_at?': nullableText('A time, a day, or null for never.'),
    'datasets?': tokenDatasets,
  }),
  TokenLimits: closed({
    'expires_at?': nullableText('A time, a day, or null for never.'),
    'datasets?': tokenDatasets,
  }),
  TokenRotation: closed({
    'grace_hours?': { type: 'integer', minimum: 0, maximum: maxGraceHours, default: 24 },
    'until_first_use?': { type: 'boolean', default: false },
  }),
  CreatedToken: object({
    id: uuid,
    token: text('The secret, which is shown this once.'),
    name: text(),
    role: oneOf(...tokenRoles),
    datasets: tokenDatasets,
    expires_at: nullableText(),
    created_at: instant,
  }),
  RotatedToken: object({
    id: uuid,
    token: text('The secret, which is shown this once.'),
    name: text(),
    role: oneOf(...tokenRoles),
    datasets: tokenDatasets,
    expires_at: nullableText(),
    created_at: instant,
    former_secret_until: nullableText('When the secret before it ends.'),
  }),
  Token: object({
    id: uuid,
    name: text(),
    role: oneOf(...tokenRoles),
    datasets: tokenDatasets,
    created_at: instant,
    created_by: text(),
    expires_at: nullableText(),
    revoked_at: nullableText(),
    revoked_by: nullableText(),
    last_used_at: nullableText('The minute of the last use.'),
    former_secret_until: nullableText('When the secret before the current one ends.'),
  }),
  TokenList: object({
    tokens: list(ref('Token')),
  }),
  CommitList: object({
    commits: list(
      object({
        commit: count(),
        at: instant,
        actor: text(),
        name: nullableText(),
        kind: text(),
        reason: nullableText(),
        rows: count(),
        'address?': text('Of a download.'),
      }),
    ),
  }),
}
