/** Cells that a mapping reads: texts, and lists of texts in JSON. */
import type { CellPlace } from './plan.ts'

/** A text, or the texts of a list of scalars in JSON. */
export type Cell = string | readonly string[]

/** Returns the text of a cell: of its item at a place, or of all items, joined with `; `. */
export const cellText = (cell: Cell | undefined, { item }: CellPlace): string => {
  if (cell === undefined || typeof cell === 'string') return cell ?? ''
  return item === undefined ? cell.join('; ') : (cell[item] ?? '')
}

interface TextOptions extends CellPlace {
  /** The separator of several texts in one. */
  readonly split: string | undefined
}

/** Returns the texts that a cell has for a field; each becomes an entry if the field is one of new entries. */
export const toTexts = (cell: Cell, options: TextOptions, isEntry: boolean): readonly string[] => {
  const { split, item } = options
  const texts = isEntry && item === undefined && typeof cell !== 'string' ? cell : [cellText(cell, options)]
  return split === undefined ? texts : texts.flatMap((text) => text.split(split))
}
