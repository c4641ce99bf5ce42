// `npm run db:decode -- [TABLE] [options]`: prints the rows of a local store, their texts decoded from the storage
// encoding. It only reads the database's file; a server may be at work on it.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { commands } from '../src/messages/en.ts'
import { didYouMean } from '../src/text/did-you-mean.ts'
import { english } from '../src/text/sentence.ts'
import { decodeStoredText, encodeStored } from '../src/text/storage-encoding.ts'
import { runCommand, UsageError } from './command-line.ts'
import { databaseFile } from './vacuum.ts'

const defaultTable = 'incident_body'
const defaultLimit = 20

const options = {
  id: { type: 'string' },
  limit: { type: 'string' },
  'persist-to': { type: 'string' },
} as const

/** Returns a text without its storage encoding. A text that is not in storage encoding is returned unchanged. */
const decode = (stored: string): string => {
  const text = decodeStoredText(stored)
  return encodeStored(text) === stored ? text : stored
}

const columnsOf = (db: DatabaseSync, table: string): string[] =>
  db
    .prepare('SELECT name FROM pragma_table_info(?) ORDER BY cid')
    .all(table)
    .map(({ name }) => String(name))

const assertTable = (db: DatabaseSync, table: string): void => {
  const found = db
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB '_*' AND name NOT GLOB 'sqlite_*'",
    )
    .all()
  const names = found.map(({ name }) => String(name)).sort()
  if (!names.includes(table))
    throw new UsageError(commands.decodeStore.noTable(table, didYouMean(table, names)?.(english), names))
}

/**
 * Returns the condition that selects the rows of an id. Throws a UsageError if the table has neither ids nor keys of
 * records.
 */
const idCondition = (db: DatabaseSync, table: string): string => {
  const columns = columnsOf(db, table)
  if (columns.includes('id')) return 'WHERE id = ?'
  const { name: key } = db.prepare("SELECT name FROM pragma_table_info('incidents') WHERE pk = 1").get() ?? {}
  if (!columns.includes(String(key))) throw new UsageError(commands.decodeStore.noIds(table))
  return `WHERE ${key} IN (SELECT ${key} FROM incidents WHERE id = ?)`
}

const parseLimit = (text: string): number => {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new UsageError(commands.line.limit(text))
  return Number(text)
}

const printRows = (db: DatabaseSync, table: string, id: string | undefined, limit: number): void => {
  assertTable(db, table)
  const condition = id === undefined ? '' : idCondition(db, table)
  const parameters: SQLInputValue[] = [...(id === undefined ? [] : [id]), limit + 1]
  let count = 0
  for (const row of db.prepare(`SELECT * FROM ${table} ${condition} LIMIT ?`).iterate(...parameters)) {
    if (count++ === limit) {
      console.error(commands.decodeStore.moreRows(limit))
      break
    }
    console.log(JSON.stringify(row, (_, value) => (typeof value === 'string' ? decode(value) : value)))
  }
}

await runCommand({
  usage: commands.decodeStore.usage,
  options,
  allowPositionals: true,
  run: async (values, [table = defaultTable, ...more]) => {
    if (more.length > 0) throw new UsageError(commands.decodeStore.oneTable)
    const limit = parseLimit(values.limit ?? String(defaultLimit))
    const store = values['persist-to'] ?? fileURLToPath(new URL('../.wrangler/state', import.meta.url))
    if (!existsSync(join(store, 'v3'))) throw new UsageError(commands.decodeStore.noStore(store))
    const db = new DatabaseSync(databaseFile(store), { readOnly: true })
    try {
      printRows(db, table, values.id, limit)
    } finally {
      db.close()
    }
    return undefined
  },
})
