/** How records change: by an edit, a decision, a redaction, an old version that comes back. */

import { statusBefore, statusFor } from './pairs.ts'
import { applyChanges, patchOf, pointerOf, toRecord } from './record-fields.ts'
import { type Person, type ReviewModel, type Version, viewOf } from './review-model.ts'
import type { StepOf } from './steps.ts'
import type { Workday } from './workday.ts'

const tag = ({ id }: Version, revision: number): string => `"${id}.${revision}"`

export const edit = async (
  day: Workday,
  person: Person,
  { changes, put, stale }: StepOf<'edit'>,
  target: Version,
): Promise<void> => {
  const said = applyChanges(target.said, changes)
  const old = stale === 0
  const headers = {
    'If-Match': tag(target, target.revision - (old ? 1 : 0)),
    'Content-Type': put ? 'application/json' : 'application/merge-patch+json',
  }
  const patch = Object.assign({}, ...changes.map(patchOf))
  const method = put ? 'PUT' : 'PATCH'
  const path = `/incidents/${target.id}`
  const answer = await day.ask('edit', person, path, put ? toRecord(said) : patch, { method, headers })
  if (person.role === 'public') return day.answered(answer, 401)
  const sees = viewOf(person, target)
  if (sees !== 'whole')
    return day.answered(answer, sees === 'public' ? 403 : statusFor(day.model, person, target))
  if (old) return day.answered(answer, 412)
  day.next(answer, person, target, said, { kind: 'update', actor: person.id, reason: null })
}

/** From which status a decision leads to which. */
const moves: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  publish: { submitted: 'published' },
  reject: { submitted: 'rejected' },
  retract: { published: 'retracted' },
  restore: { retracted: 'published', rejected: 'submitted' },
}

/** The move that a status waits for. */
const next: Readonly<Record<string, string>> = {
  submitted: 'publish',
  published: 'retract',
  rejected: 'restore',
  retracted: 'restore',
  merged: 'restore',
}

/** The record that a decision is about, and the decision as it is sent. */
const decided = (
  model: ReviewModel,
  { decision, which }: StepOf<'review'>,
  target: Version,
): [Version, string] => {
  if (decision === 'next') return [target, next[target.status] ?? '']
  if (decision !== 'unmerge') return [target, decision]
  const merged = model.current().filter(({ status }) => status === 'merged')
  return [merged[which % merged.length] ?? target, 'restore']
}

export const review = async (
  day: Workday,
  person: Person,
  step: StepOf<'review'>,
  drawn: Version,
): Promise<string> => {
  const { model } = day
  const { reason, stale } = step
  const [target, decision] = decided(model, step, drawn)
  const { id } = target
  const old = stale === 0
  const unmerges = decision === 'restore' && target.status === 'merged'
  const asked = { decision, reason, revision: target.revision - (old ? 1 : 0) }
  const answer = await day.ask(unmerges ? 'unmerge' : 'review', person, `/incidents/${id}/review`, asked)
  const status = unmerges ? statusBefore(model, id) : moves[decision]?.[target.status]
  const act = { kind: decision, actor: person.id, reason }
  if (day.refusedToOthers(answer, person)) return id
  if (old) day.answered(answer, 412)
  else if (!status || model.conflicts({ ...target, status }, false)) day.answered(answer, 409)
  else day.expect(answer, 200, person, model.write(act, { ...target, status }))
  return id
}

export const redact = async (
  day: Workday,
  person: Person,
  { erase, remove }: StepOf<'redact'>,
  target: Version,
): Promise<void> => {
  const reason = 'gone for good'
  // Nobody but an admin may: most of the time it is one.
  const by = person.role === 'contributor' ? person : (day.people.at(-1) as Person)
  const asked = { reason, erase, remove: remove.map(pointerOf) }
  const answer = await day.ask('redact', by, `/incidents/${target.id}/redact`, asked)
  if (by.role !== 'admin') return day.answered(answer, 403)
  const nothing = erase.length + remove.length === 0
  const made = nothing ? undefined : day.model.redact(target.id, by.id, reason, erase, remove)
  if (made) day.expect(answer, 200, by, made)
  else day.answered(answer, 422)
}

export const revert = async (
  day: Workday,
  person: Person,
  { version, reason }: StepOf<'revert'>,
  target: Version,
): Promise<void> => {
  const old = day.model.of(target.id)[version % target.revision] as Version
  const asked = { version: old.revision, reason }
  const answer = await day.ask('revert', person, `/incidents/${target.id}/revert`, asked)
  if (day.refusedToOthers(answer, person)) return
  day.next(answer, person, target, old.said, { kind: 'update', actor: person.id, reason })
}
