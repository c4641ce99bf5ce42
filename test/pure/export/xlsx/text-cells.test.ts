import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { getColumn } from '../../../../src/record/flat-columns.ts'
import {
  firstCell,
  type ReadWorkbook,
  readWritten,
  storedRecord,
  textCell,
  unvalidatedRecord,
} from './read-workbook.ts'

const cutCells = ({ about }: ReadWorkbook['sheets']): string | undefined =>
  about?.rows.find((row) => row.what?.value === 'cut cells')?.value?.value

describe('a text', () => {
  const formulas = ['=1+1', '+1', '-1', '@SUM(1,2)', '\t=1', '\n=1', '=HYPERLINK("http://a.example","x")']

  it.each(formulas)('that reads as a formula stays a text: %j', async (value) => {
    expect(await firstCell({ title: value }, 'title')).toEqual({ type: 'text', style: 4, value })
  })

  it('with that mark keeps it when it is edited', async () => {
    const { parts } = await readWritten([])
    const styles = [...(parts['xl/styles.xml'] ?? '').matchAll(/<xf [^>]*xfId[^>]*>/g)].map(([xf]) => xf)
    expect(styles.map((xf) => xf.includes('quotePrefix="1"'))).toEqual([false, false, false, false, true])
  })

  it.each([
    '007',
    '1e5',
    '2022-01-05',
    'TRUE',
    ' both ends ',
    'a\nb\tc',
    '\u0000\u0001\u001f\ufffe\uffff',
    '_x000D_',
    '_x005F_x000D_',
    '_x000d_x0041_',
    '_x0001\u0002',
    '__x0041__',
    '_x00zz_',
    '<b a="1">&amp; \'x\' ]]></b>',
    'قاعدة عين الأسد',
    '😀\u200f',
  ])('comes through as it is: %j', async (value) => {
    expect(await firstCell({ title: value }, 'title')).toEqual(textCell(value))
  })

  it.each([
    ['a\rb', 'a\nb', 0],
    ['a\r\nb\r\r\n', 'a\nb\n\n', 0],
    ['\r=1', '\n=1', 4],
  ])('has line feeds alone, whatever its line breaks are: %j', async (title, value, style) => {
    expect(await firstCell({ title }, 'title')).toEqual({ type: 'text', style, value })
  })

  it('comes through whatever it is', async () => {
    const piece = fc.constantFrom(
      '_',
      'x',
      '0',
      '4',
      'D',
      '_x000D_',
      '\u0002',
      '&',
      '<',
      ' ',
      '\ud83d',
      '\ude00',
      'م',
    )
    const texts = fc.array(
      fc.array(piece, { minLength: 1, maxLength: 12 }).map((some) => some.join('')),
      {
        minLength: 20,
        maxLength: 20,
      },
    )
    await fc.assert(
      fc.asyncProperty(texts, async (titles) => {
        const { sheets } = await readWritten(
          titles.map((title) => unvalidatedRecord({ title })),
          { fields: ['title'] },
        )
        expect(sheets.incidents?.rows.map(({ title }) => title?.value)).toEqual(
          titles.map((title) => title.toWellFormed()),
        )
      }),
      { numRuns: 60 },
    )
  })

  it('that is longer than a cell says so at its end, and in the sheet about', async () => {
    const url = `https://example.org/${'a'.repeat(1960)}`
    const all = Array.from({ length: 17 }, (_, i) => ({ url: `${url}${i}` }))
    const { sheets } = await readWritten([storedRecord({ sources: all }), storedRecord()])
    const cell = sheets.incidents?.rows[0]?.source_urls?.value ?? ''
    const whole = String(getColumn('source_urls').get(storedRecord({ sources: all })))
    expect(cell.length).toBe(32_767)
    const [, shown = '', size] =
      /^(.*) \[cut: of (\d+) characters a cell of Excel holds 32767\]$/.exec(cell) ?? []
    expect(Number(size)).toBe(whole.length)
    expect(whole.startsWith(shown) && shown.length > 32_600).toBe(true)
    expect(cutCells(sheets)).toBe('1')
  })

  it('of just the length of a cell is whole, and a cut leaves no half of a character', async () => {
    const { sheets } = await readWritten([unvalidatedRecord({ title: 'a'.repeat(32_767) })])
    expect(sheets.incidents?.rows[0]?.title?.value).toBe('a'.repeat(32_767))
    expect(cutCells(sheets)).toBe('0')
    for (const start of ['', 'a'])
      expect((await firstCell({ title: start + '😀'.repeat(17_000) }, 'title'))?.value).toMatch(
        /^a?😀+ \[cut: of 3400[01] characters/u,
      )
  })
})
