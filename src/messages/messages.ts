/**
 * The texts of Sitrep by language. The schema declares its own in English (titles, help, labels, rules); each other
 * language has their translations.
 */
import { ar } from './ar.ts'
import { en, type Messages } from './en.ts'

export type { Messages }

export const catalogues = { en, ar } as const satisfies Readonly<Record<string, Messages>>

export type Language = keyof typeof catalogues

/** The languages in the order of the switch; the first one is that of requests that name none. */
export const languages = Object.keys(catalogues) as readonly Language[]

export const defaultLanguage: Language = 'en'
