/** A table as a CSV file that is counted and digested while it is written. */
import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import type { Cell } from '../../../schemas/field-types.ts'
import type { Table } from '../../record/tables.ts'
import { csvRow } from '../csv/write-csv.ts'
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

export const tablePath = ({ name }: TableFacts): string => `${name}.csv`

/** Writes the header at once; `rows` may come in any number of parts. */
export const createTableFile = (table: TableFacts, file: ZipEntryWriter) => {
  const hash = createHash('sha256')
  let [rows, bytes] = [0, 0]
  const writeRows = (page: readonly (readonly Cell[])[]) => {
    if (page.length === 0) return
    const data = Buffer.from(page.map((cells) => `${csvRow(cells)}\r\n`).join(''), 'utf8')
    hash.update(data)
    bytes += data.length
    file.write(data)
  }
  writeRows([table.columns.map(({ name }) => name)])
  return {
    write: (lines: readonly (readonly Cell[])[]) => {
      rows += lines.length
      writeRows(lines)
    },
    end: (): TableFile => {
      file.end()
      return { table, path: tablePath(table), rows, bytes, sha256: hash.digest('hex') }
    },
  }
}
