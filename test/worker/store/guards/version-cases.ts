/** What the guards refuse to those who touch versions, and what is kept beside a record. */
import {
  checkFailed,
  foreignKeyFailed,
  type GuardCase,
  guardCase,
  noDelete,
  onConflictUpdate,
  uniqueFailed,
} from './guard-case.ts'
import {
  body,
  commit,
  copyRow,
  copyToHistory,
  futureBody,
  keyOfRecord,
  last,
  newest,
  once,
  replace,
  twice,
  updateBody,
  updateIncident,
} from './seed-statements.ts'

const asJson = (column: string): string => `replace(${column}, char(127), '"')`

const text = (what: string, rule: string, values: string) =>
  guardCase(`incident_body: CHECK (${rule})`, [
    what,
    [commit, updateIncident(once), updateBody(once, values)],
    checkFailed(rule),
  ])

const identity = 'sitrep:identity_changed'
const stale = 'sitrep:stale_revision'
const taken = 'sitrep:id_taken'
const torn = 'sitrep:incomplete_version'
const fixed = 'sitrep:history_immutable'

const onBodies = [
  ...guardCase(
    'incident_body_insert',
    ['a second body', copyRow('incident_body', body(once)), taken, uniqueFailed('incident_body.row_key')],
    [
      'a body put in the place of another',
      copyRow('incident_body', body(once), { public_json: "'}'" }, replace),
      taken,
    ],
    [
      'an upsert of a body',
      copyRow('incident_body', body(once), {}, onConflictUpdate("public_json = '}'")),
      taken,
      stale,
    ],
    [
      'a body that begins at revision 2',
      copyRow('incident_body', body(once), { row_key: 7, revision: 2 }),
      'sitrep:not_first_revision',
    ],
  ),
  ...guardCase(
    'incident_body_next_revision',
    [
      'the body of one record for another',
      `UPDATE incident_body SET row_key = ${keyOfRecord(once)} WHERE ${body(twice)}`,
      identity,
      uniqueFailed('incident_body.row_key'),
    ],
    ['a new body in an old version', updateBody(once, "public_json = '}'"), torn],
    ['another row by the same schema', `UPDATE incident_body SET csv_row = 'x' WHERE ${body(once)}`, stale],
    [
      'other warnings by the same schema',
      `UPDATE incident_body SET warnings = '[{}]' WHERE ${body(once)}`,
      stale,
    ],
    [
      'another document without a revision',
      `UPDATE incident_body SET public_json = '}' WHERE ${body(once)}`,
      stale,
    ],
    [
      'another whole record without a revision',
      `UPDATE incident_body SET full_json = '0' WHERE ${body(twice)}`,
      stale,
    ],
    [
      'no whole record without a revision',
      `UPDATE incident_body SET full_json = NULL WHERE ${body(twice)}`,
      stale,
    ],
    [
      'a document for a body that no record has',
      [futureBody, "UPDATE incident_body SET csv_row = '' WHERE row_key = 7"],
      torn,
    ],
    [
      'a second document for one revision',
      [
        commit,
        updateIncident(once),
        updateBody(once),
        `UPDATE incident_body SET public_json = '}' WHERE ${body(once)}`,
      ],
      stale,
    ],
  ),
  ...guardCase('incident_body_no_delete', [
    'a deleted body',
    `DELETE FROM incident_body WHERE ${body(once)}`,
    noDelete,
  ]),
  ...text(
    'a document that is cut off',
    "substr(CAST(public_json AS BLOB), -1) = x'7d'",
    'public_json = substr(public_json, 1, length(public_json) - 1)',
  ),
  ...text(
    'a whole record that is no JSON',
    `full_json IS NULL OR json_valid(${asJson('full_json')})`,
    "full_json = 'x'",
  ),
  ...text('warnings that are cut off', "substr(CAST(warnings AS BLOB), -1) = x'5d'", "warnings = '['"),
]

const inHistory = (where: string) => `row_key = ${keyOfRecord(where)} AND revision = 1`

