/** The numbers of pages are those of the files, for random filters, now and at an old commit. */
import { parse } from 'csv-parse/sync'
import { expect, it } from 'vitest'
import { createRandom, generateRecord } from '../../../../bench/records.ts'
import { countColumns, timeSteps } from '../../../../schemas/query.ts'
import { measures } from '../../../../src/record/segments/columns.ts'
import { admin, ask, browser, patchRecord, publishRecord } from '../../client.ts'

const records = 60

const filters = [
  ...['country=IQ', 'country=IQ,SY', 'event_subtype=shelling', 'weapon=rocket,mortar', 'weapon=any_drone'],
  ...['min_deaths=2', 'max_deaths=3', 'from=2016', 'to=2021', 'from=2018-03-01&to=2022-06-30', 'q=the'],
  ...['bbox=30,20,60,45', 'series=nowhere', 'outcome=hit', 'tag=night'],
]

const cellsOf = (html: string): string[][] => {
  const [body = ''] = /<tbody>.*?<\/tbody>/s.exec(html) ?? []
  return [...body.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) =>
      cell.replace(/<[^>]*>/g, '').replaceAll(',', ''),
    ),
  )
}

/** Returns the numbers of a row of a file, as the page has them. */
const numbersOf = (row: Readonly<Record<string, string>>, measure: string): readonly string[] => [
  row.records ?? '',
  ...['low', 'best', 'high'].map((bound) => row[`${measure}_${bound}`] ?? ''),
  row[`${measure}_unknown`] ?? '',
]

const shownNumbers = (cells: readonly string[]): string[] =>
  cells
    .slice(-5)
    .map((cell) => (cell.startsWith('–') ? '0' : cell.startsWith('none') ? '0' : (cell.split(' ')[0] ?? '')))

const random = createRandom(27)
const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T

it('are those of the files', async () => {
  for (let i = 0; i < records; i++) await publishRecord(generateRecord(i))
  const { path, etag } = await publishRecord(generateRecord(records))
  await patchRecord(path, etag, { date: '2019-05', location: { country: 'SY' } })
  for (let i = 0; i < 40; i++) {
    const by = [...new Set([pick(countColumns), pick(countColumns), pick(timeSteps)])]
    const commit = pick(['', '&commit=30', `&commit=${records + 1}`])
    const search = `${[...new Set([pick(filters), pick(filters)])].join('&')}${commit}`
    if (/from.*from|to.*to|country.*country|weapon.*weapon|deaths.*deaths/.test(search)) continue
    const measure = pick(measures)
    const query = `by=${by.join(',')}&${search}`
    const file = await ask(`/counts.csv?${query}`)
    expect([query, file.status]).toEqual([query, 200])
    const rows = parse(file.text, { columns: true }) as Record<string, string>[]
    const [total] = parse((await ask(`/counts.csv?${search}`)).text, { columns: true }) as [
      Record<string, string>,
    ]
    const page = await ask(`/counts?${query}&measure=${measure}`, { headers: browser })
    const shown = cellsOf(page.text).map(shownNumbers)
    const wanted = total.records === '0' ? [] : [...rows, total].map((row) => numbersOf(row, measure))
    expect([query, shown]).toEqual([query, wanted])

    const list = await ask(`/incidents?${search}&limit=1`, { headers: browser })
    const step = /href="\/counts\?by=(\w+)&amp;/.exec(list.text)?.[1]
    if (step === undefined) continue
    const columns = [...list.text.matchAll(/tabindex="-1"><title>[^<]*: ([\d,]+)</g)].map(([, n]) =>
      Number(n),
    )
    const { counts } = (await ask(`/counts.json?by=${step}&${search}`)).data()
    const dated = counts.filter((each: Record<string, unknown>) => each[step] !== '')
    expect([search, columns.filter((n) => n > 0)]).toEqual([
      search,
      dated.map((each: { records: number }) => each.records),
    ])
  }
  expect((await admin('/counts.json')).data().counts[0].records).toBe(records + 1)
})
