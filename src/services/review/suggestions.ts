/** Somebody suggests a correction of a published record; an editor accepts or declines it. */
import { type Actor, permit } from '../../auth/permissions.ts'
import { mergePatch, patchBetween } from '../../ingest/request/merge-patch.ts'
import type { CheckOptions } from '../../ingest/validate/validate.ts'
import { problems } from '../../problems.ts'
import { type Change, difference } from '../../record/diff.ts'
import { Refusal, write } from '../../store/batch.ts'
import { keyOf, newIds } from '../../store/ids.ts'
import * as incidents from '../../store/incidents.ts'
import * as suggestions from '../../store/suggestions.ts'
import { find } from '../incidents/read.ts'
import { apply, stale, standing } from '../incidents/update.ts'
import type { Deps } from '../service-context.ts'
import { examine } from '../validate-against-register.ts'
import { etagOf, fromRow, statedBy, statedIn } from '../version-row.ts'

export interface Proposal {
  /** The id of the record. */
  readonly id: string
  /** The ETags of the versions that were seen. */
  readonly seen: readonly string[] | undefined
  /** The record as it should be, or a merge patch of it (RFC 7396). */
  readonly how: 'replace' | 'merge'
  readonly body: unknown
  readonly options: CheckOptions
  readonly reason: string
  /** The network that it comes from, today, as a digest, where it is counted. */
  readonly sender?: string | undefined
}

const days = 86_400_000
const declinedStay = 30 * days

/** The published version that a correction is of, as the public sees it. */
export const correctable = async (deps: Deps, actor: Actor, id: string): Promise<incidents.Version> => {
  const version = await find(deps, actor, id, { equals: {}, facets: {} })
  if (version.status !== 'published') throw problems.illegalMove('suggest a correction of', version.status)
  return version
}

const refuse = (pointer: string, detail: string) =>
  problems.invalidRequest([{ pointer, rule: 'request.invalid', detail }])

/** The patch of a proposal, in canonical form, with how many warnings the record would have. */
const patchOf = async (
  deps: Deps,
  actor: Actor,
  version: incidents.Version,
  { how, body, options }: Proposal,
): Promise<{ patch: string; warnings: number }> => {
  const stored = fromRow(version, false)
  const before = statedBy(stored)
  const candidate = how === 'merge' ? mergePatch(before, body) : body
  const kept = { stored: { ...stored }, dataset: stored.dataset, ...options }
  const { record, warnings } = await examine(deps, actor, candidate, kept, stored.status)
  if (record.notes !== undefined)
    throw refuse(
      '/notes',
      'A correction has no notes for the editors; its reason says what they should know.',
    )
  const patch = patchBetween(before, record)
  if (!patch) throw refuse('', 'The correction changes nothing.')
  return { patch: JSON.stringify(patch), warnings: warnings.length }
}

/** Takes a correction in; the same one that waits already is found again. */
export const suggest = async (
  deps: Deps,
  actor: Actor,
  proposal: Proposal,
): Promise<{ readonly status: 200 | 201; readonly suggestion: suggestions.NewSuggestion }> => {
  const { db, world } = deps
  permit(actor, 'submit')
  const version = await correctable(deps, actor, proposal.id)
  if (!proposal.seen) throw problems.preconditionRequired()
  if (!proposal.seen.includes(etagOf(version))) throw stale(version)
  const { patch, warnings } = await patchOf(deps, actor, version, proposal)
  const waiting = await suggestions.waitingFor(db, version.n)
  const same = waiting.find((each) => each.patch === patch && each.actor === actor.id)
  if (same) return { status: 200, suggestion: same }
  const [identity] = newIds(1, world.now)
  if (!identity) throw new Error('No id was made.')
  const { revision, n: incident } = version
  const at = new Date(world.now).toISOString()
  const { reason, sender } = proposal
  const suggestion = { ...identity, incident, revision, actor: actor.id, at, reason, patch, warnings, sender }
  const oldest = new Date(world.now - declinedStay).toISOString()
  try {
    const [, added] = await write(db, [suggestions.sweep(db, oldest), suggestions.insert(db, suggestion)])
    if (added?.results.length === 0) throw stale(await correctable(deps, actor, proposal.id))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error.refusal === 'record_full') throw problems.suggestionsFull('for this record')
    if (error.refusal === 'network_full') throw problems.suggestionsFull('from one network in a day')
    if (error.refusal === 'public_full') throw problems.suggestionsFull('from the public')
    throw error.refusal === 'id_taken' ? problems.busy() : error
  }
  return { status: 201, suggestion }
}

