/** Links between records. */
import { decodeStoredText, encodeStored } from '../text/storage-encoding.ts'
import { epoch, keyOf, keysPerMillisecond } from './ids.ts'
import { parseSurvivor, type Survivor, survivorColumn } from './merges.ts'
import { type Names, type Pack, packed } from './packing.ts'
import { jsonList, prepare, raw, type Sql, selectAll, sql } from './sql.ts'

/** Returns the public document of a row as JSON, except that its texts are in storage encoding. */
const publicRecordOf = (row: 'b' | 'h'): Sql => sql`('{' || replace(${raw(row)}.public_json, char(127), '"'))`

const publicRecord = publicRecordOf('b')

/** Returns the title in the public document of a row, as `parseTitle` takes it. */
export const titleOf = (row: 'b' | 'h'): Sql => sql`${publicRecordOf(row)} -> '$.title'`

/** Returns a title that SQL has selected; null if there is none. */
export const parseTitle = (json: string | null): string | null =>
  json === null ? null : (JSON.parse(decodeStoredText(json)) as string)

export interface Neighbour {
  /** The target as the link names it: an id, or a reference in the same dataset. */
  readonly named: string
  /** The dataset of the reference; null for an id. */
  readonly dataset: string | null
  readonly id: string
  readonly status: string
  readonly filer: string
  /** Whether the record is or was public. */
  readonly known: 0 | 1
  readonly title: string | null
  /** The final survivor, if it was merged. */
  readonly survivor: Survivor | null
}

/** A neighbour as its columns have it. */
type NeighbourRow = Omit<Neighbour, 'survivor'> & { readonly survivor: string | null }

const toNeighbour = (row: NeighbourRow): Neighbour => ({
  ...row,
  title: parseTitle(row.title),
  survivor: parseSurvivor(row.survivor),
})

const neighbourColumns = sql`i.id, i.status, i.filer, CASE i.status WHEN 'published' THEN 1 WHEN 'retracted' THEN 1 WHEN 'merged' THEN
    EXISTS (SELECT 1 FROM incident_history AS h WHERE h.row_key = i.row_key AND h.status = 'published') ELSE 0 END AS known,
  (SELECT ${titleOf('b')} FROM incident_body AS b WHERE b.row_key = i.row_key) AS title,
  ${survivorColumn}`

/** Returns ids with their keys, without names that are not ids. */
const keyedIds = (names: readonly string[]) =>
  names.map((id) => [keyOf(id), id]).filter(([rowKey]) => rowKey !== undefined)

/** SQL for the key of an id, as `keyOf` computes it, or NULL: `ms` and `place` are its digits. JSON5 has hexadecimal numbers. */
const keyOfName = raw(`CASE WHEN length(name) = 36 AND json_valid(ms, 2) AND json_valid(place, 2)
      THEN ((ms ->> '$') - ${epoch}) * ${keysPerMillisecond} + (place ->> '$') END`)

/** Returns whether SQL reads a text in a stored record as it is: others are in storage encoding. */
export const isStoredPlainly = (name: string): boolean => encodeStored(name) === name

/**
 * Returns the records to which a published record links, by its key, so that they can be read together with it. Misses
 * names that are not stored plainly. Reads at most four rows for each name.
 */
export const listTargets = async (db: D1Database, rowKey: number): Promise<Neighbour[]> => {
  const found = await selectAll<NeighbourRow>(db)`WITH named AS MATERIALIZED (
      SELECT dataset, name, ${keyOfName} AS named_key FROM (
        SELECT dataset, name, '0x' || substr(name, 1, 8) || substr(name, 10, 4) AS ms, '0x' || substr(name, 16, 3) AS place
        FROM (
          SELECT DISTINCT i.dataset, link.value ->> 'incident' AS name
          FROM incidents AS i CROSS JOIN incident_body AS b ON b.row_key = i.row_key
          CROSS JOIN json_each(${publicRecord}, '$.links') AS link
          WHERE i.row_key = ${rowKey} AND i.status = 'published'
        )
      )
    )
    SELECT i.reference AS named, i.dataset, ${neighbourColumns}
    FROM named CROSS JOIN incidents AS i ON i.dataset = named.dataset AND i.reference = named.name
    UNION ALL
    SELECT i.id, NULL, ${neighbourColumns}
    FROM named CROSS JOIN incidents AS i ON i.row_key = named.named_key AND i.id = named.name`
  return found.map(toNeighbour)
}

