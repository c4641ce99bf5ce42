const escapes = /_x([0-9A-Fa-f]{4})_/g

/** Returns a text without the escapes of ST_Xstring (ECMA-376 part 1, 22.9.2.19), such as `_x000D_`. */
export const decodeXstring = (text: string): string =>
  text.includes('_x')
    ? text.replace(escapes, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text
