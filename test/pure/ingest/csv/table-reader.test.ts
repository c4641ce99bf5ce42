import { describe, expect, it } from 'vitest'
import { readTable } from '../../../../src/ingest/csv/table-reader.ts'
import { maxRowsPerBatch } from '../../../../src/ingest/rows/source-row.ts'
import { en } from '../../../../src/messages/en.ts'
import { bytesOf, cellsOf, chunksOf, collectTable, faultSummaries, sniffedBytes } from './collect-table.ts'

const newlines = { CRLF: '\r\n', LF: '\n', CR: '\r' }

describe('a table', () => {
  it.each(Object.entries(newlines))('is read with %s', async (name, newline) => {
    const file = ['a,b', '1,"x,', ' ""y"""', '', ' 2 ,', '"",z', ''].join(newline)
    const whole = await collectTable(file)
    expect(whole.head).toEqual({
      columns: ['a', 'b'],
      encoding: 'utf-8',
      hasBom: false,
      delimiter: ',',
      newline: name.toLowerCase(),
      hasHxlRow: false,
      headerLine: 1,
    })
    expect(whole.rows).toEqual([
      { row: 1, line: 2, cells: ['1', `x,${newline} "y"`] },
      { row: 2, line: 5, cells: [' 2 ', ''] },
      { row: 3, line: 6, cells: ['', 'z'] },
    ])
    expect(whole).toMatchObject({ faults: [], complete: true })
  })

  it('counts lines where newlines are mixed', async () => {
    const { rows } = await collectTable('a,b\r1,"x\r\ny\nz\rw"\n\r\n\r\r\n2,"\n\r"\r\n3,')
    expect(rows.map(({ line }) => line)).toEqual([2, 9, 12])
  })

  it.each([
    ['a newline at the end or none', 'a,b\n1,2', [['1', '2']]],
    ['a delimiter at the very end', 'a,b\n1,', [['1', '']]],
    ['a quoted cell at the very end', 'a,b\n1,"2"', [['1', '2']]],
    ['an empty quoted cell as a row', 'a\n""\n\n"",', [[''], ['', '']]],
    ['a line of delimiters as a row of empty cells', 'a,b\n,\n', [['', '']]],
    ['a quote inside an unquoted cell as a character', 'a,b\n5" gun,x"y"\n', [['5" gun', 'x"y"']]],
    ['blanks behind a closing quote as nothing', 'a,b\n"1" \t,"2"  \n', [['1', '2']]],
    ['a header alone as no rows', 'a,b\r\n', []],
    ['a header without a newline as no rows', 'a,b', []],
  ])('has %s', async (_, file, cells) => {
    expect(cellsOf(await collectTable(file))).toEqual(cells)
  })

  it('passes over blank lines before the header', async () => {
    const whole = await collectTable('\n\r\n\na,b\n1,2\n')
    expect(whole).toMatchObject({ head: { headerLine: 4, newline: 'lf' }, rows: [{ row: 1, line: 5 }] })
  })
})

