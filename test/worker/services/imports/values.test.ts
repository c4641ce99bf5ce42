import { describe, expect, it } from 'vitest'
import { admin } from '../../client.ts'
import { cellsOf, csvOf, importBody, reportCounts, row } from './send-file.ts'

const errorsOf = ({ errors }: { readonly errors: readonly object[] }) =>
  (errors as { row: number; column?: string; rule: string; detail: string }[]).map(
    ({ row, column, rule }) => `${row} ${column} ${rule}`,
  )

const importRows = (query: string, ...rows: Parameters<typeof csvOf>[0]) =>
  importBody(`dataset=values&mode=valid&publish=true${query}`, csvOf(rows))

const readBack = async (reference: string): Promise<Record<string, unknown>> => {
  const { text } = await admin('/incidents.ndjson?dataset=values')
  const records = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  return records.find((each) => each.reference === reference) ?? {}
}

describe('numbers of a file', () => {
  it('with two readings are refused, and those with one are taken with a note', async () => {
    const report = await importRows(
      '',
      row('de1', { deaths_best: '1.000', injuries_best: '12.000' }),
      row('de2', { deaths_best: '3.0', injuries_best: '2' }),
      row('de3', { deaths_best: '1\u00a0200', injuries_best: '1.234.567' }),
      row('de4', { deaths_best: '1\u00a0200', injuries_best: '' }),
    )
    expect(errorsOf(report)).toEqual(['1 deaths_best number.ambiguous', '1 injuries_best number.ambiguous'])
    expect(report.notices.filter(({ kind }) => kind === 'note')).toMatchObject([
      { rule: 'number.separators', column: 'deaths_best', received: '1\u00a0200', count: 2, rows: [3, 4] },
      { rule: 'number.separators', column: 'injuries_best', received: '1.234.567', count: 1, rows: [3] },
    ])
    expect((await readBack('de3')).casualties).toEqual({
      deaths: { best: 1200 },
      injuries: { best: 1_234_567 },
    })
  })

  it('are read so in lists, in changed cells and in the full profile too', async () => {
    const first = await importRows('', row('w1', { munitions_fired: '5' }))
    expect(reportCounts(first)).toEqual([1, 0, 0, 0, 0])
    const wrong = await importRows('', row('w1', { munitions_fired: '1.000' }))
    expect(errorsOf(wrong)).toEqual(['1 munitions_fired number.ambiguous'])
    const changed = await importRows(
      '',
      row('w1', { munitions_fired: '1\u202f000', deaths_best: '2,000,000' }),
    )
    expect([reportCounts(changed), changed.notes]).toEqual([[0, 1, 0, 0, 0], { 'number.separators': 2 }])
    const same = await importRows('', row('w1', { munitions_fired: '1000.0', deaths_best: '2000000' }))
    expect(reportCounts(same)).toEqual([0, 0, 1, 0, 0])
    const full = csvOf([
      {
        reference: 'f1',
        event_type: 'battle',
        date: '2022-01-05',
        'location.country': 'IQ',
        'sources.0.publisher': 'News',
        'casualties.deaths.best': '1.000',
      },
    ])
    const report = await importBody('dataset=values&profile=full', full)
    expect(errorsOf(report)).toEqual(['1 casualties.deaths.best number.ambiguous'])
  })
})

describe('dates and coordinates of a file', () => {
  it('in another form with one reading are taken with a note, and others refused at their column', async () => {
    const report = await importRows(
      '',
      row('of1', { date: '2022/01/05', latitude: '33°25\'35"N', longitude: '44.1' }),
      row('of2', { date: '05/01/2022', latitude: '33.4, 44.1' }),
    )
    expect(report.notices.filter(({ kind }) => kind === 'note')).toMatchObject([
      { rule: 'date.form', column: 'date', received: '2022/01/05', rows: [1] },
      { rule: 'location.degrees', column: 'latitude', rows: [1] },
    ])
    expect(errorsOf(report)).toEqual(['2 latitude field.type', '2 date date.invalid'])
    expect(await readBack('of1')).toMatchObject({
      date: '2022-01-05',
      location: { latitude: 33.426389, longitude: 44.1 },
    })
  })
})

describe('invisible marks of a file', () => {
  it('are removed from codes, dates, numbers and references, which lead to the stored record', async () => {
    const cells = { date: '\u200f2022-01-05', country: 'IQ\u200e', deaths_best: '5\u200f' }
    expect(reportCounts(await importRows('', row('rl1', cells)))).toEqual([1, 0, 0, 0, 0])
    const again = await importRows('', row('\u200brl\u200b1', cells))
    expect([reportCounts(again), again.notes]).toEqual([[0, 0, 1, 0, 0], {}])
  })
})

