/** The formats of a file of records: one registry. */
import type { Buffer } from 'node:buffer'
import { schemes } from '../../schemas/crosswalk/layout.ts'
import type { StoredIncident } from '../../schemas/incident.ts'
import type { ShapeName, TableShape } from '../../schemas/query.ts'
import type { DatasetFacts } from '../record/citation.ts'
import { crosswalkCsv, lossCsv } from './crosswalk/csv.ts'
import { isScheme } from './crosswalk/table.ts'
import { crosswalkXlsx } from './crosswalk/xlsx.ts'
import { shapedHeader, shapedRows } from './csv/reshape.ts'
import { flatHeader } from './csv/write-csv.ts'
import { dataPackage, mostRows as mostInPackage } from './data-package/data-package.ts'
import { fullCsv } from './full-csv.ts'
import { geojson } from './geojson.ts'
import { parquet } from './parquet/parquet.ts'
import { mostRows as mostInSheet, xlsx } from './xlsx/xlsx.ts'

export interface FileFacts {
  readonly commit: number
  /** How many rows it has. */
  readonly rows: number
}

/** Records in the order of their ids, page by page. */
export type Records = AsyncIterable<readonly StoredIncident[]>

/** What the database has ready of each record, and what makes a file of that. */
export interface FinishedText {
  /** How the database renders a record. */
  readonly as: 'csv' | 'json'
  /** What the database puts between two records. */
  readonly between: string
  readonly begin: (facts: FileFacts) => string
  /** Makes something else of a page of what is ready. */
  readonly rewrite?: (page: Buffer) => Uint8Array
  /** What stands between two pages, where not what the database puts between two records. */
  readonly joint?: string
  /** What ends a file that has records; one without has `begin` and `finish` alone. */
  readonly end: string
  readonly finish: string
}

/** What a file can be made of. */
export interface Source {
  /** Gives them from the first on, each time. */
  readonly records: () => Records
  /** The finished rows of CSV, page by page. */
  readonly rows: () => AsyncIterable<Buffer>
  /** When the commit was made. */
  readonly committedAt: () => Promise<string>
  /** What is said of every dataset. */
  readonly datasets: () => Promise<readonly DatasetFacts[]>
}

export interface MadeFacts extends FileFacts {
  /** How many records it is made of: its rows, where `count` does not say otherwise. */
  readonly records: number
  /** The pinned address, absolute. */
  readonly address: string
}

/** A file that is made of the records themselves. */
export interface MadeOfRecords {
  readonly make: (source: Source, facts: MadeFacts) => AsyncGenerator<Uint8Array>
  /** How many rows it has, where that is not how many records. */
  readonly count?: (source: Pick<Source, 'records'>) => Promise<number>
}

export interface Format {
  readonly label: string
  /** What one gets, for people. */
  readonly says: string
  /** The media type of the answer. */
  readonly type: string
  /** What may shape it; the rest is refused. */
  readonly takes: readonly ShapeName[]
  /** The profiles beside the flat one, where not all. */
  readonly profiles?: readonly NonNullable<TableShape['profile']>[]
  /** What to do instead, of what it does not take, where that is not to ask for another format. */
  readonly without?: Readonly<Partial<Record<ShapeName, string>>>
  /** The most rows that a file of it may have, where there is a limit. */
  readonly mostRows?: number
  readonly of: (shape: TableShape) => FinishedText | MadeOfRecords
}

/** What is ready as it is. */
export const ready = {
  csv: { as: 'csv', between: '\r\n', begin: () => flatHeader, end: '\r\n', finish: '' },
  json: {
    as: 'json',
    between: ',\n',
    begin: ({ commit, rows }) => `{"commit":${commit},"rows":${rows},"incidents":[\n`,
    end: '\n',
    finish: ']}\n',
  },
  ndjson: { as: 'json', between: '\n', begin: () => '', end: '\n', finish: '' },
} as const satisfies Readonly<Record<string, FinishedText>>

