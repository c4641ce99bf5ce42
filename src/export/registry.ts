/** The registry of export formats. */
import { schemes } from '../../schemas/crosswalk/layout.ts'
import type { TableShape } from '../../schemas/query.ts'
import { sentence } from '../text/sentence.ts'
import { crosswalkCsv, isScheme, lossCsv } from './crosswalk/table.ts'
import { crosswalkXlsx } from './crosswalk/xlsx.ts'
import { createReshaper, headerFor } from './csv/reshape.ts'
import { dataPackage, maxPackageRows } from './data-package/data-package.ts'
import type { Format, RecordFormat, TextFormat } from './format.ts'
import { fullCsv } from './full-csv.ts'
import { geojson } from './geojson.ts'
import { parquet } from './parquet/parquet.ts'
import { maxSheetRows, xlsx } from './xlsx/xlsx.ts'

/** Formats whose rows are stored ready to send. */
export const prerendered = {
  csv: { source: 'csv', separator: '\r\n', header: () => headerFor({}), trailer: '\r\n', footer: '' },
  json: {
    source: 'json',
    separator: ',\n',
    header: ({ commit, rows, total = rows }) => `{"commit":${commit},"rows":${total},"incidents":[\n`,
    trailer: '\n',
    footer: ']}\n',
  },
  ndjson: { source: 'json', separator: '\n', header: () => '', trailer: '\n', footer: '' },
} as const satisfies Readonly<Record<string, TextFormat>>

const reshapedCsv = (shape: TableShape): TextFormat => ({
  ...prerendered.csv,
  header: () => headerFor(shape),
  rewrite: createReshaper(shape),
  pageSeparator: '',
  trailer: '',
})

const csv = (shape: TableShape): TextFormat | RecordFormat => {
  if (isScheme(shape.profile)) return crosswalkCsv(shape.profile, shape)
  if (shape.profile === 'full') return { write: (source, facts) => fullCsv(source, facts, shape) }
  return shape.fields || shape.labels || shape.excel ? reshapedCsv(shape) : prerendered.csv
}

const workbook = (shape: TableShape): RecordFormat =>
  isScheme(shape.profile)
    ? crosswalkXlsx(shape.profile)
    : { write: ({ records }, facts) => xlsx(records(), facts, shape) }

const fullRecordsHint = { profile: sentence`It always has complete records, so leave this out.` } as const

export const formatNames = ['csv', 'json', 'ndjson', 'geojson', 'parquet', 'xlsx', 'zip'] as const
export type FormatName = (typeof formatNames)[number]

export const formats: Readonly<Record<FormatName, Format>> = {
  csv: {
    label: 'CSV',
    type: 'text/csv; charset=utf-8; header=present',
    options: ['fields', 'profile', 'labels', 'lang', 'excel', 'sort'],
    encoder: csv,
  },
  json: {
    label: 'JSON',
    type: 'application/json',
    options: ['sort'],
    hints: fullRecordsHint,
    encoder: () => prerendered.json,
  },
  ndjson: {
    label: 'NDJSON',
    type: 'application/x-ndjson',
    options: ['sort'],
    hints: fullRecordsHint,
    encoder: () => prerendered.ndjson,
  },
  geojson: {
    label: 'GeoJSON',
    type: 'application/geo+json',
    options: ['fields'],
    encoder: ({ fields }) => ({ ...prerendered.csv, ...geojson(fields) }),
  },
  parquet: {
    label: 'Parquet',
    type: 'application/vnd.apache.parquet',
    options: [],
    encoder: () => ({ write: ({ rows }, facts) => parquet(rows(), facts) }),
  },
  xlsx: {
    label: 'XLSX',
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    options: ['fields', 'profile', 'labels', 'lang'],
    profiles: schemes,
    hints: { excel: sentence`Its texts are never computed, so leave this out.` },
    maxRows: maxSheetRows,
    encoder: workbook,
  },
  zip: {
    label: 'ZIP',
    type: 'application/zip',
    options: [],
    hints: { profile: sentence`Its tables always have complete records, so leave this out.` },
    maxRows: maxPackageRows,
    encoder: () => ({ write: dataPackage }),
  },
}

/** The loss report of the layout that `profile` names. */
export const lossReport: Format = {
  label: 'The loss report',
  type: 'text/csv; charset=utf-8; header=present',
  options: ['profile', 'excel'],
  encoder: (shape) => {
    if (!isScheme(shape.profile)) throw new RangeError('The losses are those of a layout.')
    return lossCsv(shape.profile, shape)
  },
}

/** Returns the media type of a format without its parameters. */
export const mediaTypeOf = (name: FormatName): string => formats[name].type.split(';')[0] ?? ''
