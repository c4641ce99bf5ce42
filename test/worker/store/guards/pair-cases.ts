/** What the guards refuse of likely pairs, and of how far the register has been compared. */
import {
  checkFailed,
  foreignKeyFailed,
  type GuardCase,
  guardCase,
  noDelete,
  uniqueFailed,
} from './guard-case.ts'

/** The seeded records in the order of their keys. */
const nth = (i: number) => `(SELECT row_key FROM incidents ORDER BY row_key LIMIT 1 OFFSET ${i})`
const [lowest, highest] = [nth(0), nth(2)]

const pair = (values: Readonly<Record<string, string>> = {}): string => {
  const row = {
    ...{ a: lowest, b: highest, a_dataset: "'reports'", b_dataset: "'reports'" },
    ...{ a_collected: '0', b_collected: '0', odds: '2', a_rivals: '2', b_rivals: '2' },
    ...{ is_distinct: '0', score: '600000' },
    ...values,
  }
  return `INSERT INTO likely_pairs (${Object.keys(row).join(', ')}) VALUES (${Object.values(row).join(', ')})`
}

const compared = (values: string) =>
  `INSERT INTO pair_comparison (k, run, commit_seq, row_key, rules) VALUES (${values})`

/** A check of a column, and a value that it refuses. */
const checks = [
  ['a_collected IN (0, 1)', { a_collected: '2' }],
  ['b_collected IN (0, 1)', { b_collected: '2' }],
  ['odds > 0', { odds: '0' }],
  ['is_distinct IN (0, 1)', { is_distinct: '2' }],
  ['score BETWEEN 0 AND 1000000', { score: '1000001' }],
] as const

export const pairCases: readonly GuardCase[] = [
  ...guardCase('likely_pairs: PRIMARY KEY', [
    'a likely pair twice',
    [pair(), pair({ odds: '3' })],
    uniqueFailed('likely_pairs.a', 'likely_pairs.b'),
  ]),
  ...guardCase('likely_pairs: REFERENCES incidents (row_key)', [
    'a likely pair of no record',
    pair({ a: '1' }),
    foreignKeyFailed,
  ]),
  ...guardCase('likely_pairs: CHECK (b > a)', [
    'a likely pair in the wrong order',
    pair({ a: highest, b: lowest }),
    checkFailed('b > a'),
  ]),
  ...checks.flatMap(([check, values]) =>
    guardCase(`likely_pairs: CHECK (${check})`, [
      `a likely pair with ${Object.entries(values).flat().join(' ')}`,
      pair(values),
      checkFailed(check),
    ]),
  ),
  ...guardCase(
    'pair_comparison_order',
    [
      'a comparison that another one was faster than',
      'UPDATE pair_comparison SET run = run, commit_seq = 1',
      'sitrep:comparison_taken',
    ],
    ['a comparison that skips one', 'UPDATE pair_comparison SET run = run + 2', 'sitrep:comparison_taken'],
  ),
  ...guardCase('pair_comparison_no_delete', [
    'a comparison that is forgotten',
    'DELETE FROM pair_comparison',
    noDelete,
  ]),
  ...guardCase('pair_comparison: PRIMARY KEY', [
    'a comparison twice',
    compared("1, 5, 0, 0, ''"),
    uniqueFailed('pair_comparison.k'),
  ]),
  ...guardCase('pair_comparison: CHECK (k = 1)', [
    'another comparison',
    compared("2, 0, 0, 0, ''"),
    checkFailed('k = 1'),
  ]),
]
