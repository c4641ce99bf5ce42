/** In place of `schemas/list-columns.ts`: the form has no cells that show a list. */

const noSetter = undefined

/** Returns no setter. */
export const textSetter = (): undefined => noSetter

/** Returns no setter. */
export const actorRoleSetter = textSetter

/** Returns no setter. */
export const weaponCountSetter = textSetter

/** No setters. */
export { noSetter as linkSetter, noSetter as listSetter, noSetter as sourceNameSetter }
