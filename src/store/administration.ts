/** Counts for the page of the administration. */
import { type Sql, selectFirst, sql } from './sql.ts'

/** The most entries of a queue that are counted. */
export const maxCounted = 10_000

export interface AdministrationCounts {
  readonly validTokens: number
  /** Valid tokens that end before the given time. */
  readonly endingTokens: number
  readonly datasets: number
  readonly unpublishable: number
  readonly redactions: number
  /** Redactions with files that are not deleted yet. */
  readonly unfinished: number
  /** Reports and corrections that await review, at most `maxCounted + 1` each. */
  readonly reports: number
  readonly corrections: number
}

const bounded = (rows: Sql): Sql => sql`(SELECT count(*) FROM (${rows} LIMIT ${maxCounted + 1}))`

/** Returns the counts. Reads all tokens, datasets and redactions, and the queue up to its bound. Times are RFC 3339, UTC. */
export const count = async (
  db: D1Database,
  { now, soon }: { readonly now: string; readonly soon: string },
): Promise<AdministrationCounts> => {
  const valid = sql`revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ${now})`
  const found = await selectFirst<AdministrationCounts>(db)`SELECT
    (SELECT count(*) FROM tokens WHERE ${valid}) AS "validTokens",
    (SELECT count(*) FROM tokens WHERE ${valid} AND expires_at <= ${soon}) AS "endingTokens",
    (SELECT count(*) FROM datasets) AS datasets,
    (SELECT count(*) FROM datasets WHERE publishable = 0) AS unpublishable,
    (SELECT count(*) FROM redactions) AS redactions,
    (SELECT count(*) FROM redactions WHERE files_deleted = 0) AS unfinished,
    ${bounded(sql`SELECT 1 FROM incidents INDEXED BY incidents_waiting WHERE status = 'submitted'`)} AS reports,
    ${bounded(sql`SELECT 1 FROM suggestions INDEXED BY suggestions_waiting WHERE status = 'waiting'`)} AS corrections`
  if (!found) throw new Error('The counts were not found.')
  return found
}
