/** What a format of a file of records is: what it is made of, and what makes it. */
import type { Buffer } from 'node:buffer'
import type { StoredIncident } from '../../schemas/incident.ts'
import type { TableShape, TableShapeName } from '../../schemas/query.ts'
import type { DatasetFacts } from '../record/citation.ts'

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
