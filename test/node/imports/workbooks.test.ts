/** Workbooks as other programs write them, in test/fixtures/workbooks: LibreOffice, R, and writers of JavaScript. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { Problem } from '../../../src/problems.ts'
import { workbookCsv } from '../../../src/services/imports/workbook-csv.ts'
import { fileOf, makeWorkbook, readTableOf, textRow } from '../../pure/ingest/xlsx/make-workbook.ts'

const fixture = (name: string): Uint8Array => readFileSync(join('test/fixtures/workbooks', name))

describe('a workbook of another program', () => {
  it('of LibreOffice has dates before 1900, times, results of formulas and booleans', async () => {
    const { rows, faults } = await readTableOf(fixture('libreoffice.xlsx'))
    expect([rows, faults]).toEqual([
      [
        ['l1', '2022-01-05', '2022-01-05T19:30', '3', '2', 'TRUE'],
        ['l2', '1753-01-01', '2022-01-06', '33.315', '7', 'FALSE'],
      ],
      [],
    ])
  })

  it('of R (openxlsx) has empty cells for NA', async () => {
    expect(await readTableOf(fixture('openxlsx.xlsx'))).toMatchObject({
      sheet: 'R data',
      rows: [
        ['r1', '2022-01-05', '2022-01-05T19:30', '0.3', 'TRUE'],
        ['r2', '', '2022-01-06', '', ''],
      ],
      faults: [],
    })
  })

  it('of exceljs has rich texts, a month, hidden rows and an error', async () => {
    const { rows, lines, faults, notes } = await readTableOf(fixture('exceljs.xlsx'))
    expect(lines).toEqual([3, 4, 5])
    expect(rows.map(([, date, , , , , , summary, title]) => [date, summary, title])).toEqual([
      ['2022-01-05', 'Shots were fired.', 'e1-x'],
      ['2022-01-05T19:30', 'Line one\nline two A', '00123'],
      ['2022-01', 'A third.', 'TRUE'],
    ])
    expect(faults).toMatchObject([{ cell: 'Events!G5', rule: 'table.cell_error', received: '#REF!' }])
    expect(notes).toEqual([
      { rule: 'workbook.sheet_unread', received: 'Notes' },
      { rule: 'workbook.hidden_rows', times: 1 },
    ])
  })

  it('of exceljs counts days from 1904, and has merged cells', async () => {
    const { rows, faults } = await readTableOf(fixture('exceljs-1904.xlsx'))
    expect(rows.map(([, date]) => date)).toEqual(['2022-01-05', '2022-01-06'])
    expect(faults).toMatchObject([
      { line: 2, cell: "'It''s 1904'!A2", rule: 'table.merged' },
      { line: 3, cell: "'It''s 1904'!A2", rule: 'table.merged' },
    ])
  })

  it.each(['sheetjs.xlsx', 'book.xlsm'])('of SheetJS has numbers without an exponent: %s', async (name) => {
    const { rows } = await readTableOf(fixture(name))
    expect(rows).toEqual([
      ['s1', '2022-01-05', 'IQ', 'battle', '0', 'x'],
      ['s2', '2022-01-06', 'IQ', 'battle', '0.0000001', '0012'],
      ['s3', '2022-01', 'IQ', 'battle', '123456789012', 'TRUE'],
    ])
  })

  it.each([
    ['book.xls', 'an old Excel workbook (.xls)'],
    ['book.xlsb', 'a binary Excel workbook (.xlsb)'],
    ['book.ods', 'an OpenDocument spreadsheet (.ods)'],
    ['password.xlsx', 'protected by a password'],
  ])('is refused by its name: %s', async (name, words) => {
    const { faults } = await readTableOf(fixture(name))
    expect(faults).toMatchObject([{ rule: 'table.foreign', detail: expect.stringContaining(words) }])
  })
})

describe('a workbook as CSV', () => {
  const csvOf = async (bytes: Uint8Array, sheet?: string): Promise<string> => {
    let text = ''
    for await (const piece of workbookCsv(fileOf(bytes), { sheet })) text += piece
    return text
  }

  it('has the cells of its sheet', async () => {
    const bytes = fixture('openxlsx.xlsx')
    const { columns, rows } = await readTableOf(bytes)
    expect(parse(await csvOf(bytes))).toEqual([columns, ...rows])
    const sheets = { First: textRow(1, 'a'), Second: textRow(1, 'b', 'c') + textRow(2, 'x,"y"', ' z') }
    expect(await csvOf(makeWorkbook({ sheets }), 'Second')).toBe('b,c\r\n"x,""y"""," z"\r\n')
  })

  it('throws the faults that CSV cannot express', async () => {
    const error = await csvOf(fixture('exceljs.xlsx')).catch((thrown) => thrown)
    expect(error).toBeInstanceOf(Problem)
    expect(error.errors).toMatchObject([{ cell: 'Events!G5', rule: 'table.cell_error' }])
    await expect(csvOf(fixture('book.xls'))).rejects.toThrow('old Excel workbook')
  })
})
