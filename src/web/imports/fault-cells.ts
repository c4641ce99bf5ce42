/** The cells of a form that mends an import: those of groups of errors, and of single rows. */
import type { Replacement } from '../../ingest/rows/replace-cells.ts'
import type { ErrorGroup } from '../../services/imports/group-errors.ts'

export interface FaultCell {
  readonly group: ErrorGroup
  readonly cell: Omit<Replacement, 'to'>
}

/** Returns the cell of all rows of a group, and that of each of its first rows if there are several. */
const cellsOf = (group: ErrorGroup): FaultCell[] => {
  const { column, text, places, count } = group
  if (column === undefined || text === undefined) return []
  const rows = count > 1 ? places.flatMap(({ row }) => row ?? []) : []
  const cell = { column: column.trim(), from: text }
  return [{ group, cell }, ...rows.map((row) => ({ group, cell: { ...cell, row } }))]
}

/** Returns the cells of groups in the order of their form. A cell with several faults is there once. */
export const listFaultCells = (groups: readonly ErrorGroup[]): FaultCell[] => {
  const seen = new Set<string>()
  return groups.flatMap(cellsOf).filter(({ cell }) => {
    const key = JSON.stringify(cell)
    const isNew = !seen.has(key)
    seen.add(key)
    return isNew
  })
}
