import { describe, expect, it } from 'vitest'
import { createColumnReplacer } from '../../../../src/ingest/rows/object-columns.ts'
import { findRecordValue, withReplacedRecords } from '../../../../src/ingest/rows/record-values.ts'
import type { Replacement } from '../../../../src/ingest/rows/replace-cells.ts'
import { mapRows, type SourceEvent } from '../../../../src/ingest/rows/source-row.ts'

const row = (candidate: unknown, number = 1) => ({
  row: number,
  line: number,
  build: () => ({ candidate, issues: [] }),
  options: {},
  columnOf: () => undefined,
})

async function* eventsOf(records: readonly unknown[]): AsyncGenerator<SourceEvent> {
  yield { kind: 'rows', rows: records.map((each, i) => row(each, i + 1)) }
}

const replace = async (records: readonly unknown[], ...replacements: Replacement[]) => {
  const found: unknown[] = []
  const events = withReplacedRecords(eventsOf(records), replacements)
  const collected = mapRows(events, (each) => {
    found.push({ reference: each.reference, candidate: each.build(undefined).candidate })
    return each
  })
  for await (const _ of collected);
  return found.map((each) => (each as { candidate: unknown }).candidate)
}

const weapons = (...types: unknown[]) => ({ weapons: types.map((type) => ({ type })) })

describe('a value of a record', () => {
  it.each<[string, unknown, Replacement, unknown]>([
    [
      'in every entry of a list',
      weapons('rokcet', 'mortar', 'rokcet'),
      { column: '/weapons/*/type', from: 'rokcet', to: 'rocket' },
      weapons('rocket', 'mortar', 'rocket'),
    ],
    [
      'that is no text',
      { date: 2022 },
      { column: '/date', from: '2022', to: '2022-01' },
      { date: '2022-01' },
    ],
    [
      'as a number, where the field is one',
      { casualties: { deaths: { best: 'four' } } },
      { column: '/casualties/deaths/best', from: 'four', to: '4' },
      { casualties: { deaths: { best: 4 } } },
    ],
    [
      'as a number without its quotes',
      { casualties: { deaths: { best: '4' } } },
      { column: '/casualties/deaths/best', from: '"4"', to: '4' },
      { casualties: { deaths: { best: 4 } } },
    ],
    [
      'as a number, found by its text',
      { casualties: { deaths: { best: '4' } } },
      { column: '/casualties/deaths/best', from: '4', to: '5' },
      { casualties: { deaths: { best: 5 } } },
    ],
    [
      'as a coordinate',
      { location: { latitude: 'x' } },
      { column: '/location/latitude', from: 'x', to: '33.5' },
      { location: { latitude: 33.5 } },
    ],
    [
      'that is missing',
      {},
      { column: '/location/country', from: '', to: 'IQ' },
      { location: { country: 'IQ' } },
    ],
    ['that is null', { date: null }, { column: '/date', from: '', to: '2022' }, { date: '2022' }],
    ['by nothing', { date: 'x', title: 'a' }, { column: '/date', from: 'x', to: ' ' }, { title: 'a' }],
    ['of a list by nothing', { tags: ['a', 'b'] }, { column: '/tags/*', from: 'a', to: '' }, { tags: ['b'] }],
    ['with an escaped name', { 'a/b': 'x' }, { column: '/a~1b', from: 'x', to: 'y' }, { 'a/b': 'y' }],
    [
      'with the name of a prototype, which stays one of the record',
      JSON.parse('{"__proto__": "x"}'),
      { column: '/__proto__', from: 'x', to: 'y' },
      JSON.parse('{"__proto__": "y"}'),
    ],
  ])('is replaced %s', async (_, record, replacement, expected) => {
    expect(JSON.stringify(await replace([record], replacement))).toBe(JSON.stringify([expected]))
  })

  it.each<[string, unknown, Replacement]>([
    ['another text', { date: 'X' }, { column: '/date', from: 'x', to: 'y' }],
    ['a group', { location: { country: 'IQ' } }, { column: '/location', from: '', to: 'y' }],
    ['what a text contains', { location: 'IQ' }, { column: '/location/country', from: '', to: 'IQ' }],
    ['an entry that is not there', { date: '2022' }, { column: '/weapons/*/type', from: '', to: 'rocket' }],
    ['a field of a prototype', { date: 'x' }, { column: '/constructor/name', from: 'Object', to: 'y' }],
    ['the record of another row', { date: 'x' }, { column: '/date', from: 'x', to: 'y', row: 2 }],
    ['a record that is none', 'x', { column: '/date', from: '', to: 'y' }],
  ])('is not %s', async (_, record, replacement) => {
    expect(await replace([record], replacement)).toEqual([record])
  })

  it('is replaced in one row before all others', async () => {
    const records = [{ date: 'x' }, { date: 'x' }]
    const all = { column: '/date', from: 'x', to: 'y' }
    expect(await replace(records, all, { ...all, to: 'z', row: 2 })).toEqual([{ date: 'y' }, { date: 'z' }])
  })
})

it.each<[string, unknown, string, unknown, object | undefined]>([
  ['of an entry', weapons('a', 'b'), '/weapons/1/type', 'b', { column: '/weapons/*/type', text: 'b' }],
  [
    'in a map of numbers',
    { external: { fields: { 1: 'x' } } },
    '/external/fields/1',
    'x',
    { column: '/external/fields/1', text: 'x' },
  ],
  ['that is missing', {}, '/date', undefined, { column: '/date', text: '' }],
  ['that was read from another place', {}, '/date', 'x', undefined],
  ['that is missing and is a group', {}, '/location', undefined, undefined],
  ['that is a list', { sources: [] }, '/sources', undefined, undefined],
  ['that is unknown to the schema', { colour: 'red' }, '/colour', 'red', { column: '/colour', text: 'red' }],
  ['that is the record', 'x', '', 'x', undefined],
])('the value of an error is found: %s', (_, record, pointer, received, expected) => {
  expect(findRecordValue(record, { pointer, received: received as string })).toEqual(expected)
})

it.each<[string, Replacement, readonly [string, unknown][], readonly [string, unknown][]]>([
  [
    'in every entry of a list',
    { column: 'victims.*.sex', from: 'x', to: 'm' },
    [
      ['victims.0.sex', 'x'],
      ['victims.1.sex', 'x'],
      ['sex', 'x'],
    ],
    [
      ['victims.0.sex', 'm'],
      ['victims.1.sex', 'm'],
      ['sex', 'x'],
    ],
  ],
  [
    'in a cell with a list',
    { column: 'tags', from: 'a', to: 'b' },
    [['tags', ['a', 'c']]],
    [['tags', ['b', 'c']]],
  ],
  [
    'that is empty, by its name without spaces',
    { column: 'day', from: '', to: '2022' },
    [[' day', '']],
    [[' day', '2022']],
  ],
  [
    'that is missing',
    { column: 'day', from: '', to: '2022' },
    [['a', 'x']],
    [
      ['a', 'x'],
      ['day', '2022'],
    ],
  ],
])('a column of an object is replaced %s', (_, replacement, before, after) => {
  const columns = { names: before.map(([name]) => name), cells: before.map(([, cell]) => cell) }
  const replaced = createColumnReplacer([replacement])?.(columns, 1)
  expect(replaced?.names.map((name, i) => [name, replaced.cells[i]])).toEqual(after)
})
