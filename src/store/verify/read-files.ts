/** Which files imports have sent. */
import { selectAll } from '../sql.ts'

export interface ImportFile {
  readonly id: string
  /** The SHA-256 of the file; null until it has been received. */
  readonly digest: string | null
  readonly bytes: number | null
  readonly redacted_by: number | null
  /** The number of errors that its report states; null if it has none. */
  readonly errors: number | null
}

/** Returns all imports whose files are kept: those of dry runs, too. */
export const listImportFiles = (db: D1Database): Promise<ImportFile[]> =>
  selectAll<ImportFile>(
    db,
  )`SELECT id, digest, bytes, redacted_by, report ->> '$.error_count' AS errors FROM imports`