const shapedCsv = (shape: TableShape): FinishedText => ({
  ...ready.csv,
  begin: () => shapedHeader(shape),
  rewrite: shapedRows(shape),
  joint: '',
  end: '',
})

const csv = (shape: TableShape): FinishedText | MadeOfRecords => {
  if (isScheme(shape.profile)) return crosswalkCsv(shape.profile, shape)
  if (shape.profile === 'full') return { make: (source, facts) => fullCsv(source, facts, shape) }
  return shape.fields || shape.labels || shape.excel ? shapedCsv(shape) : ready.csv
}

const workbook = ({ profile, labels, fields }: TableShape): MadeOfRecords =>
  isScheme(profile)
    ? crosswalkXlsx(profile)
    : {
        make: ({ records }, facts) =>
          xlsx(records(), facts, { labels: labels === true, ...(fields ? { fields } : {}) }),
      }

async function* zip(
  { records, committedAt, datasets }: Source,
  facts: MadeFacts,
): AsyncGenerator<Uint8Array> {
  const [at, described] = await Promise.all([committedAt(), datasets()])
  yield* dataPackage({ pages: records }, { ...facts, at, datasets: described })
}

const wholeRecords = { profile: 'Its records are whole, so leave it out.' } as const

export const formatNames = ['csv', 'json', 'ndjson', 'geojson', 'parquet', 'xlsx', 'zip'] as const
export type FormatName = (typeof formatNames)[number]

export const formats: Readonly<Record<FormatName, Format>> = {
  csv: {
    label: 'CSV',
    says: 'one row for each incident',
    type: 'text/csv; charset=utf-8; header=present',
    takes: ['fields', 'profile', 'labels', 'excel'],
    of: csv,
  },
  json: {
    label: 'JSON',
    says: 'the records whole',
    type: 'application/json',
    takes: [],
    without: wholeRecords,
    of: () => ready.json,
  },
  ndjson: {
    label: 'NDJSON',
    says: 'the records whole, one on each line',
    type: 'application/x-ndjson',
    takes: [],
    without: wholeRecords,
    of: () => ready.ndjson,
  },
  geojson: {
    label: 'GeoJSON',
    says: 'the rows as points for a map',
    type: 'application/geo+json',
    takes: ['fields'],
    of: ({ fields }) => ({ ...ready.csv, ...geojson(fields) }),
  },
  parquet: {
    label: 'Parquet',
    says: 'the rows in typed columns, for DuckDB, Arrow and the like',
    type: 'application/vnd.apache.parquet',
    takes: [],
    of: () => ({ make: ({ rows }, facts) => parquet(rows(), facts) }),
  },
  xlsx: {
    label: 'XLSX',
    says: 'the rows for Excel and LibreOffice, texts as they are',
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    takes: ['fields', 'profile', 'labels'],
    profiles: schemes,
    without: { excel: 'Nothing in it is computed, so leave it out.' },
    mostRows: mostInSheet,
    of: workbook,
  },
  zip: {
    label: 'ZIP',
    says: 'all tables, with a codebook, a citation, and loaders for R, Python and Stata',
    type: 'application/zip',
    takes: [],
    without: { profile: 'Its tables hold the records whole, so leave it out.' },
    mostRows: mostInPackage,
    of: () => ({ make: zip }),
  },
}

/** What is lost on the way into the layout of another project; the address names the project. */
export const losses: Format = {
  label: 'The report of losses',
  says: 'what a layout leaves out or bends',
  type: 'text/csv; charset=utf-8; header=present',
  takes: ['profile', 'excel'],
  of: (shape) => {
    if (!isScheme(shape.profile)) throw new RangeError('The losses are those of a layout.')
    return lossCsv(shape.profile, shape)
  },
}

/** The media type of a format without its parameters. */
export const mediaTypeOf = (name: FormatName): string => formats[name].type.split(';')[0] ?? ''
