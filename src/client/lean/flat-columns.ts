/** In place of `src/record/flat-columns.ts`: the form has no cells. */

/** No columns. */
export const flatColumns: readonly never[] = []
