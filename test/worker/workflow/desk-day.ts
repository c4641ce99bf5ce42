/** Acts of the desk, each asked at the door and of the model: both must come to the same. */
import { env } from 'cloudflare:workers'
import { expect } from 'vitest'
import { type Answer, ask, holder } from '../http/client.ts'
import { csvOf } from '../imports/sending.ts'
import {
  type DeskModel,
  equal,
  type Field,
  isDesk,
  type Person,
  pointerOf,
  type Said,
  type Suggestion,
  sight,
  type Version,
  withField,
} from './desk-model.ts'
import type { Of, Step } from './desk-steps.ts'

/** The record as JSON, without what the server sets. */
export const stated = ({ place, ...said }: Said) => ({
  ...said,
  location: { country: 'IQ', ...(place === undefined ? {} : { place }) },
  sources: [{ publisher: 'Example News' }],
})

/** The record as it is answered, but for its times. */
export const shown = (
  { id, revision, commit, status, said: { notes, ...said } }: Version,
  withNotes: boolean,
) => ({
  id,
  revision,
  commit,
  status,
  warnings: [],
  ...stated(said),
  ...(withNotes && notes !== undefined ? { notes } : {}),
})

export const timeless = ({ created_at: _, updated_at: __, ...rest }: Record<string, unknown>) => rest

const applied = (said: Said, changes: readonly (readonly [Field, string | null])[]): Said =>
  changes.reduce((left, [field, value]) => withField(left, field, value), said)

const tag = ({ id }: Version, revision: number): string => `"${id}.${revision}"`

export const people = async (): Promise<Person[]> => {
  const known = async (role: 'contributor' | 'editor', name: string): Promise<Person> => {
    const { id, secret } = await holder(role, { name })
    return { id, name, role, token: secret }
  }
  return [
    { id: 'public', role: 'public' },
    await known('contributor', 'c1'),
    await known('contributor', 'c2'),
    await known('editor', 'e1'),
    await known('editor', 'e2'),
    { id: 'admin', role: 'admin', token: env.ADMIN_TOKEN },
  ]
}

/** What somebody gets who asks for a record that they may not see. */
export const hidden = (who: Person, version: Version): number =>
  sight(who, version) !== 'none' ? 200 : version.status === 'retracted' ? 410 : 404

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
}

type Write = Parameters<DeskModel['write']>[0]

/** People at a desk, and the model of what they do. */
export class Day {
  readonly model: DeskModel
  readonly people: readonly Person[]
  /** The commit behind which there is a desk. */
  readonly begins: number

  constructor(model: DeskModel, people: readonly Person[]) {
    this.model = model
    this.people = people
    this.begins = model.seq
  }

  /** Does a step. The record that it was about is given. */
  async do(each: Step): Promise<string | undefined> {
    const person = this.people[each.who] as Person
    if (each.act === 'submit') return this.submit(person, each)
    if (each.act === 'import') {
      await this.import(person, each)
      return undefined
    }
    if (each.act === 'settle') return this.settle(person, each)
    const current = this.model.current()
    const target = current[each.which % Math.max(1, current.length)]
    if (!target) return undefined
    if (each.act === 'edit') await this.edit(person, each, target)
    else if (each.act === 'review') await this.review(person, each, target)
    else if (each.act === 'redact') await this.redact(person, each, target)
    else if (each.act === 'bringBack') await this.bringBack(person, each, target)
    else await this.suggest(person, each, target)
    return target.id
  }

  async ask(person: Person, path: string, json: unknown, more = {}): Promise<Answer> {
    return ask(path, { json, ...(person.token ? { token: person.token } : {}), ...more })
  }

  /** The answer must be the version, as the person may see it. */
  expect(answer: Answer, status: number, person: Person, version: Version): void {
    expect([answer.status, answer.text.slice(0, 300)]).toEqual([status, expect.anything()])
    const whole = sight(person, version) === 'whole'
    expect(timeless(answer.data().incident)).toEqual(shown(version, whole))
  }

  refused(answer: Answer, status: number): void {
    expect([answer.status, answer.text.slice(0, 600)]).toEqual([status, expect.anything()])
  }

  async submit(person: Person, { dataset, publish, changes }: Of<'submit'>): Promise<string | undefined> {
    const { model } = this
    const said = applied(
      { dataset, event_type: 'battle', date: '2022-01-05', summary: 'alpha was here' },
      changes,
    )
    const answer = await this.ask(person, `/incidents?publish=${publish}`, stated(said))
    const held = model.holder(said)
    if (publish && !isDesk(person)) this.refused(answer, person.role === 'public' ? 401 : 403)
    else if (person.role === 'public' && !model.datasets.has(dataset)) this.refused(answer, 422)
    else if (held && held.filer === person.id && equal(held.said, said))
      this.expect(answer, 200, person, held)
    else if (held) this.refused(answer, 409)
    else {
      expect(answer.status, answer.text).toBe(201)
      const made = {
        id: answer.data().incident.id,
        filer: person.id,
        status: publish ? 'published' : 'submitted',
        said,
      }
      this.expect(answer, 201, person, model.write({ kind: 'create', actor: person.id, reason: null }, made))
      return made.id
    }
    return held?.id
  }

