/** In place of `src/text/memoize.ts`: a form has few texts, so each result is computed. */

/** Returns the function. */
export const memoize = <T>(_: number, compute: (text: string) => T): ((text: string) => T) => compute
