/** The formats of a file of records: one registry. */
import { flatHeader, subsetHeader, subsetRows } from './csv.ts'

export interface FileFacts {
  readonly commit: number
  readonly rows: number
}

export interface Format {
  readonly label: string
  /** The media type of the answer. */
  readonly type: string
  /** How the database renders a record. */
  readonly as: 'csv' | 'json'
  readonly between: string
  readonly begin: (facts: FileFacts) => string
  /** Makes the file's text of what the database rendered, where that is not finished. */
  readonly convert?: (text: string) => string
  /** What ends a file that has records; one without has `begin` and `finish` alone. */
  readonly end: string
  readonly finish: string
}

export const formats = {
  csv: {
    label: 'CSV',
    type: 'text/csv; charset=utf-8; header=present',
    as: 'csv',
    between: '\r\n',
    begin: () => flatHeader,
    end: '\r\n',
    finish: '',
  },
  json: {
    label: 'JSON',
    type: 'application/json',
    as: 'json',
    between: ',\n',
    begin: ({ commit, rows }) => `{"commit":${commit},"rows":${rows},"incidents":[\n`,
    end: '\n',
    finish: ']}\n',
  },
  ndjson: {
    label: 'NDJSON',
    type: 'application/x-ndjson',
    as: 'json',
    between: '\n',
    begin: () => '',
    end: '\n',
    finish: '',
  },
} as const satisfies Readonly<Record<string, Format>>

/** CSV of these columns only, in this order. */
export const csvOf = (fields: readonly string[]): Format => ({
  ...formats.csv,
  as: 'json',
  between: '\n',
  end: '',
  begin: () => subsetHeader(fields),
  convert: (text) => subsetRows(text, fields),
})

export type FormatName = keyof typeof formats
export const formatNames = Object.keys(formats) as FormatName[]
