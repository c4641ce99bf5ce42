/** What the guards refuse to those who change or delete records. */
import {
  checkFailed,
  foreignKeyFailed,
  type GuardCase,
  guardCase,
  noDelete,
  uniqueFailed,
} from './guard-case.ts'
import {
  commit,
  futureBody,
  insertNarrow,
  keyOfRecord,
  last,
  newest,
  once,
  twice,
  updateIncident,
} from './seed-statements.ts'

const identity = 'sitrep:identity_changed'
const stale = 'sitrep:stale_revision'
const taken = 'sitrep:reference_taken'
const torn = 'sitrep:incomplete_version'
const fixed = 'sitrep:history_immutable'
const later = checkFailed('superseded_by > commit_seq')
const newId = "substr(id, 1, 24) || '000000000000'"

/** Without a revision. */
const set = (what: string, where = once) => `UPDATE incidents SET ${what} WHERE ${where}`
const orReplace = (sql: string) => sql.replace('UPDATE', 'UPDATE OR REPLACE')
const sameReference = uniqueFailed('incidents.dataset', 'incidents.reference')

const onRecords = [
  ...guardCase(
    'incidents_same_identity',
    ['another id', set(`id = ${newId}`), identity],
    ['another filer', set("filer = 'public'"), identity],
    ['another time of creation', set("created_at = '2020-01-01T00:00:00.000Z'"), identity],
    ['another key', set('row_key = row_key + 1'), identity, checkFailed('replace(substr(id')],
    [
      'another key by the name of the row',
      set('rowid = row_key + 1'),
      identity,
      checkFailed('replace(substr(id'),
    ],
    [
      'a record moved upon another',
      orReplace(set(`row_key = ${keyOfRecord(last)}`)),
      identity,
      checkFailed('replace(substr(id'),
    ],
    ['another id in a new version', [commit, updateIncident(once, `id = ${newId}`)], identity],
  ),
  ...guardCase(
    'incidents_reference_unique',
    [
      'a version that takes the reference of another',
      [commit, updateIncident(once, "reference = 'twice'")],
      taken,
      sameReference,
    ],
    [
      'a version put in the place of another record',
      [commit, orReplace(updateIncident(once, "reference = 'twice'"))],
      taken,
      foreignKeyFailed,
    ],
    [
      'a version moved to a dataset that has the reference',
      [commit, orReplace(updateIncident(last, "dataset = 'reports', reference = 'once'"))],
      taken,
      foreignKeyFailed,
    ],
    [
      'one reference for several records',
      [commit, orReplace(updateIncident('true', "reference = 'same', dataset = 'trial'"))],
      taken,
      foreignKeyFailed,
    ],
  ),
  ...guardCase(
    'incidents_same_revision',
    ['another status without a revision', set("status = 'retracted'"), stale],
    ['another dataset without a revision', set("dataset = 'trial'"), stale],
    ['another reference without a revision', set("reference = 'new'"), stale],
    ['no reference without a revision', set('reference = NULL'), stale],
    ['another time of change without a revision', set("updated_at = '2030-01-01T00:00:00.000Z'"), stale],
    ['another commit without a revision', [commit, set(`commit_seq = ${newest}`)], stale],
  ),
  ...guardCase(
    'incidents_next_revision',
    ['a version that leaves one out', [commit, updateIncident(twice).replace('+ 1', '+ 2')], stale, fixed],
    ['a version before the current one', [commit, updateIncident(twice).replace('+ 1', '- 1')], stale, fixed],
    ['revision 0', [commit, updateIncident(once).replace('+ 1', '- 1')], stale, checkFailed('revision >= 1')],
    ['a version of its old commit', set('revision = revision + 1'), 'sitrep:not_newest_commit', later],
    [
      'a version of an old commit',
      [commit, `${updateIncident(once).replace(newest, '1')}`],
      'sitrep:not_newest_commit',
      later,
    ],
    [
      'a version of a commit to come',
      [commit, updateIncident(once).replace(newest, '99')],
      'sitrep:not_newest_commit',
      foreignKeyFailed,
    ],
    [
      'a second version before the body of the first',
      [commit, updateIncident(once), commit, updateIncident(once)],
      torn,
    ],
  ),
  ...guardCase(
    'incidents_publishable_update',
    [
      'a record published whose dataset may not be',
      [
        "UPDATE datasets SET publishable = 0 WHERE slug = 'trial'",
        commit,
        updateIncident(last, "status = 'published'"),
      ],
      'sitrep:not_publishable',
    ],
    [
      'a published record moved to a dataset that may not be published',
      [
        "UPDATE datasets SET publishable = 0 WHERE slug = 'trial'",
        commit,
        updateIncident(once, "dataset = 'trial'"),
      ],
      'sitrep:not_publishable',
    ],
  ),
  ...guardCase('incidents: CHECK (updated_at >= created_at)', [
    'a change before the creation',
    [commit, updateIncident(once, "updated_at = '2020-01-01T00:00:00.000Z'")],
    checkFailed('updated_at >= created_at'),
  ]),
  ...guardCase('incidents_no_delete', [
    'a deleted record',
    [commit, futureBody, insertNarrow(), "DELETE FROM incidents WHERE reference = 'new'"],
    noDelete,
  ]),
  ...guardCase('incidents_no_delete', [
    'a deleted record that has a body',
    `DELETE FROM incidents WHERE ${once}`,
    noDelete,
    foreignKeyFailed,
  ]),
  ...guardCase("incidents: CHECK (status IN ('submitted', 'published', 'rejected', 'retracted', 'merged'))", [
    'a status that is none',
    [commit, updateIncident(once, "status = 'lost'")],
    checkFailed('status IN'),
  ]),
  ...guardCase('incidents: CHECK (date_end >= date_start)', [
    'an end before the beginning',
    set("date_end = '2022-01-04'"),
    checkFailed('date_end >= date_start'),
  ]),
]

export const recordCases: readonly GuardCase[] = onRecords
