/** Texts of the schema in another language, by their English. */
import { countries } from '../../schemas/countries.ts'

/** Each text of the schema by its English: titles, helps, units, labels, definitions, rules. */
export type SchemaTexts = Readonly<Record<string, string>>

/** The name of each country by its code. */
export type CountryNames = Readonly<Record<keyof typeof countries, string>>

/** Separates the titles of a group and of its field in one title: "Location: Country". */
const titleSeparator = ': '

/**
 * Returns a function that translates a text of the schema. A title of several parts is translated part by part; a text
 * without a translation stays English.
 */
export const createTranslate = (texts: SchemaTexts, countryNames: CountryNames) => {
  const translations = new Map([
    ...Object.entries(countries).map(
      ([code, english]) => [english as string, countryNames[code as keyof CountryNames]] as const,
    ),
    ...Object.entries(texts),
  ])
  return (english: string): string => {
    const translation = translations.get(english)
    if (translation !== undefined || !english.includes(titleSeparator)) return translation ?? english
    const parts = english.split(titleSeparator).map((part) => translations.get(part))
    return parts.includes(undefined) ? english : parts.join(titleSeparator)
  }
}
