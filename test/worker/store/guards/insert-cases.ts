/** What the guards refuse to those who add: commits, datasets and records. */
import {
  checkFailed,
  foreignKeyFailed,
  type GuardCase,
  guardCase,
  noDelete,
  onConflictUpdate,
  uniqueFailed,
} from './guard-case.ts'
import { commit, copyRow, futureBody, insertNarrow, newest, once, replace } from './seed-statements.ts'

const newestCommit = `seq = ${newest}`

const onCommits = [
  ...guardCase(
    'commits_order',
    [
      'a commit that leaves a gap',
      copyRow('commits', newestCommit, { seq: 'seq + 2' }),
      'sitrep:commit_order',
    ],
    [
      'a commit put in the place of another',
      copyRow('commits', 'seq = 1', { reason: "'forged'" }, replace),
      'sitrep:commit_order',
    ],
    [
      'a commit with a number that is taken',
      copyRow('commits', 'seq = 1'),
      'sitrep:commit_order',
      uniqueFailed('commits.seq'),
    ],
    [
      'an upsert of a commit',
      copyRow('commits', 'seq = 1', {}, onConflictUpdate("reason = 'forged'")),
      'sitrep:commit_order',
      'sitrep:commit_immutable',
    ],
    ['a commit without a number', copyRow('commits', newestCommit, { seq: 'NULL' }), 'sitrep:commit_order'],
    [
      'a commit below the first',
      copyRow('commits', newestCommit, { seq: -1 }),
      'sitrep:commit_order',
      checkFailed('seq >= 0'),
    ],
    [
      'a commit before the time of the last',
      copyRow('commits', newestCommit, { seq: 'seq + 1', at: "'2024-06-15T11:59:59.999Z'" }),
      'sitrep:commit_order',
    ],
  ),
  ...guardCase(
    'commits_immutable',
    [
      'another reason for a commit',
      "UPDATE commits SET reason = 'forged' WHERE seq = 1",
      'sitrep:commit_immutable',
    ],
    [
      'another time for a commit',
      `UPDATE commits SET at = '2024-06-16T00:00:00.000Z' WHERE ${newestCommit}`,
      'sitrep:commit_immutable',
    ],
    [
      'a commit moved upon another',
      'UPDATE OR REPLACE commits SET seq = 1 WHERE seq = 2',
      'sitrep:commit_immutable',
      foreignKeyFailed,
    ],
  ),
  ...guardCase('commits_no_delete', ['a deleted commit', 'DELETE FROM commits WHERE seq = 1', noDelete]),
  ...guardCase(
    "commits: CHECK (undoes IS NULL OR (kind = 'undo' AND json_array_length(undoes) > 0))",
    [
      'a commit of another kind that undoes one',
      copyRow('commits', newestCommit, { seq: 'seq + 1', undoes: "'[1]'" }),
      checkFailed("undoes IS NULL OR (kind = 'undo' AND json_array_length(undoes) > 0)"),
    ],
    [
      'an undo of no commit',
      copyRow('commits', newestCommit, { seq: 'seq + 1', kind: "'undo'", undoes: "'[]'" }),
      checkFailed("undoes IS NULL OR (kind = 'undo' AND json_array_length(undoes) > 0)"),
    ],
  ),
  ...guardCase('commits: CHECK (rows >= 0)', [
    'a commit of fewer than no records',
    copyRow('commits', newestCommit, { seq: 'seq + 1', rows: -1 }),
    checkFailed('rows >= 0'),
  ]),
  ...guardCase('commits: CHECK (published >= 0)', [
    'fewer than no published records',
    copyRow('commits', newestCommit, { seq: 'seq + 1', published: -1 }),
    checkFailed('published >= 0'),
  ]),
  ...guardCase("commits: CHECK (at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T*Z')", [
    'a commit at no time',
    copyRow('commits', newestCommit, { seq: 'seq + 1', at: "'soon'" }),
    checkFailed('at GLOB'),
  ]),
]

const describe = copyRow('commits', newestCommit, { seq: 'seq + 1', kind: "'describe'" })
const aDataset = "slug = 'reports'"
const empty = "INSERT INTO datasets (slug) VALUES ('empty')"
const identity = 'sitrep:identity_changed'

