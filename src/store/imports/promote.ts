/** Moving staged versions into the tables of records, in the batch of their commit. */
import { bodyColumns, incidentColumns } from '../incidents.ts'
import { selectColumns } from './staging.ts'

const readyChunks = 'c.import = ?1 AND c.is_deferred = 0'

const selectRows = (column: string, names: readonly string[]): string =>
  `SELECT ${selectColumns(names)} FROM import_chunks AS c, jsonb_each(c.${column}) AS r WHERE ${readyChunks}`

const incidentRows = selectRows('incident_rows', incidentColumns)
const bodyRows = selectRows('body_rows', bodyColumns)
const linkColumns = ['dataset', 'named', 'row_key']
const newestCommit = 'SELECT seq, at FROM commits ORDER BY seq DESC LIMIT 1'
const changedColumns = incidentColumns.filter((name) => !['row_key', 'id', 'filer'].includes(name))
const changedBodyColumns = bodyColumns.filter((name) => name !== 'row_key')

const assignments = (names: readonly string[]): string =>
  names.map((name) => `${name} = r.${name}`).join(', ')

const insertIncidents = `INSERT INTO incidents (commit_seq, created_at, updated_at, ${incidentColumns.join(', ')})
   SELECT commits.seq, commits.at, commits.at, r.* FROM (${newestCommit}) AS commits, (${incidentRows}) AS r WHERE r.revision = 1`

const updateIncidents = [
  `UPDATE incidents SET commit_seq = commits.seq, updated_at = commits.at, ${assignments(changedColumns)}
   FROM (${newestCommit}) AS commits, (${incidentRows}) AS r WHERE incidents.row_key = r.row_key AND r.revision > 1`,
  `UPDATE incident_body SET ${assignments(changedBodyColumns)} FROM (${bodyRows}) AS r
   WHERE incident_body.row_key = r.row_key AND r.revision > 1`,
]

const insertRowMatches = `INSERT INTO import_rows (dataset, digest, nth, row_key) ${selectRows('row_matches', ['dataset', 'digest', 'nth', 'row_key'])}`

const updateLinks = [
  `DELETE FROM incident_links WHERE (dataset, named, row_key) IN (${selectRows('removed_links', linkColumns)})`,
  `INSERT OR IGNORE INTO incident_links (dataset, named, row_key) ${selectRows('added_links', linkColumns)}`,
]

/**
 * Returns the statements that move all staged chunks of an import that are not deferred into the tables of records;
 * they follow the commit's statement in its batch. New records are inserted, and their bodies exist already. Other
 * versions replace their predecessor; the triggers reject a version that is not the next one.
 */
export const promote = (
  db: D1Database,
  importId: string,
  { hasNew, hasUpdated, hasRowMatches }: Record<'hasNew' | 'hasUpdated' | 'hasRowMatches', boolean>,
): D1PreparedStatement[] =>
  [
    ...(hasNew ? [insertIncidents] : []),
    ...(hasUpdated ? updateIncidents : []),
    ...(hasRowMatches ? [insertRowMatches] : []),
    ...updateLinks,
    'DELETE FROM import_chunks WHERE import = ?1 AND is_deferred = 0',
  ].map((sql) => db.prepare(sql).bind(importId))
