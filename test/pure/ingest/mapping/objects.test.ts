import { describe, expect, it } from 'vitest'
import { flattenObject } from '../../../../src/ingest/mapping/flatten-object.ts'
import { mapObject } from '../../../../src/ingest/mapping/map-objects.ts'
import { parseMapping } from '../../../../src/ingest/mapping/parse-mapping.ts'
import type { JsonObject } from '../../../../src/text/json.ts'

const constants = {
  event_type: 'battle',
  date: '2022-01-01',
  'location.country': 'SY',
  'sources.0.publisher': 'A',
}
const base = {
  event_type: 'battle',
  date: '2022-01-01',
  location: { country: 'SY' },
  sources: [{ publisher: 'A' }],
}

const read = (more: JsonObject, object: JsonObject) => {
  const { mapping, issues } = parseMapping({ columns: {}, constants, ...more })
  expect(issues).toEqual([])
  if (!mapping) throw new Error('There is no mapping.')
  return mapObject(mapping, object, 3)
}

describe('the columns of an object', () => {
  it.each<[string, JsonObject, JsonObject]>([
    ['scalars', { a: 'x', b: 3.0, c: false, d: '' }, { a: 'x', b: '3', c: 'false', d: '' }],
    ['nothing', { a: null, b: [], c: {} }, {}],
    ['inner objects', { a: { 'b.c': { d: 1 } } }, { 'a.b.c.d': '1' }],
    ['a list of scalars', { a: ['x', 2, null] }, { a: ['x', '2', ''] }],
    ['a list of objects', { a: [{ b: 1 }, 'x', { b: [2] }] }, { 'a.0.b': '1', 'a.1': 'x', 'a.2.b': ['2'] }],
    [
      'a feature',
      {
        type: 'Feature',
        id: 7,
        geometry: { type: 'Point', coordinates: [44.5, 33.25] },
        properties: { deaths: 0 },
      },
      { id: '7', 'geometry.longitude': '44.5', 'geometry.latitude': '33.25', 'properties.deaths': '0' },
    ],
    [
      'a point with more',
      { at: { type: 'Point', coordinates: [44.5, 33.25, 30], properties: { accuracy: 5 } } },
      { 'at.longitude': '44.5', 'at.latitude': '33.25', 'at.altitude': '30', 'at.properties.accuracy': '5' },
    ],
    [
      'another geometry',
      { type: 'Feature', geometry: { type: 'LineString', coordinates: [[1, 2]] }, properties: null },
      {
        'geometry.type': 'LineString',
        'geometry.coordinates.0': ['1', '2'],
      },
    ],
    ['an object with a type', { type: 'Feature', name: 'x' }, { type: 'Feature', name: 'x' }],
  ])('are those of %s', (_, object, columns) => {
    const { names, cells } = flattenObject(object)
    expect(Object.fromEntries(names.map((name, i) => [name, cells[i]]))).toEqual(columns)
  })
})

describe('an object with a mapping', () => {
  it.each<[string, JsonObject, JsonObject, object]>([
    ['inner fields', { columns: { 'p.name': 'title' } }, { p: { name: ' x ' } }, { title: 'x' }],
    ['keys in another case', { columns: { 'Site/Town': 'title' } }, { 'site/town': 'x' }, { title: 'x' }],
    ['a key that it lacks', { columns: { a: 'title', b: 'summary' } }, { b: 'x' }, { summary: 'x' }],
    ['null', { columns: { a: 'title' } }, { a: null }, {}],
    [
      'zero',
      { columns: { n: 'casualties.deaths.best' } },
      { n: 0 },
      { casualties: { deaths: { best: '0' } } },
    ],
    ['the items of a list', { columns: { a: 'tags.*' } }, { a: ['x; y', 'z'] }, { tags: ['x; y', 'z'] }],
    ['a list as one text', { columns: { a: 'title' } }, { a: ['x', 'y'] }, { title: 'x; y' }],
    [
      'items that are split',
      { columns: { a: { to: 'tags.*', split: ',' } } },
      { a: ['x,y', 'z'] },
      { tags: ['x', 'y', 'z'] },
    ],
    [
      'one item of a list',
      { columns: { '_geo.0': 'location.latitude', '_geo.1': 'location.longitude' } },
      { _geo: [33.25, 44.5] },
      { location: { country: 'SY', latitude: '33.25', longitude: '44.5' } },
    ],
    [
      'a text of cells',
      { templates: { title: '{a.b} {c.0} {#}' } },
      { a: { b: 'x' }, c: ['y'] },
      { title: 'x y 3' },
    ],
    [
      'other keys as they are',
      { columns: {}, constants: { ...constants, 'external.scheme': 'x' }, rest: 'external' },
      { a: { b: 5 }, c: ['x', 'y'] },
      { external: { scheme: 'x', fields: { 'a.b': '5', c: '["x","y"]' } } },
    ],
    ['ignored objects', { ignore: ['a', '_tags'] }, { a: { b: [{ c: 1 }] }, _tags: ['x'] }, {}],
  ])('gives %s', (_, more, object, stated) => {
    const { candidate, issues } = read(more, object)
    expect(issues).toEqual([])
    expect(candidate).toEqual({ ...base, ...stated })
  })

  it('reports a key that the mapping does not mention, at its column', () => {
    const { issues, columnOf } = read({ columns: { town: 'title' } }, { town: 'x', place: { twon: 'y' } })
    expect(issues.map(({ pointer, rule }) => [pointer, rule, columnOf(pointer)])).toEqual([
      ['/place.twon', 'table.column_unknown', 'place.twon'],
    ])
  })

  it('reports an object that is nested too deeply', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`) as JsonObject
    expect(read({ rest: 'ignore' }, deep).issues.map(({ rule }) => rule)).toEqual(['record.type'])
  })
})
