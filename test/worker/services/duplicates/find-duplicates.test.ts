import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Incident } from '../../../../schemas/incident.ts'
import type { Actor } from '../../../../src/auth/permissions.ts'
import {
  findDuplicates,
  type StatedDuplicate,
  stateDuplicate,
} from '../../../../src/services/duplicates/find-duplicates.ts'
import { listPairs, type PairQuery } from '../../../../src/services/duplicates/list-pairs.ts'
import type { CreateResult } from '../../../../src/services/incidents/create.ts'
import { fullRecord } from '../../../../src/services/version-row.ts'
import { runBatch } from '../../../../src/store/batch.ts'
import * as distinct from '../../../../src/store/distinct-pairs.ts'
import {
  contextAt,
  file,
  noon,
  type Part,
  rejectionOf,
  report,
  reviewRecord,
  testActors,
} from '../../support.ts'

const { anyone, contributor, other, editor } = testActors

const attack = (part: Part = {}) =>
  report({
    event_subtype: 'shelling',
    location: { country: 'SY', place: 'Mayadeen', latitude: 35.02, longitude: 40.45 },
    title: 'Mortar shells on Mayadeen',
    summary: 'Mortar shells struck a bakery near the bridge.',
    ...part,
  })
const retold = (part: Part = {}) =>
  attack({
    location: { country: 'SY', place: 'الميادين', latitude: 35.01, longitude: 40.44, precision: 'near' },
    title: 'انفجار في الميادين',
    summary: 'سقطت قذائف على المدينة',
    ...part,
  })

const recordOf = ({ version }: CreateResult): Incident & { id: string } => ({
  ...fullRecord(version),
  id: version.id,
})
const offered = async (actor: Actor, record: unknown): Promise<StatedDuplicate[]> =>
  (await findDuplicates(contextAt(), actor, record as Incident)).map((each) => stateDuplicate(each))
const idsFor = async (actor: Actor, record: unknown) => (await offered(actor, record)).map(({ id }) => id)

describe('likely duplicates', () => {
  it('are shown with a score, what is needed to tell them apart, and reasons', async () => {
    const { version } = await file(attack(), { publish: true })
    const [duplicate] = await offered(anyone, retold())
    expect(duplicate).toMatchObject({
      id: version.id,
      status: 'published',
      event_type: 'remote_violence',
      title: 'Mortar shells on Mayadeen',
      date: '2022-01-05',
      place: 'Mayadeen',
    })
    expect(duplicate?.score).toBeGreaterThan(0.5)
    expect(duplicate?.score).toBeLessThanOrEqual(1)
    expect(duplicate?.reasons).toContain('on the same day')
    expect(duplicate?.reasons).toContain('“الميادين” and “Mayadeen” are one name')
  })

  it.each<[string, Part]>([
    ['the next day', { date: '2022-01-06' }],
    ['no point', { location: { country: 'SY', place: 'الميادين' } }],
    ['a span', { date: '[2022-01-04..2022-01-06]' }],
    ['a month', { date: '2022-01', summary: attack().summary }],
  ])('are found when another paper has %s', async (_, part) => {
    const { version } = await file(attack(), { publish: true })
    expect(await idsFor(editor, retold(part))).toEqual([version.id])
  })

  it('are found by a month and by a span that began before', async () => {
    const month = await file(attack({ date: '2022-01' }), { publish: true })
    const span = await file(attack({ date: '2021-12-31/2022-01-05' }), { publish: true })
    const ids = await idsFor(editor, attack({ date: '2022-01-05' }))
    expect(ids.sort()).toEqual([month.version.id, span.version.id].sort())
  })

  it.each<[string, Part]>([
    ['of another week', { date: '2022-01-20' }],
    ['of another country', { location: { country: 'IQ', place: 'Mayadeen' } }],
    ['far off', { location: { country: 'SY', place: 'Homs', latitude: 34.73, longitude: 36.71 } }],
  ])('are none %s', async (_, part) => {
    await file(attack(), { publish: true })
    expect(await idsFor(editor, retold(part))).toEqual([])
  })

  it('are five at most, and no record is its own', async () => {
    const all: CreateResult[] = []
    for (let i = 0; i < 7; i++) all.push(await file(attack(), { publish: true }, editor, contextAt(noon + i)))
    const [first] = all
    const ids = first ? await idsFor(editor, recordOf(first)) : []
    expect(ids).toHaveLength(5)
    expect(ids).not.toContain(first?.version.id)
  })
})

