import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeStored, encodeStored, StoredTextBuilder } from '../../../src/text/storage-encoding.ts'

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
        const kept = encodeStored(text)
        expect(kept).toMatch(plain)
        expect(JSON.stringify(kept)).toHaveLength(kept.length + 2)
        expect(decodeStored(kept)).toEqual(Buffer.from(text, 'utf8'))
      }),
      { numRuns: 2000 },
    )
  })

  it('is JSON still where it was, but for the quotes', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const kept = encodeStored(JSON.stringify({ text, more: [text] }))
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
    expect(encodeStored(text)).toBe(kept)
  })
})

describe('a sheet of texts', () => {
  const longer = fc.oneof(
    texts,
    fc.string({ unit: fc.constantFrom('a', 'b', ' ', '"', ',', ':'), maxLength: 99 }),
    fc.tuple(fc.constantFrom(1, 9000, 70_000), texts).map(([times, text]) => text.padEnd(times, 'é"a, ')),
  )

  it('has them as they are kept, one behind another, and what is added as it is', () => {
    const sheet = new StoredTextBuilder()
    fc.assert(
      fc.property(fc.array(fc.tuple(longer, fc.constantFrom('', '","', 'x'.repeat(99)))), (rows) => {
        for (const [text, plain] of rows) {
          sheet.addText(text)
          sheet.addAscii(plain)
        }
        const all = rows.map(([text, plain]) => encodeStored(text) + plain).join('')
        expect(sheet.length).toBe(all.length)
        expect(sheet.flush()).toBe(all)
      }),
    )
  })

  it.each(Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)))(
    'has %j as it is kept, wherever it stands',
    (character) => {
      for (let before = 0; before < 5; before++) {
        const text = `${'x'.repeat(before)}${character}abc"de`
        const sheet = new StoredTextBuilder()
        sheet.addText(text)
        sheet.addText(text)
        expect(sheet.flush()).toBe(encodeStored(text).repeat(2))
      }
    },
  )
})
