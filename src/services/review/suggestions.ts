/** Suggested corrections of published records, which editors accept or decline. */
import type { Incident } from '../../../schemas/incident.ts'
import { type Actor, assertInScope, authorize, canIn } from '../../auth/permissions.ts'
import { renameFields } from '../../ingest/validate/rename-fields.ts'
import type { ValidateOptions } from '../../ingest/validate/validate.ts'
import { problems } from '../../problems.ts'
import { diff } from '../../record/diff.ts'
import { splitReadOnlyFields } from '../../record/shape.ts'
import { upgradePatch } from '../../record/upgrade.ts'
import { runBatch } from '../../store/batch.ts'
import { keyOf } from '../../store/ids.ts'
import type * as incidents from '../../store/incidents.ts'
import * as suggestions from '../../store/suggestions.ts'
import { createMergePatch, mergePatch } from '../../text/json.ts'
import { findActorById } from '../access/tokens.ts'
import { find, parseKey } from '../incidents/read.ts'
import { assertEtag, assertRevision, type UpdateRequest, updateIfChanged } from '../incidents/update.ts'
import type { ServiceContext } from '../service-context.ts'
import { needsSecondEditor } from '../two-editors.ts'
import { validateReplacement } from '../validate-with-database.ts'
import { fullRecord, toResponse } from '../version-row.ts'
import { insertSuggestion, type SuggestionResult } from './insert-suggestion.ts'

export interface SuggestionRequest extends Omit<UpdateRequest, 'current' | 'request'> {
  /** The id of the record. */
  readonly id: string
  readonly options: ValidateOptions
  readonly reason: string
  /** The digest of the sender's network and day, if the sender is counted. */
  readonly sender?: string | undefined
}

/** Returns the published version to correct. Throws not-found, merged, retracted or invalid-transition. */
export const findCorrectable = async (
  context: ServiceContext,
  actor: Actor,
  id: string,
): Promise<incidents.Version> => {
  const version = await find(context, actor, id)
  if (version.status !== 'published')
    throw problems.invalidTransition((details) => details.suggest(version.status))
  return version
}

/**
 * Returns the patch of a correction in canonical form, and the number of warnings the record would have. Throws
 * invalid-record, or invalid-request if nothing changes.
 */
const createPatch = async (
  context: ServiceContext,
  actor: Actor,
  version: incidents.Version,
  { mode, body, options }: SuggestionRequest,
): Promise<{ patch: string; warnings: number }> => {
  const stored = toResponse(version, { view: 'public' })
  const before = splitReadOnlyFields(stored).own
  const { value, issues, warnings: renamed } = renameFields(body)
  const candidate = mode === 'merge' ? mergePatch(before, value) : value
  const { record, warnings } = await validateReplacement(context, actor, stored, candidate, {
    ...options,
    issues: [...(options.issues ?? []), ...issues],
    warnings: renamed,
  })
  if (record.notes !== undefined) throw problems.invalidField('/notes', (m) => m.requests.correctionNotes)
  const patch = createMergePatch(before, record)
  if (!patch) throw problems.invalidField('', (m) => m.requests.correctionEmpty)
  return { patch: JSON.stringify(patch), warnings: warnings.length }
}

/**
 * Stores a correction; returns an identical one that already waits. Throws token-needed, stale-revision,
 * invalid-record, invalid-request or suggestions-full.
 */
export const suggest = async (
  context: ServiceContext,
  actor: Actor,
  request: SuggestionRequest,
): Promise<SuggestionResult> => {
  authorize(actor, 'submit')
  const [version, waiting] = await Promise.all([
    findCorrectable(context, actor, request.id),
    suggestions.listWaiting(context.db, parseKey(request.id)),
  ])
  assertEtag(version, request.etags)
  const { patch, warnings } = await createPatch(context, actor, version, request)
  const { reason, sender } = request
  return insertSuggestion(context, version, waiting, { actor: actor.id, reason, patch, warnings, sender })
}

const suggestionNotFound = () => problems.notFound('suggestion')

/** Returns the corrections awaiting review for a record, oldest first. */
export const listWaiting = ({ db }: ServiceContext, rowKey: number): Promise<suggestions.Suggestion[]> =>
  suggestions.listWaiting(db, rowKey)

/**
 * Returns a suggested correction with its record, for editors: whether two of them have to agree, the changes that
 * accepting it would make, and the changes to the same fields since its author saw the record. Throws forbidden,
 * token-needed or not-found.
 */
