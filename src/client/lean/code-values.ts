/** In place of `src/ingest/mapping/suggest/code-values.ts`: the form has lists of codes, so nobody writes one. */

/** Returns no codes. */
export const findMeantCodes = (): readonly string[] => []

/** Returns no type. */
export const parentOf = (): undefined => undefined
