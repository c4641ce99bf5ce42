/**
 * Escaping of texts that a spreadsheet would compute. A leading apostrophe makes a formula a text in Excel and
 * LibreOffice, and stays visible (OWASP, CSV Injection).
 */

/**
 * The start of a formula: at the start of a text, or after a character that begins a cell if the list separator is
 * `;` or a tab and the file's quotes are ignored. East Asian Excel also accepts full-width signs.
 */
const formulaStart = /(^|[;\t\r\n])([^\S\t\r\n]*)(?=[=+\-@＝＋－＠])/g

/** OWASP lists these characters too, if they come first. */
const leadingBreak = /^[\t\r\n]/

/** Returns the text with an apostrophe before each formula. */
export const escapeFormula = (text: string): string =>
  text.replace(formulaStart, "$1$2'").replace(leadingBreak, "'$&")
