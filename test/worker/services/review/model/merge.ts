/** Two records become one, or are told apart. */
import { expect } from 'vitest'
import type { ProblemName } from '../../../../../src/problems.ts'
import { checkPairs, checkReviewPanel } from './duplicate-checks.ts'
import {
  duplicatePairs,
  isMergeable,
  markDistinct,
  merge,
  mergedFields,
  mergedIds,
  removeDistinctMark,
} from './pairs.ts'
import { canChoose, describesAttack, patchOf, toChoose } from './record-fields.ts'
import { isEditor, type Person, type ReviewModel, type Version } from './review-model.ts'
import type { StepOf } from './steps.ts'
import { inParallel, type Workday } from './workday.ts'

/** An id that no record has. */
const nobody = '016f5e66-e800-7000-8000-000000000000'

type Pair = readonly [Version, Version | undefined]

/** The two that a step is about; without the second one where there is no such record. */
const pairOf = (
  model: ReviewModel,
  { other, pick, swap }: StepOf<'merge' | 'distinct'>,
  target: Version,
): Pair => {
  const swapped = (one: Version, two: Version | undefined): Pair => (swap && two ? [two, one] : [one, two])
  if (other === 'nobody') return [target, undefined]
  if (other === 'self') return [target, target]
  const pairs = duplicatePairs(model)
  const pair = other === 'twin' && pairs[pick % pairs.length]
  if (pair) return swapped(...pair)
  const others = model.current().filter((each) => each !== target && (other === 'any' || isMergeable(each)))
  return swapped(target, others[pick % others.length])
}

type Refusal = Extract<
  ProblemName,
  'invalid-request' | 'invalid-transition' | 'reference-taken' | 'stale-revision'
>

/** Why a merge is refused: any of the reasons may be told. */
const refusalsOf = (
  model: ReviewModel,
  merging: Parameters<typeof merge>[1] | undefined,
  stale: boolean,
): Refusal[] => {
  const old: Refusal[] = stale ? ['stale-revision'] : []
  if (!merging || merging.into === merging.merged) return ['invalid-request', ...old]
  const { merged, into } = merging
  const chosen = merging.choices.every((choice) => canChoose(into.said, merged.said, choice))
  const shown = merged.status !== 'published' || into.status === 'published'
  return [
    ...old,
    ...(chosen ? [] : ['invalid-request' as const]),
    ...(isMergeable(merged) && isMergeable(into) && shown ? [] : ['invalid-transition' as const]),
    ...(model.conflicts({ ...into, said: mergedFields(merging) }, false) ? ['reference-taken' as const] : []),
  ]
}

export const mergePair = async (
  day: Workday,
  person: Person,
  step: StepOf<'merge'>,
  target: Version,
): Promise<string> => {
  const { model } = day
  const { reason, choices, patch, stale } = step
  const [merged, into] = pairOf(model, step, target)
  const answer = await day.ask('merge', person, `/incidents/${merged.id}/merge`, {
    into: into?.id ?? nobody,
    reason,
    choose: toChoose(choices),
    patch: Object.assign({}, ...patch.map(patchOf)),
    revision: merged.revision - (stale === 'merged' ? 1 : 0),
    ...(into ? { into_revision: into.revision - (stale === 'survivor' ? 1 : 0) } : {}),
  })
  if (day.refusedToOthers(answer, person)) return merged.id
  const merging = into && { merged, into, actor: person.id, reason, choices, patch }
  const refusals = refusalsOf(model, merging, stale !== 'none')
  if (refusals.length > 0 || !merging) {
    expect(refusals.map((type) => `/problems/${type}`)).toContain(answer.data().type)
    if (into?.status === 'merged') day.count(`merge into a merged one ${answer.status}`)
    return merged.id
  }
  const next = merge(model, merging)
  day.expect(answer, 200, person, next)
  expect(answer.data().merged).toEqual({ id: merged.id, into: into.id })
  day.count(`merge of ${merged.status} into ${into.status}`)
  for (const [field, side] of choices) day.count(`merge that chose ${side} of ${field}`)
  if (mergedIds(model, merged.id).length > 0) day.count('merge of one that took another in')
  return merged.id
}

/** Whether two that tell of one attack are offered as duplicates: on the page of each, and on that of all pairs. */
const areOffered = async (day: Workday, one: Version, other: Version): Promise<boolean> => {
  if (![one, other].every((each) => isMergeable(each) && describesAttack(each.said))) return false
  const looks = [checkReviewPanel(day, one), checkReviewPanel(day, other), checkPairs(day)]
  const [ofOne = [], ofOther = [], pairs = []] = await inParallel(looks)
  const pair = [one.id, other.id].sort().reverse().join(' ')
  return ofOne.includes(other.id) && ofOther.includes(one.id) && pairs.includes(pair)
}

export const markPairDistinct = async (
  day: Workday,
  person: Person,
  step: StepOf<'distinct'>,
  target: Version,
): Promise<string> => {
  const { model } = day
  const { reason, undo } = step
  const told = undo && step.other === 'twin' ? model.tellings.find(({ stands }) => stands) : undefined
  const ids = [...(told?.pair ?? [])].map((id) => model.of(id).at(-1))
  const [one = target, other] = told ? (step.swap ? ids : ids.reverse()) : pairOf(model, step, target)
  const may = isEditor(person) && other && other !== one
  const before = may && (await areOffered(day, one, other))
  const asked = { other: other?.id ?? nobody, reason, undo }
  const answer = await day.ask('distinct', person, `/incidents/${one.id}/distinct`, asked)
  if (day.refusedToOthers(answer, person)) return one.id
  if (!other || other === one) {
    day.answered(answer, 422)
    return one.id
  }
  day.answered(answer, 200)
  expect(answer.data()).toEqual({ pair: [one.id, other.id].sort(), distinct: !undo })
  const change = undo ? removeDistinctMark : markDistinct
  change(model, [one.id, other.id], reason)
  const after = await areOffered(day, one, other)
  if (before !== after) day.count(after ? 'offered again' : 'offered no more')
  return one.id
}
