import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromTransport, Sheet, toTransport } from '../../../src/text/storage-encoding.ts'

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
  '\ud83d',
  '\ude80',
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

  it('is JSON still where it was, but for the quotes', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const kept = toTransport(JSON.stringify({ text, more: [text] }))
        expect(Object.keys(JSON.parse(kept.replaceAll('\u007f', '"')))).toEqual(['text', 'more'])
      }),
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

  it('has them as they are kept, one behind another, and what is added as it is', () => {
    const sheet = new Sheet()
    fc.assert(
      fc.property(fc.array(fc.tuple(longer, fc.constantFrom('', '","', 'x'.repeat(99)))), (rows) => {
        for (const [text, plain] of rows) {
          sheet.keep(text)
          sheet.add(plain)
        }
        const all = rows.map(([text, plain]) => toTransport(text) + plain).join('')
        expect(sheet.length).toBe(all.length)
        expect(sheet.take()).toBe(all)
      }),
    )
  })

  it.each(Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)))(
    'has %j as it is kept, wherever it stands',
    (character) => {
      for (let before = 0; before < 5; before++) {
        const text = `${'x'.repeat(before)}${character}abc"de`
        const sheet = new Sheet()
        sheet.keep(text)
        sheet.keep(text)
        expect(sheet.take()).toBe(toTransport(text).repeat(2))
      }
    },
  )
})
