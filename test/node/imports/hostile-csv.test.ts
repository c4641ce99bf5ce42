import { existsSync, readdirSync, readFileSync } from 'node:fs'
import Papa from 'papaparse'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  cellsOf,
  collectTable,
  faultSummaries,
  type TableContents,
} from '../../pure/ingest/csv/collect-table.ts'

/** Files that are not part of the repository. */
const data = new URL('../../../../shared/data/', import.meta.url)
const read = (path: string): Uint8Array => new Uint8Array(readFileSync(new URL(path, data)))
const textOf = (path: string): string => readFileSync(new URL(path, data), 'utf8')

const here = existsSync(new URL('hostile-csv/csv-spectrum', data))
const namesIn = (folder: string): string[] => (here ? readdirSync(new URL(folder, data)).sort() : [])

beforeEach(({ skip }) => {
  if (!here && !process.env.CI) skip('shared/data/hostile-csv is not beside this repository')
  expect(here, 'shared/data/hostile-csv').toBe(true)
})

const records = (whole: TableContents): Record<string, string>[] =>
  cellsOf(whole).map((cells) =>
    Object.fromEntries(whole.head?.columns.map((name, i) => [name, cells[i] ?? '']) ?? []),
  )

describe('csv-spectrum', () => {
  const names = namesIn('hostile-csv/csv-spectrum/csvs').map((file) => file.replace(/\.csv$/, ''))
  const expected = (name: string) => JSON.parse(textOf(`hostile-csv/csv-spectrum/json/${name}.json`))

  it('is all there', () => {
    expect(names).toHaveLength(12)
  })

  it.each(names.filter((name) => name !== 'location_coordinates'))(
    'is read to its JSON: %s',
    async (name) => {
      const whole = await collectTable(read(`hostile-csv/csv-spectrum/csvs/${name}.csv`))
      expect(records(whole)).toEqual(expected(name))
      expect(whole.faults).toEqual([])
    },
  )

  it('is read to its JSON but for the telephone number, which differs between the two files', async () => {
    const whole = await collectTable(read('hostile-csv/csv-spectrum/csvs/location_coordinates.csv'))
    const number = { 'Contact Phone Number': '2095257564' }
    expect(records(whole)).toEqual([{ ...expected('location_coordinates'), ...number }])
    expect(whole.faults).toEqual([])
  })
})

interface Reading {
  readonly columns: number
  readonly rows: number
  readonly faults?: readonly string[]
  readonly encoding?: string
  readonly bom?: boolean
  readonly delimiter?: string
  readonly newline?: string
  readonly headerLine?: number
}

const shape = (columns: number, rows: number, more: Omit<Reading, 'columns' | 'rows'> = {}): Reading => ({
  columns,
  rows,
  ...more,
})