const hidden = "INSERT INTO datasets (slug, publishable) VALUES ('hidden', 0)"

const onDatasets = [
  ...guardCase('datasets_no_delete', [
    'a deleted dataset',
    "DELETE FROM datasets WHERE slug = 'reports'",
    noDelete,
    foreignKeyFailed,
  ]),
  ...guardCase(
    'datasets_insert',
    [
      'a dataset that is there',
      copyRow('datasets', aDataset),
      'sitrep:dataset_taken',
      uniqueFailed('datasets.slug'),
    ],
    [
      'a dataset put in the place of another',
      copyRow('datasets', aDataset, { title: 'NULL' }, replace),
      'sitrep:dataset_taken',
    ],
    [
      'an upsert of a dataset',
      [describe, copyRow('datasets', aDataset, {}, onConflictUpdate("title = 'Other'"))],
      'sitrep:dataset_taken',
    ],
  ),
  ...guardCase(
    'datasets_same_slug',
    [
      'another name for a dataset',
      [empty, "UPDATE datasets SET slug = 'full' WHERE slug = 'empty'"],
      identity,
    ],
    [
      'a dataset moved upon another',
      [empty, "UPDATE OR REPLACE datasets SET slug = 'reports' WHERE slug = 'empty'"],
      identity,
    ],
  ),
  ...guardCase(
    'datasets_publishable',
    [
      'a dataset with published records that is not to be published any more',
      `UPDATE datasets SET publishable = 0 WHERE ${aDataset}`,
      'sitrep:has_published_records',
    ],
    [
      'the same of every dataset at once',
      'UPDATE OR IGNORE datasets SET publishable = 0',
      'sitrep:has_published_records',
    ],
  ),
  ...guardCase("datasets: CHECK (slug <> '')", [
    'a dataset without a name',
    copyRow('datasets', "slug = 'reports'", { slug: "''" }),
    checkFailed("slug <> ''"),
  ]),
  ...guardCase('datasets: CHECK (publishable IN (0, 1))', [
    'a dataset that is half publishable',
    'UPDATE datasets SET publishable = 2',
    checkFailed('publishable IN (0, 1)'),
  ]),
]

const describing = [describe, `UPDATE datasets SET title = 'Other' WHERE ${aDataset}`]
const forged = (slug: string, seq: string): string =>
  `INSERT INTO dataset_history (slug, superseded_by, title) SELECT '${slug}', ${seq}, 'Forged' FROM commits`
const fixed = 'sitrep:history_immutable'

const onDescriptions = [
  ...guardCase('datasets_history', [
    'a description without a commit of its own',
    `UPDATE datasets SET title = 'Other' WHERE ${aDataset}`,
    'sitrep:not_newest_commit',
  ]),
  ...guardCase(
    'dataset_history_insert',
    ['a description of an older commit', forged('reports', 'min(seq)'), fixed],
    [
      'two descriptions in one commit',
      [...describing, `UPDATE datasets SET title = 'Third' WHERE ${aDataset}`],
      fixed,
      uniqueFailed('dataset_history.slug', 'dataset_history.superseded_by'),
    ],
  ),
  ...guardCase('dataset_history_immutable', [
    'another text in an old description',
    [...describing, "UPDATE dataset_history SET title = 'Forged'"],
    fixed,
  ]),
  ...guardCase('dataset_history_no_delete', [
    'a deleted description',
    [...describing, 'DELETE FROM dataset_history'],
    noDelete,
  ]),
  ...guardCase('dataset_history: REFERENCES datasets (slug)', [
    'a description of no dataset',
    forged('nowhere', 'max(seq)'),
    foreignKeyFailed,
  ]),
]

