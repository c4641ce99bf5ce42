/** What must hold in the tables that commits write. The chain of digests covers the rest. */
import { check, isActor, isCommitOf, isDigest, isTime, versions } from './check.ts'

/** The change in the number of published records that each version makes in a dataset. */
const publishedChanges = `(SELECT dataset, commit_seq, sum(n) AS n FROM (
    SELECT dataset, commit_seq, 1 AS n FROM v WHERE status = 'published' AND (before IS NOT 'published' OR last <> dataset)
    UNION ALL
    SELECT last, commit_seq, -1 FROM v WHERE before = 'published' AND (status <> 'published' OR last <> dataset)
  ) GROUP BY dataset, commit_seq)`

const withPublished = `WITH v AS MATERIALIZED (
    SELECT dataset, commit_seq, status, lag(status) OVER w AS before, lag(dataset) OVER w AS last
    FROM ${versions} WINDOW w AS (PARTITION BY row_key ORDER BY revision)
  ), c AS MATERIALIZED (
    SELECT dataset, commit_seq, sum(n) OVER (PARTITION BY dataset ORDER BY commit_seq) AS published
    FROM ${publishedChanges}
  )`

/** Whether the chain covers all descriptions: commits from before it do not name their dataset. */
const namesDatasets = `NOT EXISTS (SELECT 1 FROM commits WHERE kind = 'describe' AND dataset IS NULL)`

/** Whether somebody has described a dataset: every database begins with the description of one. */
const wasDescribed = `(slug, title, description, licence, attribution)
  IS NOT ('reports', 'Reports', 'What people submit one by one.', NULL, NULL)`

