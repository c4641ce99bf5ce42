/** What the guards refuse of suggested corrections. */
import {
  checkFailed,
  foreignKeyFailed,
  type GuardCase,
  guardCase,
  noDelete,
  onConflictUpdate,
  uniqueFailed,
} from './guard-case.ts'
import { body, keyOfRecord, last, newest, once, replace } from './seed-statements.ts'

type Values = Readonly<Record<string, string | number>>

const id = "'016f5e66-e800-7007-8000-000000000000'"
const made = "'2024-06-15T12:00:00.000Z'"

const row = (values: Values): Values => ({
  row_key: 1,
  id,
  incident: keyOfRecord(once),
  revision: 1,
  actor: "'public'",
  at: made,
  reason: "'The report says so.'",
  patch: `'{"title":"x"}'`,
  warnings: 0,
  status: "'waiting'",
  digests: "'{}'",
  ...values,
})

/** A correction that is as it must be, with other values in some columns. */
const one = (values: Values = {}, { verb = 'INSERT', upsert: on = '' } = {}): string => {
  const columns = row(values)
  return `${verb} INTO suggestions (${Object.keys(columns).join(', ')}) VALUES (${Object.values(columns).join(', ')}) ${on}`
}

/** So many of them; `i` is the number of each. */
const many = (howMany: number, values: Values = {}): string => {
  const columns = row({ row_key: 'i', ...values })
  return `WITH RECURSIVE numbers (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM numbers WHERE i < ${howMany})
    INSERT INTO suggestions (${Object.keys(columns).join(', ')}) SELECT ${Object.values(columns).join(', ')} FROM numbers`
}

const set = (what: string): string => `UPDATE suggestions SET ${what}`
const declined = `status = 'declined', decided_at = ${made}`
const decided = 'sitrep:suggestion_decided'
const identity = 'sitrep:identity_changed'

/** Records by their numbers from 1 on, so that none has as many corrections as it may. */
const records = (howMany: number): string[] => {
  const numbers = `WITH RECURSIVE numbers (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM numbers WHERE i < ${howMany})`
  return [
    `${numbers} INSERT INTO incident_body (row_key, revision, public_json, warnings, search_words, csv_row)
     SELECT i, 1, public_json, warnings, search_words, csv_row FROM numbers, (SELECT * FROM incident_body WHERE ${body(once)})`,
    `${numbers} INSERT INTO incidents (row_key, id, revision, commit_seq, created_at, updated_at, filer, status, dataset, event_type, date_start, date_end,
     date_precision, country, facets)
   SELECT i, format('016f5e66-e800-7%03x-8000-000000000000', i), 1, ${newest}, created_at, updated_at, filer, status, dataset, event_type,
     date_start, date_end, date_precision, country, facets
   FROM numbers, (SELECT * FROM incidents WHERE ${once})`,
  ]
}

export const suggestionCases: readonly GuardCase[] = [
  ...guardCase(
    'suggestions_insert',
    [
      'a correction with a key that is taken',
      [one(), one({ reason: "'x'" })],
      'sitrep:id_taken',
      uniqueFailed('suggestions.row_key'),
    ],
    ['a correction put in the place of another', [one(), one({ reason: "'x'" }, replace)], 'sitrep:id_taken'],
    ['an upsert of a correction', [one(), one({}, onConflictUpdate(declined))], 'sitrep:id_taken'],
    ['a correction that is decided when it comes', one({ status: "'declined'", decided_at: made }), decided],
    ['the twenty-first correction of a record', many(21), 'sitrep:record_full'],
    [
      'the correction after the thousandth of the public',
      [...records(51), many(1001, { incident: '1 + (i - 1) / 20' })],
      'sitrep:public_full',
    ],
  ),
  ...guardCase('suggestions_sender_limit', [
    'the twenty-first correction of a network',
    [...records(2), many(21, { incident: '1 + (i - 1) / 20', sender: "'a network'" })],
    'sitrep:network_full',
  ]),
  ...guardCase(
    'suggestions_same_sender',
    ['another sender as it is decided', [one(), set(`${declined}, sender = 'x'`)], identity],
    [
      'a decision as the sender is deleted',
      [one({ sender: "'x'" }), set(`${declined}, sender = NULL`)],
      identity,
    ],
    [
      'another reason of a decision as the sender is deleted',
      [one({ sender: "'x'" }), set(declined), set("sender = NULL, decision_reason = 'x'")],
      identity,
    ],
  ),
  ...guardCase(
    'suggestions_decide_once',
    ['a decision taken back', [one(), set(declined), set("status = 'waiting', decided_at = NULL")], decided],
    ['a decision turned round', [one(), set(declined), set("status = 'accepted'")], decided],
    ['a correction that waits and is changed', [one(), set("reason = 'x'")], decided],
    ['another text as it is decided', [one(), set(`${declined}, patch = '{}'`)], identity],
    [
      'another record as it is decided',
      [one(), set(`${declined}, incident = ${keyOfRecord(last)}`)],
      identity,
    ],
    [
      'another text as the sender is deleted',
      [one({ sender: "'x'" }), set("sender = NULL, patch = '{}'")],
      identity,
    ],
    ['another author as it is decided', [one(), set(`${declined}, actor = 'x'`)], identity],
  ),
  ...guardCase('suggestions_no_delete', [
    'a deleted correction that waits',
    [one(), one({ row_key: 2 }), 'DELETE FROM suggestions WHERE row_key = 1'],
    noDelete,
  ]),
  ...guardCase('suggestions_no_delete', [
    'a correction that waits and whose digests are erased',
    [one(), one({ row_key: 2 }), 'UPDATE suggestions SET digests = NULL WHERE row_key = 1'],
    noDelete,
  ]),
  ...guardCase('suggestions: CHECK (length(id) = 36)', [
    'a correction with an id that is none',
    one({ id: "'1'" }),
    checkFailed('length(id) = 36'),
  ]),
  ...guardCase('suggestions: REFERENCES incidents (row_key)', [
    'a correction of no record',
    one({ incident: 1 }),
    foreignKeyFailed,
  ]),
  ...guardCase('suggestions: CHECK (revision >= 1)', [
    'a correction of no revision',
    one({ revision: 0 }),
    checkFailed('revision >= 1'),
  ]),
  ...guardCase("suggestions: CHECK (reason <> '')", [
    'a correction without a reason',
    one({ reason: "''" }),
    checkFailed("reason <> ''"),
  ]),
  ...guardCase('suggestions: CHECK (json_valid(patch))', [
    'a correction that is not JSON',
    one({ patch: "'{'" }),
    checkFailed('json_valid(patch)'),
  ]),
  ...guardCase('suggestions: CHECK (warnings >= 0)', [
    'a correction of fewer than no warnings',
    one({ warnings: -1 }),
    checkFailed('warnings >= 0'),
  ]),
  ...guardCase("suggestions: CHECK (status IN ('waiting', 'accepted', 'declined'))", [
    'a correction of no status',
    [one(), set(`status = 'lost', decided_at = ${made}`)],
    checkFailed('status IN'),
  ]),
  ...guardCase("suggestions: CHECK ((status = 'waiting') = (decided_at IS NULL))", [
    'a correction decided at no time',
    [one(), set("status = 'declined'")],
    checkFailed("(status = 'waiting') = (decided_at IS NULL)"),
  ]),
]
