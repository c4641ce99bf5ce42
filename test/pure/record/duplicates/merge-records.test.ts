import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Incident } from '../../../../schemas/incident.ts'
import { validate } from '../../../../src/ingest/validate/validate.ts'
import { mergeRecords } from '../../../../src/record/duplicates/merge-records.ts'
import { canonicalJson } from '../../../../src/text/json.ts'
import { decodeList } from '../../../../src/text/list-cell.ts'
import { soundRecord } from '../../arbitrary.ts'
import { validationContext } from '../../rule-cases.ts'
import { errorsIn, validRecord } from '../../validated-record.ts'

type Part = Readonly<Record<string, unknown>>

const one = <T>(...values: T[]) => fc.constantFrom(...values)
const long = 'k'.repeat(40)
const keys = ['a', 'a-2', 'b', 'c; d', long] as const

const source = fc.record(
  { key: one(...keys), publisher: one('Example News', 'Other News'), kind: one('news', 'official') },
  { requiredKeys: ['publisher'] },
)

/** Each key once. */
const sources = fc.uniqueArray(source, {
  minLength: 1,
  maxLength: 4,
  comparator: (a, b) => a.key !== undefined && a.key === b.key,
})

const number = fc.integer({ min: 0, max: 4 })
const estimate = fc
  .record({ low: number, best: number, high: number }, { requiredKeys: [] })
  .map((made) => {
    const sorted = Object.values(made).sort((a, b) => a - b)
    return Object.fromEntries(
      ['low', 'best', 'high'].filter((name) => name in made).map((name, i) => [name, sorted[i]]),
    )
  })
  .filter((made) => Object.keys(made).length > 0)

const numbers = fc.record({ deaths: estimate, injuries: estimate }, { requiredKeys: [] })
const group = fc
  .tuple(one({ group: 'civilians' }, { actor: 'X' }, { actor: 'x' }), numbers)
  .map(([whose, made]) => ({ ...whose, ...made }))
const party = fc.record(
  { name: one('X', 'x', 'Y'), type: one('military', 'police'), operator: one('X', 'x') },
  { requiredKeys: [] },
)
const actor = fc.record(
  { name: one('X', 'x', 'Y'), role: one('side_a', 'target'), with: fc.uniqueArray(one('Z', 'z', 'x')) },
  { requiredKeys: [] },
)
const stating = (made: Part) => Object.values(made).some((value) => !Array.isArray(value) || value.length > 0)

/** A record of which much can be equal to, and much in conflict with, another one made the same way. */
const record: fc.Arbitrary<Incident> = fc
  .record(
    {
      title: one('One', 'Other'),
      date_note: one('evening', 'morning'),
      event_type: one('remote_violence', 'battle'),
      country: one('IQ', 'SY'),
      place: one('A', 'B'),
      point: fc.boolean(),
      sources,
      claims: fc.array(fc.record({ by: one('X', 'x', 'Y'), source: fc.nat() }, { requiredKeys: ['by'] }), {
        maxLength: 3,
      }),
      weapons: fc.array(
        fc.record(
          {
            type: one('rocket', 'mortar', 'indirect_fire_unspecified', 'unknown'),
            model: one('Katyusha', 'Grad'),
            fired: number,
            fired_high: fc.integer({ min: 4, max: 6 }),
            hit: number,
            source: fc.nat(),
          },
          { requiredKeys: [] },
        ),
        { maxLength: 3 },
      ),
      actors: fc.array(actor.filter(stating), { maxLength: 3 }),
      targets: fc.array(party.filter(stating), { maxLength: 3 }),
      tags: fc.uniqueArray(one('x', 'y', 'z')),
      damage: fc.record(
        { level: one('minor', 'none'), note: one('n', 'm'), source: fc.nat() },
        { requiredKeys: ['note'] },
      ),
      casualties: fc
        .tuple(one(undefined, 'some', 'none', 'unknown'), numbers, fc.array(group, { maxLength: 3 }))
        .map(([reported, made, groups]) =>
          reported === 'none' || reported === 'unknown'
            ? { reported }
            : { ...(reported ? { reported } : {}), ...made, groups },
        ),
    },
    { requiredKeys: ['event_type', 'sources', 'country'] },
  )
  .map(({ country, place, point, ...made }) => {
    const named = made.sources.flatMap(({ key }) => (key ? [key] : []))
    const mention = ({ source, ...each }: Part & { source?: number }) =>
      source === undefined || named.length === 0
        ? each
        : {
            ...each,
            source:
              source % 3 > 0
                ? named[source % named.length]
                : named
                    .slice(0, 2)
                    .map((key) => key.replace(';', '\\;'))
                    .join('; '),
          }
    return validRecord({
      ...made,
      location: { country, ...(place ? { place } : {}), ...(point ? { latitude: 33, longitude: 42 } : {}) },
      claims: made.claims?.map(mention),
      weapons: made.weapons
        ?.map(({ fired = 9, hit, ...weapon }) => ({
          ...weapon,
          ...(fired < 9 ? { fired } : {}),
          ...(hit === undefined ? {} : { hit: Math.min(fired, hit) }),
        }))
        .map(mention)
        .filter((weapon) => Object.keys(weapon).length > 0),
      damage: made.damage && mention(made.damage),
    })
  })

