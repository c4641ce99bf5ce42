/** What the guards refuse of the checkpoints of the chain. */
import {
  checkFailed,
  foreignKeyFailed,
  type GuardCase,
  guardCase,
  noDelete,
  onConflictUpdate,
  uniqueFailed,
} from './guard-case.ts'
import { copyRow, replace } from './seed-statements.ts'

const fixed = 'sitrep:checkpoint_immutable'
const digest = `'${'a'.repeat(64)}'`
const insert = (seq: number, full = digest, visible = digest) =>
  `INSERT INTO chain_checkpoints (seq, digest, public_seq, public_digest) VALUES (${seq}, ${full}, 0, ${visible})`
const some = insert(1)

export const chainCases: readonly GuardCase[] = [
  ...guardCase(
    'chain_checkpoints_insert',
    ['a checkpoint twice', [some, some], fixed, uniqueFailed('chain_checkpoints.seq')],
    [
      'a checkpoint put in the place of another',
      [some, copyRow('chain_checkpoints', 'seq = 1', { public_seq: 1 }, replace)],
      fixed,
    ],
    [
      'an upsert of a checkpoint',
      [some, copyRow('chain_checkpoints', 'seq = 1', {}, onConflictUpdate('public_seq = 1'))],
      fixed,
      fixed,
    ],
  ),
  ...guardCase('chain_checkpoints_immutable', [
    'another digest of a checkpoint',
    [some, `UPDATE chain_checkpoints SET digest = '${'b'.repeat(64)}'`],
    fixed,
  ]),
  ...guardCase('chain_checkpoints_no_delete', [
    'a deleted checkpoint',
    [some, insert(2), 'DELETE FROM chain_checkpoints WHERE seq = 1'],
    noDelete,
  ]),
  ...guardCase('chain_checkpoints: REFERENCES commits (seq)', [
    'a checkpoint of a commit to come',
    insert(99),
    foreignKeyFailed,
  ]),
  ...guardCase('chain_checkpoints: CHECK (length(digest) = 64)', [
    'a short digest',
    insert(1, "'a'"),
    checkFailed('length(digest) = 64'),
  ]),
  ...guardCase('chain_checkpoints: CHECK (length(public_digest) = 64)', [
    'a short public digest',
    insert(1, digest, "'a'"),
    checkFailed('length(public_digest) = 64'),
  ]),
]