describe('a space before a quote', () => {
  it.each([
    ['in a row', 'a,b\n1, "x"\n', ['1', 'x']],
    ['before the first cell', 'a,b\n "1",x\n', ['1', 'x']],
    ['with the delimiter in the cell', 'a,b\n1, "x, y"\n', ['1', 'x, y']],
    ['with quotes in the cell', 'a,b\n1, "x ""y"", z" \n', ['1', 'x "y", z']],
    ['that is a tab', 'a,b\n1,\t"x, y"\n', ['1', 'x, y']],
    ['that is not breaking', 'a,b\n1,\u00a0"x, y"\n', ['1', 'x, y']],
    ['at the end of the file', 'a,b\n1, "x, y"', ['1', 'x, y']],
  ])('is read as no part of the cell, with a note: %s', async (_, file, cells) => {
    const whole = await collectTable(file)
    expect(whole).toMatchObject({ faults: [], rows: [{ cells }] })
    const [column, received] = file.includes(' "1"') ? ['a', '1'] : ['b', cells[1]]
    expect(whole.notes).toEqual([{ rule: 'table.quote_space', row: 1, column, received }])
  })

  it('is read so in the header, and between semicolons and tabs', async () => {
    for (const delimiter of [',', ';', '\t']) {
      const whole = await collectTable(['id', ' "a, b"', ' "c"'].join(delimiter))
      expect(whole.head).toMatchObject({ columns: ['id', 'a, b', 'c'], delimiter })
      expect(whole.notes.map(({ column }) => column)).toEqual(['a, b', 'c'])
    }
  })

  it.each([
    ['a word in quotes begins the cell', 'a,b\n1, "old" town\n', ' "old" town'],
    ['the quote is not closed', 'a,b\n1, "open\n', ' "open'],
    ['the cell is quoted itself', 'a,b\n1," ""x"""\n', ' "x"'],
  ])('is a character where %s', async (_, file, cell) => {
    expect(await collectTable(file)).toMatchObject({ faults: [], notes: [], rows: [{ cells: ['1', cell] }] })
  })

  it('is refused where the cell spans lines, with the place of the quote', async () => {
    const { faults, rows } = await collectTable('a,b\n1, "x\ny"\n2,z\n')
    expect(faults).toMatchObject([
      { row: 1, line: 2, column: 'b', rule: 'table.quote_space', received: 'x\ny' },
    ])
    expect(rows[1]).toEqual({ row: 2, line: 4, cells: ['2', 'z'] })
  })

  it('is named where it may be why a row has too many cells', async () => {
    const { faults } = await collectTable('a,b\n1, "x, y" z\n')
    expect(faults).toMatchObject([{ line: 2, rule: 'table.row_long' }])
    expect(faults[0]?.say(en)).toContain('A space stands before the quote')
  })
})

describe('the delimiter', () => {
  it.each([
    ['a,b;c\n', ','],
    ['a;b;c,d\n', ';'],
    ['a\tb\tc,d\n', '\t'],
    ['"a,b,c";d\n', ';'],
    ['"a ""b,"";,c,";d\n', ';'],
    ['a""b,c,d;"e;f;g"\n', ','],
    ['size 5";c;d,e\n', ';'],
    ['"a\n,,,,";b\n', ';'],
    ['a;b\n1,2,3,4\n', ';'],
    ['alone', ','],
  ])('of %j is %j', async (file, delimiter) => {
    expect((await collectTable(file)).head?.delimiter).toBe(delimiter)
  })

  it.each([
    ['sep=;\r\n', ';', 'crlf'],
    ['SEP=,\n', ',', 'lf'],
    ['"sep=\t"\r', '\t', 'cr'],
    ['\ufeffsep=\t \n', '\t', 'lf'],
  ])('is the one that a first line %j names', async (line, delimiter, newline) => {
    const whole = await collectTable(`${line}a,;\t\n1\n`)
    expect(whole.head).toMatchObject({ delimiter, newline, headerLine: 2 })
    expect(whole.rows).toMatchObject([{ row: 1, line: 3 }])
  })

  it('is refused when the first line names another', async () => {
    for (const delimiter of ['|', '§']) {
      const whole = await collectTable(`sep=${delimiter}\na|b\n1|2\n`)
      expect(whole.head).toBeUndefined()
      expect(whole.faults).toMatchObject([{ line: 1, rule: 'table.delimiter', received: delimiter }])
    }
  })
})

