/** Comparing the rows that no commit covers with their digests and numbers. */
import {
  type CountedTable,
  countedKeys,
  countedTables,
  countRows,
  keyBase,
  listRowCounts,
  type RowCount,
} from '../../store/row-counts.ts'
import { type DigestedTable, digestOf, digestRuleOf, digestRules } from '../../store/row-digests.ts'
import type { Fault } from '../../store/verify/fault.ts'
import {
  type DigestedRow,
  leastOf,
  madeAt,
  nameOfRow,
  readDigested,
} from '../../store/verify/read-digested.ts'

export interface RowsReport {
  readonly faults: readonly Fault[]
  /** The number of rows of each table that a version without digests wrote. */
  readonly unsealed: Readonly<Record<string, number>>
}

/** Returns the digests of a row by act, none if it has none; undefined if they are not a JSON object of the acts. */
const parseDigests = (
  acts: readonly string[],
  text: unknown,
): Readonly<Record<string, unknown>> | undefined => {
  if (text === null) return {}
  try {
    const digests: unknown = JSON.parse(String(text))
    const isObject = typeof digests === 'object' && digests !== null && !Array.isArray(digests)
    if (!isObject || Object.keys(digests).some((act) => !acts.includes(act))) return undefined
    return digests as Record<string, unknown>
  } catch {
    return undefined
  }
}

/** How an act of a row stands to its digest. */
type ActState = 'right' | 'wrong' | 'unsealed'

const compareAct = (table: DigestedTable, act: string, row: DigestedRow, digest: unknown): ActState => {
  const { acts, initial = {}, least = {} } = digestRuleOf(table)
  const columns = acts[act] ?? []
  if (columns.length === 0) return 'right'
  if (digest === undefined || digest === null)
    return columns.every((name) => row[name] === (initial[name] ?? null)) ? 'right' : 'unsealed'
  const digestOfAct = (values: DigestedRow) => digestOf(table, act as never, values)
  if (digest === digestOfAct(row)) return 'right'
  const raised = columns.filter((name) => name in least && row[name] === row[leastOf(name)])
  const asRaised = { ...row, ...Object.fromEntries(raised.map((name) => [name, null])) }
  return raised.length > 0 && digest === digestOfAct(asRaised) ? 'right' : 'wrong'
}

const verifyDigests = async (
  db: D1Database,
  table: DigestedTable,
  unsealedUntil: string | null,
): Promise<{ readonly faults: Fault[]; readonly unsealed: number }> => {
  const { acts } = digestRuleOf(table)
  const nameOf = await nameOfRow(db, table)
  const faults: Fault[] = []
  let unsealed = 0
  for await (const page of readDigested(db, table))
    for (const row of page) {
      const digests = parseDigests(Object.keys(acts), row.digests)
      const actsIn = (state: ActState) =>
        Object.keys(acts).filter((act) => compareAct(table, act, row, digests?.[act]) === state)
      const columnsOf = (names: readonly string[]) => names.flatMap((act) => acts[act]).join(', ')
      const fault = (detail: string) => faults.push({ table, key: nameOf(row), detail })
      const [wrong, without] = [actsIn('wrong'), actsIn('unsealed')]
      if (!digests) fault('Its digests are not those of acts.')
      if (wrong.length > 0) fault(`${columnsOf(wrong)}: not what the digest covers.`)
      if (without.length === 0) continue
      if (unsealedUntil !== null && String(row[madeAt]) <= unsealedUntil) unsealed++
      else fault(`${columnsOf(without)}: no act has written it, for it has no digest.`)
    }
  return { faults, unsealed }
}

const nameOfKey = (table: CountedTable, key: number): string =>
  table === 'reads' ? `${Math.floor(key / 2 ** 20)}.${key % 2 ** 20}` : String(key)

/** Returns what is wrong with the number of rows of a table. */
const compareCount = (
  table: CountedTable,
  stated: RowCount | undefined,
  found: Omit<RowCount, 'unsealedUntil'>,
): Fault[] => {
  if (!stated) return [{ table: 'row_counts', key: table, detail: 'The row is missing.' }]
  const missing = stated.rows - found.rows
  const keys = (stated.keysHigh - found.keysHigh) * keyBase + stated.keysLow - found.keysLow
  if (missing === 0 && keys === 0) return []
  const isNamed = Math.abs(missing) === 1 && countedKeys[table] !== undefined
  const key = isNamed ? nameOfKey(table, Math.abs(keys)) : '-'
  if (missing > 0) return [{ table, key, detail: `Missing: ${missing} of ${stated.rows} rows.` }]
  if (missing < 0) return [{ table, key, detail: `No act has written ${-missing} of ${found.rows} rows.` }]
  return [{ table, key, detail: 'The keys of its rows are not those that acts have written.' }]
}

/** Compares every row that has digests with them, and the number of rows with that which the acts have counted. */
export const verifyRows = async (db: D1Database): Promise<RowsReport> => {
  const counts = await listRowCounts(db)
  const unsealedUntil = counts.values().next().value?.unsealedUntil ?? null
  const faults: Fault[] = []
  const unsealed: Record<string, number> = {}
  for (const table of Object.keys(digestRules) as DigestedTable[]) {
    const found = await verifyDigests(db, table, unsealedUntil)
    faults.push(...found.faults)
    if (found.unsealed > 0) unsealed[table] = found.unsealed
  }
  for (const table of countedTables)
    faults.push(...compareCount(table, counts.get(table), await countRows(db, table)))
  return { faults, unsealed }
}
