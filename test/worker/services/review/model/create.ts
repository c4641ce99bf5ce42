/** How records come in: one by one, and in files. */
import { expect } from 'vitest'
import { csvOf } from '../../imports/send-file.ts'
import { checkPossible } from './duplicate-checks.ts'
import {
  applyChanges,
  attackReport,
  hasEqualFields,
  plainReport,
  type RecordFields,
  sourceCells,
  toRecord,
} from './record-fields.ts'
import { isEditor, type Person, type Version, viewOf } from './review-model.ts'
import type { StepOf } from './steps.ts'
import type { Workday } from './workday.ts'

export const submit = async (
  day: Workday,
  person: Person,
  { dataset, publish, attack: isAttack, changes }: StepOf<'submit'>,
): Promise<string | undefined> => {
  const { model } = day
  const said = applyChanges({ dataset, ...(isAttack ? attackReport : plainReport) }, changes)
  const answer = await day.ask('submit', person, `/incidents?publish=${publish}`, toRecord(said))
  const holder = model.holder(said)
  const held = person.role !== 'public' || holder?.status === 'published' ? holder : undefined
  if (publish && day.refusedToOthers(answer, person)) return held?.id
  if (person.role === 'public' && !model.datasets.has(dataset)) day.answered(answer, 422)
  else if (held && held.filer === person.id && hasEqualFields(held.said, said))
    day.expect(answer, 200, person, held)
  else if (held) day.answered(answer, 409)
  else {
    day.answered(answer, 201)
    const { incident, possible_duplicates: offered } = answer.data()
    const status = publish ? 'published' : 'submitted'
    const made = { id: incident.id, filer: person.id, status, said }
    const version = model.write({ kind: 'create', actor: person.id, reason: null }, made)
    day.expect(answer, 201, person, version)
    checkPossible(day, person, version, offered)
    return made.id
  }
  return held?.id
}

interface Written {
  readonly next: Pick<Version, 'id' | 'filer' | 'status' | 'said'>
  readonly before: Version | undefined
}
type Outcome =
  | ({ readonly kind: 'created' | 'updated' } & Written)
  | { readonly kind: 'unchanged' | 'rejected' }

/** What comes of one row. */
const outcomeOf = (
  { model }: Workday,
  person: Person,
  { dataset, publish }: StepOf<'import'>,
  { title, ...cells }: StepOf<'import'>['rows'][number],
): Outcome => {
  const states: RecordFields = { ...plainReport, dataset, ...cells, ...(title === '' ? {} : { title }) }
  const before = model.holder(states)
  if (!before) {
    const status = publish ? 'published' : 'submitted'
    return { kind: 'created', next: { id: '', filer: person.id, status, said: states }, before }
  }
  const { title: _, ...rest } = before.said
  const said = { ...rest, ...states }
  const status = publish && before.status === 'submitted' ? 'published' : before.status
  if (!isEditor(person) && before.filer !== person.id) return { kind: 'rejected' }
  if (hasEqualFields(said, before.said) && status === before.status) return { kind: 'unchanged' }
  if (viewOf(person, before) !== 'whole') return { kind: 'rejected' }
  return { kind: 'updated', next: { ...before, status, said }, before }
}

/** The id of a record that a file has made: a report of the public may have the same reference. */
const idOf = async (day: Workday, dataset: string, reference: string): Promise<string> => {
  const editor = day.people.at(-1) as Person
  const path = `/incidents.json?dataset=${dataset}&status=submitted,published`
  const answer = await day.ask('list', editor, path)
  const isNew = (id: string) => day.model.of(id).length === 0
  return answer
    .data()
    .incidents.find(
      (each: { id: string; reference?: string }) => each.reference === reference && isNew(each.id),
    ).id
}

const send = (
  day: Workday,
  person: Person,
  body: string,
  { dataset, publish, valid, reason }: StepOf<'import'>,
) => {
  const query = {
    dataset,
    publish: String(publish),
    mode: valid ? 'valid' : 'all',
    ...(reason ? { reason } : {}),
  }
  const headers = { 'Content-Type': 'text/csv' }
  const path = `/imports?${new URLSearchParams(query)}`
  return day.ask('import', person, path, undefined, { method: 'POST', body, headers })
}

export const importFile = async (
  day: Workday,
  person: Person,
  step: StepOf<'import'>,
): Promise<undefined> => {
  const { model } = day
  const { dataset, publish, valid, reason, rows } = step
  const fixed = { date: plainReport.date, country: 'IQ' }
  const body = csvOf(rows.map(({ sources, ...cells }) => ({ ...cells, ...fixed, ...sourceCells(sources) })))
  const answer = await send(day, person, body, step)
  if (person.role === 'public') return day.answered(answer, 401) as undefined
  if (publish && day.refusedToOthers(answer, person)) return
  day.answered(answer, 200)
  const report = answer.data()
  model.imports.push({ id: report.import, actor: person.id, dataset, text: body })
  const outcomes = rows.map((each) => outcomeOf(day, person, step, each))
  const counts = { created: 0, updated: 0, unchanged: 0, rejected: 0 }
  for (const { kind } of outcomes) counts[kind]++
  const stores = valid || counts.rejected === 0
  if (!stores) Object.assign(counts, { created: 0, updated: 0 })
  expect(report).toMatchObject(counts)
  const written = outcomes.filter((each): each is Outcome & Written => stores && 'next' in each)
  if (written.length === 0) {
    expect(report.commit).toBe(null)
    return
  }
  const visible = written.some(({ next, before }) => [next.status, before?.status].includes('published'))
  const commit = model.commit({ kind: 'import', actor: person.id, reason, rows: written.length }, visible)
  expect(report.commit).toBe(commit)
  for (const { next } of written)
    model.replace(commit, {
      ...next,
      id: next.id || (await idOf(day, dataset, next.said.reference ?? '')),
    })
}
