/** Records that an act on many leaves as they are. */
import type { RecordState } from '../../store/version-pages.ts'

/** The most errors and the most records that a report lists. */
export const maxListed = 1000

/** Adds the states of records to a list, which has the first ones of all. */
export const addLeft = (listed: RecordState[], records: readonly RecordState[]): void => {
  for (const { id, status, revision } of records.slice(0, maxListed - listed.length))
    listed.push({ id, status, revision })
}
