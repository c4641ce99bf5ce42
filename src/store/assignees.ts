/** Who has an entry of the queue in hand. */
import { digestsOf, erase } from './row-digests.ts'
import { jsonList, prepare, raw, type Sql, selectAll, selectFirst, sql } from './sql.ts'

export interface Assignee {
  /** The id of the actor. */
  readonly actor: string
  /** The name of the actor's token; null if the actor has none. */
  readonly name: string | null
  /** RFC 3339, UTC. */
  readonly since: string
  readonly until: string
}

const columns = sql`a.actor, t.name, a.since, a.until`

/** Returns who has an entry in hand at a time (RFC 3339, UTC); null if nobody has. */
export const find = (db: D1Database, rowKey: number, now: string): Promise<Assignee | null> =>
  selectFirst<Assignee>(db)`SELECT ${columns} FROM assignees AS a LEFT JOIN tokens AS t ON t.id = a.actor
    WHERE a.row_key = ${rowKey} AND a.until > ${now}`

/** Returns who has which of these entries in hand at a time, by their keys. Reads those in hand from the first to the last. */
export const listByKeys = async (
  db: D1Database,
  keys: readonly number[],
  now: string,
): Promise<ReadonlyMap<number, Assignee>> => {
  const found = await selectAll<Assignee & { rowKey: number }>(db)`SELECT a.row_key AS "rowKey", ${columns}
    FROM assignees AS a LEFT JOIN tokens AS t ON t.id = a.actor
    WHERE a.row_key BETWEEN ${Math.min(...keys)} AND ${Math.max(...keys)} AND a.until > ${now}`
  return new Map(found.map(({ rowKey, ...assignee }) => [rowKey, assignee]))
}

interface Entry {
  readonly rowKey: number
  readonly id: string
}

/** The entry if it awaits review, of a record of these datasets or of any if there are none. */
const waitingEntry = ({ rowKey, id }: Entry, datasets: readonly string[] | undefined): Sql => {
  const inScope = (record: Sql) =>
    datasets
      ? sql`AND (SELECT i.dataset FROM incidents AS i WHERE i.row_key = ${record}) IN ${jsonList(datasets)}`
      : raw('')
  return sql`
    SELECT row_key FROM incidents
    WHERE row_key = ${rowKey} AND id = ${id} AND status = 'submitted' ${inScope(sql`${rowKey}`)}
    UNION ALL SELECT row_key FROM suggestions
    WHERE row_key = ${rowKey} AND id = ${id} AND status = 'waiting' ${inScope(raw('suggestions.incident'))}`
}

/**
 * Returns the statement that gives an entry to an actor, even if another has it. It returns no row if the entry does not await
 * review, or is not of the datasets of the actor's token. `since` stays if the actor has it in hand already.
 */
export const assign = (
  db: D1Database,
  entry: Entry,
  {
    actor,
    since,
    until,
    datasets,
  }: Omit<Assignee, 'name'> & { readonly datasets?: readonly string[] | undefined },
): D1PreparedStatement => {
  const digests = digestsOf('assignees', ['row', 'since'], { row_key: entry.rowKey, actor, since, until })
  const keepsSince = sql`actor = excluded.actor AND until > excluded.since`
  return prepare(db)`INSERT INTO assignees (row_key, actor, since, until, digests)
    SELECT row_key, ${actor}, ${since}, ${until}, ${digests} FROM (${waitingEntry(entry, datasets)}) WHERE true
    ON CONFLICT (row_key) DO UPDATE SET
      actor = excluded.actor,
      since = iif(${keepsSince}, since, excluded.since),
      until = excluded.until,
      digests = iif(${keepsSince}, json_patch(excluded.digests, json_object('since', digests ->> '$.since')), excluded.digests)
    RETURNING since, until`
}

/** Returns the statement that takes an entry out of the hand of an actor; that of another actor stays. */
export const release = (db: D1Database, rowKey: number, actor: string): D1PreparedStatement =>
  prepare(db)`UPDATE assignees SET ${erase} WHERE row_key = ${rowKey} AND actor = ${actor}`
