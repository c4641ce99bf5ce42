/** Words that spreadsheets, R, pandas and databases write into a cell without a value. */

const placeholders: ReadonlySet<string> = new Set([
  ...['NA', 'N/A', 'n/a', 'N.A.', 'n.a.', '<NA>', 'NULL', 'Null', 'null', '(null)', '<null>', '\\N'],
  ...[
    'NaN',
    'nan',
    'NAN',
    'NaT',
    'None',
    '-',
    '--',
    '---',
    '–',
    '—',
    '.',
    '..',
    '...',
    '…',
    '?',
    '??',
    '???',
  ],
])

/** Errors of formulas, in any language of a spreadsheet: `#REF!`, `#WERT!`, `Err:502`. */
const formulaError = /^(?:#[\p{Lu}¡/0_]+[!?]|#N\/[AD]|#NV|#GETTING_DATA|Err:\d{3})$/u

const maxLength = 14

/** Returns whether a trimmed text is a word for no value. */
export const isPlaceholder = (text: string): boolean =>
  text.length <= maxLength && (placeholders.has(text) || isFormulaError(text))

/** Returns whether a text is the error of a formula. */
export const isFormulaError = (text: string): boolean => formulaError.test(text)