const resolvePack = (db: D1Database, pack: Pack): Promise<NeighbourRow[]> =>
  selectAll<NeighbourRow>(db)`SELECT i.reference AS named, i.dataset, ${neighbourColumns}
    FROM json_each(${JSON.stringify(pack)}) AS d CROSS JOIN json_each(d.value) AS name
    CROSS JOIN incidents AS i ON i.dataset = d.key AND i.reference = name.value
    UNION ALL
    SELECT i.id, NULL, ${neighbourColumns}
    FROM json_each(${JSON.stringify(keyedIds(Object.values(pack).flat()))}) AS key
    CROSS JOIN incidents AS i ON i.row_key = key.value ->> 0 AND i.id = key.value ->> 1`

/** Returns the records to which these names lead. Reads at most four rows for each name. */
export const resolve = async (db: D1Database, links: readonly Names[]): Promise<Neighbour[]> => {
  const found: Neighbour[] = []
  for (const pack of packed(links)) found.push(...(await resolvePack(db, pack)).map(toNeighbour))
  return found
}

/** Returns the statements that update the link index from the links of one version to those of the next. */
export const reindex = (
  db: D1Database,
  rowKey: number,
  before: Names,
  after: Names,
): D1PreparedStatement[] => {
  if (JSON.stringify(before) === JSON.stringify(after)) return []
  const removal = prepare(db)`DELETE FROM incident_links
    WHERE dataset = ${before.dataset} AND row_key = ${rowKey} AND named IN ${jsonList(before.names)}`
  const addition = prepare(db)`INSERT OR IGNORE INTO incident_links (dataset, named, row_key)
    SELECT ${after.dataset}, value, ${rowKey} FROM json_each(${JSON.stringify(after.names)})`
  return [...(before.names.length > 0 ? [removal] : []), ...(after.names.length > 0 ? [addition] : [])]
}

/** A record that links to another. */
export interface Backlink {
  readonly id: string
  readonly status: string
  readonly title: string | null
  /** The record's links, as JSON. */
  readonly links: string
}

interface BacklinkOptions {
  readonly view: 'public' | 'full'
}

/** Selects the records that link to a record by one of the names; in the public view only published ones. */
const selectBacklinks = async (db: D1Database, from: Sql, { view }: BacklinkOptions): Promise<Backlink[]> => {
  const found = await selectAll<Backlink>(db)`
    SELECT i.id, i.status, ${titleOf('b')} AS title, ${publicRecord} -> '$.links' AS links
    FROM ${from} JOIN incidents AS i ON i.row_key = l.row_key JOIN incident_body AS b ON b.row_key = i.row_key
    WHERE ${view === 'full'} OR i.status = 'published'
    ORDER BY l.row_key LIMIT 100`
  return found.map((each) => ({
    ...each,
    title: parseTitle(each.title),
    links: decodeStoredText(each.links),
  }))
}

/**
 * Returns the records that link to a record by its id or reference; in the public view only published ones. At most
 * 100.
 */
export const listBacklinks = (
  db: D1Database,
  {
    dataset,
    id,
    reference = id,
  }: { readonly dataset: string; readonly id: string; readonly reference?: string | undefined },
  options: BacklinkOptions,
): Promise<Backlink[]> =>
  selectBacklinks(
    db,
    sql`(SELECT row_key FROM incident_links WHERE dataset = ${dataset} AND named IN (${id}, ${reference})) AS l`,
    options,
  )

/** The same by the key of a published record, if its reference is stored plainly. */
export const listBacklinksOf = (
  db: D1Database,
  rowKey: number,
  options: BacklinkOptions,
): Promise<Backlink[]> =>
  selectBacklinks(
    db,
    sql`(
      SELECT n.row_key FROM incidents AS i CROSS JOIN incident_body AS b ON b.row_key = i.row_key
      CROSS JOIN incident_links AS n ON n.dataset = i.dataset AND n.named IN (i.id, ${publicRecord} ->> '$.reference')
      WHERE i.row_key = ${rowKey} AND i.status = 'published'
    ) AS l`,
    options,
  )

/**
 * Returns the dataset and reference of each record by its id, without names that are not ids of records with a
 * reference.
 */
export const findReferences = async (
  db: D1Database,
  names: readonly string[],
): Promise<Map<string, { readonly dataset: string; readonly reference: string }>> => {
  const keys = keyedIds(names)
  if (keys.length === 0) return new Map()
  const found = await selectAll<{ id: string; dataset: string; reference: string }>(db)`
    SELECT i.id, i.dataset, i.reference FROM json_each(${JSON.stringify(keys)}) AS key
    CROSS JOIN incidents AS i ON i.row_key = key.value ->> 0 AND i.id = key.value ->> 1
    WHERE i.reference IS NOT NULL`
  return new Map(found.map(({ id, dataset, reference }) => [id, { dataset, reference }]))
}
