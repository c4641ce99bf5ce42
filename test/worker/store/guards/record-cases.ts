/** What the guards refuse to those who change or delete records. */
import { check, foreign, type GuardCase, noDelete, of, unique } from './guard-case.ts'
import {
  ahead,
  commit,
  insertNarrow,
  keyOfRecord,
  last,
  newest,
  once,
  revise,
  twice,
} from './seed-statements.ts'

const identity = 'sitrep:identity_changed'
const stale = 'sitrep:stale_revision'
const taken = 'sitrep:reference_taken'
const torn = 'sitrep:torn_version'
const fixed = 'sitrep:history_fixed'
const later = check('superseded_by > commit_seq')
const newId = "substr(id, 1, 24) || '000000000000'"

/** Without a revision. */
const set = (what: string, where = once) => `UPDATE incidents SET ${what} WHERE ${where}`
const orReplace = (sql: string) => sql.replace('UPDATE', 'UPDATE OR REPLACE')
const sameReference = unique('incidents.dataset', 'incidents.reference')

const onRecords = [
  ...of(
    'incidents_same_identity',
    ['another id', set(`id = ${newId}`), identity],
    ['another filer', set("filer = 'public'"), identity],
    ['another time of creation', set("created_at = '2020-01-01T00:00:00.000Z'"), identity],
    ['another key', set('n = n + 1'), identity, check('replace(substr(id')],
    ['another key by the name of the row', set('rowid = n + 1'), identity, check('replace(substr(id')],
    [
      'a record moved upon another',
      orReplace(set(`n = ${keyOfRecord(last)}`)),
      identity,
      check('replace(substr(id'),
    ],
    ['another id in a new version', [commit, revise(once, `id = ${newId}`)], identity],
  ),
  ...of(
    'incidents_reference_free',
    [
      'a version that takes the reference of another',
      [commit, revise(once, "reference = 'twice'")],
      taken,
      sameReference,
    ],
    [
      'a version put in the place of another record',
      [commit, orReplace(revise(once, "reference = 'twice'"))],
      taken,
      foreign,
    ],
    [
      'a version moved to a dataset that has the reference',
      [commit, orReplace(revise(last, "dataset = 'reports', reference = 'once'"))],
      taken,
      foreign,
    ],
    [
      'one reference for several records',
      [commit, orReplace(revise('true', "reference = 'same', dataset = 'trial'"))],
      taken,
      foreign,
    ],
  ),
  ...of(
    'incidents_rendered_again',
    ['another status without a revision', set("status = 'retracted'"), stale],
    ['another dataset without a revision', set("dataset = 'trial'"), stale],
    ['another reference without a revision', set("reference = 'new'"), stale],
    ['no reference without a revision', set('reference = NULL'), stale],
    ['another time of change without a revision', set("updated_at = '2030-01-01T00:00:00.000Z'"), stale],
    ['another commit without a revision', [commit, set(`commit_seq = ${newest}`)], stale],
  ),
  ...of(
    'incidents_revised',
    ['a version that leaves one out', [commit, revise(twice).replace('+ 1', '+ 2')], stale, fixed],
    ['a version before the current one', [commit, revise(twice).replace('+ 1', '- 1')], stale, fixed],
    ['revision 0', [commit, revise(once).replace('+ 1', '- 1')], stale, check('revision >= 1')],
    ['a version of its old commit', set('revision = revision + 1'), 'sitrep:not_newest_commit', later],
    [
      'a version of an old commit',
      [commit, `${revise(once).replace(newest, '1')}`],
      'sitrep:not_newest_commit',
      later,
    ],
    [
      'a version of a commit to come',
      [commit, revise(once).replace(newest, '99')],
      'sitrep:not_newest_commit',
      foreign,
    ],
    ['a second version before the body of the first', [commit, revise(once), commit, revise(once)], torn],
  ),
  ...of(
    'incidents_publishable',
    [
      'a record published whose dataset may not be',
      [
        "UPDATE datasets SET publishable = 0 WHERE slug = 'trial'",
        commit,
        revise(last, "status = 'published'"),
      ],
      'sitrep:not_publishable',
    ],
    [
      'a published record moved to a dataset that may not be published',
      ["UPDATE datasets SET publishable = 0 WHERE slug = 'trial'", commit, revise(once, "dataset = 'trial'")],
      'sitrep:not_publishable',
    ],
  ),
  ...of('incidents: CHECK (updated_at >= created_at)', [
    'a change before the creation',
    [commit, revise(once, "updated_at = '2020-01-01T00:00:00.000Z'")],
    check('updated_at >= created_at'),
  ]),
  ...of('incidents_kept', [
    'a deleted record',
    [commit, ahead, insertNarrow(), "DELETE FROM incidents WHERE reference = 'new'"],
    noDelete,
  ]),
  ...of('incidents_kept', [
    'a deleted record that has a body',
    `DELETE FROM incidents WHERE ${once}`,
    noDelete,
    foreign,
  ]),
  ...of("incidents: CHECK (status IN ('submitted', 'published', 'rejected', 'retracted', 'merged'))", [
    'a status that is none',
    [commit, revise(once, "status = 'lost'")],
    check('status IN'),
  ]),
  ...of('incidents: CHECK (date_end >= date_start)', [
    'an end before the beginning',
    set("date_end = '2022-01-04'"),
    check('date_end >= date_start'),
  ]),
]

export const changes: readonly GuardCase[] = onRecords
