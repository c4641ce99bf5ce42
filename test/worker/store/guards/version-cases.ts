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
const torn = 'sitrep:torn_version'
const fixed = 'sitrep:history_fixed'

const onBodies = [
  ...guardCase(
    'incident_body_new',
    ['a second body', copyRow('incident_body', body(once)), taken, uniqueFailed('incident_body.n')],
    [
      'a body put in the place of another',
      copyRow('incident_body', body(once), { doc: "'}'" }, replace),
      taken,
    ],
    [
      'an upsert of a body',
      copyRow('incident_body', body(once), {}, onConflictUpdate("doc = '}'")),
      taken,
      stale,
    ],
    [
      'a body that begins at revision 2',
      copyRow('incident_body', body(once), { n: 7, revision: 2 }),
      'sitrep:not_first_revision',
    ],
  ),
  ...guardCase(
    'incident_body_revised',
    [
      'the body of one record for another',
      `UPDATE incident_body SET n = ${keyOfRecord(once)} WHERE ${body(twice)}`,
      identity,
      uniqueFailed('incident_body.n'),
    ],
    ['a new body in an old version', updateBody(once, "doc = '}'"), torn],
    ['another document without a revision', `UPDATE incident_body SET doc = '}' WHERE ${body(once)}`, stale],
    [
      'another whole record without a revision',
      `UPDATE incident_body SET whole = '0' WHERE ${body(twice)}`,
      stale,
    ],
    [
      'no whole record without a revision',
      `UPDATE incident_body SET whole = NULL WHERE ${body(twice)}`,
      stale,
    ],
    [
      'a document for a body that no record has',
      [futureBody, "UPDATE incident_body SET line = '' WHERE n = 7"],
      torn,
    ],
    [
      'a second document for one revision',
      [
        commit,
        updateIncident(once),
        updateBody(once),
        `UPDATE incident_body SET doc = '}' WHERE ${body(once)}`,
      ],
      stale,
    ],
  ),
  ...guardCase('incident_body_kept', [
    'a deleted body',
    `DELETE FROM incident_body WHERE ${body(once)}`,
    noDelete,
  ]),
  ...text(
    'a document that is cut off',
    "substr(CAST(doc AS BLOB), -1) = x'7d'",
    'doc = substr(doc, 1, length(doc) - 1)',
  ),
  ...text('a whole record that is no JSON', `whole IS NULL OR json_valid(${asJson('whole')})`, "whole = 'x'"),
  ...text('warnings that are cut off', "substr(CAST(warnings AS BLOB), -1) = x'5d'", "warnings = '['"),
]

const inHistory = (where: string) => `n = ${keyOfRecord(where)} AND revision = 1`

const onHistory = [
  ...guardCase(
    'incident_history_new',
    ['an invented version', copyRow('incident_history', inHistory(twice), { revision: 9 }), fixed],
    ['a version of no record', copyRow('incident_history', inHistory(twice), { n: 1 }), fixed],
    [
      'a version twice',
      copyRow('incident_history', inHistory(twice)),
      fixed,
      uniqueFailed('incident_history.n', 'incident_history.revision'),
    ],
    [
      'a version put in the place of another',
      copyRow('incident_history', inHistory(twice), { doc: "'}'" }, replace),
      fixed,
    ],
    [
      'an upsert of an old version',
      copyRow('incident_history', inHistory(twice), {}, onConflictUpdate("doc = '}'")),
      fixed,
      fixed,
    ],
    ['the current version', copyToHistory(twice), fixed],
    ['another version in the place of the current one', copyToHistory(once, { doc: "'}'" }), fixed],
    [
      'the current version as replaced by an old commit',
      copyToHistory(twice, { superseded_by: `${newest} - 1` }),
      fixed,
    ],
  ),
  ...guardCase(
    'incident_history_stay',
    [
      'another document in an old version',
      `UPDATE incident_history SET doc = '}' WHERE ${inHistory(twice)}`,
      fixed,
    ],
    ['another line in an old version', "UPDATE incident_history SET line = ''", fixed],
    [
      'another end of an old version',
      'UPDATE OR REPLACE incident_history SET superseded_by = superseded_by + 1',
      fixed,
    ],
  ),
  ...guardCase('incident_history_kept', [
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
    'changes_new',
    ['a change twice', copyRow('changes', ofOnce), fixed, uniqueFailed('changes.commit_seq', 'changes.n')],
    ['a change of no version', copyRow('changes', ofOnce, { commit_seq: 1 }), fixed],
    ['a change to come', copyRow('changes', ofOnce, { commit_seq: `${newest} + 1` }), fixed],
    ['a change of another revision', copyRow('changes', ofOnce, { revision: 2 }, replace), fixed],
  ),
  ...guardCase('changes_stay', ['another version in a change', 'UPDATE changes SET revision = 2', fixed]),
  ...guardCase('changes_kept', ['a deleted change', 'DELETE FROM changes', noDelete]),
]

const onWhatIsKeptBeside = [
  ...guardCase('idempotency: PRIMARY KEY', [
    'a second answer to one key',
    copyRow('idempotency', body(last), { status: 200 }),
    uniqueFailed('idempotency.key'),
  ]),
  ...guardCase('idempotency: REFERENCES incidents (n)', [
    'an answer with no record',
    copyRow('idempotency', body(last), { n: 1, key: "'x'" }),
    foreignKeyFailed,
  ]),
  ...guardCase('receipts: PRIMARY KEY', [
    'a second record for one receipt',
    copyRow('receipts', body(last), { n: keyOfRecord(once) }),
    uniqueFailed('receipts.digest'),
  ]),
  ...guardCase('receipts: REFERENCES incidents (n)', [
    'a receipt of no record',
    copyRow('receipts', body(last), { n: 1, digest: "'x'" }),
    foreignKeyFailed,
  ]),
  ...guardCase('incident_links: PRIMARY KEY', [
    'one link twice',
    copyRow('incident_links', body(last)),
    uniqueFailed('incident_links.dataset', 'incident_links.named', 'incident_links.n'),
    'It passes.',
  ]),
  ...guardCase('incident_links: REFERENCES incidents (n)', [
    'a link of no record',
    copyRow('incident_links', body(last), { n: 1 }),
    foreignKeyFailed,
  ]),
]

export const versionCases: readonly GuardCase[] = [
  ...onBodies,
  ...onHistory,
  ...onChanges,
  ...onWhatIsKeptBeside,
]
