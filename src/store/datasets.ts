/** The collection efforts that records belong to. */
import type { Dataset } from '../../schemas/dataset.ts'
import type { Commit } from './commits.ts'

/** A dataset with how many of its records are published. */
export interface DatasetSummary extends Dataset {
  readonly slug: string
  readonly published: number
}

type Row = Omit<DatasetSummary, 'publishable'> & { readonly publishable: 0 | 1 }

const columns = 'd.slug, d.title, d.description, d.licence, d.attribution, d.publishable'

const toSummary = (row: Row): DatasetSummary => ({ ...row, publishable: row.publishable === 1 })

export const exists = async (db: D1Database, slug: string): Promise<boolean> =>
  (await db.prepare('SELECT 1 AS found FROM datasets WHERE slug = ?1').bind(slug).first()) !== null

/** Makes those of the datasets that are not there. */
export const createMissing = (db: D1Database, slugs: readonly string[], publishable = true) =>
  db
    .prepare(
      `INSERT INTO datasets (slug, publishable)
       SELECT s.value, ?2 FROM json_each(?1) AS s WHERE NOT EXISTS (SELECT 1 FROM datasets WHERE slug = s.value)`,
    )
    .bind(JSON.stringify(slugs), publishable ? 1 : 0)

/**
 * Those of these datasets that may not be published; a dataset that is not there may be. Costs a row for each name.
 */
export const findUnpublishable = async (db: D1Database, slugs: readonly string[]): Promise<Set<string>> => {
  if (slugs.length === 0) return new Set()
  const { results } = await db
    .prepare(
      `SELECT d.slug FROM json_each(?1) AS s CROSS JOIN datasets AS d ON d.slug = s.value
       WHERE d.publishable = 0`,
    )
    .bind(JSON.stringify(slugs))
    .all<{ slug: string }>()
  return new Set(results.map(({ slug }) => slug))
}

/**
 * The statements that describe a dataset, one that is there first; they go behind the commit's. The guards refuse them where it shall not be
 * published and has published records. The first one answers with a row if the dataset was there.
 */
export const describe = (db: D1Database, slug: string, dataset: Dataset): D1PreparedStatement[] => {
  const { title, description, licence, attribution, publishable } = dataset
  const values = [slug, title, description, licence, attribution, publishable ? 1 : 0]
  return [
    db
      .prepare(
        `UPDATE datasets SET title = ?2, description = ?3, licence = ?4, attribution = ?5, publishable = ?6
         WHERE slug = ?1 RETURNING slug`,
      )
      .bind(...values),
    db
      .prepare(
        `INSERT INTO datasets (slug, title, description, licence, attribution, publishable)
         SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE NOT EXISTS (SELECT 1 FROM datasets WHERE slug = ?1)`,
      )
      .bind(...values),
  ]
}

/** What is said of a dataset; null where there is none. */
export const find = async (db: D1Database, slug: string): Promise<Dataset | null> => {
  const row = await db
    .prepare('SELECT title, description, licence, attribution, publishable FROM datasets WHERE slug = ?1')
    .bind(slug)
    .first<Omit<Row, 'slug' | 'published'>>()
  return row && { ...row, publishable: row.publishable === 1 }
}

/** What was said of every dataset as of a commit, by its name. */
export const listAtCommit = async (
  db: D1Database,
  seq: number,
): Promise<Omit<DatasetSummary, 'published' | 'publishable'>[]> => {
  const { results } = await db
    .prepare(
      `SELECT d.slug, iif(h.slug IS NULL, d.title, h.title) AS title,
         iif(h.slug IS NULL, d.description, h.description) AS description,
         iif(h.slug IS NULL, d.licence, h.licence) AS licence,
         iif(h.slug IS NULL, d.attribution, h.attribution) AS attribution
       FROM datasets AS d LEFT JOIN dataset_history AS h ON h.slug = d.slug AND h.superseded_by = (
         SELECT min(superseded_by) FROM dataset_history WHERE slug = d.slug AND superseded_by > ?1
       ) ORDER BY d.slug`,
    )
    .bind(seq)
    .all<Omit<DatasetSummary, 'published' | 'publishable'>>()
  return results
}

const newestCount = (slug: string) =>
  `coalesce((SELECT published FROM dataset_published WHERE dataset = ${slug} ORDER BY commit_seq DESC LIMIT 1), 0)`

/** How many records of a dataset are published. */
export const countPublished = async (db: D1Database, slug: string): Promise<number> =>
  (
    await db
      .prepare(`SELECT ${newestCount('?1')} AS published`)
      .bind(slug)
      .first<{ published: number }>()
  )?.published ?? 0

/** How many records of some datasets were published as of a commit. */
export const publishedAt = async (db: D1Database, slugs: readonly string[], seq: number): Promise<number> => {
  const row = await db
    .prepare(
      `SELECT sum((
         SELECT published FROM dataset_published
         WHERE dataset = s.value AND commit_seq <= ?2 ORDER BY commit_seq DESC LIMIT 1
       )) AS published FROM json_each(?1) AS s`,
    )
    .bind(JSON.stringify(slugs), seq)
    .first<{ published: number | null }>()
  return row?.published ?? 0
}

/** Every dataset, by its name, as of the newest commit. */
export const list = async (
  db: D1Database,
): Promise<{ readonly commit: number; readonly datasets: DatasetSummary[] }> => {
  const [commits, rows] = await db.batch([
    db.prepare('SELECT public_seq AS publicSeq FROM commits ORDER BY seq DESC LIMIT 1'),
    db.prepare(`SELECT ${columns}, ${newestCount('d.slug')} AS published FROM datasets AS d ORDER BY d.slug`),
  ])
  const [newest] = (commits?.results ?? []) as Pick<Commit, 'publicSeq'>[]
  if (!newest) throw new Error('The database has no first commit: are the migrations applied?')
  return { commit: newest.publicSeq, datasets: ((rows?.results ?? []) as Row[]).map(toSummary) }
}