/** A correction beside the record that it would change. */
export interface Opened {
  readonly suggestion: suggestions.Suggestion
  readonly current: incidents.Version
  /** What accepting it would change now. */
  readonly changes: readonly Change[]
  /** What of it has changed in the record since its author saw that. */
  readonly overtaken: readonly Change[]
}

const unseen = () => problems.notFound('There is no such correction.')

/** The corrections that wait for a record, oldest first. */
export const waitingOf = ({ db }: Deps, n: number): Promise<suggestions.Suggestion[]> =>
  suggestions.waitingFor(db, n)

/** A suggested correction, for editors. */
export const open = async ({ db }: Deps, actor: Actor, id: string): Promise<Opened> => {
  permit(actor, 'review')
  const n = keyOf(id)
  const suggestion = n === undefined ? null : await suggestions.find(db, n)
  if (suggestion?.id !== id) throw unseen()
  const [current, seen] = await Promise.all([
    incidents.find(db, suggestion.incident),
    incidents.findRevision(db, suggestion.incident, suggestion.revision),
  ])
  if (!current || !seen) throw unseen()
  const patch = JSON.parse(suggestion.patch) as object
  const [now, then] = [statedIn(current), statedIn(seen)]
  const touched = new Set(Object.keys(patch))
  return {
    suggestion,
    current,
    changes: difference(now, mergePatch(now, patch) as object),
    overtaken: difference(then, now).filter(({ pointer }) => touched.has(pointer.split('/')[1] ?? '')),
  }
}

export interface Verdict {
  readonly id: string
  readonly decision: 'accept' | 'decline'
  /** Why. Of what is accepted, the reason of its author where none is given. */
  readonly reason?: string | undefined
  /** The revision of the record that was seen; undefined means the current one. */
  readonly revision?: number | undefined
}

/**
 * Accepts a correction, which is an edit of the current version by the editor, or declines it. The version that
 * stands then is answered.
 */
export const settle = async (
  deps: Deps,
  actor: Actor,
  { id, decision, reason, revision }: Verdict,
): Promise<incidents.Version> => {
  const { db, world } = deps
  const { suggestion } = await open(deps, actor, id)
  const current = await standing(db, actor, suggestion.incident, 'review')
  const { status } = suggestion
  if (status !== 'waiting')
    throw problems.illegalMove(
      `${decision} the correction of`,
      `${current.status} and the correction ${status}`,
    )
  if (decision === 'accept' && current.status === 'merged')
    throw problems.illegalMove('accept a correction of', current.status)
  const why = reason ?? (decision === 'accept' ? suggestion.reason : undefined)
  if (why === undefined) throw refuse('/reason', 'reason must be given.')
  const verdict = { at: new Date(world.now).toISOString(), actor: actor.id, reason: why }
  try {
    if (decision === 'decline') {
      await write(db, [suggestions.decide(db, suggestion.n, { status: 'declined', ...verdict })])
      return current
    }
    if (revision !== undefined && revision !== current.revision) throw stale(current)
    const decided = suggestions.decide(db, suggestion.n, { status: 'accepted', ...verdict })
    const candidate = mergePatch(statedIn(current), JSON.parse(suggestion.patch))
    const { version } = await apply(deps, actor, current, candidate, {}, { reason: why, beside: [decided] })
    if (version.revision === current.revision) await write(db, [decided])
    return version
  } catch (error) {
    const late = error instanceof Refusal && error.refusal === 'suggestion_decided'
    throw late ? problems.busy() : error
  }
}

/** Declines many corrections at once. Those that do not wait stay as they are. */
export const declineMany = async (
  { db, world }: Deps,
  actor: Actor,
  ids: readonly string[],
  reason: string,
): Promise<{ readonly declined: readonly string[]; readonly not_waiting: readonly string[] }> => {
  permit(actor, 'review')
  const known = ids.flatMap((id) => {
    const n = keyOf(id)
    return n === undefined ? [] : [{ n, id }]
  })
  const verdict = { at: new Date(world.now).toISOString(), actor: actor.id, reason }
  const declined = new Set(await suggestions.declineSome(db, known, verdict))
  return {
    declined: ids.filter((id) => declined.has(id)),
    not_waiting: ids.filter((id) => !declined.has(id)),
  }
}
