import type { RuleContext } from '../../schemas/cross-field-rules.ts'

/** What an act needs from outside. */
export interface ServiceContext extends RuleContext {
  readonly db: D1Database
  /** How many statements one piece of work may take; without it, as many as D1 takes. */
  readonly maxStatements?: number
  /** Aborted when the client has gone. */
  readonly signal?: AbortSignal | undefined
  /** Asked before a request reads more records than one statement may; throws where the sender has had many read. */
  readonly admitScan?: () => Promise<void>
}
