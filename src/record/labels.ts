/** Labels in place of codes. */
import { decodeList, encodeList } from '../text/list-cell.ts'
import type { Column } from './flat-columns.ts'

/** How a cell of a column reads with labels; undefined where the column has no codes. */
export const createLabelFormatter = ({
  type,
  vocabulary,
}: Column): ((cell: string) => string) | undefined => {
  if (!vocabulary) return undefined
  const labelOf = (code: string): string =>
    Object.hasOwn(vocabulary, code) ? (vocabulary[code]?.label ?? code) : code
  return type === 'list' ? (cell) => encodeList(decodeList(cell).map(labelOf)) ?? '' : labelOf
}
