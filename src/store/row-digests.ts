/**
 * Digests of the rows that no commit covers. Each act that writes a row writes the digest of the columns that it fills: SHA-256
 * over the act, the key of the row and the values, in hexadecimal. The column `digests` of a row has them by act, as a JSON
 * object. A verification computes them again.
 */
import { sha256 } from '../record/chain.ts'
import { raw, type Sql, type SqlValue, sql, toBindable } from './sql.ts'

export interface DigestRule {
  /** The columns that tell the row from others, as far as the act that inserts it knows them. */
  readonly key: readonly string[]
  /** The columns that each act fills. */
  readonly acts: Readonly<Record<string, readonly string[]>>
  /** The values of columns before an act has filled them; NULL for any other column. */
  readonly initial?: Readonly<Record<string, SqlValue>>
  /** When the row was made, as SQL of a row `t`. */
  readonly time: string
  /**
   * Columns with the time of an act, and SQL of a row `t` for a time that is used in its place if it is later. The digest
   * then covers NULL, because the act does not know that time.
   */
  readonly least?: Readonly<Record<string, string>>
}

const timeOfCommit = (column: string): string => `(SELECT at FROM commits WHERE seq = t.${column})`

export const digestRules = {
  datasets: { key: ['slug'], acts: { publishable: ['publishable'] }, time: "''" },
  redactions: {
    key: ['row_key'],
    acts: { row: ['changed'], files: ['files_deleted'] },
    initial: { files_deleted: 0 },
    time: timeOfCommit('commit_seq'),
  },
  tokens: {
    key: ['id'],
    acts: {
      row: ['name', 'role', 'created_by'],
      secret: ['digest'],
      limits: ['expires_at', 'datasets'],
      grace: ['ends_former'],
      use: ['used_at'],
      // A version before migration 0026 wrote it.
      hour: ['last_used_at'],
    },
    initial: { ends_former: 0 },
    time: 't.created_at',
  },
  // The digest of a secret comes along from the token.
  former_secrets: {
    key: ['token'],
    acts: { secret: ['digest'], end: ['valid_until'] },
    time: timeOfCommit('replaced_by'),
  },
  mappings: {
    key: ['dataset', 'name'],
    acts: { row: ['mapping', 'updated_at', 'updated_by'] },
    time: 't.updated_at',
  },
  imports: {
    key: ['id'],
    acts: {
      row: ['at', 'actor', 'dataset', 'profile', 'mode', 'dry_run', 'content_type'],
      source: ['mapping', 'settings'],
      end: ['bytes', 'digest', 'report'],
      // The digest of the redaction that deleted the file.
      redaction: [],
    },
    time: 't.at',
  },
  reads: {
    key: [],
    acts: { row: ['at', 'actor', 'commit_seq', 'rows'], address: ['address'] },
    time: 't.at',
    least: { at: timeOfCommit('seq') },
  },
  idempotency: {
    key: ['key'],
    acts: { row: ['request', 'salt', 'status', 'row_key', 'revision', 'at'] },
    time: 't.at',
  },
  suggestions: {
    key: ['row_key'],
    acts: {
      row: ['id', 'incident', 'revision', 'actor', 'at', 'reason', 'patch', 'warnings'],
      sender: ['sender'],
      decision: ['status', 'decided_at', 'decided_by', 'decision_reason'],
    },
    initial: { status: 'waiting' },
    time: 't.at',
  },
  distinct_pairs: {
    key: ['a', 'b'],
    acts: {
      row: ['at', 'actor'],
      reason: ['reason'],
      end: ['ended_at', 'ended_by'],
      end_reason: ['end_reason'],
    },
    time: 't.at',
    least: { ended_at: 't.at' },
  },
  remarks: {
    key: ['row_key'],
    acts: { row: ['id', 'incident', 'kind', 'question', 'revision', 'actor', 'at'], text: ['text'] },
    time: 't.at',
  },
  assignees: {
    key: ['row_key'],
    acts: { row: ['actor', 'until'], since: ['since'] },
    time: 't.since',
  },
} as const satisfies Readonly<Record<string, DigestRule>>

export type DigestedTable = keyof typeof digestRules
type Act<Table extends DigestedTable> = Extract<keyof (typeof digestRules)[Table]['acts'], string>

/** Returns the rule of a table. */
export const digestRuleOf = (table: DigestedTable): DigestRule => digestRules[table]

export type RowValues = Readonly<Record<string, SqlValue>>

/** A text as the database stores it. */
const toStored = (value: SqlValue): SqlValue =>
  typeof value === 'string' ? value.toWellFormed() : toBindable(value)

/** Returns the digest of an act that has filled the columns of a row. */
export const digestOf = <Table extends DigestedTable>(
  table: Table,
  act: Act<Table>,
  values: RowValues,
): string => {
  const { key, acts } = digestRuleOf(table)
  return sha256(
    JSON.stringify([act, ...[...key, ...(acts[act] ?? [])].map((name) => toStored(values[name]))]),
  )
}

/** Returns the value of the column `digests` for a row that some acts have filled. */
export const digestsOf = <Table extends DigestedTable>(
  table: Table,
  acts: readonly Act<Table>[],
  values: RowValues,
): string => JSON.stringify(Object.fromEntries(acts.map((act) => [act, digestOf(table, act, values)])))

/** Returns an assignment that replaces the digests of acts by those of a JSON object. */
export const mergeDigests = (digests: Sql): Sql =>
  sql`digests = json_patch(coalesce(digests, '{}'), ${digests})`

/** Returns an assignment that replaces the digests of acts. */
export const setDigests = <Table extends DigestedTable>(
  table: Table,
  acts: readonly Act<Table>[],
  values: RowValues,
): Sql => mergeDigests(sql`${digestsOf(table, acts, values)}`)

/** An assignment that deletes the row: the triggers count it. */
export const erase: Sql = raw('digests = NULL')
