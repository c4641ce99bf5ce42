/** What must hold in the tables that are made of others, and in those of requests that have not ended. */
import { countedTables } from '../row-counts.ts'
import { check, isTime, versions } from './check.ts'

export const derivedChecks = {
  incident_links: [],
  waiting_reports: [
    check(
      'The number of waiting reports is wrong.',
      `SELECT 1 AS key WHERE (SELECT waiting FROM waiting_reports WHERE id = 1) IS NOT
      (SELECT count(*) FROM incidents WHERE status = 'submitted' AND filer = 'public')`,
    ),
  ],
  index_segments: [
    check(
      'It does not continue the segment before it.',
      `SELECT id AS key FROM (
        SELECT id, after_commit, after_key, lag(last_commit, 1, 0) OVER (ORDER BY id) AS c, lag(last_key, 1, -1) OVER (ORDER BY id) AS k FROM index_segments)
      WHERE (after_commit, after_key) <> (c, k)`,
    ),
    check(
      'It is of an earlier redaction than one of its records.',
      `SELECT id AS key FROM index_segments AS s WHERE EXISTS (
      SELECT 1 FROM redactions WHERE commit_seq > s.redaction AND row_key BETWEEN s.min_key AND s.max_key)`,
    ),
    check(
      'It names a redaction that is none.',
      'SELECT id AS key FROM index_segments WHERE redaction <> 0 AND redaction NOT IN (SELECT commit_seq FROM redactions)',
    ),
    check(
      'Its version is none of an index, or not that of the other segments.',
      "SELECT id AS key FROM index_segments WHERE length(version) <> 8 OR version GLOB '*[^0-9a-f]*' OR version <> (SELECT max(version) FROM index_segments)",
    ),
    check(
      'It ends after the newest commit.',
      'SELECT id AS key FROM index_segments WHERE last_commit > (SELECT max(seq) FROM commits)',
    ),
  ],
  index_parts: [
    check(
      'Its segment is missing.',
      "SELECT segment || ' ' || name AS key FROM index_parts WHERE segment NOT IN (SELECT id FROM index_segments)",
    ),
  ],
  likely_pairs: [
    check(
      'One of its records is missing.',
      `SELECT a || ' ' || b AS key FROM likely_pairs
      WHERE a NOT IN (SELECT row_key FROM incidents) OR b NOT IN (SELECT row_key FROM incidents)`,
    ),
    check(
      'One of its records has not been compared.',
      `SELECT a || ' ' || b AS key FROM likely_pairs WHERE EXISTS (
        SELECT 1 FROM incidents, pair_comparison AS p WHERE incidents.row_key IN (a, b) AND revision = 1
          AND (incidents.commit_seq, incidents.row_key) > (p.commit_seq, p.row_key))`,
    ),
    check(
      'One of its records is neither published nor submitted.',
      `SELECT a || ' ' || b AS key FROM likely_pairs WHERE EXISTS (
      SELECT 1 FROM incidents, pair_comparison AS p WHERE incidents.row_key IN (a, b) AND status NOT IN ('published', 'submitted')
        AND (incidents.commit_seq, incidents.row_key) <= (p.commit_seq, p.row_key))`,
    ),
    check(
      'It is marked as distinct, or not, against the marks.',
      `SELECT a || ' ' || b AS key FROM likely_pairs AS p WHERE is_distinct <> EXISTS (
      SELECT 1 FROM distinct_pairs AS d WHERE d.a = p.a AND d.b = p.b AND d.ended_at IS NULL)`,
    ),
    check(
      'Its score does not follow from its odds.',
      `SELECT a || ' ' || b AS key FROM likely_pairs WHERE score <>
      iif(is_distinct, 0, CAST(round(1000000 * odds / (1 + max(a_rivals, b_rivals))) AS INTEGER))`,
    ),
  ],
  pair_comparison: [
    check('The row is missing.', 'SELECT 1 AS key WHERE NOT EXISTS (SELECT 1 FROM pair_comparison)'),
    check(
      'It does not end with a version.',
      `SELECT k AS key FROM pair_comparison AS p WHERE (commit_seq, row_key) <> (0, 0) AND NOT EXISTS (
        SELECT 1 FROM ${versions} WHERE commit_seq = p.commit_seq AND row_key = p.row_key)`,
    ),
    check(
      'It has run, and compared nothing, or the reverse.',
      "SELECT k AS key FROM pair_comparison WHERE (run > 0) <> (commit_seq > 0) OR (rules = '') <> (run = 0)",
    ),
  ],
  row_counts: [
    isTime('row_counts', 'unsealed_until', 'name'),
    check(
      'It counts no table.',
      `SELECT name AS key FROM row_counts WHERE name NOT IN (${countedTables.map((name) => `'${name}'`).join(', ')})`,
    ),
    check(
      'Its unsealed_until is not that of the other tables.',
      'SELECT name AS key FROM row_counts AS c WHERE (SELECT count(*) FROM row_counts WHERE unsealed_until IS c.unsealed_until) * 2 < (SELECT count(*) FROM row_counts)',
    ),
    check(
      'The store is not older than the digests of rows, and unsealed_until says so.',
      'SELECT name AS key FROM row_counts WHERE julianday(unsealed_until) - 1 < (SELECT julianday(at) FROM commits WHERE seq = 1)',
    ),
    check(
      'Its unsealed_until is more than a day after the first digest of a row.',
      `SELECT name AS key FROM row_counts WHERE julianday(unsealed_until) - 1 > (SELECT julianday(min(at)) FROM (
        ${['imports', 'reads', 'remarks', 'suggestions', 'idempotency']
          .map((table) => `SELECT at FROM ${table} WHERE digests ->> '$.row' IS NOT NULL`)
          .join(' UNION ALL ')}))`,
    ),
  ],
  import_chunks: [
    check(
      'Its import has ended.',
      "SELECT import || ' ' || chunk AS key FROM import_chunks WHERE import IN (SELECT id FROM imports WHERE report IS NOT NULL)",
    ),
    check(
      'Its rows are not JSON.',
      "SELECT import || ' ' || chunk AS key FROM import_chunks WHERE NOT (json_valid(incident_rows) AND json_valid(body_rows) AND json_valid(removed_links) AND json_valid(added_links) AND json_valid(row_matches))",
    ),
  ],
  redacted_versions: [
    check(
      'Its revision is not one.',
      "SELECT redaction || ' ' || revision AS key FROM redacted_versions WHERE revision < 1 OR redacted NOT IN ('private', 'record')",
    ),
  ],
} as const
