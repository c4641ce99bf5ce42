/** What must hold in the tables of imports and mappings. */
import { check, isActor, isCommitOf, isDigest, isId, isIdOfTime, isTime, versions } from './check.ts'

const mapping = "dataset || '/' || name"
const row = "r.dataset || ' ' || r.digest || ' ' || r.nth"

export const importChecks = {
  mappings: [
    isActor('mappings', 'updated_by', mapping),
    isTime('mappings', 'updated_at', mapping),
    check(
      'It is not a JSON object.',
      `SELECT ${mapping} AS key FROM mappings WHERE json_type(mapping) <> 'object'`,
    ),
  ],
  imports: [
    isId('imports', 'id', 'id'),
    isActor('imports', 'actor', 'id'),
    isTime('imports', 'at', 'id'),
    isIdOfTime('imports', 'at'),
    isDigest('imports', 'digest', 'id'),
    isCommitOf('imports', 'redacted_by', 'redact', 'id'),
    check(
      'The digest of its redaction is not that of the redaction.',
      `SELECT id AS key FROM imports AS i WHERE iif(json_valid(digests), digests ->> '$.redaction', NULL) IS NOT
        (SELECT digests ->> '$.row' FROM redactions WHERE commit_seq = i.redacted_by)`,
    ),
    check(
      'Its report names another import.',
      "SELECT id AS key FROM imports WHERE report ->> '$.import' <> id",
    ),
    check(
      'Its report names a commit that is none of an import.',
      `SELECT id AS key FROM imports AS i WHERE report ->> '$.commit' IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM commits WHERE seq = i.report ->> '$.commit' AND kind = 'import' AND actor = i.actor)`,
    ),
    check(
      'Its commit made a record of another dataset.',
      `SELECT i.id AS key FROM imports AS i WHERE dataset IS NOT NULL AND EXISTS (
        SELECT 1 FROM ${versions} WHERE commit_seq = i.report ->> '$.commit' AND revision = 1 AND dataset <> i.dataset)`,
    ),
    check(
      'Its dataset is missing.',
      "SELECT id AS key FROM imports WHERE dataset IS NOT NULL AND dry_run = 0 AND report IS NOT NULL AND dataset NOT IN (SELECT slug FROM datasets) AND report ->> '$.commit' IS NOT NULL",
    ),
    check(
      'Its report has other numbers of records than its commit.',
      `SELECT i.id AS key FROM imports AS i JOIN commits AS c ON c.seq = i.report ->> '$.commit'
        WHERE i.mode = 'all' AND c.rows NOT IN (
          (report ->> '$.created') + (report ->> '$.updated'),
          (report ->> '$.created') + (report ->> '$.updated') + coalesce(report ->> '$.retracted', 0))`,
    ),
    check(
      'Its report says dry_run otherwise.',
      "SELECT id AS key FROM imports WHERE report ->> '$.dry_run' <> dry_run",
    ),
  ],
  import_rows: [
    check(
      'Its digest is not one.',
      `SELECT ${row} AS key FROM import_rows AS r WHERE length(digest) <> 32 OR digest GLOB '*[^0-9a-f]*'`,
    ),
    check(
      'An equal row before it is missing.',
      "SELECT dataset || ' ' || digest AS key FROM import_rows GROUP BY dataset, digest HAVING max(nth) - min(nth) + 1 <> count(*) OR min(nth) NOT IN (0, 1)",
    ),
    check(
      'The record has several rows.',
      'SELECT i.id AS key FROM import_rows AS r JOIN incidents AS i ON i.row_key = r.row_key GROUP BY r.dataset, r.row_key HAVING count(*) > 1',
    ),
    check(
      'The record began in another dataset.',
      `SELECT ${row} AS key FROM import_rows AS r
      JOIN ${versions} AS v ON v.row_key = r.row_key AND v.revision = 1 WHERE v.dataset <> r.dataset`,
    ),
    check(
      'No import made the record.',
      `SELECT ${row} AS key FROM import_rows AS r
      JOIN ${versions} AS v ON v.row_key = r.row_key AND v.revision = 1 JOIN commits AS c ON c.seq = v.commit_seq WHERE c.kind <> 'import'`,
    ),
  ],
} as const
