/** Random acts of the desk. */
import fc from 'fast-check'
import type { Field } from './record-fields.ts'

const texts = ['plain', 'alpha was here', 'beta', 'alpha and beta']
const reasons = ['checked', 'said by alpha', 'beta was wrong']
const references = ['r1', 'r2 alpha', 'r3 alpha', 'r4']
export const [text, reason] = [fc.constantFrom(...texts), fc.constantFrom(...reasons)]
const of = <T>(weight: number, arbitrary: fc.Arbitrary<T>) => ({ weight, arbitrary })
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null, freq: 2 })

const sources = fc.constantFrom('Example News', 'Other News', 'Third News; Other News')
export const claims = fc.constantFrom('North', 'alpha group', 'North; South')
export const deaths = fc.constantFrom('/2/', '/5/', '/0/', '3//', '1/4/9')

const change = fc.oneof(
  fc.tuple(fc.constantFrom<Field>('title', 'place', 'notes'), maybe(text)),
  fc.tuple(fc.constant<Field>('summary'), text),
  fc.tuple(fc.constant<Field>('event_type'), fc.constantFrom('battle', 'unrest', 'strategic')),
  fc.tuple(fc.constant<Field>('date'), fc.constantFrom('2022-01-05', '2022-02', '2021')),
  fc.tuple(fc.constant<Field>('reference'), maybe(fc.constantFrom(...references))),
  fc.tuple(fc.constant<Field>('sources'), sources),
  fc.tuple(fc.constant<Field>('claims'), maybe(claims)),
)
/** What a correction would make of numbers depends on those that the record has by then. */
const anyChange = fc.oneof(of(7, change), of(2, fc.tuple(fc.constant<Field>('deaths'), maybe(deaths))))

const row = fc.record({
  reference: fc.constantFrom(...references),
  event_type: fc.constantFrom('battle', 'unrest'),
  title: fc.constantFrom('', ...texts),
  summary: text,
  sources,
})

const rows = fc.uniqueArray(row, { minLength: 1, maxLength: 3, selector: (each) => each.reference })
/** `next` is the move that the status waits for; `unmerge` restores a merged record, where one is there. */
const decision = fc.oneof(
  of(4, fc.constant('next' as const)),
  of(4, fc.constantFrom('reject' as const, 'unmerge' as const)),
  of(1, fc.constantFrom('publish' as const, 'retract' as const, 'restore' as const)),
)
const erase = fc.constantFrom<string[][]>(['alpha'], ['alpha'], ['beta'], ['beta', 'alpha'], [])
const remove = fc.constantFrom<Field[][]>([], [], [], [], ['notes'], ['title', 'place'], ['reference'])

const dataset = fc.constantFrom('reports', 'reports', 'trial')
/** Mostly editors: others are refused most things. */
const who = fc.constantFrom<number[]>(3, 3, 4, 4, 3, 5, 5, 1, 1, 2, 0)
export const [which, publish] = [fc.nat({ max: 3 }), fc.boolean()]
const common = { who, which }

/** The other of two: a likely twin, any that waits or is published, any at all, the same one, one that never was. */
const other = fc.oneof(
  of(3, fc.constant('twin' as const)),
  of(5, fc.constant('standing' as const)),
  of(2, fc.constant('any' as const)),
  of(1, fc.constantFrom('self' as const, 'nobody' as const)),
)
const choice = fc.oneof(
  of(
    4,
    fc.tuple(
      fc.constantFrom<Field>('title', 'place', 'summary', 'sources', 'claims', 'deaths', 'reference'),
      fc.constantFrom('into' as const, 'from' as const),
    ),
  ),
  of(1, fc.tuple(fc.constantFrom<Field>('deaths', 'deaths', 'title'), fc.constant('range' as const))),
)
const pair = { ...common, other, pick: fc.nat(), swap: fc.boolean() }
const merging = {
  ...pair,
  reason,
  choices: fc.uniqueArray(choice, { maxLength: 2, selector: ([field]) => field }),
  patch: fc.array(anyChange, { maxLength: 1 }),
  /** Which of the two revisions is said to be the one before. */
  stale: fc.oneof(
    of(9, fc.constant('none' as const)),
    of(1, fc.constantFrom('merged' as const, 'survivor' as const)),
  ),
}
const telling = {
  ...pair,
  other: fc.oneof(of(4, fc.constant('twin' as const)), of(3, other)),
  reason,
  undo: fc.boolean(),
}