export const recordChecks = {
  commits: [
    isActor('commits', 'actor', 'seq'),
    isTime('commits', 'at', 'seq'),
    check(
      'It has no digest, and an earlier commit has one.',
      'SELECT seq AS key FROM commits WHERE content IS NULL AND seq > (SELECT min(seq) FROM commits WHERE content IS NOT NULL)',
    ),
    check(
      'It is not the first commit, which every database has.',
      "SELECT seq AS key FROM commits WHERE seq = 0 AND (at, actor, kind, reason, rows, public_seq, published, seal, dataset) IS NOT ('1970-01-01T00:00:00.000Z', 'sitrep', 'begin', NULL, 0, 0, 0, NULL, NULL)",
    ),
    check(
      'Its kind is unknown.',
      `SELECT seq AS key FROM commits WHERE (seq > 0) <> (kind IN ('create', 'update', 'publish', 'reject', 'retract', 'restore', 'import', 'merge', 'describe', 'redact', 'grant', 'limit', 'rotate', 'revoke', 'undo'))`,
    ),
    check(
      'It undoes a commit that is not before it.',
      'SELECT c.seq AS key FROM commits AS c, json_each(c.undoes) AS e WHERE e.value NOT IN (SELECT seq FROM commits WHERE seq < c.seq)',
    ),
    check(
      'The merge has no survivor.',
      "SELECT seq AS key FROM commits WHERE kind = 'merge' AND seq NOT IN (SELECT commit_seq FROM merges)",
    ),
    check(
      'The redaction is not listed.',
      "SELECT seq AS key FROM commits WHERE kind = 'redact' AND seq NOT IN (SELECT commit_seq FROM redactions)",
    ),
    check(
      'No import reports it.',
      "SELECT seq AS key FROM commits AS c WHERE kind = 'import' AND NOT EXISTS (SELECT 1 FROM imports WHERE actor = c.actor AND dry_run = 0 AND (report IS NULL OR report ->> '$.commit' >= c.seq))",
    ),
    check(
      'It granted no token.',
      "SELECT seq AS key FROM commits AS c WHERE kind = 'grant' AND NOT EXISTS (SELECT 1 FROM tokens WHERE created_at = c.at AND created_by = c.actor)",
    ),
    check(
      'It replaced no secret.',
      "SELECT seq AS key FROM commits WHERE kind = 'rotate' AND seq NOT IN (SELECT replaced_by FROM former_secrets)",
    ),
    check(
      'It revoked no token.',
      "SELECT seq AS key FROM commits AS c WHERE kind = 'revoke' AND NOT EXISTS (SELECT 1 FROM tokens WHERE revoked_at = c.at AND revoked_by = c.actor)",
    ),
  ],
  datasets: [
    check(
      'It has a description that no commit wrote.',
      `SELECT slug AS key FROM datasets AS d WHERE ${namesDatasets}
      AND (coalesce(title, description, licence, attribution) IS NOT NULL) AND ${wasDescribed}
      AND NOT EXISTS (SELECT 1 FROM commits WHERE dataset = d.slug)`,
    ),
    check(
      'It must not be published, and has published records.',
      `SELECT slug AS key FROM datasets AS d WHERE publishable = 0
      AND EXISTS (SELECT 1 FROM incidents WHERE dataset = d.slug AND status = 'published')`,
    ),
  ],
  dataset_history: [
    isCommitOf('dataset_history', 'superseded_by', 'describe', "slug || ' ' || superseded_by"),
    check(
      'The commit that replaced it describes another dataset.',
      `SELECT slug || ' ' || superseded_by AS key FROM dataset_history AS h
      JOIN commits AS c ON c.seq = h.superseded_by WHERE c.dataset IS NOT NULL AND c.dataset <> h.slug`,
    ),
    check(
      'No commit wrote it.',
      `SELECT slug || ' ' || superseded_by AS key FROM dataset_history AS h WHERE ${namesDatasets}
      AND coalesce(title, description, licence, attribution) IS NOT NULL AND ${wasDescribed}
      AND NOT EXISTS (SELECT 1 FROM commits WHERE dataset = h.slug AND seq < h.superseded_by)`,
    ),
    check(
      'The description before a later one is missing.',
      `SELECT c.dataset || ' ' || c.seq AS key FROM commits AS c
      WHERE c.dataset IS NOT NULL AND EXISTS (SELECT 1 FROM commits WHERE dataset = c.dataset AND seq < c.seq)
        AND NOT EXISTS (SELECT 1 FROM dataset_history WHERE slug = c.dataset AND superseded_by = c.seq)`,
    ),
  ],
  dataset_published: [
    check(
      'The number of published records is wrong, or missing.',
      `${withPublished}
      SELECT coalesce(c.dataset, p.dataset) || ' ' || coalesce(c.commit_seq, p.commit_seq) AS key,
        'It has ' || coalesce(p.published, 'no number') || ' published records, and its versions make ' || coalesce(c.published, 'none') || '.' AS detail
      FROM c FULL JOIN dataset_published AS p ON p.dataset = c.dataset AND p.commit_seq = c.commit_seq
      WHERE c.published IS NOT p.published`,
    ),
  ],
  changes: [
    check(
      'There is no such version.',
      `SELECT commit_seq || ' ' || row_key AS key FROM changes AS o WHERE NOT EXISTS (
        SELECT 1 FROM incidents WHERE row_key = o.row_key AND revision = o.revision AND commit_seq = o.commit_seq)
      AND NOT EXISTS (SELECT 1 FROM incident_history WHERE row_key = o.row_key AND revision = o.revision AND commit_seq = o.commit_seq)`,
    ),
  ],
  merges: [
    isCommitOf('merges', 'commit_seq', 'merge', "commit_seq || ' ' || row_key"),
    check(
      'Its record was not merged by its commit.',
      `SELECT commit_seq || ' ' || row_key AS key FROM merges AS m WHERE NOT EXISTS (
      SELECT 1 FROM ${versions} WHERE row_key = m.row_key AND commit_seq = m.commit_seq AND status = 'merged')`,
    ),
    check(
      'Its survivor is missing.',
      `SELECT commit_seq || ' ' || row_key AS key FROM merges WHERE survivor NOT IN (SELECT row_key FROM incidents)`,
    ),
    check(
      'Its commit has merges into several records.',
      'SELECT commit_seq AS key FROM merges GROUP BY commit_seq HAVING count(DISTINCT survivor) > 1',
    ),
  ],
  redactions: [
    isCommitOf('redactions', 'commit_seq', 'redact', 'commit_seq'),
    check(
      'The version before it is not marked as redacted.',
      `SELECT commit_seq AS key FROM redactions AS r WHERE json_array_length(changed) > 0 AND NOT EXISTS (
      SELECT 1 FROM incident_history WHERE superseded_by = r.commit_seq AND redacted = 'record')`,
    ),
    check('It is open.', 'SELECT commit_seq AS key FROM redactions WHERE open = 1'),
    check(
      'Its commit did not write its record.',
      `SELECT commit_seq AS key FROM redactions AS r WHERE NOT EXISTS (
      SELECT 1 FROM ${versions} WHERE row_key = r.row_key AND commit_seq = r.commit_seq)`,
    ),
    check(
      'What it changed is not a list of pointers.',
      `SELECT DISTINCT commit_seq AS key FROM redactions AS r, json_each(changed) AS p
      WHERE json_type(r.changed) <> 'array' OR p.type <> 'text' OR p.value NOT GLOB '/*' AND p.value <> ''`,
    ),
  ],
  incident_history: [
    check(
      'Its time is not that of its commit.',
      "SELECT h.id || ' revision ' || h.revision AS key FROM incident_history AS h JOIN commits AS c ON c.seq = h.commit_seq WHERE c.at <> h.updated_at",
    ),
    check(
      'Its document is not JSON.',
      `SELECT row_key || ' revision ' || revision AS key FROM incident_history
      WHERE NOT json_valid('{' || replace(public_json, char(127), '"')) OR NOT json_valid(replace(coalesce(full_json, '{}'), char(127), '"'))
        OR NOT json_valid(replace(warnings, char(127), '"'))`,
    ),
    check(
      'The newest version of its record is older.',
      `SELECT row_key || ' revision ' || revision AS key FROM incident_history AS h
      WHERE revision >= (SELECT revision FROM incidents WHERE row_key = h.row_key)`,
    ),
    check(
      'Its record is missing.',
      "SELECT row_key || ' revision ' || revision AS key FROM incident_history WHERE row_key NOT IN (SELECT row_key FROM incidents)",
    ),
    check(
      'It is marked as redacted in an unknown way.',
      "SELECT row_key || ' revision ' || revision AS key FROM incident_history WHERE redacted NOT IN ('private', 'record')",
    ),
  ],
  incidents: [
    check(
      'Its time is not that of its commit.',
      'SELECT i.id AS key FROM incidents AS i JOIN commits AS c ON c.seq = i.commit_seq WHERE c.at <> i.updated_at',
    ),
    check(
      'Its body is missing.',
      'SELECT id AS key FROM incidents WHERE row_key NOT IN (SELECT row_key FROM incident_body)',
    ),
    check(
      'Its body is of another revision.',
      'SELECT i.id AS key FROM incidents AS i JOIN incident_body AS b ON b.row_key = i.row_key WHERE b.revision <> i.revision',
    ),
    check(
      'A version before it is missing.',
      'SELECT id AS key FROM incidents AS i WHERE revision - 1 <> (SELECT count(*) FROM incident_history WHERE row_key = i.row_key)',
    ),
    check(
      'It is merged, and has no survivor.',
      `SELECT id AS key FROM incidents AS i WHERE status = 'merged' AND NOT EXISTS (SELECT 1 FROM merges WHERE row_key = i.row_key)`,
    ),
  ],
  incident_body: [
    check(
      'Its document is not JSON.',
      `SELECT row_key AS key FROM incident_body
      WHERE NOT json_valid('{' || replace(public_json, char(127), '"')) OR NOT json_valid(replace(warnings, char(127), '"'))`,
    ),
    check(
      'It has no record, and no running import has it.',
      `SELECT row_key AS key FROM incident_body WHERE row_key NOT IN (SELECT row_key FROM incidents)
      AND row_key NOT IN (SELECT r.value ->> 0 FROM import_chunks AS c, json_each(c.incident_rows) AS r)`,
    ),
  ],
  chain_checkpoints: [
    check(
      'A checkpoint before it is missing.',
      `SELECT max(seq) AS key FROM chain_checkpoints HAVING max(seq) <> 64 * count(*)`,
    ),
    isDigest('chain_checkpoints', 'digest', 'seq'),
    isDigest('chain_checkpoints', 'public_digest', 'seq'),
  ],
} as const
