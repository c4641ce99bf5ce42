/** Many records in a moment: some that came through the door, and copies of them. */
import { env } from 'cloudflare:workers'
import { generateRecord } from '../../../bench/records.ts'
import { contextAt, file, testActors } from '../support.ts'

/** Behind every date of the records. */
export const noon = Date.UTC(2030, 0)
export const seedCount = 8

export const nextCommit = `INSERT INTO commits (seq, at, actor, kind, rows, public_seq, published)
  SELECT seq + 1, at, 'test', 'create', ?1, seq + 1, published + ?2 FROM commits ORDER BY seq DESC LIMIT 1`
const idOf = (key: string) =>
  `format('%08x-%04x-7%03x-8000-000000000000', (${key} / 4096 + 1577836800000) / 65536, (${key} / 4096 + 1577836800000) % 65536, ${key} % 4096)`

const others = async (table: string, but: readonly string[]): Promise<string> => {
  const { results } = await env.DB.prepare('SELECT name FROM pragma_table_info(?1)')
    .bind(table)
    .all<{ name: string }>()
  return results
    .map(({ name }) => name)
    .filter((name) => !but.includes(name))
    .join(', ')
}

/** Files some records through the door, one in eight of them Arabic, and copies them until there are so many. */
export const fillStore = async (records: number, { publish = true } = {}): Promise<void> => {
  for (let i = 0; i < seedCount; i++)
    await file(generateRecord(i), { publish }, testActors.editor, contextAt(noon + i))
  const copies = Math.ceil(records / seedCount) - 1
  const round = `WITH RECURSIVE round (k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM round WHERE k < ${copies})`
  const narrow = await others('incidents', ['row_key', 'id', 'commit_seq', 'reference'])
  const wide = await others('incident_body', ['row_key', 'csv_row'])
  await env.DB.batch([
    env.DB.prepare(nextCommit).bind(copies * seedCount, publish ? copies * seedCount : 0),
    env.DB.prepare(
      `${round} INSERT INTO incident_body (row_key, csv_row, ${wide})
       SELECT row_key + k * 40960000, csv_row, ${wide} FROM round, (SELECT * FROM incident_body)`,
    ),
    env.DB.prepare(
      `${round} INSERT INTO incidents (row_key, id, commit_seq, reference, ${narrow})
       SELECT row_key + k * 40960000, ${idOf('(row_key + k * 40960000)')}, (SELECT max(seq) FROM commits), reference || '-' || k, ${narrow}
       FROM round, (SELECT * FROM incidents)`,
    ),
  ])
}
