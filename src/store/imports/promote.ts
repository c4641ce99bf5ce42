/** What is staged becomes the record, in the batch of its commit. */
import { bodyColumns } from '../incidents.ts'
import { columnsOf, narrowColumns } from './staging.ts'

const ready = 'c.import = ?1 AND c.waiting = 0'

const rowsOf = (column: string, names: readonly string[]): string =>
  `SELECT ${columnsOf(names)} FROM import_chunks AS c, jsonb_each(c.${column}) AS r WHERE ${ready}`

const narrow = rowsOf('narrow', narrowColumns)
const bodies = rowsOf('bodies', bodyColumns)
const linkColumns = ['dataset', 'named', 'n']
const newest = 'SELECT seq, at FROM commits ORDER BY seq DESC LIMIT 1'
const changed = narrowColumns.filter((name) => !['n', 'id', 'filer'].includes(name))
const changedBody = bodyColumns.filter((name) => name !== 'n')

const setting = (names: readonly string[]): string => names.map((name) => `${name} = r.${name}`).join(', ')

const create = `INSERT INTO incidents (commit_seq, created_at, updated_at, ${narrowColumns.join(', ')})
   SELECT commits.seq, commits.at, commits.at, r.* FROM (${newest}) AS commits, (${narrow}) AS r WHERE r.revision = 1`

const revise = [
  `UPDATE incidents SET commit_seq = commits.seq, updated_at = commits.at, ${setting(changed)}
   FROM (${newest}) AS commits, (${narrow}) AS r WHERE incidents.n = r.n AND r.revision > 1`,
  `UPDATE incident_body SET ${setting(changedBody)} FROM (${bodies}) AS r
   WHERE incident_body.n = r.n AND r.revision > 1`,
]

const remember = `INSERT INTO import_rows (dataset, digest, nth, n) ${rowsOf('made', ['dataset', 'digest', 'nth', 'n'])}`

const reindex = [
  `DELETE FROM incident_links WHERE (dataset, named, n) IN (${rowsOf('links_gone', linkColumns)})`,
  `INSERT OR IGNORE INTO incident_links (dataset, named, n) ${rowsOf('links_come', linkColumns)}`,
]

/**
 * The statements that take over all staged chunks of an import that do not wait; they go into one batch behind the
 * commit's. New records are inserted, their bodies being there; further ones replace the version before, and the guards refuse what is not its
 * next.
 */
export const promote = (
  db: D1Database,
  importId: string,
  some: { readonly created: boolean; readonly revised: boolean; readonly made: boolean },
): D1PreparedStatement[] =>
  [
    ...(some.created ? [create] : []),
    ...(some.revised ? revise : []),
    ...(some.made ? [remember] : []),
    ...reindex,
    'DELETE FROM import_chunks WHERE import = ?1 AND waiting = 0',
  ].map((sql) => db.prepare(sql).bind(importId))
