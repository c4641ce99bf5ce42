/** In place of `src/ingest/mapping/suggest/name-rules.ts`: the form names its controls itself. */

/** Returns no fields. */
export const findCandidates = (): readonly never[] => []
