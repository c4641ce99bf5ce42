/** What the guards refuse to those who add: commits, datasets and records. */
import { check, foreign, type GuardCase, noDelete, of, unique, upsert } from './guard-case.ts'
import { ahead, commit, copy, insertNarrow, newest, once, replace } from './seed-statements.ts'

const newestCommit = `seq = ${newest}`

const onCommits = [
  ...of(
    'commits_in_order',
    ['a commit that leaves a gap', copy('commits', newestCommit, { seq: 'seq + 2' }), 'sitrep:commit_order'],
    [
      'a commit put in the place of another',
      copy('commits', 'seq = 1', { reason: "'forged'" }, replace),
      'sitrep:commit_order',
    ],
    [
      'a commit with a number that is taken',
      copy('commits', 'seq = 1'),
      'sitrep:commit_order',
      unique('commits.seq'),
    ],
    [
      'an upsert of a commit',
      copy('commits', 'seq = 1', {}, upsert("reason = 'forged'")),
      'sitrep:commit_order',
      'sitrep:commit_fixed',
    ],
    ['a commit without a number', copy('commits', newestCommit, { seq: 'NULL' }), 'sitrep:commit_order'],
    [
      'a commit below the first',
      copy('commits', newestCommit, { seq: -1 }),
      'sitrep:commit_order',
      check('seq >= 0'),
    ],
    [
      'a commit before the time of the last',
      copy('commits', newestCommit, { seq: 'seq + 1', at: "'2024-06-15T11:59:59.999Z'" }),
      'sitrep:commit_order',
    ],
  ),
  ...of(
    'commits_stay',
    [
      'another reason for a commit',
      "UPDATE commits SET reason = 'forged' WHERE seq = 1",
      'sitrep:commit_fixed',
    ],
    [
      'another time for a commit',
      `UPDATE commits SET at = '2024-06-16T00:00:00.000Z' WHERE ${newestCommit}`,
      'sitrep:commit_fixed',
    ],
    [
      'a commit moved upon another',
      'UPDATE OR REPLACE commits SET seq = 1 WHERE seq = 2',
      'sitrep:commit_fixed',
      foreign,
    ],
  ),
  ...of('commits_kept', ['a deleted commit', 'DELETE FROM commits WHERE seq = 1', noDelete]),
  ...of('commits: CHECK (rows >= 0)', [
    'a commit of fewer than no records',
    copy('commits', newestCommit, { seq: 'seq + 1', rows: -1 }),
    check('rows >= 0'),
  ]),
  ...of('commits: CHECK (published >= 0)', [
    'fewer than no published records',
    copy('commits', newestCommit, { seq: 'seq + 1', published: -1 }),
    check('published >= 0'),
  ]),
  ...of("commits: CHECK (at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T*Z')", [
    'a commit at no time',
    copy('commits', newestCommit, { seq: 'seq + 1', at: "'soon'" }),
    check('at GLOB'),
  ]),
]

const describe = copy('commits', newestCommit, { seq: 'seq + 1', kind: "'describe'" })
const aDataset = "slug = 'reports'"
const empty = "INSERT INTO datasets (slug) VALUES ('empty')"
const identity = 'sitrep:identity_changed'

const hidden = "INSERT INTO datasets (slug, publishable) VALUES ('hidden', 0)"

