/**
 * JSON in the form in which the database keeps it ready: the bytes of its UTF-8 read as Latin-1, so that no page of
 * it becomes a string of two bytes a character, and every quote as U+007F, so that nothing needs an escape on the way.
 */
import { Buffer } from 'node:buffer'

const quote = 0x22
const stand = 0x7f

/** A JSON text as it is kept. A U+007F inside it is written as an escape first. */
export const toTransport = (json: string): string =>
  Buffer.from(json.replaceAll('\u007f', '\\u007f'), 'utf8').toString('latin1').replaceAll('"', '\u007f')

/** The bytes of the JSON text that was kept. */
export const fromTransport = (kept: string): Buffer => {
  const bytes = Buffer.from(kept, 'latin1')
  for (let at = 0; at < bytes.length; at++) if (bytes[at] === stand) bytes[at] = quote
  return bytes
}