describe('who sees which', () => {
  it('the public what is published, contributors their own too, editors what waits', async () => {
    const { version: theirs } = await file(attack(), {}, contributor)
    const { version: filed } = await file(attack(), {}, anyone)
    const both = [theirs.id, filed.id].sort()
    expect(await idsFor(anyone, retold())).toEqual([])
    expect(await idsFor(other, retold())).toEqual([])
    expect(await idsFor(contributor, retold())).toEqual([theirs.id])
    expect((await idsFor(editor, retold())).sort()).toEqual(both)
  })

  it('nobody what was rejected or retracted', async () => {
    const rejected = await file(attack())
    await reviewRecord(rejected.version, 'reject')
    const retracted = await file(attack(), { publish: true })
    await reviewRecord(retracted.version, 'retract')
    for (const actor of [anyone, contributor, editor]) expect(await idsFor(actor, retold())).toEqual([])
  })

  it('nobody a note', async () => {
    await file(attack({ notes: 'The secret name is Zubaydi' }), { publish: true })
    const duplicates = await offered(anyone, retold({ notes: 'The secret name is Zubaydi' }))
    expect(duplicates).toHaveLength(1)
    expect(JSON.stringify(duplicates)).not.toMatch(/zubaydi|secret/i)
  })
})

describe('a pair that is not the same', () => {
  it('is offered no more in either direction, and again when that is taken back', async () => {
    const [one, two] = [await file(attack()), await file(retold())]
    const pair = [one.version.rowKey, two.version.rowKey] as const
    const saying = { actor: 'test', now: noon, reason: 'Two streets.' }
    const found = async () => [await idsFor(editor, recordOf(one)), await idsFor(editor, recordOf(two))]
    const apart = [[two.version.id], [one.version.id]]
    expect(await found()).toEqual(apart)
    await runBatch(env.DB, [distinct.insert(env.DB, pair, saying)])
    expect(await found()).toEqual([[], []])
    expect((await listPairs(contextAt(), editor)).pairs).toEqual([])
    await runBatch(env.DB, [distinct.revoke(env.DB, pair, saying)])
    expect(await found()).toEqual(apart)
  })
})

describe('pairs', () => {
  it('stand once, with the newer record, the likeliest first; a dataset has its own', async () => {
    const older = await file(attack({ dataset: 'a' }), { publish: true }, editor, contextAt(noon))
    const newer = await file(retold({ dataset: 'b' }), { publish: true }, editor, contextAt(noon + 1))
    const spring = { date: '2022-04-01' }
    await file(attack({ ...spring, dataset: 'a' }), { publish: true }, editor, contextAt(noon + 2))
    await file(attack({ ...spring, dataset: 'b' }), { publish: true }, editor, contextAt(noon + 3))
    const { pairs: found, next } = await listPairs(contextAt(), editor)
    expect(next).toBeUndefined()
    expect(found.map(({ record }) => record.date)).toEqual(['2022-04-01', '2022-01-05'])
    expect(found[1]).toMatchObject({ record: { id: newer.version.id }, duplicate: { id: older.version.id } })
    expect((await listPairs(contextAt(), editor, { dataset: 'b' })).pairs).toHaveLength(2)
    expect((await listPairs(contextAt(), editor, { dataset: 'none' })).pairs).toEqual([])
  })

  it('come in pages to the end, the likeliest first and each once', async () => {
    const all: CreateResult[] = []
    for (let i = 0; i < 5; i++) {
      const part = i === 2 ? { date: '2022-01-06' } : {}
      all.push(await file(attack(part), { publish: true }, editor, contextAt(noon + i)))
    }
    const seen: string[] = []
    let cursor: PairQuery['cursor']
    let pages = 0
    do {
      const page = await listPairs(contextAt(), editor, { cursor, limit: 3 })
      seen.push(...page.pairs.map(({ record, duplicate }) => `${record.id} ${duplicate.id}`))
      cursor = page.next
      pages++
    } while (cursor !== undefined)
    expect([pages, seen.length, new Set(seen).size]).toEqual([4, 10, 10])
    const isOfNextDay = seen.map((pair) => pair.includes(all[2]?.version.id ?? ''))
    expect(isOfNextDay).toEqual([...Array(6).fill(false), ...Array(4).fill(true)])
  })

  it('are for editors', async () => {
    expect((await rejectionOf(listPairs(contextAt(), contributor))).status).toBe(403)
  })
})
