// Files in which projects and programs wrote cells in other ways than the codebooks say.
import { describe, expect, it } from 'vitest'
import { admin, ask } from '../../client.ts'
import { acled, type Cells, createDataset, exportedCells, gtd, ucdp } from './crosswalk-rows.ts'
import { cellsOf, csvOf, importBody, recordsOf, reportCounts } from './send-file.ts'

const fixtures = import.meta.glob('../../../fixtures/layouts/*.csv', {
  query: '?raw',
  import: 'default',
  eager: true,
})
const fixture = (name: string): string => fixtures[`../../../fixtures/layouts/${name}.csv`] ?? ''
const seas = fixture('acled-seas')
const slashes = fixture('ucdp-slashes')
const unreadable = fixture('ucdp-unreadable-number')

const created = [1, 0, 0, 0, 0]
const rejected = [0, 0, 0, 0, 1]

const errorsOf = async (profile: string, text: string) => {
  const report = await importBody(`profile=${profile}`, text)
  return report.errors.map(({ column, rule, received }) => [column, rule, received])
}

describe('an event at sea', () => {
  it('is in international waters, and its row goes out as it came', async () => {
    await createDataset('acled')
    const report = await importBody('profile=acled&publish=true', seas)
    expect(reportCounts(report)).toEqual(created)
    expect(report.notices).toContainEqual(
      expect.objectContaining({ rule: 'crosswalk.waters', column: 'country', received: 'Red Sea', count: 1 }),
    )
    const [record] = await recordsOf('acled')
    expect(record).toMatchObject({ location: { country: 'XZ', place: 'Red Sea', precision: 'near' } })
    const [came = {}] = cellsOf(seas)
    expect(await exportedCells('acled', came)).toEqual(came)
  })

  it.each([
    ['acled', acled({ iso: '0', country: 'Strait of Hormuz', location: 'Off Larak', region: '' })],
    ['acled', acled({ iso: '', country: 'Gulf of Aden', location: '', region: '' })],
    ['gtd', gtd({ country: '422', country_txt: 'International', city: '' })],
    ['ucdp', (({ iso3, ...row }) => row)(ucdp({ country: 'Black Sea', where_prec: '7' }))],
  ])('keeps the name of the sea: %s %j', async (profile, came) => {
    await createDataset(profile)
    expect(reportCounts(await importBody(`profile=${profile}&publish=true`, csvOf([came])))).toEqual(created)
    expect((await recordsOf(profile))[0]).toMatchObject({ location: { country: 'XZ' } })
    expect(await exportedCells(profile, came)).toEqual(came)
  })

  it('of our own goes out to ACLED under the name of its sea', async () => {
    const event = {
      event_type: 'remote_violence',
      date: '2026-05-20',
      sources: [{ publisher: 'Example News' }],
    }
    for (const location of [
      { country: 'XZ', place: 'Red Sea', precision: 'international' },
      { country: 'XZ', place: 'Off Hodeidah', latitude: 15, longitude: 42, precision: 'near' },
      { country: 'XZ' },
    ])
      expect((await admin('/incidents', { method: 'POST', json: { ...event, location } })).status).toBe(201)
    const { text } = await admin('/incidents.csv?profile=acled&status=submitted')
    expect(cellsOf(text).map(({ iso, country, geo_precision }) => [iso, country, geo_precision])).toEqual([
      ['0', 'Red Sea', '3'],
      ['0', 'International waters', '2'],
    ])
  })
})

