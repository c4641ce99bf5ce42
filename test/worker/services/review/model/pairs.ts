/** What the model knows of two records: which leads to which, which are told apart, which are likely of one event. */

import {
  applyChanges,
  type Change,
  type Choice,
  chooseFields,
  describesAttack,
  mergeFields,
} from './record-fields.ts'
import { type DistinctMark, type Person, type ReviewModel, type Version, viewOf } from './review-model.ts'

const headOf = (model: ReviewModel, id: string) => model.of(id).at(-1) as Version

/** Whether a record waits or is published: what can be merged, and is offered as a likely twin. */
export const isMergeable = ({ status }: Version): boolean => status === 'submitted' || status === 'published'

/** What a merged record was before. */
export const statusBefore = (model: ReviewModel, id: string): string | undefined =>
  model.of(id).findLast(({ status }) => status !== 'merged')?.status

const intoOf = (model: ReviewModel, id: string) => model.merges.findLast((each) => each.id === id)?.into

/** Where a merged record leads, over others that were merged since. */
export const survivorOf = (model: ReviewModel, id: string): Version => {
  const next = headOf(model, intoOf(model, id) ?? id)
  return next.status === 'merged' ? survivorOf(model, next.id) : next
}

/** The records that are merged into one now. */
export const mergedIds = (model: ReviewModel, id: string): string[] =>
  model
    .current()
    .filter((each) => each.status === 'merged' && intoOf(model, each.id) === id)
    .map((each) => each.id)

/** What somebody is told who asks for a merged record: where it leads, if they may know that record. */
const toldOfMerged = (model: ReviewModel, who: Person, id: string): number => {
  const survivor = survivorOf(model, id)
  const known = survivor.status === 'published' || survivor.status === 'retracted'
  return known || viewOf(who, survivor) === 'whole' ? 308 : 404
}

/** What somebody gets who acts on a record as it stands, or reads its history. */
export const statusFor = (model: ReviewModel, who: Person, version: Version): number => {
  if (viewOf(who, version) !== 'none') return 200
  if (version.status === 'merged') return toldOfMerged(model, who, version.id)
  return version.status === 'retracted' ? 410 : 404
}

/** What somebody gets who reads a record as it stands. */
export const readStatusFor = (model: ReviewModel, who: Person, version: Version): number =>
  version.status === 'merged' ? toldOfMerged(model, who, version.id) : statusFor(model, who, version)

interface Merging {
  readonly merged: Version
  readonly into: Version
  readonly actor: string
  readonly reason: string
  readonly choices: readonly Choice[]
  readonly patch: readonly Change[]
}

/** What the survivor would state. */
export const mergedFields = ({
  merged,
  into,
  choices,
  patch,
}: Pick<Merging, 'merged' | 'into' | 'choices' | 'patch'>) =>
  applyChanges(mergeFields(into.said, merged.said), [
    ...chooseFields(into.said, merged.said, choices),
    ...patch,
  ])

/** Both get their next version in one commit. */
export const merge = (model: ReviewModel, merging: Merging): Version => {
  const { merged, into, actor, reason } = merging
  const visible = merged.status === 'published' || into.status === 'published'
  const commit = model.commit({ kind: 'merge', actor, reason, rows: 2 }, visible)
  model.merges.push({ commit, id: merged.id, into: into.id })
  model.replace(commit, { ...merged, status: 'merged' })
  return model.replace(commit, { ...into, said: mergedFields(merging) })
}

/** The telling of a pair that stands. */
export const findDistinctMark = (model: ReviewModel, one: string, other: string): DistinctMark | undefined =>
  model.tellings.find(({ pair, stands }) => stands && pair.has(one) && pair.has(other))

export const markDistinct = (model: ReviewModel, ids: readonly [string, string], reason: string): void => {
  if (!findDistinctMark(model, ...ids))
    model.tellings.push({ pair: new Set(ids), reasons: [reason], stands: true })
}

export const removeDistinctMark = (
  model: ReviewModel,
  ids: readonly [string, string],
  reason: string,
): void => {
  const told = findDistinctMark(model, ...ids)
  if (!told) return
  told.stands = false
  told.reasons.push(reason)
}

/** Whether two records must be offered as likely twins, where not too many others are. */
export const isLikelyDuplicate = (model: ReviewModel, one: Version, other: Version): boolean =>
  one !== other &&
  [one, other].every((each) => isMergeable(each) && describesAttack(each.said)) &&
  !findDistinctMark(model, one.id, other.id)

/** Pairs that tell of the same attack and are not told apart. */
export const duplicatePairs = (model: ReviewModel): [Version, Version][] => {
  const current = model.current()
  return current.flatMap((one, i) =>
    current
      .slice(0, i)
      .flatMap((other): [Version, Version][] => (isLikelyDuplicate(model, one, other) ? [[one, other]] : [])),
  )
}
