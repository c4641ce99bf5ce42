/** The columns of objects of JSON, and their values that an importer replaces. */
import { echo, type Issue } from '../../../schemas/rules.ts'
import { findColumnIndex, type Replacement, readReplacedColumns } from './replace-cells.ts'
import type { SourceCell } from './source-row.ts'

/** The columns of one object. */
export interface ObjectColumns<Cell> {
  readonly names: readonly string[]
  readonly cells: readonly Cell[]
}

/** Returns the name of a column with `*` for positions in lists, as in a mapping: `victims.*.name`. */
const generalizeName = (name: string): string => name.trim().replaceAll(/(?<=\.)\d+(?=\.|$)/g, '*')

/** Returns the text of a cell that an issue is about; undefined if a text cannot replace it. */
const textOf = (cell: unknown, received: Issue['received']): string | undefined => {
  if (cell === undefined) return received === undefined ? '' : undefined
  if (Array.isArray(cell)) return cell.find((text: string) => echo(text) === received)
  return typeof cell === 'string' ? cell : undefined
}

/** Returns the value of a column that an issue is about, if a text can replace it. */
export const findColumnValue = <Cell>(
  { names, cells }: ObjectColumns<Cell>,
  column: string | undefined,
  { received }: Pick<Issue, 'received'>,
): SourceCell | undefined => {
  const index = findColumnIndex(names, column)
  const text = textOf(cells[index], received)
  const name = names[index] ?? column
  return name === undefined || text === undefined ? undefined : { column: generalizeName(name), text }
}

/** Returns the columns of an object as an importer has them read; `row` is its number. */
export type ReplaceColumns = <Cell>(
  columns: ObjectColumns<Cell | string>,
  row: number,
) => ObjectColumns<Cell | string>

/** Returns a function that replaces values; a column without entries that an object lacks counts as empty. */
export const createColumnReplacer = (replacements: readonly Replacement[]): ReplaceColumns | undefined => {
  if (replacements.length === 0) return undefined
  const readers = readReplacedColumns(replacements)
  return <Cell>({ names, cells }: ObjectColumns<Cell | string>, row: number) => {
    const columns = names.map(generalizeName)
    const replaced = cells.map((cell, i): Cell | string => {
      const read = readers.get(columns[i] ?? '')
      if (!read) return cell
      if (Array.isArray(cell)) return cell.map((text: string) => read(text, row) ?? text) as Cell
      return (typeof cell === 'string' ? read(cell, row) : undefined) ?? cell
    })
    const missing = [...readers].flatMap(([name, read]) => {
      const text = columns.includes(name) || name.includes('*') ? undefined : read('', row)
      return text === undefined ? [] : [[name, text] as const]
    })
    return {
      names: [...names, ...missing.map(([name]) => name)],
      cells: [...replaced, ...missing.map(([, text]) => text)],
    }
  }
}
