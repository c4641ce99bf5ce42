import { describe, expect, it } from 'vitest'
import { admin } from '../../client.ts'
import {
  type Cells,
  cellsOf,
  csvLine,
  csvOf,
  importBody,
  recordsOf,
  reportCounts,
  row,
  send,
} from './send-file.ts'

interface Kind {
  readonly column: string
  readonly bad: string
  readonly rule: string
  /** What else the row has, good or bad. */
  readonly beside?: Cells
}

const kinds: readonly Kind[] = [
  { column: 'event_type', bad: 'battel', rule: 'code.unknown' },
  { column: 'date', bad: '2022-02-30', rule: 'date.invalid' },
  { column: 'date', bad: '2022-03-05/2022-03-01', rule: 'date.order' },
  { column: 'country', bad: '', rule: 'field.required' },
  { column: 'deaths_best', bad: '-1', rule: 'number.range' },
  { column: 'injuries_best', bad: '2.5', rule: 'number.whole' },
  { column: 'injuries_high', bad: 'many', rule: 'field.type' },
  { column: 'latitude', bad: '', rule: 'location.pair' },
  { column: 'title', bad: 'x'.repeat(20_000), rule: 'text.length' },
  { column: 'place', bad: 'Hit\u0007', rule: 'text.control' },
  { column: 'source_urls', bad: 'ftp://example.org/a', rule: 'url.invalid' },
  { column: 'event_subtype', bad: 'shelling', rule: 'event_subtype.parent' },
  {
    column: 'munitions_fired',
    bad: '5',
    rule: 'weapons.fates',
    beside: { weapon_types: 'rocket', munitions_hit: '7' },
  },
  { column: 'deaths_best', bad: '3', rule: 'casualties.order', beside: { deaths_low: '9' } },
  { column: 'deaths_best', bad: '3', rule: 'casualties.none', beside: { casualties_reported: 'none' } },
  { column: 'deaths_best', bad: '0', rule: 'casualties.unknown', beside: { casualties_reported: 'unknown' } },
  { column: 'links', bad: 'nonsense', rule: 'flat.link' },
  { column: 'reference', bad: 'r1', rule: 'reference.twice' },
  { column: 'admin1', bad: 'An\0bar', rule: 'table.nul' },
  { column: 'sources', bad: '', rule: 'table.row_short' },
]

const columns = [
  'reference',
  'event_type',
  'event_subtype',
  'date',
  'country',
  'admin1',
  'place',
  'latitude',
  'longitude',
  'weapon_types',
  'munitions_fired',
  'munitions_hit',
  'casualties_reported',
  'deaths_low',
  'deaths_best',
  'injuries_best',
  'injuries_high',
  'links',
  'title',
  'source_urls',
  'summary',
  'sources',
]

const wanted = 1000
const copies = 5

/** The good cells of a row, from 1; the summary of every seventh has two lines. */
const good = (n: number): Cells => {
  const over = {
    deaths_best: String(n % 4),
    summary: n % 7 === 0 ? 'Shots,\r\n"again".' : 'Shots were fired.',
    sources: 'Example News',
    latitude: '33.5',
    longitude: '44.5',
  }
  return { ...Object.fromEntries(columns.map((name) => [name, ''])), ...row(`r${n}`, over) }
}

/** What is planted, by row. */
const planted = new Map(
  kinds.flatMap((kind, k) =>
    Array.from({ length: copies }, (_, c) => [(k * copies + c) * 10 + 3, kind] as const),
  ),
)

const cellsAt = (n: number): Cells => {
  const kind = planted.get(n)
  return kind ? { ...good(n), ...kind.beside, [kind.column]: kind.bad } : good(n)
}

const lineAt = (n: number): string => {
  const cells = columns.map((name) => cellsAt(n)[name] ?? '')
  return csvLine(planted.get(n)?.rule === 'table.row_short' ? cells.slice(0, -1) : cells)
}

const numbers = Array.from({ length: wanted }, (_, i) => i + 1)
const file = csvLine(columns) + numbers.map(lineAt).join('')
const lineOf = (n: number): number => 1 + n + Math.floor((n - 1) / 7)

/** A row that is too short has no cell to name. */
const expected = [...planted].map(([n, { column, rule }]) => ({
  row: n,
  line: lineOf(n),
  column: rule === 'table.row_short' ? undefined : column,
  rule,
}))

const placeOf = ({ row: n, line, column, rule }: (typeof expected)[number]) => ({
  row: Number(n),
  line: Number(line),
  column: column || undefined,
  rule,
})

const byRow = (a: { row?: number }, b: { row?: number }) => Number(a.row) - Number(b.row)

