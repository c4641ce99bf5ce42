/** Editing a record in a form, which may publish it at once. */
import { type Actor, authorize, authorizeEdit } from '../../auth/permissions.ts'
import type { ValidateOptions } from '../../ingest/validate/validate.ts'
import { problems } from '../../problems.ts'
import { hasWithheldPlace } from '../../record/withheld.ts'
import type { Version } from '../../store/incidents.ts'
import type { UpdateResult } from '../idempotency.ts'
import type { ServiceContext } from '../service-context.ts'
import { allowedDecisions, publish } from './review.ts'
import { assertEtag, updateIfChanged } from './update.ts'

export interface Edit {
  /** The current version, as it was found for the sender. */
  readonly current: Version
  /** The whole record as it should be. */
  readonly candidate: unknown
  readonly options: ValidateOptions
  /** The ETags of the version that the sender saw; undefined if none is stated. */
  readonly etags: readonly string[] | undefined
  readonly reason: string | undefined
  /** Whether the record is published by the same commit. */
  readonly publishes: boolean
}

/** Throws invalid-transition (409) if a record cannot be published from its status. */
const assertPublishable = ({ status }: Version): void => {
  if (!allowedDecisions(status).includes('publish'))
    throw problems.invalidTransition((details) => details.review('publish', status))
}

/**
 * Replaces a record, and publishes it if that is asked: by the same commit, unless it needs a second editor. An edit of
 * a published record that needs one waits as a correction. If nothing changes, no version is written. Throws forbidden,
 * precondition-required, stale-revision, invalid-record, invalid-transition, not-publishable, reference-taken,
 * suggestions-full or second-editor-needed.
 */
export const edit = async (
  context: ServiceContext,
  actor: Actor,
  { current, candidate, options, etags, reason, publishes }: Edit,
): Promise<UpdateResult> => {
  authorize(actor, publishes ? 'publish' : 'editOwn')
  authorizeEdit(actor, current)
  assertEtag(current, etags)
  if (publishes) assertPublishable(current)
  if (publishes && context.secondReview && hasWithheldPlace(candidate)) {
    const { version } = await updateIfChanged(context, actor, current, candidate, { options, reason })
    return publish(context, actor, version, { reason })
  }
  const outcome = publishes
    ? ({ status: 'published', kind: 'publish' } as const)
    : ({ canWait: true } as const)
  return updateIfChanged(context, actor, current, candidate, { options, reason, ...outcome })
}