  /** An edit by somebody who may edit: the version behind it, or the refusal. */
  next(answer: Answer, person: Person, target: Version, said: Said, act: Write): void {
    const holder = this.model.holder(said)
    if (equal(said, target.said)) this.expect(answer, 200, person, target)
    else if (holder && holder.id !== target.id) this.refused(answer, 409)
    else this.expect(answer, 200, person, this.model.write(act, { ...target, said }))
  }

  async edit(person: Person, { changes, put, stale }: Of<'edit'>, target: Version): Promise<void> {
    const said = applied(target.said, changes)
    const old = stale === 0
    const headers = {
      'If-Match': tag(target, target.revision - (old ? 1 : 0)),
      'Content-Type': put ? 'application/json' : 'application/merge-patch+json',
    }
    const nested = Object.fromEntries(
      changes.map(([field, value]) => (field === 'place' ? ['location', { place: value }] : [field, value])),
    )
    const answer = await this.ask(person, `/incidents/${target.id}`, put ? stated(said) : nested, {
      method: put ? 'PUT' : 'PATCH',
      headers,
    })
    if (person.role === 'public') return this.refused(answer, 401)
    const sees = sight(person, target)
    if (sees !== 'whole') return this.refused(answer, sees === 'public' ? 403 : hidden(person, target))
    if (old) return this.refused(answer, 412)
    this.next(answer, person, target, said, { kind: 'update', actor: person.id, reason: null })
  }

  async review(
    person: Person,
    { decision: drawn, reason, stale }: Of<'review'>,
    target: Version,
  ): Promise<void> {
    const decision = drawn === 'next' ? (next[target.status] ?? '') : drawn
    const old = stale === 0
    const revision = target.revision - (old ? 1 : 0)
    const answer = await this.ask(person, `/incidents/${target.id}/review`, { decision, reason, revision })
    const status = moves[decision]?.[target.status]
    if (!isDesk(person)) this.refused(answer, person.role === 'public' ? 401 : 403)
    else if (old) this.refused(answer, 412)
    else if (!status) this.refused(answer, 409)
    else {
      const act = { kind: decision, actor: person.id, reason }
      this.expect(answer, 200, person, this.model.write(act, { ...target, status }))
    }
  }

  async redact(person: Person, { erase, remove }: Of<'redact'>, target: Version): Promise<void> {
    const reason = 'gone for good'
    const pointers = remove.map(pointerOf)
    // Nobody but an admin may: most of the time it is one.
    const by = person.role === 'contributor' ? person : (this.people.at(-1) as Person)
    const answer = await this.ask(by, `/incidents/${target.id}/redact`, { reason, erase, remove: pointers })
    if (by.role !== 'admin') return this.refused(answer, by.role === 'public' ? 401 : 403)
    const nothing = erase.length + remove.length === 0
    const made = nothing ? undefined : this.model.redact(target.id, by.id, reason, erase, remove)
    if (made) this.expect(answer, 200, by, made)
    else this.refused(answer, 422)
  }

  async bringBack(person: Person, { version, reason }: Of<'bringBack'>, target: Version): Promise<void> {
    const old = this.model.of(target.id)[version % target.revision] as Version
    const asked = { version: old.revision, reason }
    const answer = await this.ask(person, `/incidents/${target.id}/bring-back`, asked)
    if (!isDesk(person)) return this.refused(answer, person.role === 'public' ? 401 : 403)
    this.next(answer, person, target, old.said, { kind: 'update', actor: person.id, reason })
  }

  async suggest(
    person: Person,
    { change: [field, value], reason, stale }: Of<'suggest'>,
    target: Version,
  ): Promise<void> {
    const { model } = this
    const old = stale === 0
    const patch = field === 'place' ? { location: { place: value } } : { [field]: value }
    const asked = { reason, revision: target.revision - (old ? 1 : 0), patch }
    const answer = await this.ask(person, `/incidents/${target.id}/suggestions`, asked)
    const given = { record: target.id, actor: person.id, field, value } as const
    const same = (each: Suggestion) =>
      each.status === 'waiting' &&
      Object.entries(given).every(([name, it]) => each[name as keyof Suggestion] === it)
    if (sight(person, target) === 'none') this.refused(answer, hidden(person, target))
    else if (target.status !== 'published') this.refused(answer, 409)
    else if (old) this.refused(answer, 412)
    else if (
      (field === 'notes' && value !== null) ||
      (target.said[field] ?? null) === value ||
      field === 'notes'
    )
      this.refused(answer, 422)
    else {
      const before = model.suggestions.find(same)
      this.refused(answer, before ? 200 : 201)
      const { id } = answer.data().suggestion
      if (before) expect(id).toBe(before.id)
      else model.suggestions.push({ ...given, id, reason, status: 'waiting' })
    }
  }

