/** What must hold in the tables of acts that are no commits: who did what, and to which record. */
import { maxGraceHours } from '../../../schemas/token.ts'
import { check, isActor, isCommitOf, isDigest, isId, isIdOfTime, isTime, versions } from './check.ts'

/** What a commit says of a token. */
const tokenName = `t.role || ': ' || t.name || iif(t.datasets IS NULL, '',
  ' (' || (SELECT group_concat(value, ', ') FROM json_each(t.datasets)) || ')')`

export const actChecks = {
  tokens: [
    isDigest('tokens', 'digest', 'id'),
    isId('tokens', 'id', 'id'),
    isActor('tokens', 'created_by', 'id'),
    isActor('tokens', 'revoked_by', 'id'),
    isTime('tokens', 'expires_at', 'id'),
    check(
      'No commit granted it.',
      "SELECT id AS key FROM tokens AS t WHERE NOT EXISTS (SELECT 1 FROM commits WHERE kind = 'grant' AND at = t.created_at AND actor = t.created_by AND (reason IS NULL OR reason = t.role || ': ' || t.name OR instr(reason, t.role || ': ' || t.name || ' (') = 1))",
    ),
    check(
      'No commit revoked it.',
      "SELECT id AS key FROM tokens AS t WHERE revoked_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM commits WHERE kind = 'revoke' AND at = t.revoked_at AND actor = t.revoked_by AND (reason IS NULL OR reason = t.role || ': ' || t.name OR instr(reason, t.role || ': ' || t.name || ' (') = 1))",
    ),
    check(
      'Its datasets are none that a commit granted.',
      `SELECT id AS key FROM tokens AS t WHERE NOT EXISTS (
        SELECT 1 FROM commits WHERE kind IN ('grant', 'limit') AND at >= t.created_at AND (reason IS NULL OR reason = ${tokenName}))`,
    ),
    check(
      'It was used before it was made.',
      'SELECT id AS key FROM tokens WHERE substr(last_used_at, 1, 13) < substr(created_at, 1, 13)',
    ),
  ],
  former_secrets: [
    isDigest('former_secrets', 'digest', 'digest'),
    isTime('former_secrets', 'valid_until', 'digest'),
    isCommitOf('former_secrets', 'replaced_by', 'rotate', 'digest'),
    check(
      'Its token is missing.',
      'SELECT digest AS key FROM former_secrets WHERE token NOT IN (SELECT id FROM tokens)',
    ),
    check(
      'Its commit replaced the secret of another token.',
      `SELECT f.digest AS key FROM former_secrets AS f JOIN tokens AS t ON t.id = f.token JOIN commits AS c ON c.seq = f.replaced_by
        WHERE c.reason <> t.role || ': ' || t.name AND instr(c.reason, t.role || ': ' || t.name || ' (') <> 1`,
    ),
    check(
      'It is valid for longer than a rotation allows.',
      `SELECT digest AS key FROM former_secrets AS f JOIN commits AS c ON c.seq = f.replaced_by
        WHERE julianday(f.valid_until) - julianday(c.at) > ${maxGraceHours} / 24.0 + 0.01`,
    ),
    check(
      'It is the secret of a token, too.',
      'SELECT digest AS key FROM former_secrets WHERE digest IN (SELECT digest FROM tokens)',
    ),
  ],
  mappings: [
    isActor('mappings', 'updated_by', "dataset || '/' || name"),
    isTime('mappings', 'updated_at', "dataset || '/' || name"),
    check(
      'It is not a JSON object.',
      "SELECT dataset || '/' || name AS key FROM mappings WHERE json_type(mapping) <> 'object'",
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
  reads: [
    isActor('reads', 'actor', "seq || '.' || ordinal"),
    isTime('reads', 'at', "seq || '.' || ordinal"),
    check(
      'A download before it is missing.',
      "SELECT seq || '.' || max(ordinal) AS key FROM reads GROUP BY seq HAVING max(ordinal) <> count(*)",
    ),
    check(
      'It shows a later commit.',
      "SELECT seq || '.' || ordinal AS key FROM reads WHERE commit_seq > seq",
    ),
    check(
      'It is older than its commit.',
      "SELECT r.seq || '.' || r.ordinal AS key FROM reads AS r JOIN commits AS c ON c.seq = r.seq WHERE r.at < c.at AND julianday(c.at) - julianday(r.at) > 0.01",
    ),
    check(
      'Its address is not pinned to its commit.',
      "SELECT seq || '.' || ordinal AS key FROM reads WHERE address NOT GLOB '/*' OR instr(address || '&', 'commit=' || commit_seq || '&') = 0",
    ),
    check(
      'Its number of records is more than there are.',
      "SELECT seq || '.' || ordinal AS key FROM reads WHERE rows > 20 * (1 + (SELECT count(*) FROM incidents))",
    ),
  ],
  receipts: [
    isDigest('receipts', 'digest', 'digest'),
    check(
      'The record has several receipts.',
      'SELECT i.id AS key FROM receipts AS r JOIN incidents AS i ON i.row_key = r.row_key GROUP BY r.row_key HAVING count(*) > 1',
    ),
    check(
      'The record was filed, and its receipt is missing.',
      `SELECT v.id AS key FROM ${versions} AS v JOIN commits AS c ON c.seq = v.commit_seq
      WHERE c.kind = 'create' AND v.revision = 1 AND v.row_key NOT IN (SELECT row_key FROM receipts)`,
    ),
    check(
      'The record was not filed by itself.',
      `SELECT v.id AS key FROM receipts AS r JOIN ${versions} AS v ON v.row_key = r.row_key AND v.revision = 1
      JOIN commits AS c ON c.seq = v.commit_seq WHERE c.kind NOT IN ('create', 'publish')`,
    ),
  ],
  idempotency: [
    isDigest('idempotency', 'key', 'key'),
    isDigest('idempotency', 'request', 'key'),
    isTime('idempotency', 'at', 'key'),
    check(
      'Its salt is not one.',
      "SELECT key FROM idempotency WHERE length(salt) < 20 OR salt GLOB '*[^0-9A-Za-z_=-]*'",
    ),
    check(
      'Its status is not that of a success.',
      'SELECT key FROM idempotency WHERE status NOT BETWEEN 200 AND 299',
    ),
    check(
      'The version that it made is missing.',
      'SELECT key FROM idempotency AS k WHERE revision < 1 OR revision > (SELECT revision FROM incidents WHERE row_key = k.row_key)',
    ),
    check(
      'Its time is not that of the version that it made.',
      `SELECT k.key FROM idempotency AS k JOIN ${versions} AS v ON v.row_key = k.row_key AND v.revision = k.revision
      JOIN commits AS c ON c.seq = v.commit_seq WHERE abs(julianday(k.at) - julianday(c.at)) > 1 AND k.status = 201`,
    ),
  ],
  import_rows: [
    check(
      'Its digest is not one.',
      "SELECT dataset || ' ' || digest || ' ' || nth AS key FROM import_rows WHERE length(digest) <> 32 OR digest GLOB '*[^0-9a-f]*'",
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
      `SELECT r.dataset || ' ' || r.digest || ' ' || r.nth AS key FROM import_rows AS r
      JOIN ${versions} AS v ON v.row_key = r.row_key AND v.revision = 1 WHERE v.dataset <> r.dataset`,
    ),
    check(
      'No import made the record.',
      `SELECT r.dataset || ' ' || r.digest || ' ' || r.nth AS key FROM import_rows AS r
      JOIN ${versions} AS v ON v.row_key = r.row_key AND v.revision = 1 JOIN commits AS c ON c.seq = v.commit_seq WHERE c.kind <> 'import'`,
    ),
  ],
  suggestions: [
    isId('suggestions', 'id', 'id'),
    isActor('suggestions', 'actor', 'id'),
    isActor('suggestions', 'decided_by', 'id'),
    isTime('suggestions', 'at', 'id'),
    isTime('suggestions', 'decided_at', 'id'),
    isIdOfTime('suggestions', 'at'),
    check(
      'The commit of its decision is of another actor.',
      `SELECT s.id AS key FROM suggestions AS s JOIN ${versions} AS v ON v.row_key = s.incident
      JOIN commits AS c ON c.seq = v.commit_seq WHERE s.status = 'accepted' AND c.at = s.decided_at AND c.actor <> s.decided_by`,
    ),
    check(
      'Its key is not that of its id.',
      "SELECT id AS key FROM suggestions WHERE replace(substr(id, 1, 18), '-', '') <> format('%012x7%03x', row_key / 4096 + 1577836800000, row_key % 4096)",
    ),
    check(
      'The revision that it corrects is missing.',
      'SELECT s.id AS key FROM suggestions AS s JOIN incidents AS i ON i.row_key = s.incident WHERE s.revision > i.revision',
    ),
    check(
      'The revision that it corrects was not published.',
      `SELECT s.id AS key FROM suggestions AS s JOIN ${versions} AS v ON v.row_key = s.incident AND v.revision = s.revision WHERE v.status <> 'published'`,
    ),
    check('It was decided before it was made.', 'SELECT id AS key FROM suggestions WHERE decided_at < at'),
    check(
      'It is decided by nobody, or waits although somebody decided.',
      "SELECT id AS key FROM suggestions WHERE (status = 'waiting') <> (decided_by IS NULL)",
    ),
    check(
      'Its patch is not an object.',
      "SELECT id AS key FROM suggestions WHERE json_type(patch) <> 'object'",
    ),
    check(
      'It was decided without a reason.',
      "SELECT id AS key FROM suggestions WHERE status <> 'waiting' AND decision_reason IS NULL",
    ),
  ],
  remarks: [
    isId('remarks', 'id', 'id'),
    isActor('remarks', 'actor', 'id'),
    isTime('remarks', 'at', 'id'),
    isIdOfTime('remarks', 'at'),
    check(
      'The public made it, and can only answer.',
      "SELECT id AS key FROM remarks WHERE actor = 'public' AND kind <> 'answer'",
    ),
    check(
      'The revision that it is about is later than it, or was replaced before.',
      `SELECT r.id AS key FROM remarks AS r JOIN ${versions} AS v ON v.row_key = r.incident AND v.revision BETWEEN r.revision AND r.revision + 1
      JOIN commits AS c ON c.seq = v.commit_seq
      WHERE iif(v.revision = r.revision, julianday(c.at) - julianday(r.at), julianday(r.at) - julianday(c.at)) > 0.01`,
    ),
    check(
      'Its key is not that of its id.',
      "SELECT id AS key FROM remarks WHERE replace(substr(id, 1, 18), '-', '') <> format('%012x7%03x', row_key / 4096 + 1577836800000, row_key % 4096)",
    ),
    check(
      'The revision that it is about is missing.',
      'SELECT r.id AS key FROM remarks AS r JOIN incidents AS i ON i.row_key = r.incident WHERE r.revision > i.revision',
    ),
    check(
      'It answers no question about its record.',
      `SELECT r.id AS key FROM remarks AS r WHERE kind = 'answer' AND NOT EXISTS (
        SELECT 1 FROM remarks AS q WHERE q.row_key = r.question AND q.kind = 'question' AND q.incident = r.incident)`,
    ),
    check(
      'The revision is approved twice.',
      "SELECT max(id) AS key FROM remarks WHERE kind = 'approval' GROUP BY incident, revision HAVING count(*) > 1",
    ),
  ],
  assignees: [
    isActor('assignees', 'actor', 'row_key'),
    isTime('assignees', 'since', 'row_key'),
    isTime('assignees', 'until', 'row_key'),
    check(
      'No report and no correction that waits has its key.',
      `SELECT row_key AS key FROM assignees
        WHERE row_key NOT IN (SELECT row_key FROM incidents WHERE status = 'submitted')
          AND row_key NOT IN (SELECT row_key FROM suggestions WHERE status = 'waiting')`,
    ),
  ],
  distinct_pairs: [
    isActor('distinct_pairs', 'actor', 'k'),
    isActor('distinct_pairs', 'ended_by', 'k'),
    isTime('distinct_pairs', 'at', 'k'),
    isTime('distinct_pairs', 'ended_at', 'k'),
    check(
      'The pair is marked twice.',
      'SELECT max(k) AS key FROM distinct_pairs WHERE ended_at IS NULL GROUP BY a, b HAVING count(*) > 1',
    ),
    check(
      'A mark before it is missing.',
      'SELECT max(k) AS key FROM distinct_pairs HAVING max(k) <> count(*)',
    ),
  ],
} as const