const validated = (made: Incident) => validate(made, validationContext)
const without = (name: string) => (value: object) => canonicalJson(value, name)
const foldedJson = (value: unknown, omit?: string) => canonicalJson(value, omit).toLowerCase()

/** Whether an entry states all that another does, in whatever spelling. */
const states = (entry: Part, part: Part): boolean =>
  Object.entries(part).every(([name, value]) =>
    Array.isArray(value)
      ? value.every((each) =>
          ((entry[name] ?? []) as string[]).some((own) => foldedJson(own) === foldedJson(each)),
        )
      : foldedJson(entry[name] ?? null) === foldedJson(value),
  )

/** Whether the estimate holds every number that another states, and is in order. */
const holds = (whole: Part | undefined, part: Part | undefined): boolean => {
  const [all, some] = [whole, part].map((each) => Object.values(each ?? {}) as number[])
  const inOrder = ['low', 'best', 'high'].flatMap((name) =>
    whole?.[name] === undefined ? [] : [whole[name] as number],
  )
  // "At most" says nothing of the least.
  const isOpenBelow = whole?.low === undefined && whole?.best === undefined
  return (
    inOrder.every((each, i) => i === 0 || (inOrder[i - 1] ?? 0) <= each) &&
    (some ?? []).every(
      (each) =>
        (each >= Math.min(...(all ?? [])) || isOpenBelow) &&
        (each <= Math.max(...(all ?? [])) || whole?.low !== undefined),
    )
  )
}

/** Whether a source that speaks of one type of weapon can mean another. */
const canBe = (type: string, other = 'unknown'): boolean =>
  type === other ||
  [type, other].includes('unknown') ||
  ([type, other].includes('indirect_fire_unspecified') &&
    [type, other].some((each) => /rocket|mortar/.test(each)))

/** Weapons that several entries of one record may mean are paired anew. */
const withoutWeapons = ({ weapons: _, ...rest }: Incident) => rest

const totalsOf = ({ weapons = [] }: Incident, name: 'fired' | 'hit'): Map<string, number> => {
  const totals = new Map<string, number>()
  for (const { type = 'unknown', [name]: count = 0 } of weapons)
    totals.set(type, (totals.get(type) ?? 0) + count)
  return totals
}

