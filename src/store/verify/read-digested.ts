/** Reading the rows that have digests. */
import { columnsOf, listColumns } from '../archive/columns.ts'
import { type DigestedTable, digestRuleOf } from '../row-digests.ts'
import { join, raw, selectAll, sql } from '../sql.ts'

export type DigestedRow = Readonly<Record<string, string | number | null>>

/** The name of a column for the time at which a row was made, and of one for the least time that a column can have. */
export const madeAt = '$made'
export const leastOf = (column: string): string => `$least ${column}`

const pageSize = 1000

/** Yields the rows of a table in the order of their keys, page by page. */
export async function* readDigested(db: D1Database, table: DigestedTable): AsyncGenerator<DigestedRow[]> {
  const { time, least = {} } = digestRuleOf(table)
  const keys = columnsOf(await listColumns(db), table)
    .filter(({ key }) => key > 0)
    .sort((a, b) => a.key - b.key)
    .map(({ name }) => name)
  const columns = [
    raw(`t.*, ${time} AS "${madeAt}"`),
    ...Object.entries(least).map(([name, of]) => raw(`${of} AS "${leastOf(name)}"`)),
  ]
  const listed = raw(keys.map((name) => `t.${name}`).join(', '))
  for (let last: DigestedRow | undefined, first = true; first || last; first = false) {
    const after = last
    const isAfter = after
      ? sql`(${listed}) > (${join(keys.map((name) => sql`${after[name]}`))})`
      : raw('true')
    const page = await selectAll<DigestedRow>(db)`
      SELECT ${join(columns)} FROM ${raw(table)} AS t WHERE ${isAfter} ORDER BY ${listed} LIMIT ${pageSize}`
    yield page
    last = page.length < pageSize ? undefined : page.at(-1)
  }
}

/** Returns what names a row: its id, or the values of its key. */
export const nameOfRow = async (
  db: D1Database,
  table: DigestedTable,
): Promise<(row: DigestedRow) => string> => {
  const columns = columnsOf(await listColumns(db), table)
  const keys = columns.filter(({ key }) => key > 0)
  const hasId = columns.some(({ name }) => name === 'id')
  return (row) => (hasId ? String(row.id) : keys.map(({ name }) => row[name]).join('.'))
}
