/** What the guards refuse of remarks on records. */
import {
  checkFailed,
  foreignKeyFailed,
  type GuardCase,
  guardCase,
  noDelete,
  onConflictUpdate,
  uniqueFailed,
} from './guard-case.ts'
import { keyOfRecord, last, once, openRedaction, replace } from './seed-statements.ts'

type Values = Readonly<Record<string, string | number>>

const row = (values: Values): Values => ({
  row_key: 1,
  id: "'016f5e66-e800-7007-8000-000000000000'",
  incident: keyOfRecord(once),
  kind: "'comment'",
  question: 'NULL',
  revision: 1,
  actor: "'admin'",
  at: "'2024-06-15T12:00:00.000Z'",
  text: "'Seen twice.'",
  ...values,
})

/** A comment that is as it must be, with other values in some columns. */
const one = (values: Values = {}, { verb = 'INSERT', upsert: on = '' } = {}): string => {
  const columns = row(values)
  return `${verb} INTO remarks (${Object.keys(columns).join(', ')}) VALUES (${Object.values(columns).join(', ')}) ${on}`
}

/** So many of them, with keys from 2 on. */
const many = (howMany: number, values: Values = {}): string => {
  const columns = row({ row_key: 'i + 1', ...values })
  return `WITH RECURSIVE numbers (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM numbers WHERE i < ${howMany})
    INSERT INTO remarks (${Object.keys(columns).join(', ')}) SELECT ${Object.values(columns).join(', ')} FROM numbers`
}

const set = (what: string): string => `UPDATE remarks SET ${what}`
const identity = 'sitrep:identity_changed'
const full = 'sitrep:record_full'
const approval = { kind: "'approval'", text: "''" }
const kindCheck = "kind IN ('comment', 'question', 'answer', 'approval')"
const questionCheck = "(question IS NOT NULL) = (kind = 'answer')"
const textCheck = "text <> '' OR kind = 'approval'"

export const remarkCases: readonly GuardCase[] = [
  ...guardCase(
    'remarks_insert',
    [
      'a remark with a key that is taken',
      [one(), one({ text: "'x'" })],
      'sitrep:id_taken',
      uniqueFailed('remarks.row_key'),
    ],
    ['a remark put in the place of another', [one(), one({ text: "'x'" }, replace)], 'sitrep:id_taken'],
    [
      'an upsert of a remark',
      [one(), one({}, onConflictUpdate("text = 'x'"))],
      'sitrep:id_taken',
      'sitrep:history_immutable',
    ],
    [
      'a second approval of a revision',
      [one(approval), one({ ...approval, row_key: 2, actor: "'x'" })],
      'sitrep:approval_taken',
    ],
    ['the comment after the two hundredth', many(201), full],
    ['the twenty-first question', many(21, { kind: "'question'" }), full],
    [
      'the eleventh answer to a question',
      [one({ kind: "'question'" }), many(11, { kind: "'answer'", question: 1 })],
      full,
    ],
  ),
  ...guardCase(
    'remarks_immutable',
    ...['row_key = 2', `incident = ${keyOfRecord(last)}`, "kind = 'question'", "actor = 'x'", "at = ''"].map(
      (change) => [`a remark with another ${change.split(' ')[0]}`, [one(), set(change)], identity] as const,
    ),
    ['a remark with another text', [one(), set("text = 'x'")], 'sitrep:history_immutable'],
    [
      'another text while another record is redacted',
      [one({ incident: keyOfRecord(last) }), ...openRedaction(once), set("text = 'x'")],
      'sitrep:history_immutable',
    ],
  ),
  ...guardCase('remarks_no_delete', [
    'a deleted remark',
    [one(), one({ row_key: 2 }), 'DELETE FROM remarks WHERE row_key = 1'],
    noDelete,
  ]),
  ...guardCase('remarks: CHECK (length(id) = 36)', [
    'a remark with an id that is none',
    one({ id: "'1'" }),
    checkFailed('length(id) = 36'),
  ]),
  ...guardCase('remarks: REFERENCES incidents (row_key)', [
    'a remark on no record',
    one({ incident: 1 }),
    foreignKeyFailed,
  ]),
  ...guardCase('remarks: REFERENCES remarks (row_key)', [
    'an answer to nothing',
    one({ kind: "'answer'", question: 7 }),
    foreignKeyFailed,
  ]),
  ...guardCase(`remarks: CHECK (${kindCheck})`, [
    'a remark of no kind',
    one({ kind: "'x'" }),
    checkFailed(kindCheck),
  ]),
  ...guardCase(`remarks: CHECK (${questionCheck})`, [
    'an answer without a question',
    one({ kind: "'answer'" }),
    checkFailed(questionCheck),
  ]),
  ...guardCase('remarks: CHECK (revision >= 1)', [
    'a remark on no revision',
    one({ revision: 0 }),
    checkFailed('revision >= 1'),
  ]),
  ...guardCase(`remarks: CHECK (${textCheck})`, [
    'a comment without a text',
    one({ text: "''" }),
    checkFailed(textCheck),
  ]),
]
