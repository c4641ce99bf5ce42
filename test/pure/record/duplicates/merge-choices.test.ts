import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Incident } from '../../../../schemas/incident.ts'
import { validate } from '../../../../src/ingest/validate/validate.ts'
import { compareAll } from '../../../../src/record/duplicates/compare-all.ts'
import {
  applyChoices,
  type Choices as ChoicesOfAll,
  listChoices,
} from '../../../../src/record/duplicates/merge-choices.ts'
import { mergeRecords } from '../../../../src/record/duplicates/merge-records.ts'
import { soundRecord } from '../../arbitrary.ts'
import { validationContext } from '../../rule-cases.ts'
import { validRecord } from '../../validated-record.ts'

type Part = Readonly<Record<string, unknown>>

type Side = 'into' | 'from' | 'range'
type Choices = Readonly<Record<string, Side>>

const compare = (survivor: Part, merged: Part) => compareAll(validRecord(survivor), [validRecord(merged)])
/** The one merged record is the first of all. */
const ofAll = (choices: Choices): ChoicesOfAll =>
  Object.fromEntries(Object.entries(choices).map(([pointer, side]) => [pointer, side === 'from' ? 0 : side]))

const choose = (survivor: Part, merged: Part, choices: Choices): Incident => {
  const outcome = applyChoices(compare(survivor, merged), ofAll(choices))
  if ('faults' in outcome) throw new Error(JSON.stringify(outcome.faults))
  return outcome.record
}

const faultsOf = (survivor: Part, merged: Part, choices: Choices): unknown => {
  const outcome = applyChoices(compare(survivor, merged), ofAll(choices))
  return 'faults' in outcome ? outcome.faults : []
}

const salvo = (fired: number, more: Part = {}) => ({ weapons: [{ type: 'rocket', fired, ...more }] })
const deaths = (best: number) => ({ casualties: { deaths: { best } } })