describe('a file of 1,000 rows with 100 errors of 20 kinds', () => {
  it('is refused with a report of exactly these, each at its row, line and column', async () => {
    expect([new Set(kinds.map(({ rule }) => rule)).size, planted.size]).toEqual([20, 100])
    const report = await importBody('dataset=shots&publish=true', file)
    expect([report.rows, ...reportCounts(report)]).toEqual([wanted, 0, 0, 0, 0, 100])
    expect(report.errors.map((each) => placeOf(each as never)).sort(byRow)).toEqual(expected)
    for (const each of report.errors) {
      const { column, bad, rule } = planted.get(each.row ?? 0) as Kind
      expect(each.detail, rule).toMatch(/^\S.*[.?]$/s)
      if (bad !== '') expect(String(each.received).slice(0, 200), column).toBe(bad.slice(0, 200))
    }
    expect(await recordsOf('shots')).toEqual([])
  })

  it('has the same errors in errors.csv', async () => {
    const report = await importBody('dataset=shots', file)
    const answer = await admin(`/imports/${report.import}/errors.csv`)
    expect(answer.type).toMatch(/^text\/csv/)
    const lines = cellsOf(answer.text)
    expect(lines.map((each) => placeOf(each as never)).sort(byRow)).toEqual(expected)
    const shown = report.errors.map((each) =>
      Object.fromEntries(
        ['row', 'line', 'column', 'cell', 'pointer', 'rule', 'received', 'detail'].map((name) => {
          const value = (each as never)[name]
          return [name, value === undefined ? '' : String(value)]
        }),
      ),
    )
    expect(lines).toEqual(shown)
  })

  it('comes back annotated beside its rows, and goes through when the planted cells are mended', async () => {
    const report = await importBody('dataset=shots&publish=true', file)
    const back = cellsOf((await admin(`/imports/${report.import}/annotated.csv`)).text)
    expect(Object.keys(back[0] ?? {})).toEqual([...columns, 'sitrep_errors'])
    for (const [i, { sitrep_errors: said, ...cells }] of back.entries()) {
      expect(cells).toEqual(cellsAt(i + 1))
      const rule = planted.get(i + 1)?.rule
      expect(said, `row ${i + 1}`).toMatch(rule ? new RegExp(`\\(${rule}\\)$`) : /^$/)
    }
    const mended = back.map((cells, i) => ({
      ...cells,
      ...(planted.has(i + 1) ? { ...good(i + 1), sitrep_errors: '' } : {}),
    }))
    const again = await importBody('dataset=shots&publish=true', csvOf(mended))
    expect(again.errors).toEqual([])
    expect([again.rows, ...reportCounts(again)]).toEqual([wanted, wanted, 0, 0, 0, 0])
    const stored = new Map((await recordsOf('shots')).map((each) => [each.reference, each]))
    expect(stored.size).toBe(wanted)
    for (const n of numbers)
      expect(stored.get(`r${n}`)).toMatchObject({ casualties: { deaths: { best: n % 4 } } })
  })

  it('stores its 900 good rows with mode=valid', async () => {
    const report = await importBody('dataset=shots&mode=valid', file)
    expect([report.rows, ...reportCounts(report)]).toEqual([wanted, 900, 0, 0, 0, 100])
    const stored = (await recordsOf('shots')).map(({ reference }) => reference)
    expect(stored.sort()).toEqual(
      numbers
        .filter((n) => !planted.has(n))
        .map((n) => `r${n}`)
        .sort(),
    )
  })
})

describe('a file with more errors than an answer shows', () => {
  it('has a thousand of them in the answer, and all in errors.csv and in the count', async () => {
    const text = csvOf(Array.from({ length: 1500 }, (_, i) => row(`r${i}`, { date: 'never' })))
    const report = await importBody('dataset=shots', text)
    expect([report.errors.length, report.error_count, report.rejected]).toEqual([1000, 1500, 1500])
    expect(cellsOf((await admin(`/imports/${report.import}/errors.csv`)).text)).toHaveLength(1500)
  })

  it('has each beside its row in the annotated file, of faults and rules, over several blocks', async () => {
    const wrong = (i: number) => ({ date: i % 7 === 0, short: i % 11 === 0 })
    const summary = 'Shots were fired at a base, and again a little later. '.repeat(3)
    const cells = Array.from({ length: 4000 }, (_, i) => {
      const { date, short } = wrong(i)
      const all = Object.values(row(`r${i}`, { summary, ...(date ? { date: 'never' } : {}) }))
      return csvLine(short ? all.slice(0, -1) : all)
    })
    const report = await importBody('dataset=shots', csvLine(Object.keys(row('r'))) + cells.join(''))
    const back = cellsOf((await admin(`/imports/${report.import}/annotated.csv`)).text)
    expect(back).toHaveLength(4000)
    for (const [i, { sitrep_errors: said = '' }] of back.entries()) {
      const { date, short } = wrong(i)
      const rule = short ? '(table.row_short)' : '(date.invalid)'
      expect(said, `row ${i + 1}`).toEqual(date || short ? expect.stringContaining(rule) : '')
    }
  })

  it('keeps the file byte for byte', async () => {
    const body = new Uint8Array([0xef, 0xbb, 0xbf, ...new TextEncoder().encode(csvOf([row('r1')]))])
    const answer = await send('dataset=shots', body)
    const kept = await admin(`/imports/${answer.data().import}/file`)
    expect(kept.text).toBe(`\ufeff${csvOf([row('r1')])}`)
  })
})
