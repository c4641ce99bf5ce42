/** The interface of export formats. */
import type { Buffer } from 'node:buffer'
import type { StoredIncident } from '../../schemas/incident.ts'
import type { TableShape, TableShapeName } from '../../schemas/query.ts'
import type { Messages } from '../messages/messages.ts'
import type { DatasetFacts } from '../record/citation/citation-data.ts'

export interface ExportFacts {
  readonly commit: number
  /** The number of rows of the file. */
  readonly rows: number
  /** The number of all records of the query, if the file has their number alone. */
  readonly total?: number | undefined
}

/** Records in the order of their ids, page by page. */
export type Records = AsyncIterable<readonly StoredIncident[]>

/** A format whose records the database renders. */
export interface TextFormat {
  /** How the database renders a record. */
  readonly source: 'csv' | 'json'
  /** The text between two records of a page. */
  readonly separator: string
  readonly header: (facts: ExportFacts) => string
  /** Converts a page of rendered records. */
  readonly rewrite?: (page: Buffer) => Uint8Array
  /** The text between two pages; by default the separator. */
  readonly pageSeparator?: string
  /** The end of a file with records; a file without any has only `header` and `footer`. */
  readonly trailer: string
  readonly footer: string
}

/** The source of a file. */
export interface ExportSource {
  /** Reads the records from the first one, on each call. */
  readonly records: () => Records
  /** Reads the finished CSV rows, page by page. */
  readonly rows: () => AsyncIterable<Buffer>
  /** Returns the time of the commit. */
  readonly committedAt: () => Promise<string>
  /** Returns the descriptions of all datasets. */
  readonly datasets: () => Promise<readonly DatasetFacts[]>
}

export interface RecordExportFacts extends ExportFacts {
  /** The number of records; equal to `rows` unless the format has `countRows`. */
  readonly records: number
  /** The pinned address, absolute. */
  readonly address: string
}

/** A format made from the records themselves. */
export interface RecordFormat {
  readonly write: (source: ExportSource, facts: RecordExportFacts) => AsyncGenerator<Uint8Array>
  /** Counts the rows, if their number differs from that of the records. */
  readonly countRows?: (source: Pick<ExportSource, 'records'>) => Promise<number>
}

export interface Format {
  readonly label: string
  /** The media type of the response. */
  readonly type: string
  /** The supported parameters of the table's shape; others are rejected. */
  readonly options: readonly TableShapeName[]
  /** The supported profiles besides the flat one; all by default. */
  readonly profiles?: readonly NonNullable<TableShape['profile']>[]
  /** What to do instead of an unsupported parameter, if another format is not the answer. */
  readonly hints?: Readonly<Partial<Record<TableShapeName, (messages: Messages) => string>>>
  /** The most rows of a file, if there is a limit. */
  readonly maxRows?: number
  readonly encoder: (shape: TableShape) => TextFormat | RecordFormat
}
