/** Random acts of the desk. */
import fc from 'fast-check'
import type { Field } from './desk-model.ts'

const texts = ['plain', 'alpha was here', 'beta', 'alpha and beta']
const reasons = ['checked', 'said by alpha', 'beta was wrong']
const references = ['r1', 'r2 alpha', 'r3 alpha', 'r4']
const [text, reason] = [fc.constantFrom(...texts), fc.constantFrom(...reasons)]
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null, freq: 2 })

const change = fc.oneof(
  fc.tuple(fc.constantFrom<Field>('title', 'place', 'notes'), maybe(text)),
  fc.tuple(fc.constant<Field>('summary'), text),
  fc.tuple(fc.constant<Field>('event_type'), fc.constantFrom('battle', 'unrest', 'strategic')),
  fc.tuple(fc.constant<Field>('date'), fc.constantFrom('2022-01-05', '2022-02', '2021')),
  fc.tuple(fc.constant<Field>('reference'), maybe(fc.constantFrom(...references))),
)

const row = fc.record({
  reference: fc.constantFrom(...references),
  event_type: fc.constantFrom('battle', 'unrest'),
  title: fc.constantFrom('', ...texts),
  summary: text,
})

const rows = fc.uniqueArray(row, { minLength: 1, maxLength: 3, selector: (each) => each.reference })
/** `next` is the move that the status waits for. */
const decision = fc.constantFrom(
  'next',
  'next',
  'next',
  'next',
  'reject',
  'reject',
  'publish',
  'retract',
  'restore',
)
const erase = fc.constantFrom<string[][]>(['alpha'], ['alpha'], ['beta'], ['beta', 'alpha'], [])
const remove = fc.constantFrom<Field[][]>([], [], [], [], ['notes'], ['title', 'place'], ['reference'])

const dataset = fc.constantFrom('reports', 'reports', 'trial')
/** Mostly editors: others are refused most things. */
const who = fc.constantFrom<number[]>(3, 3, 4, 4, 3, 5, 5, 1, 1, 2, 0)
const [which, publish] = [fc.nat({ max: 3 }), fc.boolean()]
const common = { who, which }
const of = <T>(weight: number, arbitrary: fc.Arbitrary<T>) => ({ weight, arbitrary })

const anyStep = fc.oneof(
  of(
    3,
    fc.record({
      act: fc.constant('submit' as const),
      ...common,
      dataset,
      publish,
      changes: fc.array(change, { maxLength: 4 }),
    }),
  ),
  of(
    6,
    fc.record({
      act: fc.constant('edit' as const),
      ...common,
      changes: fc.array(change, { minLength: 1, maxLength: 3 }),
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
  of(4, fc.record({ act: fc.constant('bringBack' as const), ...common, version: fc.nat(), reason })),
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
)

export type Step = typeof anyStep extends fc.Arbitrary<infer S> ? S : never
export type Of<Act extends Step['act']> = Extract<Step, { act: Act }>

const filed = (who: number, publish: boolean) =>
  fc.record({
    act: fc.constant('submit' as const),
    who: fc.constant(who),
    which,
    dataset,
    publish: fc.constant(publish),
    changes: fc.tuple(fc.tuple(fc.constant<Field>('notes'), text), change, change),
  })

const corrected = fc.record({
  act: fc.constant('suggest' as const),
  who: fc.constant(0),
  which: fc.constant(0),
  change: fc.tuple(fc.constant<Field>('date'), fc.constantFrom('2022-03', '2022-04')),
  reason,
  stale: fc.constant(1),
})

/**
 * A record is there that somebody corrects, and one waits. Without a bias to what is small: a desk is at work all day.
 */
export const days = fc
  .noBias(
    fc.tuple(filed(3, true), corrected, filed(1, false), fc.array(anyStep, { minLength: 34, maxLength: 40 })),
  )
  .map(([shown, correction, waiting, rest]): Step[] => [shown, correction, waiting, ...rest])
