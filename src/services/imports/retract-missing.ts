/** Published records of a dataset that its newer file does not have any more. */
import {
  listPublishedByDigest,
  listPublishedByReference,
  type Match,
} from '../../store/imports/match-rows.ts'
import { fullRecord, toResponse } from '../version-row.ts'
import { type ImportState, scopedKey } from './file-state.ts'
import { type RowChange, toRowChange } from './row-change.ts'

const pageSize = 500

const toRetraction = (match: Match): RowChange => ({
  ...toRowChange(fullRecord(match), toResponse(match, true).warnings, 'retracted', match),
  kind: 'retracted',
})

/**
 * The retractions of records that were in a file once, by a reference or as a row that had none, and are not in this
 * one. Records without a reference that no file made stay.
 */
export async function* listRetractions(
  db: D1Database,
  dataset: string,
  seen: ImportState,
): AsyncGenerator<RowChange> {
  for (let after: string | null = ''; after !== null; ) {
    const found: Match[] = await listPublishedByReference(db, dataset, after, pageSize)
    for (const match of found)
      if (!seen.hasRow(match.n, scopedKey(dataset, match.reference ?? ''))) yield toRetraction(match)
    after = found.at(-1)?.reference ?? null
  }
  const first = { digest: '', nth: 0 }
  for (let after: typeof first | undefined = first; after; ) {
    const found: (Match & typeof first)[] = await listPublishedByDigest(db, dataset, after, pageSize)
    for (const match of found) if (!seen.hasRow(match.n)) yield toRetraction(match)
    after = found.at(-1)
  }
}
