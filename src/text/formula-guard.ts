/**
 * Texts that a spreadsheet would compute. An apostrophe before it makes a text of a formula, in Excel and in
 * LibreOffice, and stays in sight (OWASP, CSV Injection).
 */

/**
 * What begins a formula, at the start of a text, or behind what starts a cell where the list separator is `;` or a
 * tab, and the file's commas and quotes mean nothing. Excel of East Asia takes the full-width signs for the others.
 */
const formulaStart = /(^|[;\t\r\n])([^\S\t\r\n]*)(?=[=+\-@＝＋－＠])/g

/** OWASP names these as well, wherever they stand first. */
const leadingBreak = /^[\t\r\n]/

/** The text with an apostrophe before whatever would be computed. */
export const escapeFormula = (text: string): string =>
  text.replace(formulaStart, "$1$2'").replace(leadingBreak, "'$&")
