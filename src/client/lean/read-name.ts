/** In place of `src/ingest/mapping/suggest/read-name.ts`: the form names its controls itself. */

/** Returns nothing. */
export const readName = (): undefined => undefined
