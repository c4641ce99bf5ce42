/** The ids of new reports without a token, and the limit of how many await review. */
import type { Actor } from '../../auth/permissions.ts'
import { createIds, createIdsOfDay, type Identity } from '../../store/ids.ts'
import * as waitingReports from '../../store/waiting-reports.ts'
import type { ServiceContext } from '../service-context.ts'

/** Returns the statement that limits how many reports await review; none for a sender with a token. */
export const limitWaiting = ({ db, maxWaiting }: ServiceContext, { role }: Actor): D1PreparedStatement[] =>
  role === 'public' && maxWaiting !== undefined ? [waitingReports.assertAtMost(db, maxWaiting)] : []

export interface IdTime {
  readonly now: number
  /** Milliseconds added to the time of the ids. */
  readonly delay: number
}

/** Returns ids of new records, in ascending order; those of reports without a token tell the day only. */
export const createIdsFor = ({ role }: Actor, count: number, { now, delay }: IdTime): Identity[] =>
  role === 'public' ? createIdsOfDay(count, now) : createIds(count, now + delay)
