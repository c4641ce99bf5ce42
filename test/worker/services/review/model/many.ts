/** Acts on many records: one change of all that a filter finds, a commit undone, several records become one. */
import { expect } from 'vitest'
import { isMergeable } from './pairs.ts'
import {
  applyChanges,
  type Change,
  type ClusterChoice,
  chooseAmong,
  hasEqualFields,
  mergeFields,
  patchOf,
  toClusterChoose,
} from './record-fields.ts'
import type { Person, ReviewModel, Version } from './review-model.ts'
import type { StepOf } from './steps.ts'
import type { Workday } from './workday.ts'

/** Writes versions in one commit. */
const writeAll = (
  model: ReviewModel,
  act: { readonly kind: string; readonly actor: string; readonly reason: string },
  next: readonly (Pick<Version, 'id' | 'filer' | 'status' | 'said'> & { readonly before: string })[],
): void => {
  const visible = next.some(({ before, status }) => before === 'published' || status === 'published')
  const commit = model.commit({ ...act, rows: next.length }, visible)
  for (const { before: _, ...version } of next) model.replace(commit, version)
}

export const editMany = async (day: Workday, person: Person, step: StepOf<'bulk'>): Promise<undefined> => {
  const { model } = day
  const { status, type, changes, reason, stale } = step
  const filter = `status=${status}&event_type=${type}`
  const patch = Object.assign({}, ...(changes as Change[]).map(patchOf))
  const send = (more: object) =>
    day.ask('bulk', person, '/incidents/bulk', { filter, patch, reason, ...more })
  const dry = await send({ dry_run: true })
  if (day.refusedToOthers(dry, person)) return
  const found = model.current().filter((each) => each.status === status && each.said.event_type === type)
  const next = found.flatMap((each) => {
    const said = applyChanges(each.said, changes as Change[])
    return hasEqualFields(said, each.said) ? [] : [{ ...each, said, before: each.status }]
  })
  const numbers = { matched: found.length, changed: next.length, unchanged: found.length - next.length }
  expect(dry.data()).toMatchObject({ ...numbers, rejected: 0, stale: 0, commit: null })
  const answer = await send({ confirm: found.length + stale, rehearsed: dry.data().rehearsed })
  if (stale > 0) return day.answered(answer, 422) as undefined
  day.answered(answer, 200)
  const commit = next.length > 0 ? model.seq + 1 : null
  expect(answer.data()).toMatchObject({ ...numbers, rejected: 0, stale: 0, commit })
  if (next.length > 0) writeAll(model, { kind: 'update', actor: person.id, reason }, next)
  if (next.length > 1) day.count('bulk of several')
}

const undoable = ['create', 'update', 'publish', 'reject', 'retract', 'restore', 'import', 'undo']

/** The status of a record after its version is taken back; undefined if it stays. */
const statusAfter = (version: Version, before: Version | undefined): string | undefined => {
  if (!before) return { published: 'retracted', submitted: 'rejected' }[version.status]
  if (version.status === 'merged' || before.status === 'merged') return undefined
  return version.status === 'published' && before.status !== 'published' ? 'retracted' : before.status
}

export const undo = async (day: Workday, person: Person, step: StepOf<'undo'>): Promise<undefined> => {
  const { model } = day
  const { back, reason } = step
  const seq = Math.max(1, model.seq - back)
  const answer = await day.ask('undo', person, `/commits/${seq}/undo`, { reason })
  if (day.refusedToOthers(answer, person)) return
  const written = model.versions.filter(({ commit }) => commit === seq)
  const next = written.flatMap((each) => {
    const before = model.of(each.id)[each.revision - 2]
    const head = model.of(each.id).at(-1) as Version
    const isLeft = head.status === each.status && hasEqualFields(head.said, each.said)
    const status = isLeft ? statusAfter(head, before) : undefined
    return status === undefined ? [] : [{ ...head, status, said: (before ?? head).said, before: head.status }]
  })
  const isRefused =
    !undoable.includes(model.commits[seq]?.kind ?? '') ||
    next.length === 0 ||
    next.some((each) => model.conflicts(each, false))
  if (isRefused) return day.answered(answer, 409) as undefined
  day.answered(answer, 200)
  expect(answer.data()).toMatchObject({ commit: model.seq + 1, stale: written.length - next.length })
  writeAll(model, { kind: 'undo', actor: person.id, reason }, next)
  day.count(`undo of ${model.commits[seq]?.kind}`)
}

export const mergeSeveral = async (
  day: Workday,
  person: Person,
  { reason, picks, choices }: StepOf<'cluster'>,
  into: Version,
): Promise<string> => {
  const { model } = day
  const standing = model.current().filter((each) => each !== into && isMergeable(each))
  const others = [...new Set(picks.flatMap((pick) => standing[pick % Math.max(1, standing.length)] ?? []))]
  const ids = others.map(({ id }) => id)
  const choose = toClusterChoose(choices as ClusterChoice[], ids)
  const asked = { from: ids, reason, choose }
  const answer = await day.ask('cluster', person, `/incidents/${into.id}/merge-from`, asked)
  if (day.refusedToOthers(answer, person)) return into.id
  const told = others.map(({ said }) => said)
  const merged = told.reduce(mergeFields, into.said)
  const chosen = chooseAmong(into.said, told, choices as ClusterChoice[])
  const shown = others.every(({ status }) => status !== 'published' || into.status === 'published')
  const said = chosen && applyChanges(merged, chosen)
  if (others.length === 0) day.answered(answer, into.status === 'merged' ? 308 : 422, 422)
  else if (!isMergeable(into) || !shown) day.answered(answer, 409, 422)
  else if (!said) day.answered(answer, 422)
  else if (model.conflicts({ ...into, said }, false)) day.answered(answer, 409)
  else {
    day.answered(answer, 200)
    const visible = [into, ...others].some(({ status }) => status === 'published')
    const commit = model.commit({ kind: 'merge', actor: person.id, reason, rows: ids.length + 1 }, visible)
    for (const each of others) {
      model.merges.push({ commit, id: each.id, into: into.id })
      model.replace(commit, { ...each, status: 'merged' })
    }
    day.expect(answer, 200, person, model.replace(commit, { ...into, said }))
    day.count(`cluster of ${ids.length}`)
  }
  return into.id
}
