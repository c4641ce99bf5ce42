/** Cells that an importer replaces in a file: all equal ones of a column, or that of one row. */
import type { TablePlan } from './cell-assembly.ts'

/** A cell that is read as another text. */
export interface Replacement {
  /** The name of the column, without spaces around it. */
  readonly column: string
  /** The cell as the file has it. */
  readonly from: string
  readonly to: string
  /** The only row in which it is replaced, from 1; undefined for every row. */
  readonly row?: number | undefined
}

/** The replacements of one column: by the cell, and by the row and the cell. */
interface ColumnReplacements {
  readonly index: number
  readonly everywhere: ReadonlyMap<string, string>
  readonly inRows: ReadonlyMap<number, ReadonlyMap<string, string>>
}

const textsOf = (replacements: readonly Replacement[]): Map<string, string> =>
  new Map(replacements.map(({ from, to }) => [from, to]))

const toColumn = (index: number, replacements: readonly Replacement[]): ColumnReplacements => {
  const byRow = Map.groupBy(replacements, ({ row }) => row)
  const everywhere = textsOf(byRow.get(undefined) ?? [])
  const inRows = new Map<number, Map<string, string>>()
  for (const [row, own] of byRow) if (row !== undefined) inRows.set(row, textsOf(own))
  return { index, everywhere, inRows }
}

type Profile<Cell> = (headers: readonly string[]) => TablePlan<Cell>

/** Returns a profile that reads replaced cells as their new texts. A replacement in one row has priority. */
export const withReplacedCells = <Cell>(
  profile: Profile<Cell | string>,
  replacements: readonly Replacement[],
): Profile<Cell | string> => {
  if (replacements.length === 0) return profile
  const byColumn = Map.groupBy(replacements, ({ column }) => column)
  return (headers) => {
    const plan = profile(headers)
    const columns = headers.flatMap((header, index) => {
      const own = byColumn.get(header.trim())
      return own ? [toColumn(index, own)] : []
    })
    const replace = (cells: readonly (Cell | string)[], row: number) => {
      const replaced = [...cells]
      for (const { index, everywhere, inRows } of columns) {
        const cell = cells[index]
        const to = typeof cell === 'string' ? (inRows.get(row)?.get(cell) ?? everywhere.get(cell)) : undefined
        if (to !== undefined) replaced[index] = to
      }
      return replaced
    }
    return {
      ...plan,
      read: (cells, stored, row = 1) => plan.read(replace(cells, row), stored, row),
      identify: (cells, row = 1) => plan.identify(replace(cells, row), row),
    }
  }
}
