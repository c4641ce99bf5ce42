/** Days of the desk: random ones, one on which every act on two records is done and refused, and one of acts on many. */
import fc from 'fast-check'
import type { Field } from './record-fields.ts'
import { anyStep, claims, deaths, reason, type Step, type StepOf, text, which } from './steps.ts'

/** A report of the attack that others tell of, too, each in its way. */
const filed = (who: number, publish: boolean) =>
  fc.record({
    act: fc.constant('submit' as const),
    who: fc.constant(who),
    which,
    dataset: fc.constant('reports'),
    publish: fc.constant(publish),
    attack: fc.constant(true),
    changes: fc.tuple(
      fc.tuple(fc.constant<Field>('notes'), text),
      fc.tuple(fc.constantFrom<Field>('title', 'summary'), text),
      fc.oneof(
        fc.tuple(fc.constant<Field>('claims'), claims),
        fc.tuple(fc.constant<Field>('deaths'), deaths),
      ),
    ),
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
 * A record is there that somebody corrects, and two likely twins of it wait. Without a bias to what is small: a desk is
 * at work all day.
 */
export const workdays = fc
  .noBias(
    fc.tuple(
      fc.tuple(filed(3, true), corrected, filed(1, false), filed(0, false)),
      fc.array(anyStep, { minLength: 30, maxLength: 36 }),
    ),
  )
  .map((parts): Step[] => parts.flat())

/** People, and records in the order in which they are filed, by their places. */
const [anyone, contributor, editor, second, admin] = [0, 1, 3, 4, 5]
const [a, b, c, d, e] = [0, 1, 2, 3, 4]

const report = (who: number, more: Partial<StepOf<'submit'>>): Step => ({
  act: 'submit',
  who,
  which: 0,
  dataset: 'reports',
  publish: true,
  attack: false,
  changes: [],
  ...more,
})

/** The other one is by its place among those that stand, or among all others. */
const pair = { other: 'standing', pick: 0, swap: false } as const

const tell = (who: number, which: number, more: Partial<StepOf<'distinct'>> = {}): Step => ({
  ...pair,
  act: 'distinct',
  who,
  which,
  reason: 'two, said alpha',
  undo: false,
  ...more,
})

const merge = (who: number, which: number, more: Partial<StepOf<'merge'>> = {}): Step => ({
  ...pair,
  act: 'merge',
  who,
  which,
  reason: 'one, said beta',
  choices: [],
  patch: [],
  stale: 'none',
  ...more,
})

const decide = (who: number, which: number, decision: StepOf<'review'>['decision'], stale = 1): Step => ({
  act: 'review',
  who,
  which,
  decision,
  reason: 'seen again',
  stale,
})

const edit = (who: number, which: number): Step => ({
  act: 'edit',
  who,
  which,
  changes: [['title', 'alpha and beta']],
  put: false,
  stale: 1,
})

const reports: readonly Step[] = [
  report(editor, { attack: true, changes: [['deaths', '/2/']] }),
  report(second, {
    attack: true,
    changes: [
      ['deaths', '/5/'],
      ['sources', 'Third News; Other News'],
      ['claims', 'North'],
    ],
  }),
  report(contributor, {
    publish: false,
    changes: [
      ['title', 'beta'],
      ['notes', 'alpha was here'],
    ],
  }),
  report(editor, {
    changes: [
      ['claims', 'North; South'],
      ['deaths', '3//'],
    ],
  }),
  report(anyone, { publish: false }),
]

const tellings: readonly Step[] = [
  tell(anyone, b, { other: 'twin' }),
  tell(contributor, b, { other: 'twin' }),
  tell(editor, b, { other: 'self' }),
  tell(editor, b, { other: 'nobody' }),
  tell(editor, b, { other: 'twin' }),
  // The same pair in the other order.
  tell(second, a),
  tell(second, b, { other: 'twin', undo: true }),
  tell(editor, a),
]

const refused: readonly Step[] = [
  merge(anyone, b),
  merge(contributor, b),
  merge(editor, b, { other: 'self' }),
  merge(editor, b, { other: 'nobody' }),
  merge(editor, b, { stale: 'merged' }),
  merge(editor, b, { stale: 'survivor' }),
  merge(editor, b, { choices: [['summary', 'from']] }),
  merge(editor, b, { choices: [['sources', 'range']] }),
  // Into c, which waits.
  merge(editor, b, { pick: 1 }),
]

const merges: readonly Step[] = [
  // Of e into c, both of which wait; c is rejected, and nothing is merged into it.
  merge(second, e, { pick: c }),
  decide(editor, c, 'reject'),
  merge(editor, b, { other: 'any', pick: 1 }),
  decide(editor, c, 'restore'),
  decide(editor, c, 'publish'),
  // Of b, which somebody corrects, into a.
  { act: 'suggest', who: anyone, which: b, change: ['title', 'plain'], reason: 'checked', stale: 1 },
  merge(editor, b),
  merge(editor, b),
  { act: 'settle', who: editor, which: 0, accept: true, reason: 'checked' },
  edit(contributor, b),
  edit(editor, b),
  { act: 'redact', who: admin, which: b, erase: ['beta', 'alpha'], remove: [] },
  // Of d into b, which is merged; of a, which took b in, into d; of c into d.
  merge(editor, d, { other: 'any', pick: b }),
  merge(second, a, {
    pick: 1,
    choices: [
      ['deaths', 'range'],
      ['claims', 'into'],
    ],
  }),
  merge(second, c, { choices: [['title', 'from']] }),
]

const restored: readonly Step[] = [
  decide(anyone, b, 'restore'),
  decide(contributor, b, 'restore'),
  decide(editor, b, 'restore', 0),
  decide(editor, b, 'retract'),
  decide(editor, b, 'restore'),
  decide(second, a, 'restore'),
  merge(second, a, { patch: [['title', 'plain']] }),
  // Of b into d, which is retracted.
  decide(second, d, 'retract'),
  merge(editor, b, { other: 'any', pick: 2 }),
]

/** Of five reports two tell of one attack; they are told apart, merged, merged on, and restored. */
export const mergeWorkday: readonly Step[] = [...reports, ...tellings, ...refused, ...merges, ...restored]

const battle = { changes: [['event_type', 'battle']] } as const satisfies Partial<StepOf<'submit'>>
const bulk = (who: number, stale: 0 | 1 = 0): Step => ({
  act: 'bulk',
  who,
  which: 0,
  status: 'published',
  type: 'battle',
  changes: [['title', 'alpha and beta']],
  reason: 'checked',
  stale,
})
const undo = (who: number, back = 0): Step => ({ act: 'undo', who, which: 0, back, reason: 'beta was wrong' })

/** Two of three published records are edited at once and a file is imported; both are undone, and three become one. */
export const manyWorkday: readonly Step[] = [
  report(editor, battle),
  report(second, battle),
  report(editor, {}),
  ...[bulk(contributor), bulk(editor, 1), bulk(editor)],
  ...[undo(contributor), undo(second)],
  {
    ...{
      act: 'import',
      who: editor,
      which: 0,
      dataset: 'reports',
      publish: true,
      valid: false,
      reason: null,
    },
    rows: [{ reference: 'r1', event_type: 'unrest', title: '', summary: 'plain', sources: 'Other News' }],
  },
  undo(editor),
  edit(second, c),
  { act: 'cluster', who: editor, which: a, reason: 'checked', picks: [0, 1], choices: [] },
  // A merge cannot be undone.
  undo(second),
]