describe('a name that no table has', () => {
  it.each([
    ['acled', acled({ iso: '2', country: 'Nowhere Land' }), 'country', 'IQ'],
    ['ucdp', ucdp({ country: 'Irak' }), 'country', 'IQ'],
    ['gtd', gtd({ country_txt: 'Mesopotamia', latitude: '33.3', longitude: '44.4' }), 'country_txt', 'IQ'],
  ])(
    'is kept with a note, and the coordinates say the country: %s',
    async (profile, row, column, country) => {
      await createDataset(profile)
      const { iso3: _, ...came } = row as Cells
      const report = await importBody(`profile=${profile}&publish=true`, csvOf([came]))
      expect(reportCounts(report)).toEqual(created)
      expect(report.notices).toContainEqual(
        expect.objectContaining({ rule: 'crosswalk.country', column, received: came[column] }),
      )
      expect((await recordsOf(profile))[0]).toMatchObject({ location: { country } })
      expect(await exportedCells(profile, came)).toEqual(came)
    },
  )

  it('without coordinates is refused, with the name that may be meant', async () => {
    const row = ucdp({ country: 'Irak', latitude: '', longitude: '' })
    const report = await importBody('profile=ucdp', csvOf([row]))
    expect(report.errors).toMatchObject([{ column: 'country', rule: 'code.unknown', received: 'Irak' }])
    expect(report.errors[0]?.detail).toMatch(/no coordinates.*Did you mean Iraq\?/)
  })

  it('that contradicts the number of the country is refused, with both named', async () => {
    const report = await importBody('profile=acled', csvOf([acled({ country: 'Syria' })]))
    expect(report.errors).toMatchObject([{ column: 'country', rule: 'code.unknown', received: 'Syria' }])
    expect(report.errors[0]?.detail).toContain('368 is Iraq')
  })

  it.each([
    ['acled', acled({ sub_event_type: 'Sea drone strike' }), 'sub_event_type'],
    ['acled', acled({ event_type: 'Cyber', sub_event_type: '' }), 'event_type'],
    ['acled', acled({ inter2: 'Robots' }), 'inter2'],
    ['ucdp', ucdp({ where_prec: '8' }), 'where_prec'],
    ['gtd', gtd({ weaptype1: '99' }), 'weaptype1'],
    ['gtd', gtd({ targtype2: '77', target2: 'A thing' }), 'targtype2'],
  ])('is kept with its column and the cell: %s %#', async (profile, row, column) => {
    await createDataset(profile)
    const { iso3: _, ...came } = row as Cells
    const report = await importBody(`profile=${profile}&publish=true`, csvOf([came]))
    expect(reportCounts(report)).toEqual(created)
    expect(report.notices).toContainEqual(
      expect.objectContaining({ rule: 'crosswalk.code', column, received: came[column], rows: [1] }),
    )
    expect(await exportedCells(profile, came)).toEqual(came)
  })
})

describe('a day', () => {
  it('with slashes and a midnight is read, with a note', async () => {
    const report = await importBody('profile=ucdp&publish=true', slashes)
    expect(reportCounts(report)).toEqual(created)
    const received = '2009/08/07 00:00:00'
    expect(report.notices).toContainEqual(
      expect.objectContaining({ rule: 'crosswalk.date_form', column: 'date_start', received }),
    )
    expect((await recordsOf('ucdp'))[0]).toMatchObject({ date: '2009-08-07' })
    const [came = {}] = cellsOf(slashes)
    expect(await exportedCells('ucdp', came)).toEqual(came)
  })

  it.each([
    [
      'ucdp',
      ucdp({ date_start: '07.08.2009 00:00:00' }),
      'date_start',
      '07.08.2009 00:00:00',
      /2009-08-07 or 2009-07-08/,
    ],
    ['ucdp', ucdp({ date_start: 'soon' }), 'date_start', 'soon', /UCDP writes days as 2014-01-22/],
    ['ucdp', ucdp({ date_end: '2014/02/30' }), 'date_end', '2014/02/30', /2014-02 has no day 30/],
    [
      'ucdp',
      ucdp({ date_end: '2014-01-02 00:00:00.000' }),
      'date_end',
      '2014-01-02 00:00:00.000',
      /ends before it begins/,
    ],
    ['acled', acled({ event_date: '05/06/2023' }), 'event_date', '05/06/2023', /2023-06-05 or 2023-05-06/],
    [
      'acled',
      acled({ event_date: 'lately', time_precision: '2' }),
      'event_date',
      'lately',
      /ACLED writes days as 2023-02-16/,
    ],
    ['gtd', gtd({ imonth: '13' }), 'imonth', '13', /GTD writes the year, the month/],
    ['gtd', gtd({ iday: '31', imonth: '2' }), 'iday', '31', /2017-02 has no day 31/],
    ['gtd', gtd({ iyear: 'x' }), 'iyear', 'x', /GTD writes/],
  ])('that is not certain is refused by its cell: %s %#', async (profile, row, column, received, detail) => {
    const report = await importBody(`profile=${profile}`, csvOf([row]))
    expect(reportCounts(report)).toEqual(rejected)
    expect(report.errors.map((each) => [each.column, each.received])).toEqual([[column, received]])
    expect(report.errors[0]?.detail).toMatch(detail)
  })
})