const nothing = [
  row('na1', { place: 'NA', admin1: '#REF!', deaths_best: 'NA', title: 'NULL' }),
  row('na2', { country: 'NA', place: 'Windhoek', admin1: '-', deaths_best: '', title: 'n/a' }),
]

describe('words for no value', () => {
  it('are refused with both readings and the cure', async () => {
    const report = await importRows('', ...nothing)
    expect(errorsOf(report).sort()).toEqual(
      [
        '1 admin1 value.placeholder',
        '1 deaths_best value.placeholder',
        '1 place value.placeholder',
        '1 title value.placeholder',
        '2 admin1 value.placeholder',
        '2 country value.placeholder',
        '2 title value.placeholder',
      ].sort(),
    )
    const details = new Map(report.errors.map(({ row, column, detail }) => [`${row} ${column}`, detail]))
    expect(details.get('1 place')).toBe(
      '"NA" usually means that there is no value. Import with null_values=NA to leave such cells blank, or with null_values= (empty) if it is the value.',
    )
    expect(details.get('2 country')).toMatch(
      /^NA is the code of Namibia, .*null_values=NA .*null_values= \(empty\)/,
    )
    expect(details.get('1 admin1')).toMatch(/error of a formula.*null_values=%23REF!/)
  })

  it('are blank if null_values names them', async () => {
    const report = await importRows(`&null_values=NA,${encodeURIComponent('#REF!')},NULL,-,n/a`, ...nothing)
    expect(errorsOf(report)).toEqual(['2 country field.required'])
    const record = await readBack('na1')
    expect([record.title, record.casualties, record.location]).toEqual([
      undefined,
      undefined,
      { country: 'IQ' },
    ])
  })

  it('are meant if null_values is empty', async () => {
    const [, namibian = {}] = nothing
    expect(reportCounts(await importRows('&null_values=', namibian))).toEqual([1, 0, 0, 0, 0])
    expect((await readBack('na2')).location).toEqual({ country: 'NA', admin1: '-', place: 'Windhoek' })
  })

  it('are no question where the stored record has them already', async () => {
    await importRows('&null_values=', row('na3', { country: 'NA', place: '?' }))
    const report = await importRows('', row('na3', { country: 'NA', place: '?', deaths_best: '4' }))
    expect(reportCounts(report)).toEqual([0, 1, 0, 0, 0])
    expect(report.warnings).toEqual({})
  })

  it('have a hint where a number stands for no value', async () => {
    const report = await importRows('', row('m99', { deaths_best: '-99' }))
    expect(report.errors[0]?.detail).toMatch(
      /0 or more\. If -99 means unknown, import with null_values=-99\./,
    )
    expect(reportCounts(await importRows('&null_values=-99', row('m99', { deaths_best: ' -99 ' })))).toEqual([
      1, 0, 0, 0, 0,
    ])
  })

  const record = {
    event_type: 'battle',
    date: '2022-01-05',
    location: { country: 'IQ', place: 'NA' },
    casualties: { deaths: { best: -99 } },
    actors: [{ name: 'A', with: ['NA', 'B'] }],
    sources: [{ publisher: 'News' }],
  }

  it('are noted or blank in NDJSON, which has null for no value', async () => {
    const send = (query: string) =>
      importBody(
        `dataset=values&publish=true${query}`,
        JSON.stringify({ ...record, reference: 'j1' }),
        'application/x-ndjson',
      )
    const { errors, notices } = await send('')
    expect(errors.map(({ pointer, rule }) => `${pointer} ${rule}`)).toEqual([
      '/casualties/deaths/best number.range',
    ])
    expect(notices.map(({ pointer, rule, received }) => [pointer, rule, received])).toEqual([
      ['/location/place', 'value.placeholder', 'NA'],
      ['/actors/0/with/0', 'value.placeholder', 'NA'],
    ])
    expect(reportCounts(await send('&null_values=NA,-99'))).toEqual([1, 0, 0, 0, 0])
    const stored = await readBack('j1')
    expect([stored.location, stored.casualties, stored.actors]).toEqual([
      { country: 'IQ' },
      undefined,
      [{ name: 'A', with: ['B'] }],
    ])
  })

  it('are blank in a file of another project if null_values names them, and otherwise kept', async () => {
    const file = (id: string) =>
      csvOf([
        {
          id,
          type_of_violence: '1',
          date_start: '2022-01-05',
          date_end: '2022-01-05',
          date_prec: '1',
          country: 'Iraq',
          adm_1: 'NA',
          side_a: 'IS',
          side_b: 'Government of Iraq',
        },
      ])
    for (const [id, query] of [
      ['901', ''],
      ['902', '&null_values=NA'],
    ] as const)
      await importBody(`dataset=values&profile=ucdp&publish=true${query}`, file(id))
    expect((await readBack('901')).location).toMatchObject({ admin1: 'NA' })
    expect((await readBack('902')).location).not.toHaveProperty('admin1')
  })

  it('are not asked about in one record of JSON or a form', async () => {
    const { casualties: _, ...kept } = record
    const answer = await admin('/incidents', { method: 'POST', json: kept })
    expect(answer.status, answer.text).toBe(201)
  })

  it.each([
    '&null_values=a&null_values=b',
    `&null_values=${Array.from({ length: 101 }, (_, i) => i).join(',')}`,
  ])('refuses %s', async (query) => {
    const answer = await admin(`/imports?dataset=values${query}`, {
      method: 'POST',
      body: csvOf(nothing),
      headers: { 'Content-Type': 'text/csv' },
    })
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('null_values')])
  })
})