const newRecords = [
  ...guardCase(
    'incidents_insert',
    [
      'a key that is taken',
      [commit, futureBody, insertNarrow({ row_key: 'row_key', id: 'id' })],
      'sitrep:id_taken',
      uniqueFailed('incidents.row_key'),
    ],
    [
      'a record put in the place of another',
      [commit, copyRow('incidents', once, { revision: 1, commit_seq: newest }, replace)],
      'sitrep:id_taken',
    ],
    [
      'an upsert of a record by its key',
      [commit, copyRow('incidents', once, {}, onConflictUpdate("status = 'rejected'"))],
      'sitrep:id_taken',
      'sitrep:stale_revision',
    ],
    [
      'a reference that is taken',
      [commit, futureBody, insertNarrow({ reference: 'reference' })],
      'sitrep:reference_taken',
      uniqueFailed('incidents.dataset', 'incidents.reference'),
    ],
    [
      'a new record in the place of one with its reference',
      [commit, futureBody, insertNarrow({ reference: 'reference' }).replace('INSERT', 'INSERT OR REPLACE')],
      'sitrep:reference_taken',
      foreignKeyFailed,
    ],
    [
      'an upsert of a record by its reference',
      [
        commit,
        futureBody,
        `${insertNarrow({ reference: 'reference' })} ON CONFLICT (dataset, reference) DO UPDATE SET status = 'rejected'`,
      ],
      'sitrep:reference_taken',
      'sitrep:stale_revision',
    ],
    [
      'a record that begins at revision 2',
      [commit, futureBody, insertNarrow({ revision: 2 })],
      'sitrep:not_first_revision',
    ],
    [
      'a record that begins at revision 0',
      [commit, futureBody, insertNarrow({ revision: 0 })],
      'sitrep:not_first_revision',
      checkFailed('revision >= 1'),
    ],
    ['a record without a body', [commit, insertNarrow()], 'sitrep:incomplete_version'],
    [
      'a record without a key of its own',
      [commit, futureBody, insertNarrow({ row_key: 'NULL' })],
      'sitrep:incomplete_version',
      checkFailed('replace(substr(id'),
    ],
    [
      'a record of an older commit',
      [commit, futureBody, insertNarrow({ commit_seq: 1 })],
      'sitrep:not_newest_commit',
    ],
    [
      'a record of a commit to come',
      [commit, futureBody, insertNarrow({ commit_seq: 99 })],
      'sitrep:not_newest_commit',
      foreignKeyFailed,
    ],
  ),
  ...guardCase(
    'incidents_publishable_insert',
    [
      'a new published record of a dataset that may not be published',
      [hidden, commit, futureBody, insertNarrow({ dataset: "'hidden'" })],
      'sitrep:not_publishable',
    ],
    [
      'the same where refusals are passed over',
      [
        hidden,
        commit,
        futureBody,
        insertNarrow({ dataset: "'hidden'" }).replace('INSERT', 'INSERT OR IGNORE'),
      ],
      'sitrep:not_publishable',
    ],
  ),
  ...guardCase('incidents: CHECK (length(id) = 36)', [
    'an id that is too long',
    [commit, futureBody, insertNarrow({ id: "'016f5e66-e800-7007-8000-0000000000000'" })],
    checkFailed('length(id) = 36'),
  ]),
  ...guardCase(
    "incidents: CHECK (replace(substr(id, 1, 18), '-', '') = format('%012x7%03x', row_key / 4096 + 1577836800000, row_key % 4096))",
    [
      'the id of another record',
      [commit, futureBody, insertNarrow({ id: 'id' })],
      checkFailed('replace(substr(id'),
    ],
  ),
  ...guardCase('dataset_published: CHECK (published >= 0)', [
    'fewer published records than none',
    'UPDATE dataset_published SET published = -1',
    checkFailed('published >= 0'),
  ]),
  ...guardCase('dataset_published: PRIMARY KEY', [
    'two numbers of a dataset in one commit',
    'INSERT INTO dataset_published SELECT dataset, commit_seq, published + 1 FROM dataset_published',
    uniqueFailed('dataset_published.dataset', 'dataset_published.commit_seq'),
  ]),
  ...guardCase('incidents: REFERENCES datasets (slug)', [
    'a record of a dataset that is not there',
    [commit, futureBody, insertNarrow({ dataset: "'nowhere'" })],
    foreignKeyFailed,
  ]),
]

export const insertCases: readonly GuardCase[] = [
  ...onCommits,
  ...onDatasets,
  ...onDescriptions,
  ...newRecords,
]
