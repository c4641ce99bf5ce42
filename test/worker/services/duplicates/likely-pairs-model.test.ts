// Kept pairs against a plain recomputation of all pairs, after random histories.
import { reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Features, toFeatures } from '../../../../src/record/duplicates/features.ts'
import { duplicateThreshold, isCollected, oddsOf } from '../../../../src/record/duplicates/score.ts'
import { comparePending } from '../../../../src/services/duplicates/compare-pending.ts'
import { listPairs, type PairQuery } from '../../../../src/services/duplicates/list-pairs.ts'
import { markDistinct, merge } from '../../../../src/services/duplicates/merge.ts'
import { fullRecord } from '../../../../src/services/version-row.ts'
import { find, type Version } from '../../../../src/store/incidents.ts'
import {
  contextAt,
  file,
  noon,
  type Part,
  report,
  requestOf,
  reviewRecord,
  testActors,
  updateRecord,
} from '../../support.ts'

const { editor } = testActors
const schema = env.TEST_MIGRATIONS.flatMap(({ queries }) => queries).join('\n;')

const places = [
  { country: 'SY', place: 'Mayadeen', latitude: 35.02, longitude: 40.45 },
  { country: 'IQ', place: 'Mosul', latitude: 36.335, longitude: 43.12 },
]
const words = [
  'Mortar shells struck a bakery near the bridge.',
  'Witnesses described how a convoy burned on the road.',
  'قذائف على المدينة',
]

const part = fc.record({
  location: fc.constantFrom<Part>(...places, { country: 'SY', place: 'الميادين' }),
  date: fc.constantFrom('2022-01-05', '2022-01-06', '2022-01', '2022-03-05'),
  summary: fc.constantFrom(...words),
  casualties: fc.constantFrom<Part>({ deaths: { best: 2 } }, { deaths: { best: 40 } }),
})
/** Records of a dataset that distinguishes events, and reports. */
const origin = fc.constantFrom<Part>({}, {}, { dataset: 'ucdp' }, { dataset: 'trial' })

const index = fc.nat({ max: 30 })
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ act: fc.constant('create' as const), part, origin, publish: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('edit' as const), which: index, part }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('review' as const), which: index }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('distinct' as const), which: index, other: index }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('merge' as const), which: index, other: index }) },
  {
    weight: 3,
    arbitrary: fc.record({ act: fc.constant('compare' as const), limit: fc.integer({ min: 1, max: 4 }) }),
  },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

const nextDecision: Readonly<Record<string, 'publish' | 'reject' | 'retract' | 'restore'>> = {
  published: 'retract',
  retracted: 'restore',
  rejected: 'restore',
  merged: 'restore',
}

/** No more records are compared with one than a comparison keeps. */
const maxRecords = 6

class History {
  readonly keys: number[] = []
  readonly distinct = new Set<string>()
  readonly tally = new Map<string, number>()

  async current(): Promise<Version[]> {
    const all = await Promise.all(this.keys.map((key) => find(env.DB, key)))
    return all.filter((each) => each !== null)
  }

  async perform(made: Step, i: number): Promise<void> {
    const context = contextAt(noon + i * 1000)
    if (made.act === 'compare') return void (await comparePending(env.DB, { maxRecords: made.limit }))
    if (made.act === 'create') {
      if (this.keys.length >= maxRecords) return
      const reference = made.origin.dataset === undefined ? {} : { reference: `r${i}` }
      const candidate = report({ ...made.part, ...made.origin, ...reference })
      const { version } = await file(candidate, { publish: made.publish }, editor, context)
      this.keys.push(version.rowKey)
      return
    }
    const all = await this.current()
    const target = all[made.which % all.length]
    if (!target) return
    if (made.act === 'edit') {
      if (target.status === 'merged') return
      await updateRecord(target, made.part, {}, editor, context)
    } else if (made.act === 'review') {
      const decision = nextDecision[target.status] ?? (made.which % 2 === 0 ? 'publish' : 'reject')
      await reviewRecord(target, decision, {}, editor, context)
    } else {
      const other = all[made.other % all.length]
      if (!other || other.rowKey === target.rowKey) return
      if (made.act === 'distinct') await this.mark(target, other, i)
      else if (target.status === 'submitted' && other.status === 'published') {
        await merge(context, editor, {
          ...{ current: target, target: { into: other.id }, reason: 'One.' },
          revisions: { [target.id]: target.revision },
          request: requestOf({}, { address: `/incidents/${target.id}/merge` }),
        })
      }
    }
    this.tally.set(made.act, (this.tally.get(made.act) ?? 0) + 1)
  }

