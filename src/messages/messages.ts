/** The texts of Sitrep by language. What the schema declares (titles, help, labels, rules) is not among them. */
import { en } from './en.ts'

/** Every text by its key. Another language is a constant of this type, so the compiler names each text that it lacks. */
export type Messages = typeof en

export const catalogues = { en } as const satisfies Readonly<Record<string, Messages>>

export type Language = keyof typeof catalogues
