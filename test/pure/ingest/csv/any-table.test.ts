import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { stateIssue } from '../../../../src/problems.ts'
import {
  bytesOf,
  cellsOf,
  collectTable,
  faultSummaries,
  type ReadOptions,
  sniffedBytes,
  utf16Of,
} from './collect-table.ts'

const delimiters = [',', ';', '\t'] as const
const newlines = ['\r\n', '\n', '\r'] as const
const names = { '\r\n': 'crlf', '\n': 'lf', '\r': 'cr' }
const hostile = [
  ...delimiters,
  ...newlines,
  '"',
  '""',
  ' ',
  '#',
  'a',
  'B',
  '0',
  '=',
  'é',
  'ḑ',
  'م',
  '😀',
  '\ufeff',
]

const wordOf = (...pieces: string[]) =>
  fc.array(fc.constantFrom(...pieces), { maxLength: 6 }).map((some) => some.join(''))
const cell = fc.oneof(
  { weight: 4, arbitrary: wordOf(...hostile) },
  {
    weight: 1,
    arbitrary: fc.string({ unit: 'grapheme', maxLength: 20 }).filter((text) => !text.includes('\0')),
  },
)
const name = wordOf('a', 'B', 'é', '"', '\n', ' ')
const cut: fc.Arbitrary<ReadOptions> = fc.record({
  sizes: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }),
  block: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constant(65_536)),
})

/** Characters that push what follows them to where it is cut, or the end of the header there. */
const padding = fc.integer({ min: sniffedBytes - 40, max: sniffedBytes + 40 }).map((many) => 'p'.repeat(many))