describe('a choice between two records', () => {
  it.each<[string, Part, Part, Choices, Part]>([
    ['the number fired of the survivor', salvo(4), salvo(5), { '/weapons/0/fired': 'into' }, salvo(4)],
    ['the number fired of the other', salvo(4), salvo(5), { '/weapons/0/fired': 'from' }, salvo(5)],
    ['the range fired', salvo(4), salvo(5), { '/weapons/0/fired': 'range' }, salvo(4, { fired_high: 5 })],
    [
      'the hits of the other',
      salvo(9, { hit: 1 }),
      salvo(9, { hit: 2 }),
      { '/weapons/0/hit': 'from' },
      salvo(9, { hit: 2 }),
    ],
    ['that it states none', salvo(9), salvo(9, { hit: 2 }), { '/weapons/0/hit': 'into' }, salvo(9)],
    [
      'the weapons of the other',
      salvo(4),
      { weapons: [{ type: 'mortar', fired: 2 }] },
      { '/weapons': 'from' },
      { weapons: [{ type: 'mortar', fired: 2 }] },
    ],
    [
      'to leave a weapon out',
      salvo(4),
      { weapons: [{ type: 'mortar', fired: 2 }] },
      { '/weapons/1': 'into' },
      salvo(4),
    ],
    [
      'a weapon that the result left out',
      {
        weapons: [
          { type: 'rocket', model: 'A', fired: 4 },
          { type: 'rocket', model: 'B', fired: 5 },
        ],
      },
      salvo(9),
      { '/weapons/0': 'from', '/weapons/1': 'from', '/weapons/2': 'from' },
      salvo(9),
    ],
    ['no weapons', {}, salvo(4), { '/weapons': 'into' }, { weapons: undefined }],
    ['the deaths of the other', deaths(2), deaths(5), { '/casualties/deaths': 'from' }, deaths(5)],
    ['the deaths of the survivor', deaths(2), deaths(5), { '/casualties/deaths': 'into' }, deaths(2)],
    [
      'the range of deaths',
      deaths(2),
      deaths(5),
      { '/casualties/deaths': 'range' },
      { casualties: { deaths: { best: 2, high: 5 } } },
    ],
    [
      'the deaths of a group',
      {
        casualties: {
          groups: [
            { group: 'contractors', injuries: { best: 1 } },
            { group: 'civilians', deaths: { best: 2 } },
          ],
        },
      },
      { casualties: { groups: [{ group: 'civilians', deaths: { best: 5 } }] } },
      { '/casualties/groups/1/deaths': 'from', '/casualties/groups/0': 'from' },
      { casualties: { groups: [{ group: 'civilians', deaths: { best: 5 } }] } },
    ],
    ['the title of the other', { title: 'A' }, { title: 'B' }, { '/title': 'from' }, { title: 'B' }],
    ['the tags of the other alone', { tags: ['a'] }, { tags: ['b'] }, { '/tags': 'from' }, { tags: ['b'] }],
    [
      'a part of the place',
      { location: { country: 'IQ', place: 'A', admin1: 'X' } },
      { location: { country: 'IQ', place: 'B' } },
      { '/location/place': 'from' },
      { location: { country: 'IQ', place: 'B', admin1: 'X' } },
    ],
    [
      'the reference of the survivor',
      { reference: 'a' },
      { reference: 'b' },
      { '/reference': 'into' },
      { reference: 'a' },
    ],
    [
      'a statement of the other, by the new key of its source',
      { sources: [{ key: 'a', publisher: 'A' }] },
      { sources: [{ key: 'a', publisher: 'B' }], claims: [{ by: 'X', source: 'a' }] },
      { '/claims': 'from' },
      { claims: [{ by: 'X', source: 'a-2' }] },
    ],
  ])('takes %s', (_, survivor, merged, choices, expected) => {
    const chosen = choose(survivor, merged, choices)
    for (const [name, value] of Object.entries(expected))
      expect(chosen[name as keyof Incident]).toEqual(value)
  })

  it.each<[string, Choices, object]>([
    ['no field', { '/weapons/0/colour': 'into' }, { kind: 'unknown', pointer: '/weapons/0/colour' }],
    ['no pointer', { title: 'into' }, { kind: 'unknown', pointer: 'title' }],
    ['the whole record', { '': 'from' }, { kind: 'unknown', pointer: '' }],
    ['no index', { '/weapons/length': 'from' }, { kind: 'equal', pointer: '/weapons/length' }],
    ['an index with zeros', { '/weapons/00/hit': 'from' }, { kind: 'equal', pointer: '/weapons/00/hit' }],
    ['a prototype', { '/__proto__/x': 'from' }, { kind: 'unknown', pointer: '/__proto__/x' }],
    ['what is equal', { '/date': 'from' }, { kind: 'equal', pointer: '/date' }],
    ['the reference of the other', { '/reference': 'from' }, { kind: 'own', pointer: '/reference' }],
    ['the dataset of the other', { '/dataset': 'from' }, { kind: 'own', pointer: '/dataset' }],
    ['columns of the other', { '/external': 'from' }, { kind: 'own', pointer: '/external' }],
    ['one such column', { '/external/scheme': 'from' }, { kind: 'own', pointer: '/external/scheme' }],
    ['a range of references', { '/reference': 'range' }, { kind: 'own', pointer: '/reference' }],
    ['a range of texts', { '/title': 'range' }, { kind: 'noRange', pointer: '/title' }],
    ['a range of hits', { '/weapons/0/hit': 'range' }, { kind: 'noRange', pointer: '/weapons/0/hit' }],
    [
      'an entry of a list that is one value',
      { '/tags/0': 'from' },
      { kind: 'part', pointer: '/tags/0', outer: '/tags' },
    ],
    [
      'a bound',
      { '/weapons/0/fired_high': 'from' },
      { kind: 'part', pointer: '/weapons/0/fired_high', outer: '/weapons/0/fired' },
    ],
    [
      'a part of what is chosen',
      { '/weapons': 'from', '/weapons/0/hit': 'into' },
      { kind: 'overlap', pointer: '/weapons/0/hit', outer: '/weapons' },
    ],
  ])('is refused of %s', (_, choices, fault) => {
    const survivor = { title: 'A', tags: ['a'], dataset: 'd', reference: 'r', ...salvo(4, { hit: 1 }) }
    const merged = {
      title: 'B',
      tags: ['b'],
      reference: 's',
      external: { scheme: 'x' },
      ...salvo(5, { hit: 2 }),
    }
    expect(faultsOf(survivor, merged, choices)).toEqual([fault])
  })

  it('is listed with the values of both and what is proposed', () => {
    const survivor = { title: 'A', ...salvo(4, { found: 1, model: 'Grad' }), ...deaths(2) }
    const merged = { ...salvo(5), tags: ['x'], ...deaths(5) }
    const listed = listChoices(compare(survivor, merged)).map(({ from, ...rest }) => ({
      ...rest,
      from: from[0],
    }))
    expect(listed).toEqual([
      {
        pointer: '/weapons/0/model',
        into: 'Grad',
        from: undefined,
        proposed: 'Grad',
        hasRange: false,
        isOwn: false,
      },
      {
        pointer: '/weapons/0/fired',
        into: { best: 4 },
        from: { best: 5 },
        proposed: { best: 4, high: 5 },
        hasRange: true,
        isOwn: false,
      },
      { pointer: '/weapons/0/found', into: 1, from: undefined, proposed: 1, hasRange: false, isOwn: false },
      {
        pointer: '/casualties/deaths',
        into: { best: 2 },
        from: { best: 5 },
        proposed: { best: 2, high: 5 },
        hasRange: true,
        isOwn: false,
      },
      { pointer: '/tags', into: undefined, from: ['x'], proposed: ['x'], hasRange: false, isOwn: false },
      { pointer: '/title', into: 'A', from: undefined, proposed: 'A', hasRange: false, isOwn: false },
    ])
  })

  const sound = soundRecord
    .map((made) => validate(made, validationContext).record)
    .filter((made) => made !== null && made !== undefined)

  it('of one side everywhere gives the content of that record', () => {
    fc.assert(
      fc.property(sound, sound, fc.constantFrom<Side>('into', 'from'), (survivor, merged, side) => {
        const records = compareAll(survivor as Incident, [merged as Incident])
        const choices: Choices = Object.fromEntries(
          listChoices(records).flatMap(({ pointer, isOwn }) => (isOwn ? [] : [[pointer, side]])),
        )
        const outcome = applyChoices(records, ofAll(choices))
        if ('faults' in outcome) throw new Error(JSON.stringify(outcome.faults))
        const { record } = applyChoices(records, ofAll(choices)) as { record: Incident }
        if (side === 'into') expect(record).toEqual(survivor)
        else expect(mergeRecords(record, record)).toEqual(record)
        expect(record.reference).toEqual((survivor as Incident).reference)
        for (const name of ['title', 'date', 'location', 'tags'] as const)
          expect(record[name]).toEqual((side === 'into' ? survivor : merged)[name])
      }),
      { numRuns: 60 },
    )
  })
})
