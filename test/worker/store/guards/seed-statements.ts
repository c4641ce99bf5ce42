/** Statements against the seeded records of the guards' tests, and the seed itself. */
import { scalarFilters } from '../../../../schemas/query.ts'
import { file, report, updateRecord } from '../../support.ts'

/** The conditions that find the seeded records. */
export const twice = "dataset = 'reports' AND reference = 'twice'"
export const once = "dataset = 'reports' AND reference = 'once'"
export const last = "dataset = 'trial' AND reference = 'last'"

export const keyOfRecord = (where: string): string => `(SELECT row_key FROM incidents WHERE ${where})`
export const body = (where: string): string => `row_key = ${keyOfRecord(where)}`
export const newest = '(SELECT max(seq) FROM commits)'

/**
 * A record of two versions, one of a single version, and one of the newest commit in another dataset, which links and
 * has an answer kept.
 */
export const seed = async (): Promise<void> => {
  const { version } = await file(report({ reference: 'twice', notes: 'Call back.' }))
  await updateRecord(version, { title: 'Rockets' })
  await file(report({ reference: 'once' }), { publish: true })
  const links = [{ type: 'related', incident: 'elsewhere' }]
  await file(report({ dataset: 'trial', reference: 'last', links }), { key: 'a key' })
}

const body_ = [
  'revision',
  'public_json',
  'full_json',
  'warnings',
  'search_words',
  'csv_row',
  'schema_version',
]
const stamps = ['commit_seq', 'created_at', 'updated_at']
const current = ['row_key', 'id', 'revision', ...stamps, 'filer', 'status', ...scalarFilters, 'facets']

const columns = {
  commits: ['seq', 'at', 'actor', 'kind', 'reason', 'rows', 'public_seq', 'published', 'undoes'],
  chain_checkpoints: ['seq', 'digest', 'public_seq', 'public_digest'],
  datasets: ['slug', 'title', 'description', 'licence', 'attribution', 'publishable'],
  incidents: current,
  incident_body: ['row_key', ...body_],
  incident_history: ['superseded_by', ...current, ...body_.slice(1)],
  changes: ['commit_seq', 'row_key', 'revision'],
  redactions: ['commit_seq', 'row_key', 'changed', 'open', 'files_deleted'],
  merges: ['commit_seq', 'row_key', 'survivor'],
  distinct_pairs: ['k', 'a', 'b', 'at', 'actor', 'reason', 'ended_at', 'ended_by', 'end_reason'],
  idempotency: ['key', 'request', 'salt', 'status', 'row_key', 'revision', 'at'],
  receipts: ['digest', 'row_key'],
  incident_links: ['dataset', 'named', 'row_key'],
} as const satisfies Record<string, readonly string[]>

type Table = keyof typeof columns

/** Inserts a copy of a table's row with other values in some columns. */
export const copyRow = (
  table: Table,
  where: string,
  values: Readonly<Record<string, string | number>> = {},
  { verb = 'INSERT', upsert = '' } = {},
): string => {
  const names: readonly string[] = columns[table]
  const taken = names.map((name) => values[name] ?? name).join(', ')
  return `${verb} INTO ${table} (${names.join(', ')}) SELECT ${taken} FROM ${table} WHERE ${where} ${upsert}`.trim()
}

/** Puts the current version of a record into its history. */
export const copyToHistory = (
  where: string,
  values: Readonly<Record<string, string | number>> = {},
): string => {
  const names: readonly string[] = columns.incident_history
  const own = (name: string) => (name === 'row_key' || name === 'revision' ? `i.${name}` : name)
  const taken = names.map((name) => values[name] ?? (name === 'superseded_by' ? newest : own(name)))
  return `INSERT INTO incident_history (${names.join(', ')})
    SELECT ${taken.join(', ')} FROM incidents AS i JOIN incident_body AS b ON b.row_key = i.row_key WHERE ${where}`
}

export const replace = { verb: 'INSERT OR REPLACE' }

/** A commit that is as it must be. */
export const commit = copyRow('commits', `seq = ${newest}`, { seq: 'seq + 1', kind: "'update'" })

/** The next version of a record, its narrow row only. */
export const updateIncident = (where: string, set = ''): string =>
  `UPDATE incidents SET revision = revision + 1, commit_seq = ${newest}${set && `, ${set}`} WHERE ${where}`

/** The next version of a record, its wide row only. */
export const updateBody = (where: string, set = ''): string =>
  `UPDATE incident_body SET revision = revision + 1${set && `, ${set}`} WHERE ${body(where)}`

/** The body of a new record; it comes first. */
export const futureBody = copyRow('incident_body', body(once), { row_key: 7, revision: 1 })

/** The batch of a redaction up to where the history of a record is open. */
export const openRedaction = (where: string): string[] => [
  commit.replace("'update'", "'redact'"),
  updateIncident(where),
  updateBody(where),
  `INSERT INTO redactions (commit_seq, row_key, changed, open, files_deleted)
   VALUES (${newest}, ${keyOfRecord(where)}, '[]', 1, 0)`,
]

/** A new record, its narrow row only. */
export const insertNarrow = (values: Readonly<Record<string, string | number>> = {}): string =>
  copyRow('incidents', once, {
    row_key: 7,
    id: "'016f5e66-e800-7007-8000-000000000000'",
    reference: "'new'",
    revision: 1,
    commit_seq: newest,
    ...values,
  })