const bulkStatus = fc.constantFrom('published', 'published', 'submitted', 'submitted', 'rejected')
/** Nothing by which records of several datasets would become alike. */
const bulkChange = fc.tuple(fc.constantFrom<Field>('title', 'notes'), maybe(text))
const clusterChoice = fc.oneof(
  fc.tuple(
    fc.constantFrom<Field>('title', 'summary', 'deaths'),
    fc.constantFrom<'into' | number>('into', 0, 1),
  ),
  fc.tuple(fc.constant<Field>('deaths'), fc.constant('range' as const)),
)

export const anyStep = fc.oneof(
  of(
    3,
    fc.record({
      act: fc.constant('submit' as const),
      ...common,
      dataset,
      publish,
      attack: fc.boolean(),
      changes: fc.array(anyChange, { maxLength: 4 }),
    }),
  ),
  of(
    6,
    fc.record({
      act: fc.constant('edit' as const),
      ...common,
      changes: fc.array(anyChange, { minLength: 1, maxLength: 3 }),
      put: fc.boolean(),
      stale: fc.nat({ max: 6 }),
    }),
  ),
  of(
    8,
    fc.record({
      act: fc.constant('review' as const),
      ...common,
      decision,
      reason,
      stale: fc.nat({ max: 6 }),
    }),
  ),
  of(4, fc.record({ act: fc.constant('redact' as const), ...common, erase, remove })),
  of(
    3,
    fc.record({
      act: fc.constant('import' as const),
      ...common,
      dataset,
      publish,
      valid: fc.boolean(),
      reason: maybe(reason),
      rows,
    }),
  ),
  of(4, fc.record({ act: fc.constant('revert' as const), ...common, version: fc.nat(), reason })),
  of(
    6,
    fc.record({ act: fc.constant('suggest' as const), ...common, change, reason, stale: fc.nat({ max: 6 }) }),
  ),
  of(
    4,
    fc.record({
      act: fc.constant('settle' as const),
      ...common,
      accept: fc.constantFrom(true, true, false),
      reason,
    }),
  ),
  of(7, fc.record({ act: fc.constant('merge' as const), ...merging })),
  of(3, fc.record({ act: fc.constant('distinct' as const), ...telling })),
  of(
    4,
    fc.record({
      act: fc.constant('bulk' as const),
      ...common,
      status: bulkStatus,
      type: fc.constantFrom('battle', 'battle', 'unrest'),
      changes: fc.array(bulkChange, { minLength: 1, maxLength: 2 }),
      reason,
      /** By how much the number that is confirmed is wrong. */
      stale: fc.constantFrom(0, 0, 0, 0, 1),
    }),
  ),
  of(4, fc.record({ act: fc.constant('undo' as const), ...common, back: fc.nat({ max: 2 }), reason })),
  of(
    2,
    fc.record({
      act: fc.constant('cluster' as const),
      ...common,
      reason,
      picks: fc.uniqueArray(fc.nat({ max: 3 }), { minLength: 2, maxLength: 3 }),
      choices: fc.uniqueArray(clusterChoice, { maxLength: 1, selector: ([field]) => field }),
    }),
  ),
)

export type Step = typeof anyStep extends fc.Arbitrary<infer S> ? S : never
export type StepOf<Act extends Step['act']> = Extract<Step, { act: Act }>