export const findForReview = async (context: ServiceContext, actor: Actor, id: string) => {
  authorize(actor, 'review')
  const rowKey = keyOf(id)
  if (rowKey === undefined) throw suggestionNotFound()
  const { suggestion, current, reviewed } = await suggestions.findWithRecord(context.db, rowKey)
  if (suggestion?.id !== id || !current || !reviewed) throw suggestionNotFound()
  assertInScope(actor, current.datasetSlug)
  const patch = upgradePatch(JSON.parse(suggestion.patch)) as object
  const [now, then] = [fullRecord(current), fullRecord(reviewed)]
  const next = mergePatch(now, patch) as Incident
  const changedFields = new Set(Object.keys(patch))
  return {
    suggestion,
    current,
    needsTwo: needsSecondEditor(context, actor, { before: current, status: current.status, record: next }),
    changes: diff(now, next),
    changedSince: diff(then, now).filter(({ pointer }) => changedFields.has(pointer.split('/')[1] ?? '')),
  }
}

/** A correction with its record. */
export type OpenSuggestion = Awaited<ReturnType<typeof findForReview>>

export interface ReviewDecision {
  readonly id: string
  readonly decision: 'accept' | 'decline'
  /** The reason; an accepted correction without one gets the reason of its author. */
  readonly reason?: string | undefined
  /** The revision of the record that the sender saw; undefined means the current one. */
  readonly revision?: number | undefined
}

/**
 * Returns the id of the author of a correction if that author is an editor who saw the current version, and so counts as
 * one of the two editors who show what it withholds; undefined otherwise.
 */
const findApprover = async (
  context: ServiceContext,
  { actor, revision }: suggestions.Suggestion,
  current: incidents.Version,
): Promise<string | undefined> => {
  if (!context.secondReview || current.fullJson === null || revision !== current.revision) return undefined
  const author = await findActorById(context, actor)
  return author && canIn(author, 'edit', current.datasetSlug) ? actor : undefined
}

/**
 * Accepts a correction, as an edit of the current version by the editor, or declines it. Returns the current version
 * afterwards. Throws forbidden, not-found, invalid-transition, stale-revision, invalid-record or second-editor-needed.
 */
export const reviewSuggestion = async (
  context: ServiceContext,
  actor: Actor,
  { id, decision, reason, revision }: ReviewDecision,
): Promise<incidents.Version> => {
  const { db, now } = context
  const { suggestion, current } = await findForReview(context, actor, id)
  const { status } = suggestion
  if (status !== 'waiting') throw problems.invalidTransition((details) => details.suggestionDecided(status))
  const isAccepted = decision === 'accept'
  if (isAccepted && current.status === 'merged')
    throw problems.invalidTransition((details) => details.acceptForMerged)
  const effectiveReason = reason ?? (isAccepted ? suggestion.reason : undefined)
  if (effectiveReason === undefined) throw problems.invalidField('/reason', (m) => m.requests.reason.missing)
  const statement = suggestions.saveDecision(db, suggestion.rowKey, {
    status: isAccepted ? 'accepted' : 'declined',
    at: new Date(now).toISOString(),
    actor: actor.id,
    reason: effectiveReason,
  })
  let version = current
  if (isAccepted) {
    assertRevision(current, revision)
    const candidate = mergePatch(fullRecord(current), upgradePatch(JSON.parse(suggestion.patch)))
    const approver = await findApprover(context, suggestion, current)
    const update = { reason: effectiveReason, statements: [statement], approver }
    version = (await updateIfChanged(context, actor, current, candidate, update)).version
  }
  if (version.revision === current.revision)
    await runBatch(db, [statement], { suggestion_decided: problems.conflict })
  return version
}

/**
 * Declines several corrections; those already decided, or of datasets that the actor's token is not for, are left alone. Returns the ids of both. Throws forbidden or
 * token-needed.
 */
export const declineMany = async (
  { db, now }: ServiceContext,
  actor: Actor,
  ids: readonly string[],
  reason: string,
): Promise<{ readonly declined: readonly string[]; readonly not_waiting: readonly string[] }> => {
  authorize(actor, 'review')
  const found = ids.flatMap((id) => {
    const rowKey = keyOf(id)
    return rowKey === undefined ? [] : [{ rowKey, id }]
  })
  const decision = { at: new Date(now).toISOString(), actor: actor.id, reason, datasets: actor.datasets }
  const declined = new Set(await suggestions.declineSome(db, found, decision))
  return {
    declined: ids.filter((id) => declined.has(id)),
    not_waiting: ids.filter((id) => !declined.has(id)),
  }
}
