/** Published records that may describe the event of a report before it is filed. */

import { publicActor } from '../../auth/authenticate.ts'
import { validate } from '../../ingest/validate/validate.ts'
import { problems } from '../../problems.ts'
import { isObject } from '../../text/json.ts'
import type { ServiceContext } from '../service-context.ts'
import { findDuplicates, type PossibleDuplicate } from './find-duplicates.ts'

const isMissing = (value: unknown): boolean => value === undefined || value === null || value === ''

/** Returns the candidate with a type that says nothing and a source if it has none: they may follow later. */
const fillIn = (candidate: unknown): { readonly filled: unknown; readonly hasSources: boolean } => {
  if (!isObject(candidate)) return { filled: candidate, hasSources: true }
  const { sources, event_type: type, event_subtype: subtype } = candidate
  const hasSources = !isMissing(sources) && !(Array.isArray(sources) && sources.length === 0)
  const hasType = !isMissing(type) || !isMissing(subtype)
  const filled = {
    ...candidate,
    ...(!hasType && { event_type: 'unspecified' }),
    ...(!hasSources && { sources: [{ publisher: '-' }] }),
  }
  return { filled, hasSources }
}

/**
 * Returns at most five published records that may describe the event of a report, most likely first, as the public sees
 * them. The report may lack its type and its sources, and may have texts as numbers; it is not stored. Throws
 * invalid-record.
 */
export const findPublishedDuplicates = async (
  context: ServiceContext,
  candidate: unknown,
): Promise<PossibleDuplicate[]> => {
  const { filled, hasSources } = fillIn(candidate)
  const { record, errors } = validate(filled, context, { fromText: true })
  if (!record) throw problems.invalidRecord(errors)
  return findDuplicates(context, publicActor, hasSources ? record : { ...record, sources: [] })
}
