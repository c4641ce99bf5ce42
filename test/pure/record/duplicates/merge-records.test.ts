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
const group = fc.tuple(one('civilians', 'state_forces'), numbers).map(([group, made]) => ({ group, ...made }))

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
      claims: fc.array(fc.record({ by: one('X', 'Y'), source: fc.nat() }, { requiredKeys: ['by'] }), {
        maxLength: 3,
      }),
      weapons: fc.array(
        fc.record(
          { type: one('rocket', 'mortar'), hit: number, source: fc.nat() },
          { requiredKeys: ['type'] },
        ),
        { maxLength: 2 },
      ),
      actors: fc.array(fc.record({ name: one('X', 'Y'), role: one('side_a', 'target') }), { maxLength: 2 }),
      tags: fc.uniqueArray(one('x', 'y', 'z')),
      damage: fc.record(
        { level: one('minor', 'none'), note: one('n', 'm'), source: fc.nat() },
        { requiredKeys: ['note'] },
      ),
      casualties: fc
        .tuple(one(undefined, 'some', 'none', 'unknown'), numbers, fc.array(group, { maxLength: 2 }))
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
      weapons: made.weapons?.map(mention),
      damage: made.damage && mention(made.damage),
    })
  })

const validated = (made: Incident) => validate(made, validationContext)
const without = (name: string) => (value: object) => canonicalJson(value, name)

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
          for (const list of ['claims', 'weapons'] as const)
            expect((whole[list] ?? []).map(without('source'))).toEqual(
              expect.arrayContaining((each[list] ?? []).map(without('source'))),
            )
          expect(whole.actors ?? []).toEqual(expect.arrayContaining(each.actors ?? []))
          expect(whole.tags ?? []).toEqual(expect.arrayContaining(each.tags ?? []))
          for (const kind of ['deaths', 'injuries'] as const)
            expect(holds(whole.casualties?.[kind], each.casualties?.[kind])).toBe(true)
        }
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
          (key) => `${by} by ${without('key')(sources.find((each) => each.key === key) ?? {})}`,
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
        expect(mergeRecords(whole, merged)).toEqual(whole)
        expect(mergeRecords(survivor, survivor)).toEqual(survivor)
        for (const name of ['title', 'date', 'date_note', 'event_type', 'dataset'] as const)
          if (survivor[name] !== undefined) expect(whole[name]).toEqual(survivor[name])
        expect(whole.title).toEqual(survivor.title ?? merged.title)
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
        expect(mergeRecords(whole, merged as Incident)).toEqual(whole)
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
  ])('casualties: %s', (_, survivor, merged, whole) => {
    expect(merging({ casualties: survivor }, { casualties: merged }).casualties).toEqual(whole)
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