/** What is right for each file; undefined for the one that is no table. */
const csvkit: Readonly<Record<string, Reading | undefined>> = {
  'README.csv': shape(4, 3),
  'bad.csv': shape(3, 3, { faults: ['table.row_long@2', 'table.row_short@3'] }),
  'bad_skip_lines.csv': shape(3, 3, {
    headerLine: 4,
    faults: ['table.row_long@5', 'table.row_short@6'],
  }),
  'blanks.csv': shape(6, 1),
  'blanks_converted.csv': shape(6, 1),
  'date_like_number.csv': shape(1, 1),
  'dummy.csv': shape(3, 1),
  'dummy.tsv': shape(3, 1, { delimiter: '\t' }),
  'dummy2.csv': shape(3, 1),
  'dummy3.csv': shape(3, 2),
  'dummy_col_shuffled.csv': shape(3, 1),
  'dummy_col_shuffled_ragged.csv': shape(4, 1),
  'empty.csv': undefined,
  'foo1.csv': shape(3, 2),
  'foo2.csv': shape(3, 2),
  'join_a.csv': shape(3, 3),
  'join_a_short.csv': shape(3, 3, { faults: ['table.row_short@2', 'table.row_short@3'] }),
  'join_b.csv': shape(3, 3),
  'join_no_header_row.csv': shape(3, 3),
  'join_short.csv': shape(5, 2),
  'mac_newlines.csv': shape(3, 2, { newline: 'cr' }),
  'no_header_row.csv': shape(3, 0),
  'no_header_row2.csv': shape(3, 0),
  'no_header_row3.csv': shape(3, 1),
  'null_byte.csv': shape(3, 1, { faults: ['table.nul@2'] }),
  'optional_quote_characters.csv': shape(3, 1),
  'sheetsxls_converted.csv': shape(9, 5),
  'sheetsxlsx_converted.csv': shape(9, 5),
  'sniff_limit.csv': shape(3, 1, { delimiter: ';' }),
  'sort_ints_nulls.csv': shape(3, 3),
  'test_date_format.csv': shape(1, 2),
  'test_date_format_converted.csv': shape(1, 2),
  'test_empty_columns.csv': shape(5, 3, {
    faults: ['table.row_short@3'],
  }),
  'test_empty_columns_long_row.csv': shape(3, 1, { faults: ['table.row_long@2'] }),
  'test_empty_columns_short_row.csv': shape(3, 1, { faults: ['table.row_short@2'] }),
  'test_extra_header.csv': shape(4, 1, { faults: ['table.row_short@2'] }),
  'test_geo.csv': shape(12, 17),
  'test_geojson.csv': shape(7, 3),
  'test_header_newline.csv': shape(3, 1),
  'test_ignore_case.csv': shape(3, 5),
  'test_join_short_rows.csv': shape(3, 3, { faults: ['table.row_short@2', 'table.row_short@3'] }),
  'test_latin1.csv': shape(3, 2, { encoding: 'windows-1252' }),
  'test_literal_order.csv': shape(2, 3),
  'test_locale.csv': shape(3, 1),
  'test_locale_converted.csv': shape(3, 1),
  'test_no_leading_zeroes.csv': shape(3, 1),
  'test_numeric_date_format.csv': shape(1, 2),
  'test_precision.csv': shape(1, 1),
  'test_skip_lines.csv': shape(3, 1, { headerLine: 4 }),
  'test_utf16_big.csv': shape(3, 2, { encoding: 'utf-16be', bom: true }),
  'test_utf16_little.csv': shape(3, 2, { encoding: 'utf-16le', bom: true }),
  'test_utf8.csv': shape(3, 2),
  'test_utf8_bom.csv': shape(3, 2, { bom: true }),
  'testdbf_converted.csv': shape(12, 8),
  'testfixed_converted.csv': shape(8, 4),
  'testfixed_schema.csv': shape(3, 8),
  'testfixed_schema_no_inference.csv': shape(3, 3),
  'testjson_converted.csv': shape(7, 5),
  'testjson_multiline_converted.csv': shape(3, 2),
  'testjson_nested_converted.csv': shape(7, 2),
  'testxls_converted.csv': shape(8, 5),
  'testxls_unicode_converted.csv': shape(3, 1),
  'testxlsx_converted.csv': shape(8, 5),
  'testxlsx_noinference_converted.csv': shape(8, 5),
  'testxlsx_unicode_converted.csv': shape(3, 1),
}

const kit = (name: string) => collectTable(read(`hostile-csv/csvkit/${name}`))

