import { describe, expect, it } from 'vitest'
import { readJsonRows } from '../../../../src/ingest/rows/json-reader.ts'
import { flatColumnsOf, readObject, recordProfile } from '../../../../src/ingest/rows/object-rows.ts'
import { en } from '../../../../src/messages/en.ts'
import { bytesOf, chunksOf } from '../csv/collect-table.ts'

const readAll = async (text: string, cut: number) => {
  const [rows, faults]: [unknown[], string[]] = [[], []]
  for await (const event of readJsonRows(chunksOf(bytesOf(text), [cut]), 'array')) {
    if (event.kind === 'rows')
      rows.push(...event.rows.map((row) => [row.line, row.build(undefined).candidate]))
    if (event.kind === 'fault') faults.push(`${event.fault.rule} ${event.fault.say(en)}`)
  }
  return { rows, faults }
}

const list = '[{"a": "}]\\""},\n{"a": [1, {"b": []}]}]'
const rows = [
  [1, { a: '}]"' }],
  [2, { a: [1, { b: [] }] }],
]

describe('a list of records in JSON', () => {
  it.each([
    ['an array', list],
    ["Sitrep's own file", `{"commit": 9, "rows": 2, "incidents": ${list}}`],
    [
      'a collection of features',
      `{"type": "FeatureCollection", "features": ${list}, "crs": {"features": [1]}}`,
    ],
    ['a page of KoboToolbox', `{"count": 2, "next": null, "results": ${list}}`],
    ['a page of UCDP', `{"TotalCount": 2, "Result": ${list}}`],
    ['a page of ACLED', `{"status": 200, "success": true, "data": ${list}, "messages": []}`],
    ['OData', `{"@odata.context": "a[\\"value\\": [", "value": ${list}}`],
    ['a list of another name before it', `{"columns": ["value", [{}]], "value" : ${list} }`],
  ])('is read, however it is cut: %s', async (_, text) => {
    for (const cut of [1, 2, 3, 7, 1000])
      expect(await readAll(text, cut), String(cut)).toEqual({ rows, faults: [] })
  })

  it('may be empty', async () => {
    for (const text of ['[]', ' [ ] ', '{"incidents": []}', '{"type": "FeatureCollection", "features": [ ]}'])
      expect(await readAll(text, 1000)).toEqual({ rows: [], faults: [] })
  })

  it.each([
    [
      'one record',
      '{"event_type": "battle", "sources": [{"title": "A"}]}',
      /without a list of records.* incidents, features/,
    ],
    ['one feature', '{"type": "Feature", "properties": {"data": [{}]}}', /without a list/],
    ['a list that is no array', '{"data": {"rows": [{}]}}', /without a list/],
    ['two lists', '{"data": [], "results": [{}]}', /two lists/],
    ['a text', '"x"', /not one complete/],
    ['an object that is cut', '{"data": [{}]', /not one complete/],
    ['an object that is cut before its list', '{"count": 5, ', /not one complete/],
    ['more after the object', '{"data": []} {"data": []}', /not one complete/],
    ['more after the array', '[] x', /not one complete/],
    ['a comma after the array', '[],', /not one complete/],
    ['nothing', ' \n', /not one complete/],
  ])('is missed with its reason: %s', async (_, text, detail) => {
    for (const cut of [1, 3, 1000]) {
      const { faults } = await readAll(text, cut)
      expect(faults).toHaveLength(1)
      expect(faults[0]).toMatch(/^json.incomplete /)
      expect(faults[0]).toMatch(detail)
    }
  })
})

describe('a feature without a mapping', () => {
  it.each([
    [
      'a point',
      { type: 'Point', coordinates: [44.5, 33.25] },
      { place: 'x' },
      { latitude: '33.25', longitude: '44.5', place: 'x' },
    ],
    [
      'a point that its properties have too',
      { type: 'Point', coordinates: [1, 2] },
      { latitude: 3, longitude: 4 },
      { latitude: '3', longitude: '4' },
    ],
    ['no geometry', null, { place: 'x', deaths_best: null }, { place: 'x', deaths_best: '' }],
    [
      'another geometry',
      { type: 'MultiPoint', coordinates: [] },
      null,
      { geometry: '{"type":"MultiPoint","coordinates":[]}' },
    ],
  ])('has the columns of the flat profile: %s', (_, geometry, properties, columns) => {
    const { names, cells } = flatColumnsOf({ type: 'Feature', id: 'x', geometry, properties })
    expect(Object.fromEntries(names.map((name, i) => [name, cells[i]]))).toEqual(columns)
  })

  it('is read as a flat row, and a record as it is', () => {
    const feature = { type: 'Feature', geometry: null, properties: { deaths_best: 0, plaec: 'x' } }
    const { candidate, issues } = readObject(recordProfile, feature)
    expect(candidate).toMatchObject({ casualties: { deaths: { best: 0 } } })
    expect(issues.map(({ pointer, rule }) => `${pointer} ${rule}`)).toEqual(['/plaec table.column_unknown'])
    const record = { event_type: 'battle', type: 'Feature' }
    expect(readObject(recordProfile, record)).toMatchObject({ candidate: record, issues: [] })
  })
})
