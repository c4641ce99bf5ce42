/**
 * The texts of Sitrep by language. The schema declares its own in English (titles, help, labels, rules); each other
 * language has their translations.
 */
import { ar } from './ar.ts'
import { en, type Messages } from './en.ts'

export type { Messages }

export const catalogues = { en, ar } as const satisfies Readonly<Record<string, Messages>>

/** Returns a text of the schema in a language. */
export type Translate = Messages['translate']

export type Language = keyof typeof catalogues

/** The languages in the order of the switch; the first one is that of requests that name none. */
export const languages = Object.keys(catalogues) as readonly Language[]

export const defaultLanguage: Language = 'en'

/** Returns the translation of the schema's texts into a language; of an unknown one, their English. */
export const translateTo = (language: string = defaultLanguage): Translate =>
  catalogues[languages.find((each) => each === language) ?? defaultLanguage].translate
