/** The fields of replaced cells in the form of an import: `cell.0.column`, `.from`, `.row` and `.to`. */
import type { Replacement } from '../../ingest/rows/replace-cells.ts'
import type { ImportSettings } from '../../services/imports/import-settings.ts'

const prefix = 'cell.'

/** Returns the name of a field of a cell, by the number of the cell in its form. */
export const cellField = (index: number, name: keyof Replacement): string => `${prefix}${index}.${name}`

type Fields = Readonly<Record<string, string>>

const readRow = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined

/** Returns the cells that a form replaces: those that are read as another text than the file has. */
export const parseReplacements = (fields: Fields): Replacement[] => {
  const indexes = Object.keys(fields).flatMap((name) => /^cell\.(\d{1,6})\.to$/.exec(name)?.[1] ?? [])
  return indexes.flatMap((index) => {
    const field = (name: keyof Replacement) => fields[cellField(Number(index), name)]
    const { column, from, to } = { column: field('column'), from: field('from'), to: field('to') }
    if (column === undefined || from === undefined || to === undefined || from === to) return []
    const row = readRow(field('row'))
    return [{ column, from, to, ...(row === undefined ? {} : { row }) }]
  })
}

type Cell = Omit<Replacement, 'to'>

const keyOf = ({ column, from, row }: Cell): string => JSON.stringify([column.trim(), from, row ?? 0])

/** Returns a function that returns how a cell is read; undefined if it is read as the file has it. */
export const createReadings = ({ replacements = [] }: ImportSettings) => {
  const byKey = new Map(replacements.map((each) => [keyOf(each), each.to]))
  return (cell: Cell): string | undefined => byKey.get(keyOf(cell))
}

/** Returns the replacements of cells that are not among these. */
export const otherReplacements = (
  { replacements = [] }: ImportSettings,
  cells: readonly Cell[],
): readonly Replacement[] => {
  const keys = new Set(cells.map(keyOf))
  return replacements.filter((each) => !keys.has(keyOf(each)))
}
