/** How cells become CSV: by papaparse, and by hand in the rows that are many. */
import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import type { Cell } from '../../../../schemas/field-types.ts'
import {
  csvFile,
  csvHeader,
  csvRow,
  encodeCsv,
  encodeExportRows,
} from '../../../../src/export/csv/write-csv.ts'

/** A cell beside another one: alone in its row, an unknown cell is written otherwise. */
const encodeCell = (cell: Cell): string => encodeCsv([[cell, 'x']]).slice(0, -',x\r\n'.length)

const writers = [
  ['papaparse', encodeCell],
  ['by hand', (cell: Cell) => csvRow([cell])],
] as const

describe.each(writers)('a cell, %s', (_, write) => {
  it.each([
    ['a delimiter', 'a,b', '"a,b"'],
    ['a quote', 'a "b"', '"a ""b"""'],
    ['a quote at its start', '"', '""""'],
    ['a line feed', 'a\nb', '"a\nb"'],
    ['a carriage return', 'a\rb', '"a\rb"'],
    ['a space before it', ' a', '" a"'],
    ['a space behind it', 'a ', '"a "'],
    ['a tab before it', '\ta', '"\ta"'],
    ['a tab behind it', 'a\t', '"a\t"'],
    ['a no-break space before it', '\u00a0a', '"\u00a0a"'],
    ['a wide space behind it', 'a\u3000', '"a\u3000"'],
    ['a line separator behind it', 'a\u2028', '"a\u2028"'],
    ['a byte order mark before it', '\ufeffa', '"\ufeffa"'],
    ['a byte order mark behind it', 'a\ufeff', '"a\ufeff"'],
    ['nothing but a space', ' ', '" "'],
  ])('is quoted with %s', (_what, cell, text) => {
    expect(write(cell)).toBe(text)
  })

  it.each([
    'a b',
    'a;b',
    'a\tb',
    "'",
    '=1+1',
    '-1',
    '007',
    'TRUE',
    'قاعدة عين الأسد',
    '🚀',
    'a\u00a0b',
    '\u200fa',
  ])('is left as it is: %j', (cell) => {
    expect(write(cell)).toBe(cell)
  })

  it.each([
    [0, '0'],
    [-0, '0'],
    [-5, '-5'],
    [1_000_000_000_000, '1000000000000'],
    [0.1 + 0.2, '0.30000000000000004'],
    [1e-7, '0.0000001'],
    [-1.25e-9, '-0.00000000125'],
    [1.23456789012345e-7, '0.000000123456789012345'],
  ])('is a number with every digit: %d', (cell, text) => {
    expect(write(cell)).toBe(text)
  })

  it.each([undefined, ''])('is empty if it is unknown: %j', (cell) => {
    expect(write(cell)).toBe('')
  })
})

describe('rows', () => {
  it('end in CRLF, the last one too; none are nothing', () => {
    expect(encodeCsv([['a', 'b'], [1]])).toBe('a,b\r\n1\r\n')
    expect(encodeCsv([])).toBe('')
  })

  it('of one unknown cell are no empty line', () => {
    expect(encodeCsv([[undefined], ['a'], ['']])).toBe('""\r\na\r\n""\r\n')
    expect(encodeExportRows([[undefined], ['a'], ['']])).toBe('""\r\na\r\n""\r\n')
  })

  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 8 }),
    fc.string({
      unit: fc.constantFrom('a', ' ', '"', ',', '\n', '\r', '\t', ';', '\u00a0', 'م'),
      maxLength: 8,
    }),
  )
  const cell = fc.oneof(text, fc.double({ noNaN: true, noDefaultInfinity: true, max: 1e20, min: -1e20 }))
  const table = fc
    .integer({ min: 2, max: 5 })
    .chain((width) =>
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 4 }),
    )

  it('are read back as they were', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const { data } = Papa.parse<string[]>(encodeCsv(rows), { delimiter: ',', newline: '\r\n' })
        const asNumbers = (read: readonly string[], sent: readonly Cell[]) =>
          read.map((each, i) => (typeof sent[i] === 'number' ? Number(each) + 0 : each))
        expect(data.slice(0, -1).map((read, i) => asNumbers(read, rows[i] ?? []))).toEqual(
          rows.map((row) => row.map((each) => (typeof each === 'number' ? each + 0 : each))),
        )
      }),
      { numRuns: 300 },
    )
  })

  it('are the same by hand, but for a byte order mark within a cell, which papaparse quotes', () => {
    const hasInnerMark = (each: Cell) => typeof each === 'string' && each.slice(1, -1).includes('\ufeff')
    fc.assert(
      fc.property(table, (rows) => {
        fc.pre(!rows.flat().some(hasInnerMark))
        for (const dialect of [{}, { excel: true }] as const)
          expect(encodeCsv(rows, dialect)).toBe(encodeExportRows(rows, dialect))
      }),
      { numRuns: 300 },
    )
    expect([encodeCell('a\ufeffb'), csvRow(['a\ufeffb'])]).toEqual(['"a\ufeffb"', 'a\ufeffb'])
  })
})

describe('for spreadsheets', () => {
  const excel = { excel: true } as const

  it.each([
    ['a formula is a text', '=1+1', "'=1+1"],
    ['a formula behind a delimiter is one, too', 'a;=1', `"a;'=1"`],
    ['a semicolon is quoted', 'a;b', '"a;b"'],
    ['a tab is quoted', 'a\tb', '"a\tb"'],
    ['a space is quoted', ' a', '" a"'],
    ['a number is a number', -5, '-5'],
    ['any other text is left', 'a b', 'a b'],
  ])('%s', (_, cell, text) => {
    expect(encodeCsv([[cell, undefined]], excel)).toBe(`${text},\r\n`)
    expect(encodeExportRows([[cell, undefined]], excel)).toBe(`${text},\r\n`)
  })

  it('a byte order mark begins the file, and no other', async () => {
    expect([csvHeader(['a', 'b'], excel), csvHeader(['a', 'b'])]).toEqual(['\ufeffa,b\r\n', 'a,b\r\n'])
    const pages = async function* () {
      yield [['=1', 2]]
      yield [['b', 0.0000001]]
    }
    const read = async (dialect: { readonly excel?: true }) => {
      let text = ''
      for await (const bytes of csvFile(['n', 'm'], pages(), dialect)) text += String(bytes)
      return text
    }
    expect(await read(excel)).toBe("\ufeffn,m\r\n'=1,2\r\nb,0.0000001\r\n")
    expect(await read({})).toBe('n,m\r\n=1,2\r\nb,0.0000001\r\n')
  })
})
