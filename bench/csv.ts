/** Handwritten CSV and GeoJSON encoders, for exports of many records, compared with a library or the platform. */
import { Buffer } from 'node:buffer'
import type { Cell } from '../schemas/field-types.ts'
import type { StoredIncident } from '../schemas/incident.ts'
import type { TableShape } from '../schemas/query.ts'
import { toLayout } from '../src/export/crosswalk/to-layout.ts'
import { createReshaper } from '../src/export/csv/reshape.ts'
import { cellText, scanRows } from '../src/export/csv/scan-rows.ts'
import { type CsvRows, encodeCsv, encodeExportRows } from '../src/export/csv/write-csv.ts'
import { geojson } from '../src/export/geojson.ts'
import { createLabelFormatter } from '../src/record/column-labels.ts'
import { layouts } from '../src/record/crosswalk/layouts.ts'
import { flatColumns, getColumn } from '../src/record/flat-columns.ts'
import { runs, toRow } from './environment.ts'
import { generateRecord } from './records.ts'
import { measureAlternately, type Row } from './results.ts'

const recordCount = 5000
const pageSize = 500

const records = Array.from(
  { length: recordCount },
  (_, i) =>
    ({ ...generateRecord(i), id: String(i), status: 'published', warnings: [] }) as unknown as StoredIncident,
)
const flatRows = records.map((record) => flatColumns.map(({ get }) => get(record)))

const pagesOf = (rows: CsvRows): CsvRows[] =>
  Array.from({ length: Math.ceil(rows.length / pageSize) }, (_, i) =>
    rows.slice(i * pageSize, (i + 1) * pageSize),
  )

const tables = {
  'the flat row': pagesOf(flatRows),
  "GTD's layout": pagesOf(records.flatMap((record) => toLayout(layouts.gtd, record).rows)),
}

const shapes = {
  'with labels': { labels: true },
  'of eight columns': {
    fields: ['id', 'date', 'event_type', 'country', 'latitude', 'longitude', 'title', 'summary'],
  },
  'for spreadsheets': { excel: true },
} satisfies Record<string, TableShape>
const finishedPages = tables['the flat row'].map((rows) => Buffer.from(encodeExportRows(rows)))

/** Like {@link createReshaper}, with every cell a string that papaparse writes. */
const reshaperByPapaparse = (shape: TableShape): ((page: Buffer) => Buffer) => {
  const columns = (shape.fields?.map(getColumn) ?? flatColumns).map((column) => ({
    index: flatColumns.indexOf(column),
    parse:
      column.type === 'integer' || column.type === 'number'
        ? Number
        : ((shape.labels && createLabelFormatter(column)) ?? String),
  }))
  return (page) => {
    const rows: Cell[][] = []
    scanRows(page, flatColumns.length, (row) =>
      rows.push(
        columns.map(({ index, parse }) => {
          const text = cellText(row, index)
          return text === '' ? undefined : parse(text)
        }),
      ),
    )
    return Buffer.from(encodeCsv(rows, shape))
  }
}

const isNumber = flatColumns.map(({ type }) => type === 'integer' || type === 'number')
const indexOf = (name: string): number => flatColumns.findIndex((column) => column.name === name)

/** Returns the rows of GeoJSON, with every cell a value that JSON.stringify writes. */
const featuresByPlatform = (page: Buffer): Buffer => {
  const features: string[] = []
  scanRows(page, flatColumns.length, (row) => {
    const cells = flatColumns.map((_, i) => {
      const text = cellText(row, i)
      return text === '' ? null : isNumber[i] ? Number(text) : text
    })
    const [longitude, latitude] = [cells[indexOf('longitude')], cells[indexOf('latitude')]]
    features.push(
      JSON.stringify({
        type: 'Feature',
        id: cells[indexOf('id')],
        geometry:
          longitude === null || latitude === null
            ? null
            : { type: 'Point', coordinates: [longitude, latitude] },
        properties: Object.fromEntries(flatColumns.map(({ name }, i) => [name, cells[i]])),
      }),
    )
  })
  return Buffer.from(features.join(',\n'))
}

const compare = async <Page>(
  what: string,
  pages: readonly Page[],
  byHand: (page: Page) => unknown,
  byOther: (page: Page) => unknown,
  other = 'papaparse',
): Promise<Row> => {
  const cpuOf = (write: (page: Page) => unknown) => async (): Promise<number> => {
    const start = process.cpuUsage()
    for (const page of pages) write(page)
    return process.cpuUsage(start).user / recordCount
  }
  const { a, b, ...rest } = await measureAlternately(runs, cpuOf(byOther), cpuOf(byHand))
  const microseconds = (value: number): string => `${value.toFixed(1)} µs a row`
  return toRow(`${what} by hand, speed of ${other}`, { ...rest, a: b, b: a }, microseconds)
}

export async function* csv(): AsyncGenerator<Row> {
  for (const [name, pages] of Object.entries(tables))
    yield await compare(`${name} as CSV`, pages, (page) => encodeExportRows(page), encodeCsv)
  for (const [name, shape] of Object.entries<TableShape>(shapes))
    yield await compare(
      `finished rows ${name} as CSV`,
      finishedPages,
      createReshaper(shape),
      reshaperByPapaparse(shape),
    )
  const encodeFeatures = geojson().rewrite ?? String
  yield await compare(
    'finished rows as GeoJSON',
    finishedPages,
    encodeFeatures,
    featuresByPlatform,
    'JSON.stringify',
  )
}
