/** A table as a CSV file that is counted and digested while it is written. */
import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import type { TableFacts } from '../../record/tables.ts'
import { type CsvRows, encodeExportRows } from '../csv/write-csv.ts'
import type { ZipEntryWriter } from '../zip.ts'

/** A table that has been written. */
export interface TableFile {
  readonly table: TableFacts
  readonly path: string
  readonly rows: number
  readonly bytes: number
  /** The SHA-256 of the file, hexadecimal. */
  readonly sha256: string
}

/** Returns a writer that writes the header at once; `rows` can be called any number of times. */
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
