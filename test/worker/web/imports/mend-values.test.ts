/** Faults of files that are no text of a table, mended on the page of their import. */
import { beforeEach, describe, expect, it } from 'vitest'
import { makeWorkbook } from '../../../pure/ingest/xlsx/make-workbook.ts'
import { admin, publishRecord, record } from '../../client.ts'
import { unescapeHtml } from '../../page-forms.ts'
import { csvOf, recordsOf, row } from '../../services/imports/send-file.ts'
import { locationOf, run, sendFile, type Typed, type Visitor, visit, visitor } from './page-client.ts'

let editor: Visitor
beforeEach(async () => {
  editor = await visitor()
})

const text = (page: string): string => unescapeHtml(page.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' '))

const lines = (values: readonly unknown[]): string => values.map((each) => JSON.stringify(each)).join('\n')
const fileOf = (name: string, content: string | Uint8Array<ArrayBuffer>) => new File([content], name)

const strike = (reference: string, ...types: string[]) =>
  record({
    ...{ dataset: 'trial', reference, event_type: 'remote_violence' },
    weapons: types.map((type) => ({ type })),
  })

const feature = (nr: string, properties: object) => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [44.4, 33.3] },
  properties: { reference: nr, event_type: 'battle', country: 'IQ', sources: 'Example News', ...properties },
})

const mapping = {
  columns: {
    nr: 'reference',
    day: 'date',
    land: { to: 'location.country', values: { Iraq: 'IQ' } },
    'arms.*.kind': 'weapons.*.type',
    tags: 'tags.*',
  },
  constants: { event_type: 'remote_violence', 'sources.0.publisher': 'Example News' },
}

const tableMapping = {
  columns: { nr: 'reference', day: 'date', land: mapping.columns.land },
  constants: mapping.constants,
}

const mapped = (nr: string, land: string | undefined, tags: readonly string[], ...kinds: string[]) => ({
  ...{ nr, day: '2022-01-05', land, tags },
  arms: kinds.map((kind) => ({ kind })),
})

const cases: readonly (readonly [string, File, Typed, RegExp, Typed, object])[] = [
  [
    'records of NDJSON, in every entry of their lists',
    fileOf(
      'rows.ndjson',
      lines([strike('a', 'rokcet', 'mortar'), strike('b', 'mortar', 'rokcet'), strike('c')]),
    ),
    {},
    /Field \/weapons\/\*\/type .*rokcet 2 .*Row 1, Row 2/,
    { rokcet: 'rocket' },
    [
      { weapons: [{ type: 'rocket' }, { type: 'mortar' }] },
      { weapons: [{ type: 'mortar' }, { type: 'rocket' }] },
      {},
    ],
  ],
  [
    'records of JSON with a value that is missing, and one that is no number',
    fileOf(
      'rows.json',
      JSON.stringify([
        { ...strike('a'), date: undefined },
        { ...strike('b'), casualties: { deaths: { best: 'four' } } },
      ]),
    ),
    {},
    /Field \/date .*empty 1 .*Field \/casualties\/deaths\/best .*four 1/,
    { '': '2022-01-07', four: '4' },
    [{ date: '2022-01-07' }, { casualties: { deaths: { best: 4 } } }],
  ],
  [
    'records of JSON with a number in quotes',
    fileOf('rows.json', JSON.stringify([{ ...strike('a'), casualties: { deaths: { best: '4' } } }])),
    {},
    /Field \/casualties\/deaths\/best .*"4" 1 .*without quotes/,
    { '"4"': '4' },
    [{ casualties: { deaths: { best: 4 } } }],
  ],
  [
    'features of GeoJSON',
    fileOf(
      'rows.geojson',
      JSON.stringify({
        type: 'FeatureCollection',
        features: [
          feature('a', { date: '2022-13-40' }),
          feature('b', {}),
          feature('c', { date: '2022-13-40' }),
        ],
      }),
    ),
    { profile: 'flat' },
    /Column date .*2022-13-40 2 .*Row 1, Row 3 .*empty 1 .*Row 2 /,
    { '2022-13-40': '2022-12-30', '': '2022-01-09' },
    [{ date: '2022-12-30' }, { date: '2022-01-09' }, { date: '2022-12-30' }],
  ],
  [
    'objects that a mapping reads',
    fileOf(
      'rows.ndjson',
      lines([
        mapped('a', 'Irak', ['good'], 'rokcet', 'mortar'),
        mapped('b', 'Iraq', ['x'.repeat(300)], 'mortar', 'rokcet'),
        mapped('c', undefined, []),
      ]),
    ),
    { mapping: 'trial/monthly' },
    /Column land .*Irak 1 .*Column arms\.\*\.kind .*rokcet 2 /,
    { Irak: 'Iraq', '': 'Iraq', rokcet: 'rocket', ['x'.repeat(300)]: 'short' },
    [
      { location: { country: 'IQ' }, tags: ['good'], weapons: [{ type: 'rocket' }, { type: 'mortar' }] },
      { location: { country: 'IQ' }, tags: ['short'], weapons: [{ type: 'mortar' }, { type: 'rocket' }] },
      { location: { country: 'IQ' } },
    ],
  ],
  [
    'a table whose mapping spells a column otherwise',
    fileOf('rows.csv', 'NR,Day,Land\na,2022-01-05,Irak\nb,2022-01-05,Iraq\n'),
    { mapping: 'trial/monthly' },
    /Column Land .*Irak 1 /,
    { Irak: 'Iraq' },
    Array(2).fill({ location: { country: 'IQ' } }),
  ],
  [
    'a workbook',
    fileOf(
      'rows.xlsx',
      makeWorkbook({
        sheets: {
          Rows: csvOf([row('a', { country: 'Irak' }), row('b'), row('c', { country: 'Irak' })])
            .trim()
            .split('\r\n')
            .map((line, i) => {
              const cells = line.split(',').map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`)
              return `<row r="${i + 1}">${cells.join('')}</row>`
            })
            .join(''),
        },
      }) as Uint8Array<ArrayBuffer>,
    ),
    {},
    /Column country .*Irak 2 .*Rows!D2 , Rows!D4/,
    { Irak: 'IQ' },
    Array(3).fill({ location: { country: 'IQ' } }),
  ],
]

describe('a fault in', () => {
  it.each(cases)('%s is mended in place', async (_, file, typed, shown, cells, stored) => {
    if (typed.mapping) {
      await publishRecord({ dataset: 'trial', reference: 'z' })
      await admin('/datasets/trial/mappings/monthly', {
        method: 'PUT',
        json: file.name.endsWith('.csv') ? tableMapping : mapping,
      })
    }
    const path = locationOf(await sendFile(editor, file, { dataset: 'trial', ...typed }))
    expect(text((await visit(editor, path)).text)).toMatch(shown)
    const mended = locationOf(await run(editor, path, cells, { dry_run: 'true' }))
    const page = text((await visit(editor, mended)).text)
    expect(page).toContain('There are no faults.')
    expect(page).toContain('Replaced cells')
    await run(editor, mended, {}, { dry_run: 'false' })
    expect((await recordsOf('trial')).filter(({ reference }) => reference !== 'z')).toMatchObject(stored)
  })
})
