import { problems } from '../../problems.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })

/** Text of bytes that are said to be UTF-8. Throws a Problem where they are not; `noun` says what they are. */
export const decodeText = (bytes: Uint8Array, noun = 'The body'): string => {
  try {
    return utf8.decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) throw problems.bodyUnreadable(`${noun} is not UTF-8.`)
    throw error
  }
}

/** A JSON value (RFC 8259). Throws a Problem that says where it breaks. */
export const parseJson = (body: Uint8Array | string): unknown => {
  const text = typeof body === 'string' ? body : decodeText(body)
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError)
      throw problems.bodyUnreadable(`The body is not JSON: ${error.message.toWellFormed().slice(0, 300)}`)
    throw error
  }
}