  async settle(person: Person, { which, accept, reason }: Of<'settle'>): Promise<string | undefined> {
    const { model } = this
    const found = model.suggestions[which % Math.max(1, model.suggestions.length)]
    if (!found) return undefined
    const asked = { decision: accept ? 'accept' : 'decline', reason }
    const answer = await this.ask(person, `/suggestions/${found.id}/review`, asked)
    const target = model.of(found.record).at(-1) as Version
    const said = withField(target.said, found.field, found.value)
    const holder = model.holder(said)
    if (!isDesk(person)) this.refused(answer, person.role === 'public' ? 401 : 403)
    else if (found.status !== 'waiting') this.refused(answer, 409)
    else if (accept && holder && holder.id !== target.id) this.refused(answer, 409)
    else {
      found.status = accept ? 'accepted' : 'declined'
      if (accept) this.next(answer, person, target, said, { kind: 'update', actor: person.id, reason })
      else this.expect(answer, 200, person, target)
    }
    return target.id
  }

  async import(person: Person, { dataset, publish, valid, reason, rows }: Of<'import'>): Promise<void> {
    const { model } = this
    const body = csvOf(
      rows.map((each) => ({ ...each, date: '2022-01-05', country: 'IQ', sources: 'Example News' })),
    )
    const query = {
      dataset,
      publish: String(publish),
      mode: valid ? 'valid' : 'all',
      ...(reason ? { reason } : {}),
    }
    const answer = await ask(`/imports?${new URLSearchParams(query)}`, {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'text/csv' },
      ...(person.token ? { token: person.token } : {}),
    })
    if (person.role === 'public') return this.refused(answer, 401)
    if (publish && !isDesk(person)) return this.refused(answer, 403)
    this.refused(answer, 200)
    const report = answer.data()
    model.imports.push({ id: report.import, actor: person.id, dataset, text: body })
    const outcomes = rows.map((each) => this.rowOf(person, dataset, publish, each))
    const counts = { created: 0, updated: 0, unchanged: 0, rejected: 0 }
    for (const { kind } of outcomes) counts[kind]++
    const stores = valid || counts.rejected === 0
    if (!stores) Object.assign(counts, { created: 0, updated: 0 })
    expect(report).toMatchObject(counts)
    const written = outcomes.flatMap(({ next, before }) => (stores && next ? [{ next, before }] : []))
    if (written.length === 0) {
      expect(report.commit).toBe(null)
      return
    }
    const visible = written.some(({ next, before }) => [next.status, before?.status].includes('published'))
    const made = { kind: 'import', actor: person.id, reason, rows: written.length }
    const commit = model.commit(made, visible)
    expect(report.commit).toBe(commit)
    for (const { next } of written)
      model.replace(commit, { ...next, id: next.id || (await this.idOf(dataset, next.said.reference ?? '')) })
  }

  /** What comes of one row. */
  rowOf(
    person: Person,
    dataset: string,
    publish: boolean,
    { title, ...cells }: Of<'import'>['rows'][number],
  ) {
    const states: Said = { dataset, date: '2022-01-05', ...cells, ...(title === '' ? {} : { title }) }
    const before = this.model.holder(states)
    if (!before) {
      const status = publish ? 'published' : 'submitted'
      return { kind: 'created', next: { id: '', filer: person.id, status, said: states }, before } as const
    }
    const { title: _, ...rest } = before.said
    const said = { ...rest, ...states }
    const status = publish && before.status === 'submitted' ? 'published' : before.status
    if (!isDesk(person) && before.filer !== person.id) return { kind: 'rejected' } as const
    if (equal(said, before.said) && status === before.status) return { kind: 'unchanged' } as const
    if (sight(person, before) !== 'whole') return { kind: 'rejected' } as const
    return { kind: 'updated', next: { ...before, status, said }, before } as const
  }

  async idOf(dataset: string, reference: string): Promise<string> {
    const editor = this.people.at(-1) as Person
    const answer = await this.ask(
      editor,
      `/incidents.json?dataset=${dataset}&status=submitted,published`,
      undefined,
    )
    return answer.data().incidents.find((each: Said) => each.reference === reference).id
  }
}
