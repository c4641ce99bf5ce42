/** People at a desk, and what they are answered: every answer is held against the model. */
import { env } from 'cloudflare:workers'
import { expect } from 'vitest'
import { type Answer, ask, createHolder } from '../../../client.ts'
import { hasEqualFields, type RecordFields, toRecord } from './record-fields.ts'
import { type Person, type ReviewModel, type Version, viewOf } from './review-model.ts'

/** The record as it is answered, but for its times. */
export const expectedIncident = (
  { id, revision, commit, status, said: { notes, ...said } }: Version,
  withNotes: boolean,
) => ({
  id,
  revision,
  commit,
  status,
  warnings: [],
  ...toRecord(said),
  ...(withNotes && notes !== undefined ? { notes } : {}),
})

export const withoutTimes = ({ created_at: _, updated_at: __, ...rest }: Record<string, unknown>) => rest

export const createPeople = async (): Promise<Person[]> => {
  const known = async (role: 'contributor' | 'editor', name: string): Promise<Person> => {
    const { id, secret } = await createHolder(role, { name })
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

/** What is looked at at once; what is wrong with it is told when all of it is answered. */
export const inParallel = async <T>(looks: readonly Promise<T>[]): Promise<T[]> => {
  await Promise.allSettled(looks)
  return Promise.all(looks)
}

type Write = Parameters<ReviewModel['write']>[0]

/** People at a desk, and the model of what they do. */
export class Workday {
  readonly model: ReviewModel
  readonly people: readonly Person[]
  /** The commit behind which there is a desk. */
  readonly begins: number
  /** How often what was asked was answered how. */
  readonly tally = new Map<string, number>()

  constructor(model: ReviewModel, people: readonly Person[]) {
    this.model = model
    this.people = people
    this.begins = model.seq
  }

  count(what: string): void {
    this.tally.set(what, (this.tally.get(what) ?? 0) + 1)
  }

  /** A person's request, as JSON unless more is said of it; `what` it is goes into the tally with its answer. */
  async ask(what: string, { token }: Person, path: string, json?: unknown, more = {}): Promise<Answer> {
    const body = json === undefined ? {} : { json }
    const answer = await ask(path, { ...body, ...(token ? { token } : {}), ...more })
    this.count(`${what} ${answer.status}`)
    return answer
  }

  /** The answer must be the version, as the person may see it. */
  expect(answer: Answer, status: number, person: Person, version: Version): void {
    this.answered(answer, status)
    const whole = viewOf(person, version) === 'whole'
    const { commit, ...record } = expectedIncident(version, whole)
    const isTold = whole || version.status === 'published'
    expect(withoutTimes(answer.data().incident)).toEqual(isTold ? { ...record, commit } : record)
  }

  /** The answer must have the status, or one of those that have each a reason. */
  answered(answer: Answer, ...statuses: readonly number[]): void {
    expect(statuses, `${answer.status} ${answer.text.slice(0, 600)}`).toContain(answer.status)
  }

  /** What only the desk may do is refused to others. */
  refusedToOthers(answer: Answer, { role }: Person): boolean {
    if (role === 'editor' || role === 'admin') return false
    this.answered(answer, role === 'public' ? 401 : 403)
    return true
  }

  /** An edit by somebody who may edit: the version behind it, or the refusal. */
  next(answer: Answer, person: Person, target: Version, said: RecordFields, act: Write): void {
    if (hasEqualFields(said, target.said)) this.expect(answer, 200, person, target)
    else if (this.model.conflicts({ ...target, said }, true)) this.answered(answer, 409)
    else this.expect(answer, 200, person, this.model.write(act, { ...target, said }))
  }
}
