/** Corrections of published records: who suggests them, and who settles them. */
import { expect } from 'vitest'
import { statusFor } from './pairs.ts'
import { patchOf, withField } from './record-fields.ts'
import { type Person, type Suggestion, type Version, viewOf } from './review-model.ts'
import type { StepOf } from './steps.ts'
import type { Workday } from './workday.ts'

export const suggest = async (
  day: Workday,
  person: Person,
  { change, reason, stale }: StepOf<'suggest'>,
  target: Version,
): Promise<void> => {
  const { model } = day
  const [field, value] = change
  const old = stale === 0
  const asked = { reason, revision: target.revision - (old ? 1 : 0), patch: patchOf(change) }
  const answer = await day.ask('suggest', person, `/incidents/${target.id}/suggestions`, asked)
  const given = { record: target.id, actor: person.id, field, value } as const
  const same = (each: Suggestion) =>
    each.status === 'waiting' &&
    Object.entries(given).every(([name, it]) => each[name as keyof Suggestion] === it)
  const nothing = field === 'notes' || (target.said[field] ?? null) === value
  if (viewOf(person, target) === 'none') day.answered(answer, statusFor(model, person, target))
  else if (target.status !== 'published') day.answered(answer, 409)
  else if (old) day.answered(answer, 412)
  else if (nothing) day.answered(answer, 422)
  else {
    const before = model.suggestions.find(same)
    day.answered(answer, before ? 200 : 201)
    const { id } = answer.data().suggestion
    if (before) expect(id).toBe(before.id)
    else model.suggestions.push({ ...given, id, reason, status: 'waiting' })
  }
}

export const settle = async (
  day: Workday,
  person: Person,
  { which, accept, reason }: StepOf<'settle'>,
): Promise<string | undefined> => {
  const { model } = day
  const found = model.suggestions[which % Math.max(1, model.suggestions.length)]
  if (!found) return undefined
  const asked = { decision: accept ? 'accept' : 'decline', reason }
  const answer = await day.ask('settle', person, `/suggestions/${found.id}/review`, asked)
  const target = model.of(found.record).at(-1) as Version
  const said = withField(target.said, [found.field, found.value])
  if (day.refusedToOthers(answer, person)) return target.id
  if (found.status !== 'waiting') day.answered(answer, 409)
  else if (accept && target.status === 'merged') day.answered(answer, 409)
  else if (accept && model.conflicts({ ...target, said }, true)) day.answered(answer, 409)
  else {
    found.status = accept ? 'accepted' : 'declined'
    if (accept) day.next(answer, person, target, said, { kind: 'update', actor: person.id, reason })
    else day.expect(answer, 200, person, target)
  }
  return target.id
}
