/** The collection efforts that records belong to. */

export const exists = async (db: D1Database, slug: string): Promise<boolean> =>
  (await db.prepare('SELECT 1 AS found FROM datasets WHERE slug = ?1').bind(slug).first()) !== null

/** Makes a dataset, publishable, where it is not there. */
export const ensure = (db: D1Database, slug: string) =>
  db
    .prepare(
      'INSERT INTO datasets (slug) SELECT ?1 WHERE NOT EXISTS (SELECT 1 FROM datasets WHERE slug = ?1)',
    )
    .bind(slug)
