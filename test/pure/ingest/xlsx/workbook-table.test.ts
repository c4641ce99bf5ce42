import { describe, expect, it } from 'vitest'
import { makeWorkbook, readCells, readTableOf, textRow } from './make-workbook.ts'

const merges = (rows: string, ...ranges: readonly string[]): string =>
  `<worksheet><sheetData>${rows}</sheetData><mergeCells>${ranges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells></worksheet>`

describe('a cell', () => {
  it('has the text of its type', async () => {
    const cells = [
      '<c t="s"><v>1</v></c>',
      '<c t="inlineStr"><is><r><t>rich </t></r><r><rPr><b/></rPr><t>text</t></r></is></c>',
      '<c t="str"><f>A1&amp;B1</f><v>of a formula</v></c>',
      '<c><f>1+1</f><v>2</v></c>',
      '<c t="b"><v>1</v></c>',
      '<c t="b"><v>0</v></c>',
      '<c t="d"><v>2022-01-05T00:00:00</v></c>',
      '<c t="d"><v>2022-01-05T19:30</v></c>',
      '<c s="1"><v>44566</v></c>',
      '<c s="2"><v>44566.8125</v></c>',
      '<c s="3"><v>44562</v></c>',
      '<c s="4"><v>0.8125</v></c>',
      '<c s="99"><v>0.1</v></c>',
      '<c t="str"><f>""</f><v></v></c>',
      '<c t="n"/>',
    ]
    const strings = [
      '<si><t>first</t></si>',
      '<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si>',
    ]
    expect(await readCells(cells.join(''), { strings })).toEqual([
      '東京',
      'rich text',
      'of a formula',
      '2',
      'TRUE',
      'FALSE',
      '2022-01-05',
      '2022-01-05T19:30',
      '2022-01-05',
      '2022-01-05T19:30',
      '2022-01',
      '19:30',
      '0.1',
      '',
      '',
    ])
  })

  it('of the date system of 1904 has its day', async () => {
    expect(await readCells('<c s="1"><v>43104</v></c>', { properties: 'date1904="1"' })).toEqual([
      '2022-01-05',
    ])
  })

  it('has a text without escapes, and with its spaces and line breaks', async () => {
    const cells = ['a_x000D_\n b', '_x005F_x000D_', ' x ', '&lt;&amp;&#233;', '_x00e9_', '<![CDATA[<b>]]>']
    expect(
      await readCells(cells.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')),
    ).toEqual(['a\r\n b', '_x000D_', ' x ', '<&é', 'é', '<b>'])
  })

  it('is read whatever the prefix of the namespace is', async () => {
    const sheet =
      '<x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>name</x:t></x:is></x:c></x:row><x:row><x:c><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    expect(await readTableOf({ sheets: { S: sheet } })).toMatchObject({ columns: ['name'], rows: [['5']] })
  })

  it('that shows an error or has no result is refused by its name', async () => {
    const rows =
      textRow(3, 'reference', 'deaths') +
      '<row r="4"><c r="A4" t="inlineStr"><is><t>r1</t></is></c><c r="B4" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>' +
      '<row r="9"><c r="A9"><f>now()</f><v/></c><c r="B9" t="inlineStr"><is><t>a_x0000_b</t></is></c></row>'
    const { faults, rows: read } = await readTableOf({ sheets: { 'My sheet': rows } })
    expect(faults).toMatchObject([
      {
        row: 1,
        line: 4,
        column: 'deaths',
        cell: "'My sheet'!B4",
        rule: 'table.cell_error',
        received: '#DIV/0!',
      },
      { row: 2, line: 9, column: 'reference', cell: "'My sheet'!A9", rule: 'table.formula' },
      { row: 2, line: 9, column: 'deaths', cell: "'My sheet'!B9", rule: 'table.nul' },
    ])
    expect(read).toEqual([
      ['r1', ''],
      ['', 'a\0b'],
    ])
  })
})

describe('the rows of a sheet', () => {
  it('begin after empty ones, keep their numbers, and skip empty ones', async () => {
    const rows = `<row r="1"/><row r="2"><c r="A2" s="1"/></row>${textRow(3, 'a', 'b')}<row r="5"><c r="B5"><v>1</v></c></row><row r="1048576"><c r="A1048576" s="1"/></row>`
    expect(await readTableOf({ sheets: { S: rows } })).toMatchObject({
      columns: ['a', 'b'],
      rows: [['', '1']],
      lines: [5],
      complete: true,
    })
  })

  it('need no positions', async () => {
    const rows = '<row><c t="str"><v>a</v></c></row><row/><row><c><v>1</v></c></row>'
    expect(await readTableOf({ sheets: { S: rows } })).toMatchObject({
      columns: ['a'],
      rows: [['1']],
      lines: [3],
    })
  })

  it('after a row of HXL tags are data', async () => {
    const rows = textRow(1, 'a', 'b') + textRow(2, '#date', '') + textRow(3, 'x', 'y')
    expect(await readTableOf({ sheets: { S: rows } })).toMatchObject({ rows: [['x', 'y']] })
  })

  it('may not go beyond the header, except with empty cells', async () => {
    const rows = textRow(1, 'a', 'b') + textRow(2, 'x', '', ' ', 'y') + textRow(3, 'z')
    expect(await readTableOf({ sheets: { S: rows } })).toMatchObject({
      rows: [
        ['x', ''],
        ['z', ''],
      ],
      faults: [{ row: 1, cell: 'S!D2', rule: 'table.row_long', received: 'y' }],
    })
  })

  it('come in order, or the sheet is damaged', async () => {
    const rows = `${textRow(2, 'a')}<row r="1"/>`
    expect(await readTableOf({ sheets: { S: rows } })).toMatchObject({
      complete: false,
      faults: [{ rule: 'table.workbook' }],
    })
  })

  it('that are hidden are read, with a note', async () => {
    const sheet = `<worksheet><cols><col min="2" max="3" hidden="1"/></cols><sheetData>${textRow(1, 'a', 'b', 'c')}${textRow(2, 'x', 'y', 'z').replace('<row', '<row hidden="true"')}</sheetData></worksheet>`
    expect(await readTableOf({ sheets: { S: sheet } })).toMatchObject({
      rows: [['x', 'y', 'z']],
      notes: [
        { rule: 'workbook.hidden_rows', times: 1 },
        { rule: 'workbook.hidden_columns', times: 2 },
      ],
    })
  })

  it('with more than a million characters are refused, and the next ones are read', async () => {
    const long = 'x'.repeat(600_000)
    const rows = textRow(1, 'a', 'b') + textRow(2, long, long) + textRow(3, 'x', 'y')
    const { faults, rows: read } = await readTableOf({ sheets: { S: rows } })
    expect(faults).toMatchObject([{ row: 1, cell: 'S!B2', rule: 'table.row_size' }])
    expect(read.at(-1)).toEqual(['x', 'y'])
  })
})

describe('merged cells', () => {
  it('of the header are named', async () => {
    const rows = textRow(1, 'Incidents') + textRow(2, 'a', 'b')
    const { faults } = await readTableOf({ sheets: { S: merges(rows, 'A1:B1') } })
    expect(faults[0]).toMatchObject({
      line: 1,
      cell: 'S!A1',
      rule: 'table.merged',
      detail: expect.stringContaining('A1:B1'),
    })
  })

  it('of the data are refused in each of their rows', async () => {
    const rows = [textRow(1, 'a', 'b'), textRow(2, 'x', '1'), textRow(3, '', '2'), textRow(4, 'y', '3')].join(
      '',
    )
    const { faults } = await readTableOf({ sheets: { S: merges(rows, 'F1:F9', 'A2:A3') } })
    expect(faults).toMatchObject([
      { row: 1, line: 2, column: 'a', cell: 'S!A2', rule: 'table.merged' },
      { row: 2, line: 3, column: 'a', cell: 'S!A2', rule: 'table.merged' },
    ])
  })

  it('beside and below the table are no fault', async () => {
    const rows = textRow(1, 'a') + textRow(2, 'x')
    const { faults } = await readTableOf({ sheets: { S: merges(rows, 'C2:D2', 'A8:B9') } })
    expect(faults).toEqual([])
  })

  it('are found wherever a piece ends', async () => {
    const rows = textRow(1, 'a') + textRow(2, 'x').repeat(1)
    for (let padding = 65_300; padding < 65_560; padding += 13) {
      const sheet = merges(rows, 'A2:A3').replace('</sheetData>', `</sheetData><!--${' '.repeat(padding)}-->`)
      const { faults } = await readTableOf({ sheets: { S: sheet } })
      expect([padding, faults.length]).toEqual([padding, 1])
    }
  })
})

describe('a title above the header', () => {
  it('is named with the row that seems to be the header', async () => {
    const rows = textRow(1, 'Incidents of 2022') + textRow(3, 'a', 'b')
    const { faults } = await readTableOf({ sheets: { S: rows } })
    expect(faults[0]).toMatchObject({
      cell: 'S!A1',
      rule: 'table.header',
      detail: expect.stringContaining('row 3'),
    })
  })

  it('is not suspected in a table of one column', async () => {
    expect(await readTableOf({ sheets: { S: textRow(1, 'a') + textRow(2, 'x') } })).toMatchObject({
      faults: [],
    })
  })
})

describe('the sheet', () => {
  const sheets = { Cover: textRow(1, 'cover'), Data: textRow(1, 'data'), 'More data': textRow(1, 'more') }

  it('is the first that is not hidden, and the others are noted', async () => {
    expect(await readTableOf({ sheets, hidden: ['Cover'] })).toMatchObject({
      columns: ['data'],
      notes: [
        { rule: 'workbook.sheet_unread', received: 'Cover' },
        { rule: 'workbook.sheet_unread', received: 'More data' },
      ],
    })
  })

  it.each(['More data', 'more DATA', ' More data '])('is the one that is named: %j', async (name) => {
    expect(await readTableOf(makeWorkbook({ sheets }), name)).toMatchObject({
      columns: ['more'],
      sheet: 'More data',
    })
  })

  it.each([
    ['Dta', sheets, 'There is no sheet "Dta". The sheets are Cover, Data, More data.'],
    ['Data', { Only: '' }, 'There is no sheet "Data". The only sheet is Only.'],
    [undefined, { Empty: '', Full: textRow(1, 'a') }, 'Add sheet=NAME to read another: Full.'],
  ] as const)('is asked for if it is not there or empty: %s', async (name, each, detail) => {
    const { faults } = await readTableOf(makeWorkbook({ sheets: each }), name)
    expect(faults).toMatchObject([{ rule: 'table.sheet', detail: expect.stringContaining(detail) }])
  })

  it('of records is found in a workbook of Sitrep whatever comes first', async () => {
    const own = { about: textRow(1, 'what'), incidents: textRow(1, 'id') }
    expect(await readTableOf({ sheets: own })).toMatchObject({ columns: ['id'] })
  })
})
