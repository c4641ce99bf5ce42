import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromTransport, toTransport } from '../../src/derive/transport.ts'

const plain = /^[ !#-[\]-~\u007f]*$/
const awkward = fc.constantFrom(
  '"',
  '\\',
  '^',
  '\u007f',
  '^^',
  '@J',
  '\r\n',
  '\0',
  'é',
  'ع',
  '🚀',
  '\u2028',
  'a',
)
const texts = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.array(awkward).map((parts) => parts.join('')),
)

describe('text in the form in which the database keeps it', () => {
  it('comes back byte by byte, and never needs an escape on the way', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const kept = toTransport(text)
        expect(kept).toMatch(plain)
        expect(JSON.stringify(kept)).toHaveLength(kept.length + 2)
        expect(fromTransport(kept)).toEqual(Buffer.from(text, 'utf8'))
      }),
      { numRuns: 2000 },
    )
  })

  it.each([
    ['plain text, as it is', 'a, b', 'a, b'],
    ['a quote', '{"a":1}', '{\u007fa\u007f:1}'],
    ['a line break', 'a\r\nb', 'a^@M@J^b'],
    ['letters beyond ASCII', 'né', 'n^LCJI^'],
    ['a caret, a backslash and a U+007F', '^\\\u007f', '^ENELGO^'],
  ])('%s', (_, text, kept) => {
    expect(toTransport(text)).toBe(kept)
  })
})
