/** Cells that an importer replaces in a file: all equal ones of a column, or that of one row. */
import type { TablePlan } from './cell-assembly.ts'

/** A cell that is read as another text. */
export interface Replacement {
  /** The name of the column, without spaces around it; that of a value of JSON is its path or its generalized name. */
  readonly column: string
  /** The cell as the file has it. */
  readonly from: string
  readonly to: string
  /** The only row in which it is replaced, from 1; undefined for every row. */
  readonly row?: number | undefined
}

/** Returns the index of the column that an error names, whose case a mapping may spell otherwise; -1 if there is none. */
export const findColumnIndex = (names: readonly string[], column: string | undefined): number => {
  if (column === undefined) return -1
  const wanted = column.trim()
  const exact = names.findIndex((name) => name.trim() === wanted)
  const key = wanted.toLowerCase()
  return exact >= 0 ? exact : names.findIndex((name) => name.trim().toLowerCase() === key)
}

/** Returns the text as which a cell of a row is read; undefined if it is not replaced. */
export type ReadReplaced = (text: string, row: number) => string | undefined

const textsOf = (replacements: readonly Replacement[]): Map<string, string> =>
  new Map(replacements.map(({ from, to }) => [from, to]))

const createReader = (replacements: readonly Replacement[]): ReadReplaced => {
  const byRow = Map.groupBy(replacements, ({ row }) => row)
  const everywhere = textsOf(byRow.get(undefined) ?? [])
  const inRows = new Map<number | undefined, Map<string, string>>()
  for (const [row, own] of byRow) if (row !== undefined) inRows.set(row, textsOf(own))
  return (text, row) => inRows.get(row)?.get(text) ?? everywhere.get(text)
}

/** Returns how each column with replacements is read. A replacement in one row has priority. */
export const readReplacedColumns = (
  replacements: readonly Replacement[],
): ReadonlyMap<string, ReadReplaced> =>
  new Map(
    [...Map.groupBy(replacements, ({ column }) => column)].map(([column, own]) => [
      column,
      createReader(own),
    ]),
  )

type Profile<Cell> = (headers: readonly string[]) => TablePlan<Cell>

/** Returns a profile that reads replaced cells as their new texts. */
export const withReplacedCells = <Cell>(
  profile: Profile<Cell | string>,
  replacements: readonly Replacement[],
): Profile<Cell | string> => {
  if (replacements.length === 0) return profile
  const readers = readReplacedColumns(replacements)
  return (headers) => {
    const plan = profile(headers)
    const columns = headers.flatMap((header, index) => {
      const read = readers.get(header.trim())
      return read ? [{ index, read }] : []
    })
    const replace = (cells: readonly (Cell | string)[], row: number) => {
      const replaced = [...cells]
      for (const { index, read } of columns) {
        const cell = cells[index]
        const to = typeof cell === 'string' ? read(cell, row) : undefined
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
