/** Files that are no tables as text, by their beginning. */
import type { Messages } from '../../messages/messages.ts'

export type FormatName = keyof Messages['tables']['formats']

/** The first bytes of formats that are not text, one character each. */
const signatures: readonly (readonly [FormatName, string])[] = [
  ['zip', 'PK\x03\x04'],
  ['xls', '\xd0\xcf\x11\xe0'],
  ['gzip', '\x1f\x8b'],
  ['pdf', '%PDF-'],
  ['parquet', 'PAR1'],
]

/** The first file of an OpenDocument archive, whose name follows a header of 30 bytes, is its media type. */
const openDocument = 'mimetypeapplication/vnd.oasis.opendocument.spreadsheet'

/** Text formats. A header can begin with a bracket too, so that more than the first character counts. */
const textFormats: readonly (readonly [FormatName, RegExp])[] = [
  ['geojson', /^\s*\{[\s\S]*"type"\s*:\s*"Feature/],
  ['ndjson', /^\s*\{[^\r\n]*\}[ \t]*\r?\n\s*\{/],
  ['json', /^\s*(?:\{\s*(?:["}]|$)|\[\s*(?:[[{"\]]|$))/],
  ['html', /^\s*<(?:!doctype html|!--|html|head|body|table|meta|div|script)\b/i],
  ['xml', /^\s*<(?:\?xml|[a-z][^<>,;\t]*>\s*<)/i],
]

/** Returns the format of a file by its first bytes, one character each; undefined if it can be text. */
export const binaryFormat = (bytes: string): FormatName | undefined => {
  const found = signatures.find(([, prefix]) => bytes.startsWith(prefix))?.[0]
  return found === 'zip' && bytes.startsWith(openDocument, 30) ? 'ods' : found
}

/** Returns the format of a text by its beginning, without byte order mark; undefined if it can be a table. */
export const textFormat = (text: string): FormatName | undefined =>
  textFormats.find(([, pattern]) => pattern.test(text))?.[0]