  async mark(one: Version, other: Version, i: number): Promise<void> {
    const name = [one.rowKey, other.rowKey].sort((a, b) => a - b).join(' ')
    const undo = this.distinct.has(name)
    await markDistinct(contextAt(noon + i * 1000), editor, {
      current: one,
      other: other.id,
      reason: 'Two.',
      undo,
    })
    if (undo) this.distinct.delete(name)
    else this.distinct.add(name)
  }
}

interface Pair {
  readonly newer: string
  readonly older: string
  readonly odds: number
  readonly a: Features
  readonly b: Features
}

/** The sum of the odds of a record with the records of a dataset that distinguishes events, or else those of the pair. */
const rivalsOf = (all: readonly Pair[], pair: Pair, own: Features, other: Features): number => {
  if (!isCollected(other)) return pair.odds
  const group = all.filter(
    ({ a, b }) =>
      (a === own && isCollected(b) && b.dataset === other.dataset) ||
      (b === own && isCollected(a) && a.dataset === other.dataset),
  )
  return group.reduce((sum, { odds }) => sum + odds, 0)
}

/** All likely pairs, from nothing but the records and the marks. */
const recompute = async ({
  distinct,
  ...history
}: {
  distinct: ReadonlySet<string>
  records: readonly Version[]
}) => {
  const active = history.records
    .filter(({ status }) => status === 'published' || status === 'submitted')
    .map((version) => {
      const record = fullRecord(version)
      return { ...version, country: record.location.country, features: toFeatures(record, version.id) }
    })
    .sort((x, y) => x.rowKey - y.rowKey)
  const all = active.flatMap((newer, i) =>
    active.slice(0, i).flatMap((older): Pair[] => {
      const odds = oddsOf(older.features, newer.features)
      const isLikely = odds / (1 + odds) >= duplicateThreshold
      const isMarked = distinct.has(`${older.rowKey} ${newer.rowKey}`)
      if (!isLikely || isMarked || older.country !== newer.country) return []
      return [{ newer: newer.id, older: older.id, odds, a: older.features, b: newer.features }]
    }),
  )
  return all
    .map((pair) => {
      const { a, b } = pair
      const rivals = Math.max(rivalsOf(all, pair, a, b), rivalsOf(all, pair, b, a))
      return { ...pair, score: pair.odds / (1 + rivals) }
    })
    .filter(({ score }) => score >= duplicateThreshold)
}

const listAll = async (query: PairQuery = {}) => {
  const found: Awaited<ReturnType<typeof listPairs>>['pairs'] = []
  for (let cursor: PairQuery['cursor'] | null; cursor !== null; ) {
    const page = await listPairs(contextAt(), editor, { ...query, cursor: cursor ?? undefined, limit: 2 })
    expect(page.uncompared).toBe(0)
    found.push(...page.pairs)
    cursor = page.next ?? null
  }
  return found
}

const live = async (steps: readonly Step[]): Promise<History> => {
  await reset()
  await env.DB.prepare(schema).run()
  const history = new History()
  for (const [i, each] of steps.entries()) await history.perform(each, i)
  return history
}

const nameOf = ({ newer, older }: { readonly newer: string; readonly older: string }) => `${newer} ${older}`

it('kept pairs are those of a plain recomputation, whatever was done before', async () => {
  const tally = new Map<string, number>()
  let pairs = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 30 }), async (steps) => {
      const history = await live(steps)
      const records = await history.current()
      const wanted = await recompute({ distinct: history.distinct, records })
      const found = (await listAll()).map(({ record, duplicate, score }) => ({
        ...{ newer: record.id, older: duplicate.id, score },
      }))
      expect(found.map(nameOf).sort()).toEqual(wanted.map(nameOf).sort())
      for (const each of found)
        expect(each.score).toBeCloseTo(wanted.find((one) => nameOf(one) === nameOf(each))?.score ?? -1, 1)
      expect(found.map(({ score }) => score)).toEqual(
        found.map(({ score }) => score).toSorted((a, b) => b - a),
      )
      const ofUcdp = (await listAll({ dataset: 'ucdp' })).map(
        ({ record, duplicate }) => `${record.id} ${duplicate.id}`,
      )
      const isOfUcdp = ({ a, b }: Pair) => a.dataset === 'ucdp' || b.dataset === 'ucdp'
      expect(ofUcdp.sort()).toEqual(wanted.filter(isOfUcdp).map(nameOf).sort())
      pairs += found.length
      for (const [act, times] of history.tally) tally.set(act, (tally.get(act) ?? 0) + times)
    }),
    { seed: 22, numRuns: 60, endOnFailure: true },
  )
  for (const act of ['edit', 'review', 'distinct', 'merge']) expect(tally.get(act), act).toBeGreaterThan(5)
  expect(pairs).toBeGreaterThan(50)
})
