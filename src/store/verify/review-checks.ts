/** What must hold in the tables of corrections, remarks, marks and entries in hand. */
import { check, isActor, isId, isIdOfTime, isTime, versions } from './check.ts'

export const reviewChecks = {
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
