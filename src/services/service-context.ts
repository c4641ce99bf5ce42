import type { RuleContext } from '../../schemas/cross-field-rules.ts'
import type { CurrentVersion } from '../store/incidents.ts'

/** The environment in which a request runs. */
export interface ServiceContext extends RuleContext {
  readonly db: D1Database
  /** Sends every later read to the primary. Returns whether a replica, which may be behind, was read before. */
  readonly usePrimary?: () => boolean
  /** Records whose reading began before their reader was known, by key. */
  readonly prefetched?: Map<number, Promise<CurrentVersion | null>> | undefined
  /** The most statements of one request; undefined means the limit of D1. */
  readonly maxStatements?: number
  /** The most reports of the public that await review; undefined is no limit. */
  readonly maxWaiting?: number | undefined
  /** Whether a second editor has to publish a record with a withheld place. */
  readonly secondReview?: boolean
  /** Aborted when the client disconnects. */
  readonly signal?: AbortSignal | undefined
  /**
   * Called before a request reads more records than one statement may; throws rate-limited if the sender has caused
   * many reads.
   */
  readonly admitScan?: () => Promise<void>
}