describe('a row of HXL tags', () => {
  it('is passed over, and is a line', async () => {
    const whole = await collectTable('a,b,c\n#date+start, #geo,\n1,2,3\n')
    expect(whole).toMatchObject({
      head: { hasHxlRow: true },
      rows: [{ row: 1, line: 3, cells: ['1', '2', '3'] }],
    })
  })

  it.each([
    ['one cell has no #', 'a,b\n#x,y\n', 1],
    ['all cells are empty', 'a,b\n,\n', 1],
    ['it comes later', 'a,b\n1,2\n#x,#y\n', 2],
    ['another one follows', 'a,b\n#x,#y\n#x,#y\n', 1],
  ])('is a row like others when %s', async (_, file, rows) => {
    expect((await collectTable(file)).rows).toHaveLength(rows)
  })
})

describe('a fault in a row', () => {
  it.each([
    ['a row too short', '1,2', 'row_short', undefined, 'The row has 2 cells; the header has 3 columns.'],
    ['a row too long', '1,2,3,4', 'row_long', undefined, 'The row has 4 cells; the header has 3 columns.'],
    ['a row too long, with a NUL there', '1,2,3,\0', 'row_long', undefined, /^The row has 4 cells/],
    ['a row too long, with text behind a quote there', '1,2,3,"x"y', 'row_long', undefined, /^The row has 4/],
    [
      'a row too long by very many NULs',
      `1,2,3${',abcd\0'.repeat(160_000)}`,
      'row_long',
      undefined,
      /160003/,
    ],
    ['text behind a quote', '1,"x"y,3', 'quote_text', 'b', /^Text follows the closing quote\./],
    ['text behind a quote and a blank', '1,2,"x" y', 'quote_text', 'c', /^Text follows/],
    ['a space that is no blank behind a quote', '1,"x" \v,3', 'quote_text', 'b', /^Text follows/],
    ['a quote that opens a cell and is not closed', '1,"x,3', 'quote_text', 'b', /^Text follows/, '"7",8,9'],
    ['a NUL', '1,x\0y,3', 'nul', 'b', /NUL/],
  ])('is named, and the reading goes on: %s', async (_, line, rule, column, detail, next = '7,8,9') => {
    const whole = await collectTable(`a,b,c\r\n1,"\r\n",3\r\n${line}\r\n${next}\r\n`)
    expect(whole.faults).toHaveLength(1)
    expect(whole.faults[0]).toMatchObject({ row: 2, line: 4, rule: `table.${rule}` })
    expect(whole.faults[0]?.column).toBe(column)
    expect(whole.faults[0]?.say(en)).toMatch(detail)
    expect(whole.rows[2]).toEqual({ row: 3, line: 5, cells: ['7', '8', '9'] })
  })

  it('tells what was received, up to 200 characters', async () => {
    const { faults } = await collectTable(`a,b\n1,"x"y\n1,\0${'z'.repeat(300)}\n`)
    expect(faults[0]?.received).toBe('xy')
    expect(faults[1]?.received).toHaveLength(201)
    const { faults: behind } = await collectTable('a,b\n1,"x" \t"y"\n"x"  y,2\n')
    expect(behind.map(({ received }) => received)).toEqual(['x \t"y"', 'x  y'])
  })

  it('is an unclosed quote: at the line of its row, with the line of the quote', async () => {
    const whole = await collectTable('a,b,c\n1,2,3\n4,"x\ny","z\n7,8,9\n')
    expect(faultSummaries(whole)).toEqual(['table.quote_open@3'])
    expect(whole.faults[0]).toMatchObject({ row: 2, column: 'c', received: 'z\n7,8,9\n' })
    expect(whole.faults[0]?.say(en)).toBe(
      'The file ends before the quote is closed. The quote opens on line 4.',
    )
  })

  it.each([
    ['a short last row without a line end', 'a,b,c\n1,2,3\n4,5', ['table.cut@3']],
    ['a short last row with one', 'a,b,c\n1,2,3\n4,5\n', ['table.row_short@3']],
    ['a long last row without one', 'a,b,c\n4,5,6,7', ['table.row_long@2']],
    ['a whole last row without one', 'a,b,c\n4,5,6', []],
    ['a cut in a quoted cell', 'a,b,c\n4,"5', ['table.quote_open@2']],
  ])('is a cut only in a last row that has no line end: %s', async (_, file, faults) => {
    for (const block of [1, 65_536])
      expect(faultSummaries(await collectTable(file, { block }))).toEqual(faults)
  })

  it('does not hide another in the same row', async () => {
    const whole = await collectTable('a,b,c\n\0,"x"y,"z')
    expect(whole.faults.map(({ rule, column }) => [rule, column]).sort()).toEqual([
      ['table.nul', 'a'],
      ['table.quote_open', 'c'],
      ['table.quote_text', 'b'],
    ])
  })

  it('at a quote is not one of length too', async () => {
    expect(faultSummaries(await collectTable('a,b,c\n1,"x"y\n1,"x\n'))).toEqual([
      'table.quote_text@2',
      'table.quote_open@3',
    ])
  })

  it('does not rub off on the rows around it, nor is it lost where a row is cut', async () => {
    const file = `a,b\n${'p'.repeat(sniffedBytes)},1\nx\0y,2\n3,4\nx,\0\n`
    for (let block = 1; block < 10; block++)
      expect(faultSummaries(await collectTable(file, { block })), String(block)).toEqual([
        'table.nul@3',
        'table.nul@5',
      ])
  })
})

