import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromTransport, openQuote, Sheet, toTransport } from '../../src/derive/transport.ts'

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

describe('a sheet of texts', () => {
  const longer = fc.oneof(
    texts,
    fc.string({ unit: fc.constantFrom('a', 'b', ' ', '"', ',', ':'), maxLength: 99 }),
    fc.tuple(fc.constantFrom(1, 9000, 70_000), texts).map(([times, text]) => text.padEnd(times, 'é"a, ')),
  )
  const withoutNul = longer.map((text) => text.replaceAll('\0', ''))

  it('has them as they are kept, one behind another, with the quotes that are to stay quotes', () => {
    const sheet = new Sheet()
    fc.assert(
      fc.property(fc.array(fc.array(withoutNul, { minLength: 1 })), fc.boolean(), (rows, plain) => {
        let length = 0
        for (const row of rows) {
          if (plain) sheet.add('[,]')
          sheet.keep(row.join(openQuote))
          length += row.map(toTransport).join('"').length + (plain ? 3 : 0)
          expect(sheet.length).toBe(length)
        }
        const each = rows.map((row) => (plain ? '[,]' : '') + row.map(toTransport).join('"'))
        expect(sheet.take()).toBe(each.join(''))
      }),
    )
  })

  it.each(
    Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)).filter((each) => each !== '\0'),
  )('has %j as it is kept, wherever it stands', (character) => {
    for (let before = 0; before < 5; before++) {
      const text = 'x'.repeat(before) + character + 'abc"de'
      const sheet = new Sheet()
      sheet.keep(text)
      sheet.keep(text)
      expect(sheet.take()).toBe(toTransport(text).repeat(2))
    }
  })
})
