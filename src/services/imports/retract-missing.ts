/** Published records of a dataset that its newer file does not have any more. */
import { type Match, publishedByReference, publishedByRow } from '../../store/imports/match-rows.ts'
import { fromRow, statedIn } from '../version-row.ts'
import { keyIn, type Seen } from './file-state.ts'
import { type Change, versionOf } from './row-change.ts'

const atOnce = 500

const retracted = (match: Match): Change => ({
  ...versionOf(statedIn(match), fromRow(match, true).warnings, 'retracted', match),
  kind: 'retracted',
})

/**
 * The retractions of records that were in a file once, by a reference or as a row that had none, and are not in this
 * one. Records without a reference that no file made stay.
 */
export async function* missingIn(db: D1Database, dataset: string, seen: Seen): AsyncGenerator<Change> {
  for (let after: string | null = ''; after !== null; ) {
    const found: Match[] = await publishedByReference(db, dataset, after, atOnce)
    for (const match of found)
      if (!seen.has(match.n, keyIn(dataset, match.reference ?? ''))) yield retracted(match)
    after = found.at(-1)?.reference ?? null
  }
  const first = { digest: '', nth: 0 }
  for (let after: typeof first | undefined = first; after; ) {
    const found: (Match & typeof first)[] = await publishedByRow(db, dataset, after, atOnce)
    for (const match of found) if (!seen.has(match.n)) yield retracted(match)
    after = found.at(-1)
  }
}