describe('a fault in the head', () => {
  it.each([
    ['an empty file', '', ['table.empty@1'], false],
    ['a file of blank lines', '\n\r\n\r', ['table.empty@1'], false],
    ['a byte order mark alone', '\ufeff', ['table.empty@1'], false],
    ['a sep= line alone', 'sep=;\n', ['table.empty@1'], false],
    ['a header of nothing', ' ,,\n1,2,3\n', ['table.header@1'], true],
    ['a column that comes twice', 'a,b,a\n', ['table.column_twice@1'], true],
    ['a NUL in a name', 'a,b\0\n', ['table.nul@1'], true],
    ['an unclosed quote', 'a,"b\n1,2\n', ['table.quote_open@1'], true],
    ['text behind a quote', '"a"x,b\n', ['table.quote_text@1'], true],
    ['too many columns', `a${',b'.repeat(16_384)}\n`, ['table.columns@1'], false],
    [
      'the same before many rows',
      `a${',b'.repeat(16_384)}\n${'x\n'.repeat(3000)}`,
      ['table.columns@1'],
      false,
    ],
    ['a workbook', 'PK\x03\x04\x14\0\x06\0', ['table.foreign@1'], false],
    ['a Parquet file', 'PAR1\x15\x04', ['table.foreign@1'], false],
  ])('is named: %s', async (_, file, faults, readable) => {
    const whole = await collectTable(file)
    expect(faultSummaries(whole)).toEqual(faults)
    expect(whole.faults.every(({ row }) => row === undefined)).toBe(true)
    expect(whole.head !== undefined).toBe(readable)
    expect(whole.complete).toBe(readable)
  })

  it('takes as many columns as are allowed', async () => {
    const names = Array.from({ length: 16_384 }, (_, i) => `c${i}`)
    expect((await collectTable(names.join())).head?.columns).toEqual(names)
  })
})

