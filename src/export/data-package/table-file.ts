/** A table as a CSV file that is counted and digested while it is written. */
import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import type { Table } from '../../record/tables.ts'
import { type CsvRows, encodeExportRows } from '../csv/write-csv.ts'
import type { ZipEntryWriter } from '../zip.ts'

/** What is said of a table besides its rows. */
export type TableFacts = Omit<Table, 'rows'>

/** A table that was written. */
export interface TableFile {
  readonly table: TableFacts
  readonly path: string
  readonly rows: number
  readonly bytes: number
  /** Hexadecimal. */
  readonly sha256: string
}

/** Writes the header at once; `rows` may come in any number of parts. */
export const createTableFile = (table: TableFacts, file: ZipEntryWriter) => {
  const hash = createHash('sha256')
  let [rows, bytes] = [-1, 0]
  const write = (page: CsvRows) => {
    const data = Buffer.from(encodeExportRows(page), 'utf8')
    hash.update(data)
    rows += page.length
    bytes += data.length
    file.write(data)
  }
  write([table.columns.map(({ name }) => name)])
  return {
    write,
    end: (): TableFile => {
      file.end()
      return { table, path: `${table.name}.csv`, rows, bytes, sha256: hash.digest('hex') }
    },
  }
}
