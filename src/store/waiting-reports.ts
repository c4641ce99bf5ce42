/** How many reports without a token await review; triggers count them. */
import { prepare } from './sql.ts'

/**
 * Returns the statement that ends a batch which leaves more than `max` reports waiting: it inserts the only row once
 * more, which its key rejects as `queue_full`. It follows the statements that insert reports.
 */
export const assertAtMost = (db: D1Database, max: number): D1PreparedStatement =>
  prepare(
    db,
  )`INSERT INTO waiting_reports (id, waiting) SELECT id, waiting FROM waiting_reports WHERE waiting > ${max}`