describe('two records as one', () => {
  it('break no rule that neither breaks, hold every source and claim of both, and every number', () => {
    fc.assert(
      fc.property(record, record, (survivor, merged) => {
        const whole = mergeRecords(survivor, merged)
        expect(validated(whole).errors).toEqual([])
        for (const each of [survivor, merged]) {
          expect(whole.sources.map(without('key'))).toEqual(
            expect.arrayContaining(each.sources.map(without('key'))),
          )
          const claimsOf = ({ claims = [] }: Incident) => claims.map((claim) => foldedJson(claim, 'source'))
          expect(claimsOf(whole)).toEqual(expect.arrayContaining(claimsOf(each)))
          for (const { type = 'unknown' } of each.weapons ?? [])
            expect(whole.weapons?.some((other) => canBe(type, other.type))).toBe(true)
          for (const name of ['actors', 'targets'] as const)
            for (const entry of each[name] ?? [])
              expect((whole[name] ?? []).some((other) => states(other, entry))).toBe(true)
          expect(whole.tags ?? []).toEqual(expect.arrayContaining(each.tags ?? []))
          // "None" of the survivor can stand alone.
          if (each === survivor || survivor.casualties?.reported !== 'none')
            for (const kind of ['deaths', 'injuries'] as const)
              expect(holds(whole.casualties?.[kind], each.casualties?.[kind])).toBe(true)
        }
      }),
      { numRuns: 400 },
    )
  })

  it('state no more weapons of a type than either of them does, also when united again', () => {
    const sumOf = (totals: Iterable<number>) => [...totals].reduce((a, b) => a + b, 0)
    fc.assert(
      fc.property(record, record, (survivor, merged) => {
        const whole = mergeRecords(survivor, merged)
        for (const name of ['fired', 'hit'] as const) {
          const [ours, theirs] = [totalsOf(survivor, name), totalsOf(merged, name)]
          const types = [...new Set([...ours.keys(), ...theirs.keys()])]
          const most = types.map((type) => Math.max(ours.get(type) ?? 0, theirs.get(type) ?? 0))
          for (const each of [whole, mergeRecords(whole, merged)]) {
            const total = sumOf(totalsOf(each, name).values())
            expect(total).toBeLessThanOrEqual(sumOf(most))
            expect(total).toBeGreaterThanOrEqual(sumOf(ours.values()))
          }
        }
      }),
      { numRuns: 400 },
    )
  })

  it('state no more casualties of a group, and no more parties, than either of them does', () => {
    const groupsOf = ({ casualties }: Incident) =>
      Map.groupBy(casualties?.groups ?? [], ({ group, actor }) => `${group} ${actor?.toLowerCase()}`)
    fc.assert(
      fc.property(record, record, (survivor, merged) => {
        const whole = mergeRecords(survivor, merged)
        const [ours, theirs] = [groupsOf(survivor), groupsOf(merged)]
        for (const [key, groups] of groupsOf(whole))
          for (const kind of ['deaths', 'injuries'] as const) {
            const totals = [groups, ours.get(key) ?? [], theirs.get(key) ?? []].map((list) =>
              list.reduce((total, { [kind]: estimate }) => total + (estimate?.best ?? 0), 0),
            )
            const [total = 0, ...each] = totals
            expect(total).toBeLessThanOrEqual(Math.max(...each))
          }
        const distinct = ({ actors = [], targets = [] }: Incident) =>
          new Set([...actors, ...targets].map((entry) => foldedJson(entry)))
        expect(distinct(whole).size).toBeLessThanOrEqual(distinct(survivor).union(distinct(merged)).size)
      }),
      { numRuns: 400 },
    )
  })

  it('name for every statement the sources that said it', () => {
    /** What each source is said to have claimed. */
    const said = ({ sources, claims = [] }: Incident): string[] =>
      claims.flatMap(({ by, source: mention }) => {
        if (mention === undefined) return []
        const named = sources.some(({ key }) => key === mention) ? [mention] : decodeList(mention)
        return named.map(
          (key) =>
            `${by?.toLowerCase()} by ${without('key')(sources.find((each) => each.key === key) ?? {})}`,
        )
      })
    fc.assert(
      fc.property(record, record, (survivor, merged) => {
        const whole = said(mergeRecords(survivor, merged))
        expect(new Set(whole)).toEqual(new Set([...said(survivor), ...said(merged)]))
      }),
      { numRuns: 400 },
    )
  })

  it('keep what the survivor states, and are the same when united again', () => {
    fc.assert(
      fc.property(record, record, (survivor, merged) => {
        const whole = mergeRecords(survivor, merged)
        expect(withoutWeapons(mergeRecords(whole, merged))).toEqual(withoutWeapons(whole))
        expect(mergeRecords(survivor, survivor)).toEqual(survivor)
        for (const name of ['title', 'date', 'date_note', 'event_type', 'dataset'] as const)
          if (survivor[name] !== undefined) expect(whole[name]).toEqual(survivor[name])
        expect(whole.title).toEqual(survivor.title ?? merged.title)
        if (survivor.casualties?.reported !== 'none')
          expect(whole.casualties?.deaths?.best).toEqual(
            survivor.casualties?.deaths?.best ?? merged.casualties?.deaths?.best,
          )
      }),
      { numRuns: 400 },
    )
  })

  it('are one for records of any shape', () => {
    const sound = soundRecord
      .map((made) => validate(made, validationContext).record)
      .filter((made) => made !== null && made !== undefined)
    fc.assert(
      fc.property(sound, sound, (survivor, merged) => {
        const whole = mergeRecords(survivor as Incident, merged as Incident)
        expect(withoutWeapons(mergeRecords(whole, merged as Incident))).toEqual(withoutWeapons(whole))
        expect(mergeRecords(survivor as Incident, survivor as Incident)).toEqual(survivor)
      }),
      { numRuns: 60 },
    )
  })

  const merging = (survivor: Part, merged: Part, selves?: ReadonlySet<string>): Incident =>
    mergeRecords(validRecord(survivor), validRecord(merged), selves)

  it.each<[string, Part, Part, Part | undefined]>([
    ['two bests', { best: 2 }, { best: 5 }, { best: 2, high: 5 }],
    ['two bests, the other lower', { best: 5 }, { best: 2 }, { low: 2, best: 5 }],
    ['at least and at least', { low: 2 }, { low: 4 }, { low: 2 }],
    ['at least, and a best', { low: 2 }, { best: 5 }, { low: 2, best: 5 }],
    ['a best, and at least more', { best: 2 }, { low: 4 }, { low: 2, best: 2, high: 4 }],
    ['two ranges', { low: 1, best: 2, high: 3 }, { low: 0, best: 4, high: 9 }, { low: 0, best: 2, high: 9 }],
    ['equal ones', { low: 1, best: 2 }, { low: 1, best: 2 }, { low: 1, best: 2 }],
    ['none and some', {}, { best: 0 }, { best: 0 }],
  ])('widen deaths: %s', (_, survivor, merged, whole) => {
    const deaths = (estimate: Part) => ({
      casualties: Object.keys(estimate).length > 0 ? { deaths: estimate } : undefined,
    })
    expect(merging(deaths(survivor), deaths(merged)).casualties?.deaths).toEqual(whole)
  })

  it.each<[string, Part, Part, Part]>([
    [
      'none beside some is the lowest count',
      { reported: 'none' },
      { reported: 'some', deaths: { best: 2 } },
      { reported: 'some', deaths: { low: 0, best: 2 } },
    ],
    ['unknown gives way', { reported: 'unknown' }, { reported: 'none' }, { reported: 'none' }],
    [
      'unknown gives way to numbers',
      { reported: 'unknown' },
      { deaths: { best: 1 } },
      { deaths: { best: 1 } },
    ],
    ['some stays', { reported: 'some' }, { reported: 'unknown' }, { reported: 'some' }],
    ['some stays beside none', { reported: 'some' }, { reported: 'none' }, { reported: 'some' }],
    ['none stays beside some', { reported: 'none' }, { reported: 'some' }, { reported: 'none' }],
    [
      'at least two stays beside none',
      { injuries: { low: 2 } },
      { reported: 'none' },
      { reported: 'some', injuries: { low: 2 } },
    ],
    [
      'a number stays beside none in numbers',
      { deaths: { best: 2 } },
      { reported: 'none', deaths: { best: 0 }, injuries: { best: 0 } },
      { reported: 'some', deaths: { best: 2 } },
    ],
    ['none stays beside at least two', { reported: 'none' }, { injuries: { low: 2 } }, { reported: 'none' }],
    [
      'none stays beside at least two of a group',
      { reported: 'none' },
      { deaths: { best: 2 }, groups: [{ group: 'civilians', deaths: { low: 2 } }] },
      { reported: 'none' },
    ],
    [
      'none beside numbers and at least 0 is the lowest count',
      { reported: 'none' },
      { deaths: { best: 2 }, injuries: { low: 0 } },
      { reported: 'some', deaths: { low: 0, best: 2 }, injuries: { low: 0 } },
    ],
  ])('casualties: %s', (_, survivor, merged, whole) => {
    expect(merging({ casualties: survivor }, { casualties: merged }).casualties).toEqual(whole)
  })

  const army = (more: Part = {}) => ({ name: 'Example Army', ...more })

  it.each<[string, Part[], Part[], Part[]]>([
    ['another spelling', [army()], [{ name: 'EXAMPLE  Army' }], [army()]],
    ['diacritics', [{ name: 'Qaḑā’' }], [{ name: 'Qada’' }], [{ name: 'Qaḑā’' }]],
    [
      'a type and a role that one states',
      [army({ role: 'side_a' })],
      [army({ type: 'state_forces' })],
      [army({ type: 'state_forces', role: 'side_a' })],
    ],
    ['more in the survivor', [army({ role: 'side_a' })], [army()], [army({ role: 'side_a' })]],
    [
      'groups beside it',
      [army({ with: ['A', 'B'] })],
      [army({ with: ['b', 'C'] })],
      [army({ with: ['A', 'B', 'C'] })],
    ],
    [
      'another role',
      [army({ role: 'side_a' })],
      [army({ role: 'responder' })],
      [army({ role: 'side_a' }), army({ role: 'responder' })],
    ],
    [
      'another type',
      [army({ type: 'state_forces' })],
      [{ name: 'example army', type: 'rebel_group' }],
      [army({ type: 'state_forces' }), army({ type: 'rebel_group' })],
    ],
    [
      'one of two',
      [army({ role: 'side_a' }), army({ role: 'target' })],
      [army()],
      [army({ role: 'side_a' }), army({ role: 'target' })],
    ],
    [
      'more of one of two',
      [army({ role: 'side_a' }), army({ role: 'target' })],
      [army({ type: 'state_forces' })],
      [army({ role: 'side_a' }), army({ role: 'target' }), army({ type: 'state_forces' })],
    ],
    [
      'no name',
      [{ role: 'side_a' }],
      [{ type: 'state_forces' }, { role: 'side_a' }],
      [{ role: 'side_a' }, { type: 'state_forces' }],
    ],
    ['two of the other alone', [], [army(), army({ role: 'target' })], [army(), army({ role: 'target' })]],
  ])('have one entry for one actor: %s', (_, survivor, merged, whole) => {
    expect(merging({ actors: survivor }, { actors: merged }).actors ?? []).toEqual(whole)
  })

  it.each<[string, Part, Part, Part[]]>([
    [
      'a type and an operator that one states',
      { name: 'Base', note: 'n' },
      { name: 'base', type: 'military', operator: 'US' },
      [{ name: 'Base', note: 'n', type: 'military', operator: 'US' }],
    ],
    ['another operator', { name: 'Base', operator: 'A' }, { name: 'Base', operator: 'B' }, []],
    ['another note', { name: 'Base', note: 'A' }, { name: 'Base', note: 'B' }, []],
  ])('have one entry for one target: %s', (_, survivor, merged, whole) => {
    expect(merging({ targets: [survivor] }, { targets: [merged] }).targets).toEqual(
      whole.length > 0 ? whole : [survivor, merged],
    )
  })

  it('spell the name of an actor as the survivor does, wherever it stands', () => {
    const telling = (x: string, killed: number) => ({
      actors: [{ name: x, with: ['A'] }],
      targets: [{ name: `convoy ${killed}`, operator: x }],
      casualties: { groups: [{ actor: x, deaths: { best: killed } }] },
      claims: [{ by: x }],
      attributions: [{ by: 'A', to: x }],
    })
    const extra = {
      actors: [
        { name: 'GROUP X', with: ['a'] },
        { name: 'B', with: ['group x'] },
      ],
    }
    const whole = merging(telling('Group X', 2), { ...telling('group x', 5), ...extra })
    expect(whole).toMatchObject({
      actors: [
        { name: 'Group X', with: ['A'] },
        { name: 'B', with: ['Group X'] },
      ],
      targets: [
        { name: 'convoy 2', operator: 'Group X' },
        { name: 'convoy 5', operator: 'Group X' },
      ],
      claims: [{ by: 'Group X' }],
      attributions: [{ by: 'A', to: 'Group X' }],
    })
    expect(whole.casualties?.groups).toEqual([{ actor: 'Group X', deaths: { best: 2, high: 5 } }])
  })

  it('leave a group that one of them has twice as the survivor states it', () => {
    const groups = (...deaths: Part[]) => ({
      casualties: { groups: deaths.map((each) => ({ group: 'civilians', deaths: each })) },
    })
    const [twice, once] = [groups({ low: 1 }, { best: 3 }), groups({ best: 5 })]
    expect(merging(twice, once).casualties).toEqual(twice.casualties)
    expect(merging(once, twice).casualties).toEqual(once.casualties)
    expect(merging({ casualties: { reported: 'some' } }, twice).casualties?.groups).toHaveLength(2)
  })

  const rocket = (fired?: number, more: Part = {}): Part => ({
    type: 'rocket',
    ...(fired === undefined ? {} : { fired }),
    ...more,
  })

  it.each<[string, Part[], Part[], Part[]]>([
    ['two reports of one salvo', [rocket(4)], [rocket(5)], [rocket(4, { fired_high: 5 })]],
    [
      'a range, and a report without a number',
      [rocket(4, { fired_high: 5 })],
      [rocket()],
      [rocket(4, { fired_high: 5 })],
    ],
    ['no number, and one', [rocket()], [rocket(5)], [rocket(5)]],
    ['at least and at most', [{ fired_low: 2 }], [{ fired_high: 6 }], [{ fired_low: 2, fired_high: 6 }]],
    [
      'fates of one salvo',
      [rocket(4, { hit: 1 })],
      [rocket(4, { hit: 2, missed: 2 })],
      [rocket(4, { hit: 1, missed: 2 })],
    ],
    [
      'two kinds of weapon',
      [rocket(4)],
      [{ type: 'drone_one_way', fired: 5 }],
      [rocket(4), { type: 'drone_one_way', fired: 5 }],
    ],
    [
      'a name that one of them knows',
      [rocket(4)],
      [rocket(4, { model: 'Grad' })],
      [rocket(4, { model: 'Grad' })],
    ],
    [
      'two models, told in another order',
      [rocket(4, { model: 'Katyusha' }), rocket(5, { model: 'Grad' })],
      [rocket(6, { model: 'GRAD' }), rocket(4, { model: 'Katyusha' })],
      [rocket(4, { model: 'Katyusha' }), rocket(5, { model: 'Grad', fired_high: 6 })],
    ],
    [
      'as many of one type, in order',
      [rocket(1), rocket(2)],
      [rocket(3), rocket(4)],
      [rocket(1, { fired_high: 3 }), rocket(2, { fired_high: 4 })],
    ],
    [
      'one that the other splits',
      [rocket(9)],
      [rocket(4, { model: 'Katyusha' }), rocket(5, { model: 'Grad' })],
      [rocket(9), rocket(undefined, { model: 'Katyusha' }), rocket(undefined, { model: 'Grad' })],
    ],
    [
      'two that the other sums up',
      [rocket(4, { model: 'Katyusha' }), rocket(5, { model: 'Grad' })],
      [rocket(9)],
      [rocket(4, { model: 'Katyusha' }), rocket(5, { model: 'Grad' })],
    ],
    [
      'one more kind, within what one of them counts',
      [rocket(4, { model: 'Katyusha' })],
      [rocket(4, { model: 'Katyusha' }), rocket(5, { model: 'Grad' })],
      [rocket(4, { model: 'Katyusha' }), rocket(5, { model: 'Grad' })],
    ],
    ['a type that one does not know', [{ fired: 4 }], [rocket(5)], [rocket(4, { fired_high: 5 })]],
    [
      'a vague type',
      [rocket(4)],
      [{ type: 'indirect_fire_unspecified', fired: 4, hit: 1 }],
      [rocket(4, { hit: 1 })],
    ],
    [
      'a vague type that can mean either',
      [rocket(4), { type: 'mortar', fired: 5 }],
      [{ type: 'indirect_fire_unspecified', fired: 9 }],
      [rocket(4), { type: 'mortar', fired: 5 }],
    ],
    [
      'numbers fired, and fates that are too many together',
      [rocket(4, { hit: 2, intercepted: 2 })],
      [rocket(6, { fired_low: 5, hit: 2, missed: 3 })],
      [rocket(4, { fired_low: 4, fired_high: 6, hit: 2, intercepted: 2 })],
    ],
    [
      'fewer fired than the other says hit',
      [{ type: 'rocket', hit: 7 }],
      [rocket(6, { missed: 6 })],
      [{ type: 'rocket', hit: 7 }],
    ],
    [
      'a vague type, of which the other has several kinds',
      [{ fired: 1 }, rocket(), { model: 'Katyusha' }],
      [{ model: 'Katyusha', fired: 1 }, { type: 'mortar' }, rocket(1)],
      [{ fired: 1 }, rocket(1), { model: 'Katyusha' }, { type: 'mortar' }],
    ],
    [
      'one type, within what the other counts of a vague one',
      [rocket(), rocket(1)],
      [rocket(1, { hit: 0 }), { fired: 1, fired_high: 4 }, { type: 'mortar', fired: 1 }],
      [
        rocket(),
        rocket(1),
        rocket(undefined, { hit: 0 }),
        { fired: 1, fired_high: 4 },
        { type: 'mortar', fired: 1 },
      ],
    ],
    ['more hits than the other says were fired', [rocket(4)], [{ type: 'rocket', hit: 5 }], [rocket(4)]],
  ])('add no counts of weapons: %s', (_, survivor, merged, whole) => {
    expect(merging({ weapons: survivor }, { weapons: merged }).weapons).toEqual(whole)
  })

  it('name the sources of both for a weapon that both state', () => {
    const told = (publisher: string, fired: number) => ({
      sources: [{ key: 'a', publisher }],
      weapons: [rocket(fired, { source: 'a' })],
    })
    expect(merging(told('A', 4), told('B', 5)).weapons).toEqual([
      rocket(4, { fired_high: 5, source: 'a; a-2' }),
    ])
  })

  it('give another key to a source whose key is taken, and follow it', () => {
    const whole = merging(
      { sources: [{ key: 'army', publisher: 'A' }], claims: [{ by: 'X', source: 'army' }] },
      {
        sources: [
          { key: 'army', publisher: 'B' },
          { key: 'own', publisher: 'A' },
        ],
        claims: [
          { by: 'X', source: 'own; army' },
          { by: 'Y', source: 'army' },
        ],
        damage: { level: 'minor', source: 'army' },
      },
    )
    expect(whole.sources).toEqual([
      { key: 'army', publisher: 'A' },
      { key: 'army-2', publisher: 'B' },
    ])
    expect(whole.claims).toEqual([
      { by: 'X', source: 'army; army-2' },
      { by: 'Y', source: 'army-2' },
    ])
    expect(whole.damage).toEqual({ level: 'minor', source: 'army-2' })
  })

  it('take a point whole, and none of another country', () => {
    const point = { latitude: 33, longitude: 42, coordinates_from: 'map', precision: 'near' }
    const place = { country: 'IQ', place: 'A' }
    expect(merging({ location: place }, { location: { country: 'IQ', ...point } }).location).toEqual({
      ...place,
      ...point,
    })
    expect(merging({ location: place }, { location: { country: 'SY', ...point } }).location).toEqual(place)
    const own = { ...place, latitude: 1, longitude: 1 }
    expect(
      merging({ location: own }, { location: { country: 'IQ', ...point, admin1: 'Anbar' } }).location,
    ).toEqual({
      ...own,
      admin1: 'Anbar',
    })
  })

  it.each([
    ['another area', { admin1: 'Anbar' }, { admin1: 'Erbil', place: 'the airport' }],
    ['another place', { place: 'Ain al-Asad' }, { place: 'Erbil airport', latitude: 36.2, longitude: 44 }],
    [
      'another district',
      { admin1: 'Anbar', admin2: 'Hit' },
      { admin1: 'Anbar', admin2: 'Rutba', place: 'A' },
    ],
  ])('take nothing of %s', (_, ours, theirs) => {
    const [first, second] = [ours, theirs].map((each) => ({ country: 'IQ', ...each }))
    expect(merging({ location: first }, { location: second }).location).toEqual(first)
    expect(merging({ launched_from: first }, { launched_from: second }).launched_from).toEqual(first)
  })

  it.each([
    ['spelling', { admin1: 'Al Anbar' }, { admin1: 'Anbar', place: 'Hit' }],
    ['script', { place: 'Ain al-Asad' }, { place: 'عين الأسد', latitude: 33.8, longitude: 42.4 }],
    ['level', { admin1: 'Anbar' }, { admin2: 'Hit' }],
  ])('take the rest of one place in another %s', (_, ours, theirs) => {
    const [first, second] = [ours, theirs].map((each) => ({ country: 'IQ', ...each }))
    expect(merging({ location: first }, { location: second }).location).toEqual({ ...second, ...first })
  })

  it.each([
    [undefined, 'point', 'point'],
    ['point', 'place', 'place'],
    ['place', 'point', 'place'],
    ['place', undefined, 'place'],
  ] as const)('withhold of a place what either withholds: %s and %s', (ours, theirs, both) => {
    const place = (withheld: string | undefined, more: Part) => ({
      location: { country: 'IQ', ...(withheld ? { withheld } : {}), ...more },
    })
    const whole = merging(place(ours, {}), place(theirs, { place: 'A', latitude: 33, longitude: 42 }))
    expect(whole.location).toMatchObject({ place: 'A', latitude: 33, withheld: both })
    expect(
      merging(place(ours, { latitude: 1, longitude: 1 }), place(theirs, { place: 'A' })).location.withheld,
    ).toBe(both)
  })

  it('take nothing that belongs to the other alone, nor what does not fit', () => {
    const whole = merging(
      { event_type: 'battle', damage: { level: 'none' } },
      {
        event_type: 'remote_violence',
        event_subtype: 'shelling',
        reference: 'theirs',
        dataset: 'other',
        external: { scheme: 'ucdp', id: '1' },
        damage: { level: 'minor', note: 'a wall' },
      },
    )
    expect(whole).toMatchObject({ dataset: 'reports', event_type: 'battle', damage: { level: 'none' } })
    for (const name of ['event_subtype', 'reference', 'external']) expect(whole).not.toHaveProperty(name)
    expect(whole.damage).toEqual({ level: 'none' })
  })

  it('have no link to themselves', () => {
    const link = (incident: string) => ({ type: 'same_event', incident })
    const whole = merging(
      { links: [link('m'), link('x')] },
      { links: [link('s'), link('x')] },
      new Set(['s', 'm']),
    )
    expect(whole.links).toEqual([link('x')])
  })

  it('break a rule where both are right and do not fit together', () => {
    const many = (from: number) => Array.from({ length: 60 }, (_, i) => ({ name: `actor ${from + i}` }))
    const whole = merging({ actors: many(0) }, { actors: many(100) })
    expect(errorsIn(whole)).toEqual(['/actors list.length'])
  })
})
