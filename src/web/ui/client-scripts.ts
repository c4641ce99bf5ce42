/** The scripts of pages. The assets serve them; the Worker knows their addresses only. */
import files from '../../../public/client-files.txt'

/** A script of `src/client`. */
export type ClientScript =
  | 'form'
  | 'checks'
  | 'places'
  | 'map'
  | 'receipt'
  | 'explore'
  | 'import'
  | 'reader'
  | 'workbook'

/** The address of each script in each language, as `npm run build:client` has written them. */
const addresses = JSON.parse(files) as Readonly<Record<ClientScript, Readonly<Record<string, string>>>>

/** Returns the address of a script in a language; undefined if it was not made in that language. */
export const scriptUrl = (script: ClientScript, language: string): string | undefined =>
  addresses[script][language]
