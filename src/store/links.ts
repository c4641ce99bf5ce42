/** Links between records. */
import { decodeStoredText } from '../text/storage-encoding.ts'
import { keyOf } from './ids.ts'
import { type Names, type Pack, packed } from './packing.ts'
import { jsonList, prepare, selectAll, sql } from './sql.ts'

/** The public document of a body as JSON, except that its texts are in storage encoding. */
const publicRecord = sql`('{' || replace(b.public_json, char(127), '"'))`

const parseTitle = (json: string | null): string | null =>
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
}

const neighbourColumns = sql`i.id, i.status, i.filer, CASE i.status WHEN 'published' THEN 1 WHEN 'retracted' THEN 1 WHEN 'merged' THEN
    EXISTS (SELECT 1 FROM incident_history AS h WHERE h.row_key = i.row_key AND h.status = 'published') ELSE 0 END AS known,
  (SELECT ${publicRecord} -> '$.title' FROM incident_body AS b WHERE b.row_key = i.row_key) AS title`

/** Returns ids with their keys, without names that are not ids. */
const keyedIds = (names: readonly string[]) =>
  names.map((id) => [keyOf(id), id]).filter(([rowKey]) => rowKey !== undefined)

const resolvePack = (db: D1Database, pack: Pack): Promise<Neighbour[]> =>
  selectAll<Neighbour>(db)`SELECT i.reference AS named, i.dataset, ${neighbourColumns}
    FROM json_each(${JSON.stringify(pack)}) AS d CROSS JOIN json_each(d.value) AS name
    CROSS JOIN incidents AS i ON i.dataset = d.key AND i.reference = name.value
    UNION ALL
    SELECT i.id, NULL, ${neighbourColumns}
    FROM json_each(${JSON.stringify(keyedIds(Object.values(pack).flat()))}) AS key
    CROSS JOIN incidents AS i ON i.row_key = key.value ->> 0 AND i.id = key.value ->> 1`

/** Returns the records to which these names lead. Reads at most four rows for each name. */
export const resolve = async (db: D1Database, links: readonly Names[]): Promise<Neighbour[]> => {
  const found: Neighbour[] = []
  for (const pack of packed(links)) found.push(...(await resolvePack(db, pack)))
  return found.map((each) => ({ ...each, title: parseTitle(each.title) }))
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

/**
 * Returns the records that link to a record by its id or reference; in the public view only published ones. At most
 * 100.
 */
export const listBacklinks = async (
  db: D1Database,
  {
    dataset,
    id,
    reference = id,
  }: { readonly dataset: string; readonly id: string; readonly reference?: string | undefined },
  { view }: { readonly view: 'public' | 'full' },
): Promise<Backlink[]> => {
  const found = await selectAll<Backlink>(db)`
    SELECT i.id, i.status, ${publicRecord} -> '$.title' AS title, ${publicRecord} -> '$.links' AS links
    FROM incident_links AS l JOIN incidents AS i ON i.row_key = l.row_key JOIN incident_body AS b ON b.row_key = l.row_key
    WHERE l.dataset = ${dataset} AND l.named IN (${id}, ${reference}) AND (${view === 'full'} OR i.status = 'published')
    ORDER BY l.row_key LIMIT 100`
  return found.map((each) => ({
    ...each,
    title: parseTitle(each.title),
    links: decodeStoredText(each.links),
  }))
}

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
