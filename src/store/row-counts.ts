/** The numbers of rows that tables should have, as their triggers count them. */
import { raw, selectAll, sql } from './sql.ts'

/** The sums of keys are of their multiples of 2^26, and of the rest. */
export const keyBase = 67_108_864

/** The integer that counts as the key of a row in each counted table, as SQL; undefined if its key is a text. */
export const countedKeys = {
  remarks: 'row_key',
  suggestions: 'row_key',
  distinct_pairs: 'k',
  reads: 'seq * 1048576 + ordinal',
  assignees: 'row_key',
  imports: undefined,
  mappings: undefined,
  idempotency: undefined,
} as const satisfies Readonly<Record<string, string | undefined>>

export type CountedTable = keyof typeof countedKeys

export const countedTables = Object.keys(countedKeys) as CountedTable[]

export interface RowCount {
  readonly name: string
  readonly rows: number
  readonly keysHigh: number
  readonly keysLow: number
  /** Until when a version without digests may have written (RFC 3339, UTC); null if the store never had one. */
  readonly unsealedUntil: string | null
}

const columns = sql`name, rows, keys_high AS "keysHigh", keys_low AS "keysLow", unsealed_until AS "unsealedUntil"`

/** Returns the numbers by table. */
export const listRowCounts = async (db: D1Database): Promise<ReadonlyMap<string, RowCount>> => {
  const found = await selectAll<RowCount>(db)`SELECT ${columns} FROM row_counts`
  return new Map(found.map((each) => [each.name, each]))
}

/** Returns the numbers of the rows that a table has. */
export const countRows = async (
  db: D1Database,
  table: CountedTable,
): Promise<Omit<RowCount, 'unsealedUntil'>> => {
  // A number as parameter would make the quotient a fraction.
  const base = raw(String(keyBase))
  const key = raw(`(${countedKeys[table] ?? '0'})`)
  const [found] = await selectAll<Omit<RowCount, 'unsealedUntil'>>(db)`
    SELECT ${table} AS name, count(*) AS rows, coalesce(sum(${key} / ${base}), 0) AS "keysHigh",
      coalesce(sum(${key} % ${base}), 0) AS "keysLow" FROM ${raw(table)}`
  if (!found) throw new Error(`${table} cannot be counted.`)
  return found
}
