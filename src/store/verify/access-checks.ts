/** What must hold in the tables of tokens, receipts, keys of requests and downloads. */
import { maxGraceHours } from '../../../schemas/token.ts'
import { check, isActor, isCommitOf, isDigest, isId, isTime, versions } from './check.ts'

/** What a commit says of a token. */
const tokenName = `t.role || ': ' || t.name || iif(t.datasets IS NULL, '',
  ' (' || (SELECT group_concat(value, ', ') FROM json_each(t.datasets)) || ')')`

const download = "seq || '.' || ordinal"

export const accessChecks = {
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
  reads: [
    isActor('reads', 'actor', download),
    isTime('reads', 'at', download),
    check(
      'A download before it is missing.',
      "SELECT seq || '.' || max(ordinal) AS key FROM reads GROUP BY seq HAVING max(ordinal) <> count(*)",
    ),
    check('It shows a later commit.', `SELECT ${download} AS key FROM reads WHERE commit_seq > seq`),
    check(
      'It is older than its commit.',
      "SELECT r.seq || '.' || r.ordinal AS key FROM reads AS r JOIN commits AS c ON c.seq = r.seq WHERE r.at < c.at AND julianday(c.at) - julianday(r.at) > 0.01",
    ),
    check(
      'Its address is not pinned to its commit.',
      `SELECT ${download} AS key FROM reads WHERE address NOT GLOB '/*' OR instr(address || '&', 'commit=' || commit_seq || '&') = 0`,
    ),
    check(
      'Its number of records is more than there are.',
      `SELECT ${download} AS key FROM reads WHERE rows > 20 * (1 + (SELECT count(*) FROM incidents))`,
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
} as const
