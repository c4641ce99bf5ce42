/** Faults of the rows of a table beyond its syntax: values without a column, and rows of annotated files. */
import { echo } from '../../../schemas/rules.ts'
import type { Messages } from '../../messages/messages.ts'
import type { Head, Row, TablePart } from '../csv/table-reader.ts'
import type { TablePlan } from './cell-assembly.ts'
import { errorsColumn } from './flat-profile.ts'
import type { FileFault } from './source-row.ts'

/** Faults after which the end of the row is unknown, so that it may contain other rows. */
const openEndedRules = new Set<string>([
  'table.quote_open',
  'table.quote_text',
  'table.quote_space',
  'table.cut',
  'table.row_size',
])

/** Returns the reference of a faulty row; undefined if it is not reliable. */
export const findReference = (
  plan: TablePlan,
  row: Row,
  width: number,
  faults: readonly FileFault[],
): string | undefined => {
  if (faults.some(({ rule }) => openEndedRules.has(rule))) return undefined
  const cells = Array.from({ length: width }, (_, i) => row.cells[i] ?? '')
  const { reference } = plan.identify(cells, row.row)
  return reference === undefined || /[\0\ufffd]/.test(reference) ? undefined : reference
}

/** Returns how to read the rows of a file: its columns without a name are left out. */
export const planRows = (head: Head, profile: (headers: readonly string[]) => TablePlan) => {
  const unnamed = head.columns.flatMap((name, i) => (name.trim() === '' ? [i] : []))
  const names = head.columns.filter((name) => name.trim() !== '')
  return {
    plan: profile(names),
    /** The names of the columns in the rows that are read. */
    names,
    delimiter: head.delimiter,
    width: head.columns.length,
    unnamed,
    errorsIndex: head.columns.findIndex((name) => name.trim() === errorsColumn),
    named: (row: Row): Row =>
      unnamed.length === 0 ? row : { ...row, cells: row.cells.filter((_, i) => !unnamed.includes(i)) },
  }
}

export type RowsPlan = ReturnType<typeof planRows>

const namelessFault = ({ row, line, cells }: Row, index: number): FileFault => ({
  row,
  line,
  rule: 'table.column_empty',
  say: (m: Messages) => m.tables.namelessColumn(index + 1),
  received: echo(cells[index]),
})

/** Rules about the shape of a row, as an annotated file names them. */
const shapeError = /\((table\.[a-z_]+)\)/

/** Returns the faults of a row that has all its cells: values without a column, and errors that are not mended. */
const contentFaults = ({ plan, unnamed, errorsIndex }: RowsPlan, row: Row): FileFault[] => {
  const values = plan.isUnnamedIgnored ? [] : unnamed.filter((i) => row.cells[i]?.trim())
  const errors = errorsIndex < 0 ? '' : (row.cells[errorsIndex] ?? '')
  return [
    ...values.map((i) => namelessFault(row, i)),
    ...(shapeError.test(errors)
      ? [
          {
            row: row.row,
            line: row.line,
            column: errorsColumn,
            rule: 'table.unmended',
            say: (m: Messages) => m.tables.unmended(errorsColumn),
            received: echo(errors),
          },
        ]
      : []),
  ]
}

/** Returns the faults of rows by the row, or by undefined for faults of the file. */
export const groupFaults = (
  plan: RowsPlan,
  { rows, faults }: TablePart & { readonly kind: 'rows' },
): Map<number | undefined, FileFault[]> => {
  const byRow = Map.groupBy<number | undefined, FileFault>(faults, ({ row }) => row)
  if (plan.unnamed.length === 0 && plan.errorsIndex < 0) return byRow
  for (const row of rows) {
    const own = byRow.has(row.row) ? [] : contentFaults(plan, row)
    if (own.length > 0) byRow.set(row.row, own)
  }
  return byRow
}

/** Returns a fault if most rows have a value in a column without a name, so that it is no stray cell. */
export const findNamelessColumn = (plan: RowsPlan, rows: readonly Row[]): FileFault | undefined => {
  if (plan.plan.isUnnamedIgnored) return undefined
  const index = plan.unnamed.find(
    (i) => rows.filter(({ cells }) => cells[i]?.trim()).length > rows.length / 2,
  )
  const first = rows.find(({ cells }) => index !== undefined && cells[index]?.trim())
  if (first === undefined || index === undefined) return undefined
  const { row: _, ...fault } = namelessFault(first, index)
  return fault
}
