/**
 * The rule of two editors: one alone neither publishes a record with a withheld place, nor withholds less of a place than
 * before. Every door that writes versions asks it: `insertCommit`, and `toStagedChange` for those written by the thousand.
 */
import type { Incident } from '../../schemas/incident.ts'
import { type Actor, isUnpublished } from '../auth/permissions.ts'
import { problems } from '../problems.ts'
import { hasWithheldPlace, showsWithheld, withholdsLess } from '../record/withheld.ts'
import type { Version } from '../store/incidents.ts'
import { actorOf } from '../store/receipts.ts'
import type { ServiceContext } from './service-context.ts'
import { fullRecord } from './version-row.ts'

/** A version to write. */
export interface NextStep {
  /** The version that it replaces; undefined of a new record. */
  readonly before: Version | undefined
  /** The records merged into it. */
  readonly merged?: readonly Version[] | undefined
  readonly status: string
  readonly record: Incident
  /** The id of another editor who has approved it. */
  readonly approver?: string | undefined
}

/** The filer of a record that was never public decides alone what it withholds. */
const isOwnDraft = ({ id }: Actor, { filer, status }: Version): boolean =>
  isUnpublished(status) && (id === filer || id === actorOf(filer))

/** Returns the full record of a version if it may withhold something: one without a full document, as most are, does not. */
const guardedRecord = (version: Version | undefined): Incident | undefined =>
  version && version.fullJson !== null ? fullRecord(version) : undefined

/** Returns whether a version publishes a record with a withheld place. */
const publishes = ({ before, merged = [], status, record }: NextStep): boolean => {
  if (status !== 'published') return false
  if (before?.status !== 'published' && hasWithheldPlace(record)) return true
  return merged.some((each) => each.status !== 'published' && hasWithheldPlace(guardedRecord(each)))
}

/** Returns whether a version shows more of a withheld place than the versions that it is made from. */
const reveals = (actor: Actor, { before, merged = [], record }: NextStep): boolean => {
  const guarded = guardedRecord(before)
  if (before && guarded && !isOwnDraft(actor, before) && withholdsLess(guarded, record)) return true
  return merged.some((each) => {
    const source = isOwnDraft(actor, each) ? undefined : guardedRecord(each)
    return source && showsWithheld(source, record, before && fullRecord(before))
  })
}

/** Returns whether a version needs two editors. */
export const needsSecondEditor = (
  { secondReview = false }: Pick<ServiceContext, 'secondReview'>,
  actor: Actor,
  step: NextStep,
): boolean => secondReview && (publishes(step) || reveals(actor, step))

/** Throws second-editor-needed (409) if a version needs two editors and none but the actor has approved it. */
export const assertSecondEditor = (
  context: Pick<ServiceContext, 'secondReview'>,
  actor: Actor,
  step: NextStep,
): void => {
  const isApproved = step.approver !== undefined && step.approver !== actor.id
  if (!isApproved && needsSecondEditor(context, actor, step)) throw problems.secondEditorNeeded()
}
