/** In place of `schemas/disputed-areas.ts`: the browser does not look up which country contains a point. */

/** No areas. */
export const disputedAreas: readonly never[] = []
