/** A table as a CSV file that is counted and digested while it is written. */
import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import type { Cell } from '../../../schemas/field-types.ts'
import type { Table } from '../../record/tables.ts'
import { csvRow } from '../csv/write-csv.ts'
import type { FileInZip } from '../zip.ts'

/** What is said of a table besides its rows. */
export type TableFacts = Omit<Table, 'rows'>

/** A table that was written. */
export interface WrittenTable {
  readonly table: TableFacts
  readonly path: string
  readonly rows: number
  readonly bytes: number
  /** Hexadecimal. */
  readonly sha256: string
}

export const pathOf = ({ name }: TableFacts): string => `${name}.csv`

/** Writes the header at once; `rows` may come in any number of parts. */
export const tableFile = (table: TableFacts, file: FileInZip) => {
  const hash = createHash('sha256')
  let [rows, bytes] = [0, 0]
  const put = (lines: readonly (readonly Cell[])[]) => {
    if (lines.length === 0) return
    const made = Buffer.from(lines.map((cells) => `${csvRow(cells)}\r\n`).join(''), 'utf8')
    hash.update(made)
    bytes += made.length
    file.write(made)
  }
  put([table.columns.map(({ name }) => name)])
  return {
    write: (lines: readonly (readonly Cell[])[]) => {
      rows += lines.length
      put(lines)
    },
    end: (): WrittenTable => {
      file.end()
      return { table, path: pathOf(table), rows, bytes, sha256: hash.digest('hex') }
    },
  }
}
