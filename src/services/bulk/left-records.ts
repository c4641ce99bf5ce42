/** Records that an act on many leaves as they are. */
import type { RecordState } from '../../store/version-pages.ts'

/** The most errors and the most records that a report lists. */
export const maxListed = 1000

/** Adds records to a list, which has the first ones of all. */
export const addLeft = <State extends RecordState>(listed: State[], records: readonly State[]): void => {
  listed.push(...records.slice(0, maxListed - listed.length))
}
