import { describe, expect, it } from 'vitest'
import { type Cells, csvLine, csvOf, importBody, recordsOf, reportCounts, row, utf8 } from './send-file.ts'

const multiline = (n: number): Cells =>
  row(`r${n}`, { title: `Two\r\n"lines", ${n}`, summary: 'Shots were fired.' })
const rows = Array.from({ length: 12 }, (_, i) => multiline(i + 1))
const file = csvOf(rows)
const columns = Object.keys(multiline(1))
const line = (n: number) => 2 * n
const lineOf = (n: number) => csvLine(columns.map((name) => rows[n - 1]?.[name] ?? ''))
const startOf = (n: number) =>
  csvLine(columns).length + rows.slice(0, n - 1).reduce((sum, _, i) => sum + lineOf(i + 1).length, 0)

describe('a file that is cut off', () => {
  /** Up to the last cell: from there on the row is whole, and may be meant so. */
  const [start, lastCell] = [startOf(8), startOf(8) + lineOf(8).lastIndexOf(',"')]
  const places = Array.from({ length: Math.floor((lastCell - start) / 3) }, (_, i) => start + 1 + i * 3)

  it('in the middle of a row is refused at the line of that row, wherever it is cut', async () => {
    for (const at of places) {
      const report = await importBody('dataset=shots', file.slice(0, at))
      expect([report.rejected, report.error_count > 0], `cut at ${at}`).toEqual([1, true])
      for (const error of report.errors) expect([error.row, error.line], `cut at ${at}`).toEqual([8, line(8)])
    }
    expect(places.length).toBeGreaterThan(20)
    expect(await recordsOf('shots')).toEqual([])
  }, 30_000)

  it('has its whole rows stored with mode=valid, and the whole file mends it', async () => {
    const cut = file.slice(0, lastCell - 2)
    expect(reportCounts(await importBody('dataset=shots&mode=valid', cut))).toEqual([7, 0, 0, 0, 1])
    expect(reportCounts(await importBody('dataset=shots&mode=valid', file))).toEqual([5, 0, 7, 0, 0])
  })

  const last = csvOf([...rows.slice(0, 3), { ...multiline(4), title: 'مدينة' }])
  const utf16 = new Uint8Array(Uint16Array.from(`\ufeff${last}`, (each) => each.charCodeAt(0)).buffer)

  it.each([
    ['UTF-8', utf8.encode(last).slice(0, -3)],
    ['UTF-16', utf16.slice(0, -5)],
  ])('within a character is refused at the line of that row: %s', async (_, bytes) => {
    const report = await importBody('dataset=shots', bytes)
    expect(report.errors).toMatchObject([{ row: 4, line: 8, column: 'title', rule: 'table.encoding' }])
    expect(await recordsOf('shots')).toEqual([])
  })
})
