/** Reports that editors decide on together. */
import { jsonList, selectAll } from './sql.ts'

/** A report as it is now. */
export interface ListedReport {
  readonly id: string
  readonly revision: number
  readonly status: string
}

/** Returns the reports with these keys, in order of key. */
export const listByKeys = (db: D1Database, keys: readonly number[]): Promise<ListedReport[]> =>
  selectAll<ListedReport>(db)`
    SELECT id, revision, status FROM incidents WHERE row_key IN ${jsonList(keys)} ORDER BY row_key`

/** Returns the records whose current version is of a commit: at most `limit`. */
export const listByCommit = (db: D1Database, commit: number, limit: number): Promise<ListedReport[]> =>
  selectAll<ListedReport>(db)`SELECT id, revision, status FROM incidents INDEXED BY incidents_commit
    WHERE commit_seq = ${commit} ORDER BY row_key LIMIT ${limit}`

/** The reference of a record. */
export interface HeldReference {
  readonly rowKey: number
  readonly dataset: string
  readonly reference: string
}

/** Returns which records have one of these references. */
export const listReferences = (
  db: D1Database,
  names: readonly { readonly dataset: string; readonly reference?: string | undefined }[],
): Promise<HeldReference[]> => {
  const wanted = names.flatMap(({ dataset, reference }) =>
    reference === undefined ? [] : [[dataset, reference]],
  )
  return selectAll<HeldReference>(db)`
    SELECT i.row_key AS "rowKey", i.dataset, i.reference FROM json_each(${JSON.stringify(wanted)}) AS n
    CROSS JOIN incidents AS i ON i.dataset = n.value ->> 0 AND i.reference = n.value ->> 1`
}
