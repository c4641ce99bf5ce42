/** Every text in Arabic: those of pages by their keys, and those of the schema by their English. */
import { countries as englishCountries } from '../../schemas/countries.ts'
import { en, type Messages } from './en.ts'
import { createFormat } from './format.ts'
import { type CountryNames, createTranslate, type SchemaTexts } from './translate.ts'

const { number, compare } = createFormat('ar')

/** The texts of the schema by their English. */
export const schemaTexts: SchemaTexts = {}

/** The names of countries by their codes. */
export const countries: CountryNames = englishCountries

export const ar: Messages = {
  ...en,
  language: { code: 'ar', direction: 'rtl', name: 'العربية' },
  number,
  compare,
  translate: createTranslate(schemaTexts, countries),
}
