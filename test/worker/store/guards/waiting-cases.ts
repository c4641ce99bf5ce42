/** What the guards refuse of the number of reports that await review. */
import { checkFailed, guardCase, uniqueFailed } from './guard-case.ts'

export const waitingCases = [
  ...guardCase('row_counts: PRIMARY KEY', [
    'a second number of rows of a table',
    "INSERT INTO row_counts (name, rows, keys_high, keys_low) VALUES ('remarks', 7, 0, 0)",
    uniqueFailed('row_counts.name'),
  ]),
  ...guardCase('waiting_reports: PRIMARY KEY', [
    'a second number of waiting reports',
    'INSERT INTO waiting_reports (id, waiting) VALUES (1, 7)',
    uniqueFailed('waiting_reports.id'),
  ]),
  ...guardCase('waiting_reports: CHECK (id = 1)', [
    'a number of waiting reports beside the first',
    'INSERT INTO waiting_reports (id, waiting) VALUES (2, 0)',
    checkFailed('id = 1'),
  ]),
  ...guardCase('waiting_reports: CHECK (waiting >= 0)', [
    'fewer than no waiting reports',
    'UPDATE waiting_reports SET waiting = -1',
    checkFailed('waiting >= 0'),
  ]),
]
