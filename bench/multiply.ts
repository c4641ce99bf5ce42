/** Copies the records of a store inside its database file until it has so many: for sizes that POSTs take long to reach. */
import { DatabaseSync } from 'node:sqlite'

/** The first step is past all keys that a day of filling can make: 4096 keys a millisecond. */
const dayOfKeys = 86_400_000 * 4096

const columnsOf = (db: DatabaseSync, table: string): string[] =>
  db
    .prepare('SELECT name FROM pragma_table_info(?)')
    .all(table)
    .map(({ name }) => String(name))

const copied = (
  db: DatabaseSync,
  table: string,
  changed: Readonly<Record<string, string>>,
  from: string,
): string => {
  const columns = columnsOf(db, table)
  return `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${columns.map((each) => changed[each] ?? each).join(', ')} ${from}`
}

/**
 * Makes `total` records of those that are there, all published, in one commit for each round. References get the
 * round's number; ids keep all but their first 60 bits, which follow the new keys.
 */
export const multiply = (file: string, total: number): void => {
  const db = new DatabaseSync(file, { timeout: 30_000 })
  const { have } = db.prepare('SELECT count(*) AS have FROM incidents').get() as { have: number }
  for (let round = 1, now = have; now < total; round++) {
    const more = Math.min(have, total - now)
    const shift = round * dayOfKeys
    const source = `FROM (SELECT * FROM incidents ORDER BY n LIMIT ${more})`
    db.exec('BEGIN')
    db.exec(`INSERT INTO commits (seq, at, actor, kind, rows, public_seq, published)
      SELECT seq + 1, at, 'bench', 'create', ${more}, seq + 1, published + ${more} FROM commits ORDER BY seq DESC LIMIT 1`)
    const newId = `substr(printf('%012x', (n + ${shift}) / 4096 + 1577836800000), 1, 8) || '-'
      || substr(printf('%012x', (n + ${shift}) / 4096 + 1577836800000), 9) || '-7' || printf('%03x', (n + ${shift}) % 4096) || substr(id, 19)`
    const incident = {
      n: `n + ${shift}`,
      id: newId,
      commit_seq: '(SELECT max(seq) FROM commits)',
      reference: `reference || '-${round}'`,
    }
    db.exec(copied(db, 'incidents', incident, source))
    const body = {
      n: `n + ${shift}`,
      line: `(SELECT id FROM incidents AS i WHERE i.n = b.n + ${shift}) || substr(line, 37)`,
    }
    db.exec(
      copied(db, 'incident_body', body, `FROM (SELECT * FROM incident_body ORDER BY n LIMIT ${more}) AS b`),
    )
    db.exec('COMMIT')
    now += more
  }
  db.close()
}
