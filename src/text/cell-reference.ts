/** Names of cells in a spreadsheet, such as `BE101` and `Sheet1!C17`. */

/** Returns the letters of a column by its index: A, B, …, Z, AA, AB, … */
export const columnLetters = (index: number): string => {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : columnLetters(Math.floor(index / 26) - 1) + last
}

/** Returns the index of the column of a reference such as `C17`; -1 if it has no letters. */
export const columnIndex = (reference: string): number => {
  let index = 0
  for (let at = 0; at < reference.length; at++) {
    const code = reference.charCodeAt(at)
    if (code < 65 || code > 90) break
    index = index * 26 + code - 64
  }
  return index - 1
}

const plainSheetName = /^[\p{L}_][\p{L}\p{N}_.]*$/u
const looksLikeCell = /^[A-Za-z]{1,3}\d+$/

/** Returns the name of a cell; a sheet's name is quoted where formulas need quotes. Rows count from 1. */
export const cellReference = (sheet: string, column: number, row: number): string => {
  const isPlain = plainSheetName.test(sheet) && !looksLikeCell.test(sheet)
  const name = isPlain ? sheet : `'${sheet.replaceAll("'", "''")}'`
  return `${name}!${columnLetters(column)}${row}`
}
