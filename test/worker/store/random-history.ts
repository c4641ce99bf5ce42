/** Random histories: each step is done to the database by the workflow and to the model, with the same outcome. */
import fc from 'fast-check'
import type { Actor } from '../../../src/auth/permissions.ts'
import { Problem } from '../../../src/problems.ts'
import type { Decision } from '../../../src/services/incidents/review.ts'
import {
  contextAt,
  file,
  noon,
  type Part,
  report,
  responseOf,
  reviewRecord,
  testActors,
  updateRecord,
} from '../support.ts'
import { canonical, Model, type ModelVersion, mergePatched, recordOf, transitions } from './register-model.ts'

const { anyone, contributor, other, editor, second } = testActors

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
const text = fc.constantFrom(
  'A',
  'Rockets, "two"',
  'انفجار في بغداد',
  'line\nbreak',
  ' ; '.trim(),
  '=1+1',
  '😀 é',
)

/** Fields to lay over a record; undefined leaves a field as it is. */
const part = fc.record({
  dataset: maybe(fc.constantFrom('reports', 'trial')),
  reference: maybe(fc.constantFrom('a', 'b', 'c', 'd')),
  event_type: maybe(fc.constantFrom('battle', 'unrest', 'strategic')),
  date: maybe(
    fc.constantFrom('2022-01-05', '2022-01-31/2022-02-02', '2022-02', '2022', '2021/2023', '2023-06-01'),
  ),
  location: maybe(
    fc.constantFrom<Part>(
      { country: 'SY' },
      { country: 'JO', latitude: 31.9, longitude: 35.9 },
      { country: 'FJ', latitude: -17, longitude: 179.5 },
    ),
  ),
  series: maybe(fc.constantFrom('s1', 's2')),
  tags: maybe(fc.subarray(['x', 'y', 'z'], { minLength: 1 })),
  casualties: maybe(fc.nat({ max: 3 }).map((best) => ({ deaths: { best } }))),
  title: maybe(text),
  summary: maybe(text),
  notes: maybe(text),
})

const without = (made: object): Part =>
  Object.fromEntries(Object.entries(made).filter(([, value]) => value !== undefined))

/** Some fields set, and one that need not be there taken out. */
const patch = fc
  .tuple(part, maybe(fc.constantFrom('reference', 'series', 'tags', 'title', 'casualties')))
  .map(([made, gone]) => ({ ...without(made), ...(gone ? { [gone]: null } : {}) }) as Part)

const common = { tick: fc.integer({ min: -2000, max: 5000 }), keyed: fc.boolean(), which: fc.nat() }