const onHistory = [
  ...guardCase(
    'incident_history_insert',
    ['an invented version', copyRow('incident_history', inHistory(twice), { revision: 9 }), fixed],
    ['a version of no record', copyRow('incident_history', inHistory(twice), { row_key: 1 }), fixed],
    [
      'a version twice',
      copyRow('incident_history', inHistory(twice)),
      fixed,
      uniqueFailed('incident_history.row_key', 'incident_history.revision'),
    ],
    [
      'a version put in the place of another',
      copyRow('incident_history', inHistory(twice), { public_json: "'}'" }, replace),
      fixed,
    ],
    [
      'an upsert of an old version',
      copyRow('incident_history', inHistory(twice), {}, onConflictUpdate("public_json = '}'")),
      fixed,
      fixed,
    ],
    ['the current version', copyToHistory(twice), fixed],
    ['another version in the place of the current one', copyToHistory(once, { public_json: "'}'" }), fixed],
    [
      'the current version as replaced by an old commit',
      copyToHistory(twice, { superseded_by: `${newest} - 1` }),
      fixed,
    ],
  ),
  ...guardCase(
    'incident_history_immutable',
    [
      'another document in an old version',
      `UPDATE incident_history SET public_json = '}' WHERE ${inHistory(twice)}`,
      fixed,
    ],
    [
      'a mark of redaction by another schema',
      "UPDATE incident_history SET redacted = 'record', schema_version = 'x'",
      fixed,
    ],
    [
      'another dataset in an old version, by another schema',
      "UPDATE incident_history SET dataset = 'trial', schema_version = 'x'",
      fixed,
    ],
    [
      'another status in an old version, by another schema',
      "UPDATE incident_history SET status = 'rejected', schema_version = 'x'",
      fixed,
    ],
    ['another line in an old version', "UPDATE incident_history SET csv_row = ''", fixed],
    [
      'another end of an old version',
      'UPDATE OR REPLACE incident_history SET superseded_by = superseded_by + 1',
      fixed,
    ],
  ),
  ...guardCase('incident_history_no_delete', [
    'a deleted version',
    `DELETE FROM incident_history WHERE ${inHistory(twice)}`,
    noDelete,
  ]),
  ...guardCase(
    'incident_history: CHECK (superseded_by > commit_seq)',
    [
      'a second version in one commit',
      [commit, updateIncident(twice), updateBody(twice), updateIncident(twice), updateBody(twice)],
      checkFailed('superseded_by > commit_seq'),
    ],
    [
      'a version without a commit of its own',
      [updateIncident(last), updateBody(last)],
      checkFailed('superseded_by > commit_seq'),
    ],
  ),
]

const ofOnce = body(once)

const onChanges = [
  ...guardCase(
    'changes_insert',
    [
      'a change twice',
      copyRow('changes', ofOnce),
      fixed,
      uniqueFailed('changes.commit_seq', 'changes.row_key'),
    ],
    ['a change of no version', copyRow('changes', ofOnce, { commit_seq: 1 }), fixed],
    ['a change to come', copyRow('changes', ofOnce, { commit_seq: `${newest} + 1` }), fixed],
    ['a change of another revision', copyRow('changes', ofOnce, { revision: 2 }, replace), fixed],
  ),
  ...guardCase('changes_immutable', [
    'another version in a change',
    'UPDATE changes SET revision = 2',
    fixed,
  ]),
  ...guardCase('changes_no_delete', ['a deleted change', 'DELETE FROM changes', noDelete]),
]

const onWhatIsKeptBeside = [
  ...guardCase('idempotency: PRIMARY KEY', [
    'a second answer to one key',
    copyRow('idempotency', body(last), { status: 200 }),
    uniqueFailed('idempotency.key'),
  ]),
  ...guardCase('idempotency: REFERENCES incidents (row_key)', [
    'an answer with no record',
    copyRow('idempotency', body(last), { row_key: 1, key: "'x'" }),
    foreignKeyFailed,
  ]),
  ...guardCase('receipts: PRIMARY KEY', [
    'a second record for one receipt',
    copyRow('receipts', body(last), { row_key: keyOfRecord(once) }),
    uniqueFailed('receipts.digest'),
  ]),
  ...guardCase('receipts: REFERENCES incidents (row_key)', [
    'a receipt of no record',
    copyRow('receipts', body(last), { row_key: 1, digest: "'x'" }),
    foreignKeyFailed,
  ]),
  ...guardCase('incident_links: PRIMARY KEY', [
    'one link twice',
    copyRow('incident_links', body(last)),
    uniqueFailed('incident_links.dataset', 'incident_links.named', 'incident_links.row_key'),
    'It passes.',
  ]),
  ...guardCase('incident_links: REFERENCES incidents (row_key)', [
    'a link of no record',
    copyRow('incident_links', body(last), { row_key: 1 }),
    foreignKeyFailed,
  ]),
]

export const versionCases: readonly GuardCase[] = [
  ...onBodies,
  ...onHistory,
  ...onChanges,
  ...onWhatIsKeptBeside,
]