describe('csvkit', () => {
  it('has no table that is not looked at', () => {
    expect(namesIn('hostile-csv/csvkit').filter((name) => /\.[ct]sv$/.test(name))).toEqual(
      Object.keys(csvkit).sort(),
    )
  })

  it.each(Object.entries(csvkit))('is read as it is: %s', async (name, right) => {
    const whole = await kit(name)
    if (!right) {
      expect(faultSummaries(whole)).toEqual(['table.empty@1'])
      expect(whole.head).toBeUndefined()
      return
    }
    const { head, encoding } = whole
    expect({
      columns: head?.columns.length,
      rows: whole.rows.length,
      faults: faultSummaries(whole),
      encoding,
      bom: head?.hasBom,
      delimiter: head?.delimiter,
      newline: head?.newline,
      headerLine: head?.headerLine,
    }).toEqual({
      faults: [],
      encoding: 'utf-8',
      bom: false,
      delimiter: ',',
      newline: 'lf',
      headerLine: 1,
      ...right,
    })
  })

  it.each(['test_utf8.csv', 'test_utf8_bom.csv', 'test_utf16_big.csv', 'test_utf16_little.csv'])(
    'has its letter in every encoding: %s',
    async (name) => {
      expect(cellsOf(await kit(name))).toEqual([
        ['1', '2', '3'],
        ['4', '5', 'ʤ'],
      ])
    },
  )

  it('has its letter in Windows-1252', async () => {
    expect(cellsOf(await kit('test_latin1.csv')).at(-1)).toEqual(['4', '5', '©'])
  })

  it('has newlines in a header and in old Mac cells, each a line', async () => {
    const { head, rows } = await kit('test_header_newline.csv')
    expect(head?.columns[0]).toBe('\t\n\v\f\r start \t\n\v\f\r end \t\n\v\f\r')
    expect(rows[0]?.line).toBe(8)
    expect((await kit('mac_newlines.csv')).rows).toEqual([
      { row: 1, line: 2, cells: ['1', '2', '3'] },
      { row: 2, line: 3, cells: ['Once upon\ra time', '5', '6'] },
    ])
  })

  it('has other files too, that are refused or read without an exception', async () => {
    expect(faultSummaries(await kit('dummy.csv.gz'))).toEqual(['table.foreign@1'])
    for (const name of namesIn('hostile-csv/csvkit')) await kit(name)
  })
})

describe('real files', () => {
  const files: [path: string, columns: number, rows: number, hasHxlRow: boolean][] = [
    ['ucdp-iraq/conflict_data_irq.csv', 45, 7473, true],
    ['ucdp-ukraine/conflict_data_ukr_2022.csv', 52, 1167, true],
    ['ucdp-syria/ucdp_syria_df.csv', 41, 16_566, false],
    ['lebanon-fpv/fpv_drone_map_records.csv', 9, 149, false],
    ['iraq-2007/insurgencies.csv', 4, 68_573, false],
    ['iraq-2007/airstrikes.csv', 4, 3938, false],
  ]

  it.each(files)('have the cells that papaparse finds: %s', async (path, columns, rows, hasHxlRow) => {
    const whole = await collectTable(read(path), { sizes: [10_007] })
    const { data: all } = Papa.parse<string[]>(textOf(path).replace(/^\ufeff/, ''), { skipEmptyLines: true })
    expect(whole.head?.columns).toEqual(all[0])
    expect(cellsOf(whole)).toEqual(all.slice(hasHxlRow ? 2 : 1))
    expect([whole.head?.columns.length, whole.rows.length]).toEqual([columns, rows])
    expect(whole).toMatchObject({ head: { hasHxlRow }, faults: [], complete: true })
  })

  it('cut in mid-row are refused at that line', async () => {
    const file = read('ucdp-iraq/conflict_data_irq.csv')
    for (const end of [500_001, 500_101, 700_003, 1_000_003, 2_000_017]) {
      const cut = file.subarray(0, end)
      const whole = await collectTable(cut)
      const last = whole.rows.at(-1)
      expect(whole.faults.length, String(end)).toBeGreaterThan(0)
      expect(new Set(whole.faults.map(({ row, line }) => `${row}@${line}`))).toEqual(
        new Set([`${last?.row}@${last?.line}`]),
      )
      expect(last?.line).toBe(new TextDecoder().decode(cut).split('\n').length)
    }
  })
})