const onDatasets = [
  ...of('datasets_kept', [
    'a deleted dataset',
    "DELETE FROM datasets WHERE slug = 'reports'",
    noDelete,
    foreign,
  ]),
  ...of(
    'datasets_new',
    ['a dataset that is there', copy('datasets', aDataset), 'sitrep:dataset_taken', unique('datasets.slug')],
    [
      'a dataset put in the place of another',
      copy('datasets', aDataset, { title: 'NULL' }, replace),
      'sitrep:dataset_taken',
    ],
    [
      'an upsert of a dataset',
      [describe, copy('datasets', aDataset, {}, upsert("title = 'Other'"))],
      'sitrep:dataset_taken',
    ],
  ),
  ...of(
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
  ...of(
    'datasets_publishable',
    [
      'a dataset with published records that is not to be published any more',
      `UPDATE datasets SET publishable = 0 WHERE ${aDataset}`,
      'sitrep:published_there',
    ],
    [
      'the same of every dataset at once',
      'UPDATE OR IGNORE datasets SET publishable = 0',
      'sitrep:published_there',
    ],
  ),
  ...of("datasets: CHECK (slug <> '')", [
    'a dataset without a name',
    copy('datasets', "slug = 'reports'", { slug: "''" }),
    check("slug <> ''"),
  ]),
  ...of('datasets: CHECK (publishable IN (0, 1))', [
    'a dataset that is half publishable',
    'UPDATE datasets SET publishable = 2',
    check('publishable IN (0, 1)'),
  ]),
]

const describing = [describe, `UPDATE datasets SET title = 'Other' WHERE ${aDataset}`]
const forged = (slug: string, seq: string): string =>
  `INSERT INTO dataset_history (slug, superseded_by, title) SELECT '${slug}', ${seq}, 'Forged' FROM commits`
const fixed = 'sitrep:history_fixed'

const onDescriptions = [
  ...of('datasets_described', [
    'a description without a commit of its own',
    `UPDATE datasets SET title = 'Other' WHERE ${aDataset}`,
    'sitrep:not_newest_commit',
  ]),
  ...of(
    'dataset_history_new',
    ['a description of an older commit', forged('reports', 'min(seq)'), fixed],
    [
      'two descriptions in one commit',
      [...describing, `UPDATE datasets SET title = 'Third' WHERE ${aDataset}`],
      fixed,
      unique('dataset_history.slug', 'dataset_history.superseded_by'),
    ],
  ),
  ...of('dataset_history_stay', [
    'another text in an old description',
    [...describing, "UPDATE dataset_history SET title = 'Forged'"],
    fixed,
  ]),
  ...of('dataset_history_kept', [
    'a deleted description',
    [...describing, 'DELETE FROM dataset_history'],
    noDelete,
  ]),
  ...of('dataset_history: REFERENCES datasets (slug)', [
    'a description of no dataset',
    forged('nowhere', 'max(seq)'),
    foreign,
  ]),
]

const newRecords = [
  ...of(
    'incidents_new',
    [
      'a key that is taken',
      [commit, ahead, insertNarrow({ n: 'n', id: 'id' })],
      'sitrep:id_taken',
      unique('incidents.n'),
    ],
    [
      'a record put in the place of another',
      [commit, copy('incidents', once, { revision: 1, commit_seq: newest }, replace)],
      'sitrep:id_taken',
    ],
    [
      'an upsert of a record by its key',
      [commit, copy('incidents', once, {}, upsert("status = 'rejected'"))],
      'sitrep:id_taken',
      'sitrep:stale_revision',
    ],
    [
      'a reference that is taken',
      [commit, ahead, insertNarrow({ reference: 'reference' })],
      'sitrep:reference_taken',
      unique('incidents.dataset', 'incidents.reference'),
    ],
    [
      'a new record in the place of one with its reference',
      [commit, ahead, insertNarrow({ reference: 'reference' }).replace('INSERT', 'INSERT OR REPLACE')],
      'sitrep:reference_taken',
      foreign,
    ],
    [
      'an upsert of a record by its reference',
      [
        commit,
        ahead,
        `${insertNarrow({ reference: 'reference' })} ON CONFLICT (dataset, reference) DO UPDATE SET status = 'rejected'`,
      ],
      'sitrep:reference_taken',
      'sitrep:stale_revision',
    ],
    [
      'a record that begins at revision 2',
      [commit, ahead, insertNarrow({ revision: 2 })],
      'sitrep:not_first_revision',
    ],
    [
      'a record that begins at revision 0',
      [commit, ahead, insertNarrow({ revision: 0 })],
      'sitrep:not_first_revision',
      check('revision >= 1'),
    ],
    ['a record without a body', [commit, insertNarrow()], 'sitrep:torn_version'],
    [
      'a record without a key of its own',
      [commit, ahead, insertNarrow({ n: 'NULL' })],
      'sitrep:torn_version',
      check('replace(substr(id'),
    ],
    [
      'a record of an older commit',
      [commit, ahead, insertNarrow({ commit_seq: 1 })],
      'sitrep:not_newest_commit',
    ],
    [
      'a record of a commit to come',
      [commit, ahead, insertNarrow({ commit_seq: 99 })],
      'sitrep:not_newest_commit',
      foreign,
    ],
  ),
  ...of(
    'incidents_publishable_new',
    [
      'a new published record of a dataset that may not be published',
      [hidden, commit, ahead, insertNarrow({ dataset: "'hidden'" })],
      'sitrep:not_publishable',
    ],
    [
      'the same where refusals are passed over',
      [hidden, commit, ahead, insertNarrow({ dataset: "'hidden'" }).replace('INSERT', 'INSERT OR IGNORE')],
      'sitrep:not_publishable',
    ],
  ),
  ...of('incidents: CHECK (length(id) = 36)', [
    'an id that is too long',
    [commit, ahead, insertNarrow({ id: "'016f5e66-e800-7007-8000-0000000000000'" })],
    check('length(id) = 36'),
  ]),
  ...of(
    "incidents: CHECK (replace(substr(id, 1, 18), '-', '') = format('%012x7%03x', n / 4096 + 1577836800000, n % 4096))",
    ['the id of another record', [commit, ahead, insertNarrow({ id: 'id' })], check('replace(substr(id')],
  ),
  ...of('dataset_published: CHECK (published >= 0)', [
    'fewer published records than none',
    'UPDATE dataset_published SET published = -1',
    check('published >= 0'),
  ]),
  ...of('dataset_published: PRIMARY KEY', [
    'two numbers of a dataset in one commit',
    'INSERT INTO dataset_published SELECT dataset, commit_seq, published + 1 FROM dataset_published',
    unique('dataset_published.dataset', 'dataset_published.commit_seq'),
  ]),
  ...of('incidents: REFERENCES datasets (slug)', [
    'a record of a dataset that is not there',
    [commit, ahead, insertNarrow({ dataset: "'nowhere'" })],
    foreign,
  ]),
]

export const additions: readonly GuardCase[] = [...onCommits, ...onDatasets, ...onDescriptions, ...newRecords]
