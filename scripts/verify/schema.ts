/** The schema that the migrations make, and what of it a store lacks: without its triggers anything can be written. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Fault } from '../../src/store/verify/fault.ts'

const folder = join(import.meta.dirname, '../../schemas/migrations')

const migrationNames = (): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()

/** Applies the migrations to an empty database. */
export const migrate = (db: DatabaseSync): void => {
  db.exec(
    'CREATE TABLE d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TEXT)',
  )
  for (const name of migrationNames()) {
    db.exec(readFileSync(join(folder, name), 'utf8'))
    db.prepare('INSERT INTO d1_migrations (name) VALUES (?)').run(name)
  }
}

interface Entry {
  readonly name: string
  readonly type: string
  readonly table: string
  readonly sql: string
}

const listEntries = (db: DatabaseSync): Map<string, Entry> => {
  const found = db
    .prepare(
      `SELECT name, type, tbl_name AS "table", sql FROM sqlite_schema
       WHERE sql IS NOT NULL AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '_cf_*' AND name <> 'd1_migrations'`,
    )
    .all() as unknown as Entry[]
  return new Map(found.map((entry) => [`${entry.type} ${entry.name}`, entry]))
}

/** Returns the migrations that a store lacks or has besides. */
const compareMigrations = (db: DatabaseSync): Fault[] => {
  const applied = new Set(
    db
      .prepare('SELECT name FROM d1_migrations')
      .all()
      .map(({ name }) => String(name)),
  )
  const names = new Set(migrationNames())
  const fault = (key: string, detail: string): Fault => ({ table: 'd1_migrations', key, detail })
  return [
    ...[...names.difference(applied)].map((name) => fault(name, 'It is not applied.')),
    ...[...applied.difference(names)].map((name) => fault(name, 'There is no such migration.')),
  ]
}

/** Returns each table, index and trigger that a store lacks, has in another form, or has besides. */
export const compareSchema = (db: DatabaseSync): Fault[] => {
  const made = new DatabaseSync(':memory:')
  migrate(made)
  const [expected, found] = [listEntries(made), listEntries(db)]
  made.close()
  const fault = (key: string, { table }: Entry, detail: string): Fault => ({ table, key, detail })
  return [
    ...compareMigrations(db),
    ...[...expected].flatMap(([key, entry]) => {
      const stored = found.get(key)
      if (!stored) return [fault(key, entry, 'It is missing.')]
      return stored.sql === entry.sql ? [] : [fault(key, entry, 'It is not as its migration made it.')]
    }),
    ...[...found]
      .filter(([key]) => !expected.has(key))
      .map(([key, entry]) => fault(key, entry, 'No migration made it.')),
  ]
}