describe('codes of a file', () => {
  it('may be labels, as an export with labels=true writes them', async () => {
    const codes = {
      event_type: 'remote_violence',
      event_subtype: 'shelling',
      country: 'CD',
      casualties_reported: 'none',
      weapon_types: 'rocket; mortar',
      perpetrators: 'Group A',
    }
    await importRows('', row('l1', { ...codes, title: 'Labelled' }))
    const exported = (await admin('/incidents.csv?dataset=values&labels=true&q=labelled')).text
    expect(cellsOf(exported)[0]).toMatchObject({ country: 'Congo - Kinshasa', casualties_reported: 'None' })
    const same = await importBody('dataset=values', exported)
    expect([same.errors, reportCounts(same)]).toEqual([[], [0, 0, 1, 0, 0]])
    const copied = await importBody('dataset=copies', exported)
    expect([copied.errors, reportCounts(copied)]).toEqual([[], [1, 0, 0, 0, 0]])
    expect(copied.notices).toContainEqual(
      expect.objectContaining({
        rule: 'code.label',
        column: 'country',
        received: 'Congo - Kinshasa',
        rows: [1],
      }),
    )
    expect(copied.notices).toContainEqual(
      expect.objectContaining({ rule: 'code.label', column: 'weapon_types' }),
    )
  })

  it('are suggested by the names of countries, and not taken', async () => {
    const names = ['SYR', 'UK', 'Irak', 'عراق', 'Congo', '368', 'iq', 'Burma']
    const report = await importRows('', ...names.map((country, i) => row(`c${i}`, { country })))
    expect(report.errors.map(({ detail }) => detail)).toEqual(
      [
        'SY (Syria)',
        'GB (United Kingdom)',
        'IQ (Iraq)',
        'IQ (Iraq)',
        'CG (Congo - Brazzaville) or CD (Congo - Kinshasa)',
        'IQ (Iraq)',
        'IQ (Iraq)',
        'MM (Myanmar (Burma))',
      ].map((code) => `There is no such code. Did you mean ${code}?`),
    )
  })

  it('are asked for if a state no longer exists', async () => {
    const names = ['Czechoslovakia', 'AN', 'South Yemen', 'DD']
    const report = await importRows('', ...names.map((country, i) => row(`f${i}`, { country })))
    const asked = (countries: string) =>
      `This state no longer exists. Give the country of today at the place: ${countries}.`
    expect(report.errors.map(({ detail }) => detail)).toEqual([
      asked('CZ (Czechia) or SK (Slovakia)'),
      asked('BQ (Caribbean Netherlands) or CW (Curaçao) or SX (Sint Maarten)'),
      'There is no such code. Did you mean YE (Yemen)?',
      'There is no such code. Did you mean DE (Germany)?',
    ])
    const { text } = await admin('/incidents.csv?country=YU')
    expect(text).toContain('BA (Bosnia & Herzegovina) or HR (Croatia)')
  })
})

describe('a specific type of event in a file', () => {
  it('implies its type, with a note, whether the column of the type is blank or missing', async () => {
    const blank = await importRows(
      '',
      row('t1', { event_type: '', event_subtype: 'shelling' }),
      row('t2', { event_type: '', event_subtype: 'shelling' }),
      row('t3', { event_type: '', event_subtype: '' }),
      row('t4', { event_type: 'shelling', event_subtype: '' }),
    )
    expect(errorsOf(blank)).toEqual(['3 event_type field.required', '4 event_type code.unknown'])
    expect(blank.errors[1]?.detail).toMatch(/Send event_subtype=shelling/)
    expect(blank.notices.filter(({ kind }) => kind === 'note')).toMatchObject([
      { rule: 'event_type.implied', column: 'event_subtype', received: 'shelling', count: 2, rows: [1, 2] },
    ])
    const { event_type: _, ...others } = row('t5', { event_subtype: 'armed_clash' })
    const missing = await importRows('', others)
    expect([reportCounts(missing), missing.notes]).toEqual([[1, 0, 0, 0, 0], { 'event_type.implied': 1 }])
    expect((await readBack('t5')).event_type).toBe('battle')
    expect(reportCounts(await importRows('', others))).toEqual([0, 0, 1, 0, 0])
  })
})
