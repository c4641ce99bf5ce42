/** The formats of a file of records: one registry. */
import type { Buffer } from 'node:buffer'
import { schemes } from '../../schemas/crosswalk/layout.ts'
import type { StoredIncident } from '../../schemas/incident.ts'
import type { TableShape, TableShapeName } from '../../schemas/query.ts'
import type { DatasetFacts } from '../record/citation.ts'
import { crosswalkCsv, lossCsv } from './crosswalk/csv.ts'
import { isScheme } from './crosswalk/table.ts'
import { crosswalkXlsx } from './crosswalk/xlsx.ts'
import { createReshaper, headerFor } from './csv/reshape.ts'
import { flatHeader } from './csv/write-csv.ts'
import { dataPackage, maxPackageRows as mostInPackage } from './data-package/data-package.ts'
import { fullCsv } from './full-csv.ts'
import { geojson } from './geojson.ts'
import { parquet } from './parquet/parquet.ts'
import { maxSheetRows as mostInSheet, xlsx } from './xlsx/xlsx.ts'

export interface ExportFacts {
  readonly commit: number
  /** How many rows it has. */
  readonly rows: number
}

/** Records in the order of their ids, page by page. */
export type Records = AsyncIterable<readonly StoredIncident[]>

/** What the database has ready of each record, and what makes a file of that. */
export interface TextFormat {
  /** How the database renders a record. */
  readonly source: 'csv' | 'json'
  /** What the database puts between two records. */
  readonly separator: string
  readonly header: (facts: ExportFacts) => string
  /** Makes something else of a page of what is ready. */
  readonly rewrite?: (page: Buffer) => Uint8Array
  /** What stands between two pages, where not what the database puts between two records. */
  readonly pageSeparator?: string
  /** What ends a file that has records; one without has `begin` and `finish` alone. */
  readonly trailer: string
  readonly footer: string
}

/** What a file can be made of. */
export interface ExportSource {
  /** Gives them from the first on, each time. */
  readonly records: () => Records
  /** The finished rows of CSV, page by page. */
  readonly rows: () => AsyncIterable<Buffer>
  /** When the commit was made. */
  readonly committedAt: () => Promise<string>
  /** What is said of every dataset. */
  readonly datasets: () => Promise<readonly DatasetFacts[]>
}

export interface RecordExportFacts extends ExportFacts {
  /** How many records it is made of: its rows, where `count` does not say otherwise. */
  readonly records: number
  /** The pinned address, absolute. */
  readonly address: string
}

/** A file that is made of the records themselves. */
export interface RecordFormat {
  readonly write: (source: ExportSource, facts: RecordExportFacts) => AsyncGenerator<Uint8Array>
  /** How many rows it has, where that is not how many records. */
  readonly countRows?: (source: Pick<ExportSource, 'records'>) => Promise<number>
}

export interface Format {
  readonly label: string
  /** What one gets, for people. */
  readonly description: string
  /** The media type of the answer. */
  readonly type: string
  /** What may shape it; the rest is refused. */
  readonly options: readonly TableShapeName[]
  /** The profiles beside the flat one, where not all. */
  readonly profiles?: readonly NonNullable<TableShape['profile']>[]
  /** What to do instead, of what it does not take, where that is not to ask for another format. */
  readonly hints?: Readonly<Partial<Record<TableShapeName, string>>>
  /** The most rows that a file of it may have, where there is a limit. */
  readonly maxRows?: number
  readonly encoder: (shape: TableShape) => TextFormat | RecordFormat
}

/** What is ready as it is. */
export const prerendered = {
  csv: { source: 'csv', separator: '\r\n', header: () => flatHeader, trailer: '\r\n', footer: '' },
  json: {
    source: 'json',
    separator: ',\n',
    header: ({ commit, rows }) => `{"commit":${commit},"rows":${rows},"incidents":[\n`,
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

const workbook = ({ profile, labels, fields }: TableShape): RecordFormat =>
  isScheme(profile)
    ? crosswalkXlsx(profile)
    : {
        write: ({ records }, facts) =>
          xlsx(records(), facts, { labels: labels === true, ...(fields ? { fields } : {}) }),
      }

async function* zip(
  { records, committedAt, datasets }: ExportSource,
  facts: RecordExportFacts,
): AsyncGenerator<Uint8Array> {
  const [at, datasetFacts] = await Promise.all([committedAt(), datasets()])
  yield* dataPackage({ pages: records }, { ...facts, at, datasets: datasetFacts })
}

const fullRecordsHint = { profile: 'Its records are whole, so leave it out.' } as const

export const formatNames = ['csv', 'json', 'ndjson', 'geojson', 'parquet', 'xlsx', 'zip'] as const
export type FormatName = (typeof formatNames)[number]

export const formats: Readonly<Record<FormatName, Format>> = {
  csv: {
    label: 'CSV',
    description: 'one row for each incident',
    type: 'text/csv; charset=utf-8; header=present',
    options: ['fields', 'profile', 'labels', 'excel'],
    encoder: csv,
  },
  json: {
    label: 'JSON',
    description: 'the records whole',
    type: 'application/json',
    options: [],
    hints: fullRecordsHint,
    encoder: () => prerendered.json,
  },
  ndjson: {
    label: 'NDJSON',
    description: 'the records whole, one on each line',
    type: 'application/x-ndjson',
    options: [],
    hints: fullRecordsHint,
    encoder: () => prerendered.ndjson,
  },
  geojson: {
    label: 'GeoJSON',
    description: 'the rows as points for a map',
    type: 'application/geo+json',
    options: ['fields'],
    encoder: ({ fields }) => ({ ...prerendered.csv, ...geojson(fields) }),
  },
  parquet: {
    label: 'Parquet',
    description: 'the rows in typed columns, for DuckDB, Arrow and the like',
    type: 'application/vnd.apache.parquet',
    options: [],
    encoder: () => ({ write: ({ rows }, facts) => parquet(rows(), facts) }),
  },
  xlsx: {
    label: 'XLSX',
    description: 'the rows for Excel and LibreOffice, texts as they are',
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    options: ['fields', 'profile', 'labels'],
    profiles: schemes,
    hints: { excel: 'Nothing in it is computed, so leave it out.' },
    maxRows: mostInSheet,
    encoder: workbook,
  },
  zip: {
    label: 'ZIP',
    description: 'all tables, with a codebook, a citation, and loaders for R, Python and Stata',
    type: 'application/zip',
    options: [],
    hints: { profile: 'Its tables hold the records whole, so leave it out.' },
    maxRows: mostInPackage,
    encoder: () => ({ write: zip }),
  },
}

/** What is lost on the way into the layout of another project; the address names the project. */
export const lossReport: Format = {
  label: 'The report of losses',
  description: 'what a layout leaves out or bends',
  type: 'text/csv; charset=utf-8; header=present',
  options: ['profile', 'excel'],
  encoder: (shape) => {
    if (!isScheme(shape.profile)) throw new RangeError('The losses are those of a layout.')
    return lossCsv(shape.profile, shape)
  },
}

/** The media type of a format without its parameters. */
export const mediaTypeOf = (name: FormatName): string => formats[name].type.split(';')[0] ?? ''
