import { describe, expect, it } from 'vitest'
import { mapObject } from '../../../../src/ingest/mapping/map-objects.ts'
import { parseMapping } from '../../../../src/ingest/mapping/parse-mapping.ts'
import type { JsonObject } from '../../../../src/text/json.ts'

const constants = {
  event_type: 'battle',
  date: '2022-01-01',
  'location.country': 'SY',
  'sources.0.publisher': 'A',
}

const read = (columns: JsonObject, object: JsonObject, more: JsonObject = {}) => {
  const { mapping, issues } = parseMapping({ columns, constants, ...more })
  expect(issues).toEqual([])
  if (!mapping) throw new Error('There is no mapping.')
  return mapObject(mapping, object)
}

describe('the entries of a repeated group', () => {
  it.each<[string, JsonObject, JsonObject, JsonObject]>([
    [
      'fill one entry each, from all columns of the group',
      { 'people.*.name': 'actors.*.name', 'people.*.did': 'actors.*.role' },
      {
        people: [
          { name: 'A', did: 'side_a' },
          { name: 'B', did: 'side_b' },
        ],
      },
      {
        actors: [
          { name: 'A', role: 'side_a' },
          { name: 'B', role: 'side_b' },
        ],
      },
    ],
    [
      'stay apart if one of them lacks a column',
      { 'people.*.name': 'actors.*.name', 'people.*.did': 'actors.*.role' },
      { people: [{ name: 'A' }, { did: 'side_b' }, { name: 'C', did: 'other' }] },
      { actors: [{ name: 'A' }, { role: 'side_b' }, { name: 'C', role: 'other' }] },
    ],
    [
      'have what the mapping gives each of them',
      { 'people.*.name': { to: 'actors.*.name', with: { 'actors.*.type': 'civilians' } } },
      { people: [{ name: 'A' }, { name: 'B' }] },
      {
        actors: [
          { name: 'A', type: 'civilians' },
          { name: 'B', type: 'civilians' },
        ],
      },
    ],
    [
      'of two groups follow each other',
      { 'ours.*.n': 'actors.*.name', 'theirs.*.n': 'actors.*.name' },
      { theirs: [{ n: 'C' }], ours: [{ n: 'A' }, { n: 'B' }] },
      { actors: [{ name: 'A' }, { name: 'B' }, { name: 'C' }] },
    ],
    [
      'follow entries that are numbered, before entries of other columns',
      { first: 'actors.0.name', more: 'actors.*.name', 'people.*.name': 'actors.*.name' },
      { first: 'A', more: 'D', people: [{ name: 'B' }, { name: 'C' }] },
      { actors: [{ name: 'A' }, { name: 'B' }, { name: 'C' }, { name: 'D' }] },
    ],
    [
      'are found whatever their case, and however the group is named',
      { 'g/people.*.g/people/name': 'actors.*.name' },
      { 'g/people': [{ 'G/People/Name': 'A' }] },
      { actors: [{ name: 'A' }] },
    ],
    ['are none if the group is empty', { 'people.*.name': 'actors.*.name' }, { people: [] }, {}],
    ['are none if the group is absent', { 'people.*.name': 'actors.*.name' }, {}, {}],
  ])('%s', (_, columns, object, stated) => {
    const { candidate, issues } = read(columns, object)
    expect(issues).toEqual([])
    expect(candidate).toMatchObject(stated)
    if (!('actors' in stated)) expect(candidate).not.toHaveProperty('actors')
  })

  it('that the mapping does not mention are reported', () => {
    const { issues } = read({ 'people.*.name': 'actors.*.name' }, { people: [{ name: 'A', age: 7 }] })
    expect(issues.map(({ pointer, rule }) => [pointer, rule])).toEqual([
      ['/people.0.age', 'table.column_unknown'],
    ])
  })

  it('need a field with a *', () => {
    const { issues } = parseMapping({ columns: { 'people.*.name': 'title' }, constants })
    expect(issues.map(({ pointer, rule }) => [pointer, rule])).toEqual([
      ['/columns/people.*.name/to', 'mapping.field'],
    ])
  })
})