describe('a stream', () => {
  const limit = 1_048_576

  /** Goes on for ever, and tells how much was taken and whether it was closed. */
  const endless = (first: string, then: string) => {
    const seen = { bytes: 0, closed: false }
    const chunks = async function* () {
      try {
        yield bytesOf(first)
        for (const more = bytesOf(then.repeat(10_000)); ; seen.bytes += more.length) yield more
      } finally {
        seen.closed = true
      }
    }
    return { seen, chunks: chunks() }
  }

  it.each([
    ['an unclosed quote', 'a,b\n1,2\n3,"', 'x,\n', 2, 3],
    ['a row without an end', 'a,b\n1,2\n3,', ',', 2, 3],
    ['a header without an end', '"', 'x\n', undefined, 1],
    ['blank lines without an end', '', '\n', undefined, 1],
  ])('that never ends is left at %s', async (_, first, then, row, line) => {
    const { seen, chunks } = endless(first, then)
    const parts = []
    for await (const part of readTable(chunks)) parts.push(part)
    const faults = parts.flatMap((part) => (part.kind === 'end' ? [] : part.faults))
    expect(faults).toMatchObject([{ line, rule: 'table.row_size' }])
    expect(faults[0]?.row).toBe(row)
    expect(parts.at(-1)).toMatchObject({ kind: 'end', complete: false })
    expect(seen.closed).toBe(true)
    expect(seen.bytes).toBeLessThan(3 * limit)
  })

  it.each([
    ['within the bound', limit, ['1', '2'], []],
    ['beyond it', limit + 1, ['1'], ['table.row_size@3']],
  ])('gives a row of a size %s', async (_, size, firsts, faults) => {
    const file = `a,b\n1,x\n2,${'y'.repeat(size - 2)}\n3,z\n`
    for (const block of [65_536, 1000, 4 * limit]) {
      const whole = await collectTable(file, { block })
      expect(faultSummaries(whole)).toEqual(faults)
      expect(whole.rows.map(({ cells }) => cells[0])).toEqual(faults.length > 0 ? firsts : [...firsts, '3'])
    }
  })

  it.each([
    ['of a letter each', `a\n${'x\n'.repeat(5500)}`, 5500, 0],
    ['too short', `a,b\n${'x\n'.repeat(5500)}`, 5500, 5500],
    ['of NULs', `a,b\n${'abcdefg\0,hijklmn\0\n'.repeat(5500)}`, 5500, 11_000],
    ['with letters of two bytes', `a\n${'é\nx\n'.repeat(2750)}`, 5500, 0],
  ])('of many rows in a block comes in groups of two thousand: rows %s', async (_, file, rows, faults) => {
    let [last, said] = [0, 0]
    for await (const part of readTable(chunksOf(bytesOf(file)))) {
      if (part.kind !== 'rows') continue
      expect(part.rows.length).toBeLessThanOrEqual(maxRowsPerBatch)
      expect(part.faults.length).toBeLessThanOrEqual(maxRowsPerBatch)
      expect(part.rows[0]?.row).toBe(last + 1)
      last = part.rows.at(-1)?.row ?? 0
      said += part.faults.length
    }
    expect([last, said]).toEqual([rows, faults])
  })

  it('is read in turns with another, each as if it were alone', async () => {
    const tables = [3, 7].map((n) => Array.from({ length: 4000 }, (_, i) => [String(i * n), 'x\n']))
    const readers = tables.map((cells) =>
      readTable(chunksOf(bytesOf(`a,b\n${cells.map(([a, b]) => `${a},"${b}"\n`).join('')}`))),
    )
    const read: (readonly string[])[][] = tables.map(() => [])
    for (let open = true; open; ) {
      const parts = await Promise.all(readers.map((reader) => reader.next()))
      for (const [i, { value }] of parts.entries())
        if (value?.kind === 'rows') read[i]?.push(...value.rows.map(({ cells }) => cells))
      open = parts.some(({ done }) => !done)
    }
    expect(read).toEqual(tables)
  })

  it('that fails, fails for the reader', async () => {
    const chunks = async function* () {
      yield bytesOf('a,b\n1,2\n')
      throw new Error('cut off')
    }
    const reading = async () => {
      for await (const _ of readTable(chunks(), { block: 4 }));
    }
    await expect(reading()).rejects.toThrow('cut off')
  })

  it('is closed when nobody reads on', async () => {
    const { seen, chunks } = endless('a,b\n1,2\n', '3,4\n')
    for await (const part of readTable(chunks)) if (part.kind === 'rows') break
    expect(seen.closed).toBe(true)
  })
})