const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      ...common,
      act: fc.constant('create' as const),
      publish: fc.boolean(),
      part: part.map(without),
      who: fc.nat({ max: 3 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      ...common,
      act: fc.constant('edit' as const),
      patch,
      stale: fc.boolean(),
      who: fc.nat({ max: 1 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      ...common,
      act: fc.constantFrom('publish', 'publish', 'reject', 'retract', 'restore'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ ...common, act: fc.constant('again' as const) }) },
)

type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

export const histories = fc.array(step, { minLength: 20, maxLength: 32 })

interface Answered {
  readonly status: number
  readonly replayed: boolean
  readonly record: { readonly id: string }
}

type Outcome = Answered | string

const outcomeOf = (promise: Promise<Parameters<typeof responseOf>[0]>): Promise<Outcome> =>
  promise.then(responseOf, (error: unknown) => {
    if (error instanceof Problem) return error.type
    throw error
  })

/** What was asked, what came, and what the model says should come. */
export interface StepResult {
  readonly got: unknown
  readonly wanted: unknown
}

const shown = (status: number, held: ModelVersion) => ({ status, replayed: false, record: recordOf(held) })
const asShown = (outcome: Outcome) =>
  typeof outcome === 'string'
    ? outcome
    : { status: outcome.status, replayed: outcome.replayed, record: outcome.record }

/** A history in the making. */
export class RandomHistory {
  readonly model = new Model()
  readonly asked: { readonly send: () => Promise<Outcome>; readonly first: Answered }[] = []
  now = noon
  keys = 0

  async do(each: Step): Promise<StepResult> {
    this.now += each.tick
    if (each.act === 'create') return this.create(each)
    const current = this.model.current()
    const target = current[each.which % Math.max(1, current.length)]
    if (each.act === 'again' || !target) return this.again(each.which)
    return each.act === 'edit' ? this.edit(each, target) : this.review(each, target)
  }

  /** Sends a request, and remembers it with its answer when it has a key. */
  async send(
    keyed: boolean,
    act: (key: { key?: string }) => Promise<Parameters<typeof responseOf>[0]>,
  ): Promise<Outcome> {
    const key = keyed ? { key: `key ${this.keys++}` } : {}
    const first = await outcomeOf(act(key))
    if (keyed && typeof first !== 'string') this.asked.push({ send: () => outcomeOf(act(key)), first })
    return first
  }

  async again(which: number): Promise<StepResult> {
    const asked = this.asked[which % Math.max(1, this.asked.length)]
    return asked
      ? { got: await asked.send(), wanted: { ...asked.first, replayed: true } }
      : { got: 0, wanted: 0 }
  }

  async create({ publish, part, who, keyed }: Step & { act: 'create' }): Promise<StepResult> {
    const actor: Actor = publish ? editor : ([anyone, contributor, other, editor][who] ?? anyone)
    const context = contextAt(this.now)
    const got = await this.send(keyed, (key) => file(report(part), { publish, ...key }, actor, context))
    const stated: Part = { dataset: 'reports', ...report(part) }
    const holder = this.model.holder(stated)
    const held = actor.role !== 'public' || holder?.status === 'published' ? holder : undefined
    const same = held?.filer === actor.id && canonical(held.stated) === canonical(stated)
    if (held) return { got: asShown(got), wanted: same ? shown(200, held) : 'reference-taken' }
    if (actor.role === 'public' && !this.model.datasets.has(String(stated.dataset)))
      return { got, wanted: 'invalid-record' }
    if (typeof got === 'string') return { got, wanted: 'a record' }
    const { id } = got.record
    const rowKey =
      Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) * 4096 + Number.parseInt(id.slice(15, 18), 16)
    const made = { id, rowKey: rowKey - Date.UTC(2020, 0) * 4096, filer: actor.id, stated }
    const written = this.model.write(this.now, { ...made, status: publish ? 'published' : 'submitted' })
    return { got: asShown(got), wanted: shown(201, written) }
  }

  async edit({ patch, stale, who, keyed }: Step & { act: 'edit' }, held: ModelVersion): Promise<StepResult> {
    const actor = [editor, second][who] ?? editor
    const old = stale && held.revision > 1
    const seen = { ...held, revision: held.revision - (old ? 1 : 0) }
    const got = await this.send(keyed, (key) => updateRecord(seen, patch, key, actor, contextAt(this.now)))
    if (old) return { got, wanted: 'stale-revision' }
    const stated = mergePatched(held.stated, patch)
    if (canonical(stated) === canonical(held.stated)) return { got: asShown(got), wanted: shown(200, held) }
    if (this.model.conflicts({ ...held, stated }, true)) return { got, wanted: 'reference-taken' }
    return { got: asShown(got), wanted: shown(200, this.model.write(this.now, { ...held, stated }, held)) }
  }

  async review({ act, keyed }: Step, held: ModelVersion): Promise<StepResult> {
    const got = await this.send(keyed, (key) =>
      reviewRecord(held, act as Decision, key, editor, contextAt(this.now)),
    )
    const status = transitions[act]?.[held.status]
    if (!status) return { got, wanted: 'invalid-transition' }
    if (this.model.conflicts({ ...held, status }, false)) return { got, wanted: 'reference-taken' }
    return { got: asShown(got), wanted: shown(200, this.model.write(this.now, { ...held, status }, held)) }
  }
}
