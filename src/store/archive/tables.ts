/**
 * What a backup has of each table. A backup is of one commit: of the tables that commits write it has the rows up to
 * that commit, of the others what they had when that commit was the newest.
 */
import { raw, type Sql, sql } from '../sql.ts'

/** The commit of a backup, and when it was the newest (RFC 3339, UTC, milliseconds). */
export interface ArchivePoint {
  readonly commit: number
  readonly at: string
}

/** The rows of a table that belong to a backup. The conditions hold together. */
export interface RowsRule {
  readonly kind: 'rows'
  /** The column with the commit that wrote a row. */
  readonly commit?: string
  /** The columns with the keys of records that must be in the backup. */
  readonly records?: readonly string[]
  /** The column with the time at which a row was made. */
  readonly time?: string
  /** The columns that acts after the backup's commit may have changed, as they were. */
  readonly past?: (point: ArchivePoint) => Readonly<Record<string, Sql>>
}

/**
 * `rows`: the backup has its rows. `versions`: the current versions of the commit, with their bodies in the same row.
 * `bodies`: in the rows of `versions`. `derived`: made again from the others. `staged`: what requests have not ended.
 */
export type ArchiveRule =
  | RowsRule
  | { readonly kind: 'versions' }
  | { readonly kind: 'bodies' }
  | { readonly kind: 'derived' }
  | { readonly kind: 'staged' }

const rows = (rule: Omit<RowsRule, 'kind'> = {}): RowsRule => ({ kind: 'rows', ...rule })

const described = ['title', 'description', 'licence', 'attribution']

/** The description of a dataset `t` at a commit: the first one that a later commit replaced, else the newest. */
const pastDescription = ({ commit }: ArchivePoint): Readonly<Record<string, Sql>> => {
  const later = sql`FROM dataset_history AS h WHERE h.slug = t.slug AND h.superseded_by > ${commit}`
  return Object.fromEntries(
    described.map((name) => [
      name,
      sql`CASE WHEN EXISTS (SELECT 1 ${later})
        THEN (SELECT h.${raw(name)} ${later} ORDER BY h.superseded_by LIMIT 1) ELSE t.${raw(name)} END`,
    ]),
  )
}

/** A correction that was decided later waits: one that was accepted wrote a commit, whose time is not before. */
const pastDecision = ({ commit, at }: ArchivePoint): Readonly<Record<string, Sql>> => {
  const isLater = sql`(t.status = 'declined' AND t.decided_at > ${at}
    OR t.status = 'accepted' AND t.decided_at > (SELECT at FROM commits WHERE seq = ${commit}))`
  const before = (column: string) => sql`CASE WHEN ${isLater} THEN NULL ELSE t.${raw(column)} END`
  return {
    status: sql`CASE WHEN ${isLater} THEN 'waiting' ELSE t.status END`,
    decided_at: before('decided_at'),
    decided_by: before('decided_by'),
    decision_reason: before('decision_reason'),
  }
}

const pastMark = ({ at }: ArchivePoint): Readonly<Record<string, Sql>> =>
  Object.fromEntries(
    ['ended_at', 'ended_by', 'end_reason'].map((name) => [
      name,
      sql`CASE WHEN t.ended_at > ${at} THEN NULL ELSE t.${raw(name)} END`,
    ]),
  )

/** The report of an import whose commit is later: at the backup's commit it had not ended. */
const pastReport = ({ commit }: ArchivePoint): Readonly<Record<string, Sql>> => ({
  report: sql`CASE WHEN t.report ->> '$.commit' > ${commit} THEN NULL ELSE t.report END`,
})

/**
 * Every table of the database, in the order in which a restore fills them: a row refers to rows before it. A backup has
 * commits among the versions that they wrote, so what refers to a commit comes after `incidents`.
 */
export const archiveTables = {
  datasets: rows({ past: pastDescription }),
  dataset_history: rows({ commit: 'superseded_by' }),
  dataset_published: rows({ commit: 'commit_seq' }),
  changes: rows({ commit: 'commit_seq' }),
  merges: rows({ commit: 'commit_seq' }),
  redactions: rows({ commit: 'commit_seq' }),
  tokens: rows({ time: 'created_at' }),
  mappings: rows(),
  imports: rows({ time: 'at', past: pastReport }),
  incident_history: rows({ commit: 'superseded_by' }),
  commits: rows({ commit: 'seq' }),
  incidents: { kind: 'versions' },
  incident_body: { kind: 'bodies' },
  former_secrets: rows({ commit: 'replaced_by' }),
  chain_checkpoints: rows({ commit: 'seq' }),
  reads: rows({ commit: 'seq' }),
  receipts: rows({ records: ['row_key'] }),
  idempotency: rows({ records: ['row_key'], time: 'at' }),
  import_rows: rows({ records: ['row_key'] }),
  suggestions: rows({ records: ['incident'], time: 'at', past: pastDecision }),
  distinct_pairs: rows({ records: ['a', 'b'], time: 'at', past: pastMark }),
  remarks: rows({ records: ['incident'], time: 'at' }),
  assignees: rows({ time: 'since' }),
  incident_links: { kind: 'derived' },
  waiting_reports: { kind: 'derived' },
  index_segments: { kind: 'derived' },
  index_parts: { kind: 'derived' },
  likely_pairs: { kind: 'derived' },
  pair_comparison: { kind: 'derived' },
  import_chunks: { kind: 'staged' },
  redacted_versions: { kind: 'staged' },
} as const satisfies Readonly<Record<string, ArchiveRule>>

export type TableName = keyof typeof archiveTables

export const tableNames = Object.keys(archiveTables) as TableName[]

/** Returns the rule of a table. */
export const ruleOf = (table: TableName): ArchiveRule => archiveTables[table]

/** The tables whose rows a backup has, in their order; `incidents` has the bodies too. */
export const archivedTables = tableNames.filter((table) => ['rows', 'versions'].includes(ruleOf(table).kind))

/** Returns whether a name is that of a table whose rows a backup has. */
export const isArchivedTable = (name: string): name is TableName =>
  (archivedTables as readonly string[]).includes(name)