describe('a number that is none', () => {
  it('refuses the row, each cell by its column and as it is', async () => {
    const report = await importBody('profile=ucdp', unreadable)
    expect(reportCounts(report)).toEqual(rejected)
    expect(report.errors.map(({ column, rule, received }) => [column, rule, received])).toEqual([
      ['best', 'number.whole', '1,234'],
      ['low', 'field.type', '12+'],
    ])
    expect(report.errors[0]?.detail).toContain('1234 or 1.234')
    expect(report.notices).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ rule: 'crosswalk.number_form', column: 'latitude', received: '50,45' }),
        expect.objectContaining({ rule: 'crosswalk.number_form', column: 'longitude', received: '30,52' }),
        expect.objectContaining({ rule: 'crosswalk.number', column: 'high', received: 'NA' }),
      ]),
    )
  })

  it.each([
    ['ucdp', ucdp({ deaths_b: 'several' }), [['deaths_b', 'field.type', 'several']]],
    ['ucdp', ucdp({ latitude: 'N 33' }), [['latitude', 'field.type', 'N 33']]],
    ['ucdp', ucdp({ best: '-1' }), [['best', 'number.range', '-1']]],
    ['acled', acled({ fatalities: '3-5' }), [['fatalities', 'field.type', '3-5']]],
    ['gtd', gtd({ nwound: '1.000' }), [['nwound', 'number.whole', '1.000']]],
  ])('is named with its column: %s %#', async (profile, row, errors) => {
    expect(await errorsOf(profile, csvOf([row]))).toEqual(errors)
  })

  it.each([
    ['ucdp', ucdp({ latitude: '33,3558', longitude: '43,786124' }), { location: { latitude: 33.3558 } }],
    ['acled', acled({ fatalities: '1 234' }), { casualties: { deaths: { best: 1234 } } }],
    ['gtd', gtd({ nkill: '-99', nwound: '٣' }), { casualties: { injuries: { best: 3 } } }],
    ['gtd', gtd({ nkill: '2.5' }), { casualties: { deaths: { low: 2, high: 3 } } }],
  ])('but can only mean one thing is read: %s %#', async (profile, row, record) => {
    await createDataset(profile)
    const { iso3: _, ...came } = row as Cells
    expect(reportCounts(await importBody(`profile=${profile}&publish=true`, csvOf([came])))).toEqual(created)
    expect((await recordsOf(profile))[0]).toMatchObject(record)
    expect(await exportedCells(profile, came)).toEqual(came)
  })
})

describe('an annotated file', () => {
  it('is read without its column of errors', async () => {
    const report = await importBody('profile=ucdp', csvOf([{ ...ucdp(), sitrep_errors: 'best: no number' }]))
    expect(report.notices.map(({ column }) => column)).not.toContain('sitrep_errors')
    const [record] = await recordsOf('ucdp')
    expect(record?.external).toMatchObject({
      fields: expect.not.objectContaining({ sitrep_errors: expect.anything() }),
    })
  })
})

describe('a column that the layout has no more', () => {
  it('is kept, and the loss report names it', async () => {
    await createDataset('acled')
    const { assoc_actor_1: _, ...rest } = acled()
    const old = { GWNO: '645', ALLY_ACTOR_1: 'A partner', ...rest, actor1: 'A force' }
    const report = await importBody('profile=acled&publish=true', csvOf([old]))
    expect(reportCounts(report)).toEqual(created)
    expect((await recordsOf('acled'))[0]).toMatchObject({
      actors: [{ name: 'A force', with: ['A partner'] }, {}],
      external: { fields: { GWNO: '645' } },
    })
    expect(await exportedCells('acled', { assoc_actor_1: '' })).toEqual({ assoc_actor_1: 'A partner' })
    const losses = cellsOf((await ask('/incidents.loss.csv?profile=acled')).text)
    expect(losses).toContainEqual(
      expect.objectContaining({
        ...{ kind: 'lost', rule: 'crosswalk.former_column', column: 'GWNO' },
        detail: 'The row came with "645".',
      }),
    )
  })
})
