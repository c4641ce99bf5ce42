/** In place of `src/text/storage-encoding.ts`, which needs the buffers of Node. */

/** Returns the UTF-16 code units of a text. */
export const unitsOf = (text: string): Uint16Array =>
  Uint16Array.from({ length: text.length }, (_, i) => text.charCodeAt(i))

/** Returns whether a text has ASCII characters only. */
export const isAscii = (text: string): boolean => unitsOf(text).every((unit) => unit < 0x80)
