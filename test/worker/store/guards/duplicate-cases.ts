/** What the guards refuse of merges, and of pairs that are not the same. */
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
  last,
  newest,
  once,
  openRedaction,
  twice,
  updateBody,
  updateIncident,
} from './seed-statements.ts'

const merging = commit.replace("'update'", "'merge'")
const leads = (from: string, to: string, seq = newest, verb = 'INSERT') =>
  `${verb} INTO merges (commit_seq, row_key, survivor) SELECT ${seq}, m.row_key, s.row_key FROM incidents AS m, incidents AS s
   WHERE m.${from.replace(' AND ', ' AND m.')} AND s.${to.replace(' AND ', ' AND s.')}`
const becomes = (status: string) => [commit, updateIncident(last, `status = '${status}'`), updateBody(last)]
const merged = [merging, leads(last, once), updateIncident(last, "status = 'merged'"), updateBody(last)]
const still = 'sitrep:merge_immutable'
const nowhere = 'sitrep:merge_without_survivor'

const merges = [
  ...guardCase(
    'merges_insert',
    ['a merge by a commit of another kind', [commit, leads(last, once)], still],
    ['a merge by a commit before', [merging, commit, leads(last, once, `${newest} - 1`)], still],
    [
      'a merge twice in one commit',
      [merging, leads(last, once), leads(last, once)],
      still,
      uniqueFailed('merges.commit_seq', 'merges.row_key'),
    ],
    ['two survivors in one commit', [merging, leads(last, once), leads(twice, last)], still],
    [
      'a merge in the place of another',
      [merging, leads(last, once), leads(last, twice, newest, 'INSERT OR REPLACE')],
      still,
    ],
    ['a merge of a record that is rejected', [...becomes('rejected'), merging, leads(last, once)], still],
    ['a merge into a record that is rejected', [...becomes('rejected'), merging, leads(twice, last)], still],
    ['a merge into a record that is merged', [...merged, merging, leads(twice, last)], still],
    ['what is public led to what is not', [merging, leads(once, last)], still],
    [
      'a merge into no record',
      [merging, `INSERT INTO merges SELECT ${newest}, row_key, 1 FROM incidents WHERE ${last}`],
      still,
    ],
  ),
  ...guardCase('merges_immutable', [
    'a merge that leads elsewhere',
    [...merged, 'UPDATE merges SET survivor = 1'],
    still,
  ]),
  ...guardCase('merges_no_delete', ['a deleted merge', [...merged, 'DELETE FROM merges'], noDelete]),
  ...guardCase('merges: CHECK (survivor <> row_key)', [
    'a record merged into itself',
    [merging, leads(last, last)],
    checkFailed('survivor <> row_key'),
  ]),
  ...guardCase('incidents_merged_insert', [
    'a record that begins as merged',
    [commit, futureBody, insertNarrow({ status: "'merged'" })],
    nowhere,
  ]),
  ...guardCase('incidents_merged_update', [
    'a merged record that leads nowhere',
    [merging, updateIncident(last, "status = 'merged'"), updateBody(last)],
    nowhere,
  ]),
]

/** The seeded records in the order of their keys. */
const nth = (i: number) => `(SELECT row_key FROM incidents ORDER BY row_key LIMIT 1 OFFSET ${i})`
const [lowest, middle, highest] = [nth(0), nth(1), nth(2)] as const
const pair = (values: Readonly<Record<string, string>> = {}, verb = 'INSERT') => {
  const row = {
    k: '1',
    a: lowest,
    b: highest,
    at: "'2024'",
    actor: "'me'",
    reason: "'Two attacks.'",
    ...values,
  }
  return `${verb} INTO distinct_pairs (${Object.keys(row).join(', ')}) VALUES (${Object.values(row).join(', ')})`
}
const ending = (set = '') =>
  `UPDATE distinct_pairs SET ended_at = '2025', ended_by = 'me', end_reason = 'No.'${set && `, ${set}`}`
const set = (what: string) => `UPDATE distinct_pairs SET ${what}`
const taken = 'sitrep:pair_taken'
const fixed = 'sitrep:pair_immutable'

const pairs = [
  ...guardCase(
    'distinct_pairs_insert',
    ['a pair that stands already', [pair(), pair({ k: '2' })], taken],
    [
      'a pair with a key that is taken',
      [pair(), pair({ b: middle })],
      taken,
      uniqueFailed('distinct_pairs.k'),
    ],
    ['a pair in the place of another', [pair(), pair({ b: middle }, 'INSERT OR REPLACE')], taken],
    [
      'a pair that is taken back when it is said',
      pair({ ended_at: "'2025'", ended_by: "'me'", end_reason: "'No.'" }),
      taken,
    ],
  ),
  ...guardCase(
    'distinct_pairs_immutable',
    ['another record in a pair', [pair(), set(`b = ${middle}`)], fixed],
    ['another actor of a pair', [pair(), set("actor = 'you'")], fixed],
    ['another reason of a pair', [pair(), set("reason = 'x'")], fixed],
    ['another reason as it is taken back', [pair(), ending("reason = 'x'")], fixed],
    ['a pair taken back twice', [pair(), ending(), ending("ended_by = 'you'")], fixed],
    [
      'a pair that stands again',
      [pair(), ending(), set('ended_at = NULL, ended_by = NULL, end_reason = NULL')],
      fixed,
    ],
    ['another reason of its end', [pair(), ending(), set("end_reason = 'x'")], fixed],
    [
      'another reason by the redaction of a third record',
      [pair(), ...openRedaction(`row_key = ${middle}`), set("reason = 'x'")],
      fixed,
    ],
  ),
  ...guardCase('distinct_pairs_no_delete', [
    'a deleted pair',
    [pair(), pair({ k: '2', b: middle }), 'DELETE FROM distinct_pairs WHERE k = 1'],
    noDelete,
  ]),
  ...guardCase('distinct_pairs: CHECK (b > a)', [
    'a pair in the wrong order',
    pair({ a: highest, b: middle }),
    checkFailed('b > a'),
  ]),
  ...guardCase('distinct_pairs: REFERENCES incidents (row_key)', [
    'a pair of no record',
    pair({ a: '1' }),
    foreignKeyFailed,
  ]),
  ...guardCase("distinct_pairs: CHECK (reason <> '')", [
    'a pair without a reason',
    pair({ reason: "''" }),
    checkFailed("reason <> ''"),
  ]),
  ...guardCase('distinct_pairs: CHECK (ended_at >= at)', [
    'a pair taken back before it was said',
    [pair(), ending("ended_at = '2023'").replace("ended_at = '2025', ", '')],
    checkFailed('ended_at >= at'),
  ]),
  ...guardCase('distinct_pairs: CHECK ((ended_by IS NULL) = (ended_at IS NULL))', [
    'a pair taken back by nobody',
    [pair(), set("ended_at = '2025', end_reason = 'No.'")],
    checkFailed('(ended_by IS NULL)'),
  ]),
  ...guardCase('distinct_pairs: CHECK ((end_reason IS NULL) = (ended_at IS NULL))', [
    'a pair taken back for no reason',
    [pair(), set("ended_at = '2025', ended_by = 'me'")],
    checkFailed('(end_reason IS NULL)'),
  ]),
]

export const duplicateCases: readonly GuardCase[] = [...merges, ...pairs]
