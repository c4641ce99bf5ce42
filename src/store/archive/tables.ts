/**
 * What a backup has of each table. A backup is of one commit: of the tables that commits write it has the rows up to
 * that commit, of the others what they had when that commit was the newest.
 */
import { type CountedTable, countedKeys, countedTables, keyBase } from '../row-counts.ts'
import { join, raw, type Sql, sql } from '../sql.ts'

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
 * `bodies`: in the rows of `versions`. `derived`: made again from the others. `transient`: of use for some hours at most.
 */
export type ArchiveRule =
  | RowsRule
  | { readonly kind: 'versions' }
  | { readonly kind: 'bodies' }
  | { readonly kind: 'derived' }
  | { readonly kind: 'transient' }

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

/** Returns the digests of a row, without those of acts that are later. */
const pastDigests = (isLater: Sql, ...acts: readonly string[]): Sql =>
  sql`CASE WHEN ${isLater} THEN json_remove(t.digests, ${join(acts.map((act) => sql`${`$.${act}`}`))}) ELSE t.digests END`

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
    digests: pastDigests(isLater, 'decision'),
  }
}

/** Returns columns that are NULL if what filled them is later, and the digests without its act. */
const emptied = (
  isLater: Sql,
  names: readonly string[],
  ...acts: readonly string[]
): Readonly<Record<string, Sql>> => ({
  ...Object.fromEntries(
    names.map((name) => [name, sql`CASE WHEN ${isLater} THEN NULL ELSE t.${raw(name)} END`]),
  ),
  digests: pastDigests(isLater, ...acts),
})

const pastMark = ({ at }: ArchivePoint): Readonly<Record<string, Sql>> =>
  emptied(sql`t.ended_at > ${at}`, ['ended_at', 'ended_by', 'end_reason'], 'end', 'end_reason')

/** The end of an import whose commit is later: at the backup's commit it had not ended. */
const pastEnd = ({ commit }: ArchivePoint): Readonly<Record<string, Sql>> =>
  emptied(sql`t.report ->> '$.commit' > ${commit}`, ['bytes', 'digest', 'report'], 'end')

/** Returns the condition that a record was there at the commit: `key` is its key. */
const isRecord = (key: Sql, commit: number): Sql => sql`(
  EXISTS (SELECT 1 FROM incidents AS r WHERE r.row_key = ${key} AND r.commit_seq <= ${commit})
  OR EXISTS (SELECT 1 FROM incident_history AS r WHERE r.row_key = ${key} AND r.revision = 1 AND r.commit_seq <= ${commit}))`

/** Returns the condition that a row `t` belongs to a backup. */
export const belongs = (rule: RowsRule, { commit, at }: ArchivePoint): Sql =>
  join(
    [
      raw('true'),
      ...(rule.commit ? [sql`t.${raw(rule.commit)} <= ${commit}`] : []),
      ...(rule.time ? [sql`t.${raw(rule.time)} <= ${at}`] : []),
      ...(rule.records ?? []).map((name) => isRecord(sql`t.${raw(name)}`, commit)),
    ],
    ' AND ',
  )

/** Returns what the rows of a table make of a number of `row_counts`, without the rows that do not belong to the backup. */
const countOf = (table: CountedTable, column: string, of: string, point: ArchivePoint): Sql => {
  const rule = ruleOf(table)
  if (rule.kind !== 'rows') return raw('0')
  return sql`t.${raw(column)} - (SELECT ${raw(of)} FROM ${raw(table)} AS t WHERE NOT (${belongs(rule, point)}))`
}

/** The numbers of rows without those that do not belong to the backup, so that they prove the rows of the backup. */
const pastCounts = (point: ArchivePoint): Readonly<Record<string, Sql>> => {
  const perTable = (column: string, of: (key: string) => string) =>
    sql`CASE t.name ${join(
      countedTables.map(
        (table) =>
          sql`WHEN ${raw(`'${table}'`)} THEN ${countOf(table, column, of(countedKeys[table] ?? '0'), point)}`,
      ),
      ' ',
    )} END`
  return {
    rows: perTable('rows', () => 'count(*)'),
    keys_high: perTable('keys_high', (key) => `coalesce(sum((${key}) / ${keyBase}), 0)`),
    keys_low: perTable('keys_low', (key) => `coalesce(sum((${key}) % ${keyBase}), 0)`),
  }
}

/**
 * Every table of the database, in the order in which a restore fills them: a row refers to rows before it. A backup has
 * commits among the versions that they wrote, so what refers to a commit comes after `incidents`.
 */
export const archiveTables = {
  row_counts: rows({ past: pastCounts }),
  datasets: rows({ past: pastDescription }),
  dataset_history: rows({ commit: 'superseded_by' }),
  dataset_published: rows({ commit: 'commit_seq' }),
  changes: rows({ commit: 'commit_seq' }),
  merges: rows({ commit: 'commit_seq' }),
  redactions: rows({ commit: 'commit_seq' }),
  tokens: rows({ time: 'created_at' }),
  mappings: rows({ time: 'updated_at' }),
  imports: rows({ time: 'at', past: pastEnd }),
  incident_history: rows({ commit: 'superseded_by' }),
  commits: rows({ commit: 'seq' }),
  incidents: { kind: 'versions' },
  incident_body: { kind: 'bodies' },
  former_secrets: rows({ commit: 'replaced_by' }),
  chain_checkpoints: rows({ commit: 'seq' }),
  reads: rows({ commit: 'seq', time: 'at' }),
  receipts: rows({ records: ['row_key'] }),
  idempotency: rows({ records: ['row_key'], time: 'at' }),
  import_rows: rows({ records: ['row_key'] }),
  suggestions: rows({ records: ['incident'], time: 'at', past: pastDecision }),
  distinct_pairs: rows({ records: ['a', 'b'], time: 'at', past: pastMark }),
  remarks: rows({ records: ['incident'], time: 'at' }),
  incident_links: { kind: 'derived' },
  waiting_reports: { kind: 'derived' },
  index_segments: { kind: 'derived' },
  index_parts: { kind: 'derived' },
  likely_pairs: { kind: 'derived' },
  pair_comparison: { kind: 'derived' },
  assignees: { kind: 'transient' },
  import_chunks: { kind: 'transient' },
  redacted_versions: { kind: 'transient' },
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