/** How papaparse is asked to write a table. */
const written = fc
  .record({
    delimiter: fc.constantFrom(...delimiters),
    newline: fc.constantFrom(...newlines),
    quotes: fc.boolean(),
    sep: fc.boolean(),
    last: fc.boolean(),
    encoding: fc.constantFrom('utf-8', 'utf-8 bom', 'utf-16le', 'utf-16be'),
    width: fc.integer({ min: 1, max: 5 }),
    pad: padding,
    padded: fc.constantFrom('header', 'row', 'none'),
  })
  // A header of one column shows no delimiter.
  .filter(({ width, sep, delimiter }) => width > 1 || sep || delimiter === ',')
  .chain((how) => {
    const { width, sep, quotes, pad, padded } = how
    const row = (each: fc.Arbitrary<string>) => fc.array(each, { minLength: width, maxLength: width })
    const table = fc.record({
      // Without quotes or a sep= line, other delimiters in the header would mislead.
      columns: row(sep || quotes ? cell : name),
      rows: fc.array(row(cell), { maxLength: 6 }),
    })
    return table.map(({ columns: [first = '', ...columns], rows }) => ({
      ...how,
      columns: [padded === 'header' ? `${first}${pad}` : first, ...columns],
      rows: padded === 'row' ? [Array<string>(width).fill(pad), ...rows] : rows,
    }))
  })
  .filter(({ columns, quotes }) => columns.join('') !== '' || quotes)
  .filter(({ columns, sep }) => sep || !/^\ufeff|^"?sep=/i.test(columns[0] ?? ''))

const encoded = (text: string, encoding: string): Uint8Array => {
  if (encoding === 'utf-8') return bytesOf(text)
  if (encoding === 'utf-8 bom') return bytesOf(`\ufeff${text}`)
  return utf16Of(`\ufeff${text}`, encoding === 'utf-16le' ? 'le' : 'be')
}

const isHxl = (row: readonly string[]): boolean => {
  const said = row.filter((each) => each.trim() !== '')
  return said.length > 0 && said.every((each) => each.trim().startsWith('#'))
}

const isBlank = (row: readonly string[]): boolean => row.length === 1 && row[0] === ''

/** Reads a table as `collectTable` does, with its faults in English. */
const collectInEnglish = async (...args: Parameters<typeof collectTable>) => {
  const { faults, ...table } = await collectTable(...args)
  return { ...table, faults: faults.map(stateIssue) }
}

describe('a table that papaparse wrote', () => {
  it('is read back exactly, however its bytes are cut', async () => {
    const property = fc.asyncProperty(written, cut, async (table, cuts) => {
      const { delimiter, newline, quotes, sep, last, encoding, columns, rows } = table
      const body = Papa.unparse([columns, ...rows], { delimiter, newline, quotes })
      const file = `${sep ? `sep=${delimiter}${newline}` : ''}${body}${last ? newline : ''}`
      const whole = await collectTable(encoded(file, encoding), cuts)
      const kept = rows.filter((row) => quotes || !isBlank(row))
      const hasHxlRow = kept[0] !== undefined && isHxl(kept[0])
      const ended = sep || last || rows.length > 0
      expect(whole.head).toMatchObject({
        columns,
        delimiter,
        hasHxlRow,
        newline: ended ? names[newline] : 'none',
      })
      expect(cellsOf(whole)).toEqual(hasHxlRow ? kept.slice(1) : kept)
      expect(whole.faults.filter(({ row }) => row !== undefined)).toEqual([])
      expect(whole.complete).toBe(true)
    })
    await fc.assert(property, { numRuns: 1000 })
  })
})

describe('the line of a row', () => {
  const quotedRow = fc
    .array(wordOf(...newlines, 'x', '""'), { minLength: 2, maxLength: 2 })
    .map((cells) => cells.map((each) => `"${each}"`).join())
  const piece = fc.record({ row: quotedRow, gap: fc.array(fc.constantFrom(...newlines), { minLength: 1 }) })

  it('is one more than the newlines before it', async () => {
    const property = fc.asyncProperty(
      fc.array(piece, { minLength: 1 }),
      padding,
      cut,
      async (pieces, pad, cuts) => {
        let file = `"${pad}",x\n`
        const lines = pieces.map(({ row, gap }) => {
          const line = file.split(/\r\n|\r|\n/).length
          file += row + gap.join('')
          return line
        })
        const { rows } = await collectTable(file, cuts)
        expect(rows.map(({ line }) => line)).toEqual(lines)
      },
    )
    await fc.assert(property, { numRuns: 500 })
  })
})

describe('a stray quote', () => {
  const rows = Array.from({ length: 40 }, (_, i) => [
    String(i),
    `place ${i}, "old" town`,
    i % 3 ? 'IED' : '',
    i % 4 ? `said ${i}` : `two\nlines, ${i}`,
  ])
  const file = Papa.unparse([['id', 'place', 'type', 'note'], ...rows], { newline: '\n' })
  const body = file.indexOf('\n') + 1
  const places = Array.from({ length: 200 }, (_, i) => body + Math.floor((i * (file.length - body)) / 200))

  it('costs its own row at most, in each of 200 files', async () => {
    for (const at of places) {
      const { rows: read, faults } = await collectTable(`${file.slice(0, at)}"${file.slice(at)}`)
      const faulty = new Set(faults.map(({ row }) => row))
      const sound = new Set(read.filter(({ row }) => !faulty.has(row)).map(({ cells }) => cells.join('|')))
      const lost = rows.filter((cells) => !sound.has(cells.join('|')))
      expect(lost.length, `at ${at}`).toBeLessThanOrEqual(1)
    }
  })
})

describe('junk', () => {
  const junk = wordOf(',', ';', '"', '""', '\n', ' ', 'a', '0', '\n"', '",').chain((first) =>
    fc
      .array(wordOf(',', '"', '\n', ' ', 'a', '#', '\n"', '",'), { maxLength: 8 })
      .map((more) => first + more.join('')),
  )

  it('has the cells that papaparse finds, where it finds no error', async () => {
    let compared = 0
    const property = fc.asyncProperty(junk, padding, cut, async (text, pad, cuts) => {
      const file = `x,y\n${pad},z\n${text}`
      const whole = await collectTable(file, cuts)
      const oracle = Papa.parse<string[]>(file, { delimiter: ',', newline: '\n' })
      // Papaparse takes the quotes of such cells as characters.
      if (oracle.errors.length > 0 || /(?:^|[,\n]) +"/.test(text)) return
      const rows = oracle.data.slice(1).filter((row) => !isBlank(row))
      const said = cellsOf(whole).filter((row) => !isBlank(row))
      expect(said).toEqual(whole.head?.hasHxlRow ? rows.slice(1) : rows)
      compared++
    })
    await fc.assert(property, { numRuns: 1500 })
    expect(compared).toBeGreaterThan(300)
  })

  /** What csv-parse finds; undefined if it refuses the file. */
  const parsed = (file: string, newline: string): string[][] | undefined => {
    try {
      return parse(file, { record_delimiter: newline, relax_column_count: true, skip_empty_lines: true })
    } catch {
      return undefined
    }
  }

  it('has the cells that csv-parse finds, if that takes the file', async () => {
    let compared = 0
    const property = fc.asyncProperty(
      junk,
      fc.constantFrom(...newlines),
      cut,
      async (text, newline, cuts) => {
        const file = `x,y\n${text}\n`.replaceAll('\n', newline)
        const oracle = parsed(file, newline)
        if (!oracle) return
        const whole = await collectTable(file, cuts)
        expect(cellsOf(whole)).toEqual(oracle.slice(whole.head?.hasHxlRow ? 2 : 1))
        expect(faultSummaries(whole).filter((fault) => fault.startsWith('table.quote'))).toEqual([])
        compared++
      },
    )
    await fc.assert(property, { numRuns: 1500 })
    expect(compared).toBeGreaterThan(200)
  })

  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 60 }),
    fc
      .array(
        fc.constantFrom(0, 9, 10, 13, 32, 34, 35, 44, 59, 97, 0xc3, 0xa9, 0xe2, 0x82, 0xf0, 0x9f, 0xff, 0xfe),
        {
          maxLength: 60,
        },
      )
      .map((some) => Uint8Array.from(some)),
  )

  it('never throws, and is read the same however it is cut', async () => {
    const property = fc.asyncProperty(bytes, fc.option(padding), cut, async (some, pad, cuts) => {
      const file = Uint8Array.from([...bytesOf(pad === null ? '' : `x,y\n${pad},z\n`), ...some])
      const { head, ...cutUp } = await collectInEnglish(file, cuts)
      const { head: same, ...atOnce } = await collectInEnglish(file)
      expect(cutUp).toEqual(atOnce)
      // What the head knows of the encoding hangs on how much was read with it.
      expect(head && { ...head, encoding: '' }).toEqual(same && { ...same, encoding: '' })
    })
    await fc.assert(property, { numRuns: 1500 })
  })

  it('in UTF-16 is read the same however it is cut', async () => {
    const units = fc.array(fc.constantFrom('"', ',', '\n', '\r', 'a', '\ud83d', '\ude00', '\0'), {
      maxLength: 20,
    })
    const orders = fc.constantFrom('le' as const, 'be' as const)
    const property = fc.asyncProperty(units, orders, fc.boolean(), cut, async (some, order, odd, cuts) => {
      const text = `\ufeffx,y\n${'p'.repeat(sniffedBytes / 2)},z\n${some.join('')}`
      const file = Uint8Array.from([...utf16Of(text, order), ...(odd ? [0xd8] : [])])
      expect(await collectInEnglish(file, cuts)).toEqual(await collectInEnglish(file))
    })
    await fc.assert(property, { numRuns: 500 })
  })
})
