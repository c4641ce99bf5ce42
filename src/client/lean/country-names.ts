/** In place of `src/record/country-names.ts`: the form has a list of countries, so nobody writes the name of one. */

/** Returns no country. */
export const findCountryByName = (): undefined => undefined

/** Returns no countries. */
export const suggestCountries = (): readonly string[] => []

/** Returns the code alone. */
export const describeCountry = (code: string): string => code

/** Returns that the text is no former state. */
export const isDividedState = (): boolean => false
