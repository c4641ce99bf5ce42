/** Datasets: the projects whose records the database has. */
import type { Dataset } from '../../schemas/dataset.ts'
import { type PublicHead, publicHead } from './commits.ts'
import { digestsOf, setDigests } from './row-digests.ts'
import { jsonList, prepare, raw, type Sql, selectAll, selectFirst, sql } from './sql.ts'

/** A dataset with its number of published records. */
export interface DatasetSummary extends Dataset {
  readonly slug: string
  readonly published: number
}

/** A dataset with the commits that changed it last. */
export interface FoundDataset extends DatasetSummary {
  /** The last commit that changed its number of published records; null if it never had one. */
  readonly counted: number | null
  /** The last commit that replaced its description; null if none did. */
  readonly described: number | null
}

type Row = Omit<DatasetSummary, 'publishable'> & { readonly publishable: 0 | 1 }

const toDataset = <T extends Pick<Row, 'publishable'>>(row: T) => ({
  ...row,
  publishable: row.publishable === 1,
})

export const exists = async (db: D1Database, slug: string): Promise<boolean> =>
  (await selectFirst<Omit<DatasetSummary, 'published' | 'publishable'>>(db)`
    SELECT 1 AS found FROM datasets WHERE slug = ${slug}`) !== null

/** Creates the datasets that do not exist yet. */
export const createMissing = (db: D1Database, slugs: readonly string[], { publishable = true } = {}) =>
  prepare(db)`INSERT INTO datasets (slug, publishable, digests)
    SELECT s.value ->> 0, ${publishable}, s.value ->> 1
    FROM json_each(${JSON.stringify(slugs.map((slug) => [slug, digestsOf('datasets', ['publishable'], { slug, publishable })]))}) AS s
    WHERE NOT EXISTS (SELECT 1 FROM datasets WHERE slug = s.value ->> 0)`

/**
 * Returns the datasets that are not publishable. A dataset that does not exist yet is publishable. Reads one row for
 * each name.
 */
export const findUnpublishable = async (db: D1Database, slugs: readonly string[]): Promise<Set<string>> => {
  if (slugs.length === 0) return new Set()
  const found = await selectAll<{ slug: string }>(db)`
    SELECT d.slug FROM json_each(${JSON.stringify(slugs)}) AS s
    CROSS JOIN datasets AS d ON d.slug = s.value WHERE d.publishable = 0`
  return new Set(found.map(({ slug }) => slug))
}

/** Returns whether each existing dataset of these is publishable, by its name. */
export const findPublishable = async (
  db: D1Database,
  slugs: readonly string[],
): Promise<ReadonlyMap<string, boolean>> => {
  const found = await selectAll<{ slug: string; publishable: 0 | 1 }>(db)`
    SELECT slug, publishable FROM datasets WHERE slug IN ${jsonList(slugs)}`
  return new Map(found.map(({ slug, publishable }) => [slug, publishable === 1]))
}

/**
 * Returns the statements that describe a dataset, existing or new; they follow the commit's statement. The triggers
 * reject an unpublishable dataset with published records. The first statement returns a row if the dataset existed.
 */
export const describe = (db: D1Database, slug: string, dataset: Dataset): D1PreparedStatement[] => {
  const { title, description, licence, attribution, publishable } = dataset
  return [
    prepare(db)`UPDATE datasets SET title = ${title}, description = ${description}, licence = ${licence},
        attribution = ${attribution}, publishable = ${publishable},
        ${setDigests('datasets', ['publishable'], { slug, publishable })}
      WHERE slug = ${slug} RETURNING slug`,
    prepare(db)`INSERT INTO datasets (slug, title, description, licence, attribution, publishable, digests)
      SELECT ${slug}, ${title}, ${description}, ${licence}, ${attribution}, ${publishable},
        ${digestsOf('datasets', ['publishable'], { slug, publishable })}
      WHERE NOT EXISTS (SELECT 1 FROM datasets WHERE slug = ${slug})`,
  ]
}

/** Returns the description of a dataset; null if it does not exist. */
export const find = async (db: D1Database, slug: string): Promise<Dataset | null> => {
  const row = await selectFirst<Omit<Row, 'slug' | 'published'>>(db)`
    SELECT title, description, licence, attribution, publishable FROM datasets WHERE slug = ${slug}`
  return row && toDataset(row)
}

/** Returns a dataset with its number of published records; null if it does not exist. */
export const findSummary = async (db: D1Database, slug: string): Promise<FoundDataset | null> => {
  const row = await selectFirst<Row & Pick<FoundDataset, 'counted' | 'described'>>(db)`
    SELECT slug, title, description, licence, attribution, publishable, ${newestCount(sql`slug`)} AS published,
      (SELECT max(commit_seq) FROM dataset_published WHERE dataset = ${slug}) AS counted,
      (SELECT max(superseded_by) FROM dataset_history WHERE slug = ${slug}) AS described
    FROM datasets WHERE slug = ${slug}`
  return row && toDataset(row)
}

const historyColumns = ['title', 'description', 'licence', 'attribution'] as const

/** Returns the description and the number of published records of every dataset as of a commit, sorted by name. */
export const listAtCommit = (db: D1Database, seq: number): Promise<Omit<DatasetSummary, 'publishable'>[]> =>
  selectAll<Omit<DatasetSummary, 'publishable'>>(db)`
    SELECT d.slug, ${publishedAt(sql`d.slug`, sql`${seq}`)} AS published, ${raw(historyColumns.map((name) => `iif(h.slug IS NULL, d.${name}, h.${name}) AS ${name}`).join(', '))}
    FROM datasets AS d LEFT JOIN dataset_history AS h ON h.slug = d.slug AND h.superseded_by = (
      SELECT min(superseded_by) FROM dataset_history WHERE slug = d.slug AND superseded_by > ${seq}
    ) ORDER BY d.slug`

const publishedAt = (slug: Sql, seq: Sql): Sql =>
  sql`coalesce((
    SELECT published FROM dataset_published WHERE dataset = ${slug} AND commit_seq <= ${seq} ORDER BY commit_seq DESC LIMIT 1
  ), 0)`

const newestCount = (slug: Sql): Sql =>
  sql`coalesce((SELECT published FROM dataset_published WHERE dataset = ${slug} ORDER BY commit_seq DESC LIMIT 1), 0)`

/** Returns the number of published records of a dataset. */
export const countPublished = async (db: D1Database, slug: string): Promise<number> =>
  (await selectFirst<{ published: number }>(db)`SELECT ${newestCount(sql`${slug}`)} AS published`)
    ?.published ?? 0

/** Every dataset, and the last commit that changed the public records. */
export interface DatasetList {
  readonly commit: number
  /** The instant of the commit (RFC 3339, UTC). */
  readonly at: string
  readonly datasets: DatasetSummary[]
}

/** Returns every dataset as of the newest commit, sorted by name. */
export const list = async (db: D1Database): Promise<DatasetList> => {
  const [heads, rows] = await db.batch([
    prepare(db)`${publicHead}`,
    prepare(db)`SELECT d.slug, d.title, d.description, d.licence, d.attribution, d.publishable,
        ${newestCount(sql`d.slug`)} AS published
      FROM datasets AS d ORDER BY d.slug`,
  ])
  const [head] = (heads?.results ?? []) as PublicHead[]
  if (!head) throw new Error('The database has no first commit: are the migrations applied?')
  return { commit: head.seq, at: head.at, datasets: ((rows?.results ?? []) as Row[]).map(toDataset) }
}
