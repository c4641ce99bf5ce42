/** Mappings that are stored by name with a dataset. */
import { digestsOf, erase } from './row-digests.ts'
import { prepare, selectAll, selectFirst } from './sql.ts'

export interface MappingName {
  readonly dataset: string
  readonly name: string
}

/** A mapping without its content. */
export interface MappingSummary {
  readonly name: string
  /** Its text for people. */
  readonly about: string | null
  /** RFC 3339. */
  readonly updated_at: string
}

/** Returns the mapping as JSON; null if there is none. Reads one row. */
export const find = (
  db: D1Database,
  { dataset, name }: MappingName,
): Promise<{ readonly mapping: string; readonly updated_at: string } | null> =>
  selectFirst<{ mapping: string; updated_at: string }>(db)`
    SELECT mapping, updated_at FROM mappings WHERE dataset = ${dataset} AND name = ${name}`

/** Returns the mappings of a dataset, sorted by name. */
export const list = (db: D1Database, dataset: string): Promise<MappingSummary[]> =>
  selectAll<MappingSummary>(db)`
    SELECT name, mapping ->> '$.about' AS about, updated_at FROM mappings
    WHERE dataset = ${dataset} ORDER BY name`

/**
 * Returns the statements that store a mapping; the first one returns a row if it replaces another. They fail with
 * `dataset_unknown`.
 */
export const save = (
  db: D1Database,
  { dataset, name }: MappingName,
  { mapping, at, actor }: { readonly mapping: string; readonly at: string; readonly actor: string },
): D1PreparedStatement[] => {
  const row = { dataset, name, mapping, updated_at: at, updated_by: actor }
  const digests = digestsOf('mappings', ['row'], row)
  return [
    prepare(
      db,
    )`UPDATE mappings SET mapping = ${mapping}, updated_at = ${at}, updated_by = ${actor}, digests = ${digests}
      WHERE dataset = ${dataset} AND name = ${name} RETURNING name`,
    prepare(db)`INSERT INTO mappings (dataset, name, mapping, updated_at, updated_by, digests)
      SELECT ${dataset}, ${name}, ${mapping}, ${at}, ${actor}, ${digests}
      WHERE NOT EXISTS (SELECT 1 FROM mappings WHERE dataset = ${dataset} AND name = ${name})`,
  ]
}

/** Deletes a mapping. Returns false if there is none. */
export const remove = async (db: D1Database, { dataset, name }: MappingName): Promise<boolean> =>
  (await selectFirst(db)`
    UPDATE mappings SET ${erase} WHERE dataset = ${dataset} AND name = ${name} RETURNING name`) !== null
