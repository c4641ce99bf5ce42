import { beforeEach, describe, expect, it } from 'vitest'
import { admin, ask, expectProblem, patchRecord, publishRecord } from '../../client.ts'
import { acled, type Cells, createDataset, gtd, ucdp } from './crosswalk-rows.ts'
import { cellsOf, csvOf, importBody, recordsOf, reportCounts, send } from './send-file.ts'

/** The rows of a profile that went out again, of the columns that came in. */
const back = async (profile: string, came: Cells) => {
  const [row = {}, ...more] = cellsOf((await ask(`/incidents.csv?profile=${profile}`)).text)
  expect(more).toEqual([])
  return Object.fromEntries(Object.keys(came).map((name) => [name, row[name]]))
}

describe('a row of UCDP', () => {
  it('becomes a record, with every bend counted', async () => {
    const report = await importBody('profile=ucdp', csvOf([ucdp()]))
    expect(reportCounts(report)).toEqual([1, 0, 0, 0, 0])
    expect(report.notes).toEqual({
      'crosswalk.columns_kept': 3,
      'ucdp.kind': 1,
      'ucdp.once': 1,
      'crosswalk.cell_kept': 1,
    })
    expect(report.warnings).toMatchObject({ 'casualties.order': 1 })
    const [record] = await recordsOf('ucdp')
    expect(record).toMatchObject({
      reference: '114064',
      event_type: 'unspecified',
      conflict_type: 'state_based',
      date: '[2014-01-24..2014-01-25]',
      location: { country: 'IQ', place: 'Al Fallūjah town', latitude: 33.3558, precision: 'exact' },
      actors: [
        { name: 'Government of Iraq', role: 'side_a', type: 'state_forces' },
        { name: 'IS', role: 'side_b' },
      ],
      casualties: { deaths: { low: 9, best: 8, high: 8 } },
      sources: [{ publisher: 'Reuters News', title: 'Shells; and more', published: '2014-02-22' }],
      external: { scheme: 'ucdp', id: '114064', fields: { iso3: 'IRQ', conflict_new_id: '259' } },
    })
  })

  it('goes out as it came', async () => {
    await importBody('profile=ucdp&publish=true', csvOf([ucdp()]))
    const { iso3, ...came } = ucdp()
    expect(await back('ucdp', came)).toEqual(came)
  })

  it('goes out with what an editor changed, and the loss is named', async () => {
    await importBody('profile=ucdp&publish=true', csvOf([ucdp()]))
    const [record = {}] = await recordsOf('ucdp')
    const path = `/incidents/${record.id}`
    const { headers } = await admin(`${path}.json`)
    const etag = headers.get('ETag') ?? ''
    const edited = await patchRecord(path, etag, {
      date: '2014-01-24',
      casualties: { deaths: { best: 9, high: 9 } },
    })
    expect(edited.status, edited.text).toBe(200)
    const { iso3, ...came } = ucdp()
    expect(await back('ucdp', came)).toEqual({
      ...came,
      date_start: '2014-01-24',
      date_end: '2014-01-24',
      date_prec: '1',
      best: '9',
      high: '9',
    })
    const losses = cellsOf((await ask('/incidents.loss.csv?profile=ucdp')).text)
    const own = losses.filter(({ id }) => id !== '').map(({ rule, column }) => [rule, column])
    expect(own).toEqual([
      ['crosswalk.former_column', 'iso3'],
      ...['date_start', 'date_end', 'date_prec'].map((each) => ['crosswalk.changed', each]),
    ])
  })

  it.each([
    ['an aggregate', { event_clarity: '2' }, '2014-01-24/2014-01-25', 'ucdp.lasted'],
    ['one day', { date_end: '2014-01-24', date_prec: '1' }, '2014-01-24', 'ucdp.kind'],
    ['a precision that does not fit', { date_prec: '5' }, '[2014-01-24..2014-01-25]', 'ucdp.date_precision'],
  ])('has the date of %s', async (_, over, date, rule) => {
    const report = await importBody('profile=ucdp', csvOf([ucdp(over)]))
    expect(report.notes[rule]).toBe(1)
    expect((await recordsOf('ucdp'))[0]).toMatchObject({ date })
  })

  it.each([
    [
      'nothing',
      { source_article: '', source_office: '', source_date: '', source_headline: '' },
      { publisher: 'UCDP GED', kind: 'dataset' },
      'crosswalk.source_dataset',
    ],
    [
      'words',
      { source_article: 'r 25/2', source_office: '', source_date: '', source_headline: '' },
      { title: 'r 25/2' },
      'crosswalk.source_text',
    ],
  ])('has a source where it names %s', async (_, over, source, rule) => {
    const report = await importBody('profile=ucdp', csvOf([ucdp(over)]))
    expect(report.notes[rule]).toBe(1)
    expect((await recordsOf('ucdp'))[0]?.sources).toEqual([source])
  })

  it('of one-sided violence is an attack on civilians', async () => {
    await importBody(
      'profile=ucdp',
      csvOf([ucdp({ type_of_violence: '3', side_a: 'IS', side_b: 'Civilians' })]),
    )
    expect((await recordsOf('ucdp'))[0]).toMatchObject({
      event_type: 'violence_against_civilians',
      conflict_type: 'one_sided',
      actors: [
        { name: 'IS', role: 'perpetrator' },
        { name: 'Civilians', role: 'target', type: 'civilians' },
      ],
    })
  })

  it('is read by the names of its columns, in any order', async () => {
    const turned = Object.fromEntries(Object.entries(ucdp()).reverse())
    await importBody('profile=ucdp&dataset=a', csvOf([ucdp()]))
    await importBody('profile=ucdp&dataset=b', csvOf([turned]))
    const [[one], [other]] = await Promise.all([recordsOf('a'), recordsOf('b')])
    expect(other?.casualties).toEqual(one?.casualties)
    expect(other?.date).toEqual(one?.date)
  })

  it('may come as JSON', async () => {
    const { iso3, ...came } = ucdp()
    const body = JSON.stringify([{ ...came, best: 8, high: null }])
    expect(reportCounts(await importBody('profile=ucdp', body, 'application/json'))).toEqual([1, 0, 0, 0, 0])
    expect((await recordsOf('ucdp'))[0]).toMatchObject({
      reference: '114064',
      casualties: { deaths: { best: 8 } },
    })
  })

  it('names the wrong cell by its column', async () => {
    const report = await importBody(
      'profile=ucdp',
      csvOf([ucdp({ country: 'Irak', latitude: '', longitude: '' }), ucdp({ id: '', date_start: 'x' })]),
    )
    expect(report.errors.map(({ row, column, rule }) => [row, column, rule])).toEqual([
      [1, 'country', 'code.unknown'],
      [2, 'id', 'field.required'],
      [2, 'date_start', 'date.invalid'],
    ])
  })

  it('is refused as a file where a column is missing', async () => {
    const { country, ...without } = ucdp()
    const { errors } = expectProblem(await send('profile=ucdp', csvOf([without])), 'invalid-file')
    expect(errors?.map(({ rule }) => rule)).toEqual(['table.column_missing'])
  })
})

describe('rows of ACLED and GTD', () => {
  it.each([
    ['acled', acled()],
    ['gtd', gtd()],
  ])('go out as they came: %s', async (profile, came) => {
    await createDataset(profile)
    const report = await importBody(`profile=${profile}&publish=true`, csvOf([came]))
    expect(report.errors).toEqual([])
    expect(await back(profile, came)).toEqual(came)
  })

  it('become records: ACLED', async () => {
    const report = await importBody('profile=acled', csvOf([acled()]))
    expect(report.notes).toEqual({
      'crosswalk.columns_kept': 3,
      'acled.air': 1,
      'acled.order': 1,
      'acled.zero': 1,
      'crosswalk.cell_kept': 1,
    })
    const [record] = await recordsOf('acled')
    expect(record).toMatchObject({
      reference: 'IRQ50123',
      date: '2023-02-16',
      event_type: 'remote_violence',
      event_subtype: 'air_strike',
      location: { country: 'IQ', admin1: 'Anbar', place: 'Rutba', precision: 'near' },
      sources: [{ publisher: 'Example News' }, { publisher: 'Other News' }],
    })
    expect(record?.casualties).toBeUndefined()
  })

  it.each([
    ['2', '[2023-02-13..2023-02-19]'],
    ['3', '2023-02'],
  ])('have the period around the day where time_precision is %s', async (time_precision, date) => {
    const report = await importBody('profile=acled', csvOf([acled({ time_precision })]))
    expect(report.notes['acled.period']).toBe(1)
    expect((await recordsOf('acled'))[0]).toMatchObject({ date })
  })

  it('become records: GTD', async () => {
    await importBody('profile=gtd', csvOf([gtd()]))
    expect((await recordsOf('gtd'))[0]).toMatchObject({
      reference: '201701010001',
      date: '2017-01',
      date_note: 'early January',
      event_type: 'remote_violence',
      event_subtype: 'suicide_bombing',
      targets: [{ name: 'Checkpoint', type: 'military' }],
      attributions: [{ by: 'GTD', to: 'Group', confidence: 'suspected' }],
      claims: [{ by: 'Group', medium: 'online_post' }],
      casualties: { deaths: { best: 3 }, injuries: { best: 0 } },
    })
  })

  it.each([
    ['acled', acled()],
    ['gtd', gtd()],
  ])('are published only where an editor says so: %s', async (profile, came) => {
    expectProblem(await send(`profile=${profile}&publish=true`, csvOf([came])), 'not-publishable')
    expect(reportCounts(await importBody(`profile=${profile}`, csvOf([came])))).toEqual([1, 0, 0, 0, 0])
    const { datasets } = (await admin('/datasets.json')).data()
    expect(datasets.find(({ slug }: Cells) => slug === profile)).toMatchObject({ publishable: false })
    expectProblem(await send(`profile=${profile}&publish=true`, csvOf([came])), 'not-publishable')
    await createDataset(profile)
    expect(reportCounts(await importBody(`profile=${profile}&publish=true`, csvOf([came])))).toEqual([
      0, 1, 0, 0, 0,
    ])
  })
})

describe('records in the layout of another project', () => {
  beforeEach(async () => {
    await publishRecord({
      date: '2022-01-30/2022-02-01',
      location: { country: 'IQ', place: 'Ain al-Asad', precision: 'exact' },
      casualties: { deaths: { low: 4, best: 5 } },
    })
    await publishRecord({ event_type: 'other', event_subtype: undefined })
  })

  it('have one row for each day of what lasted, with the deaths shared out', async () => {
    const answer = await ask('/incidents.csv?profile=acled')
    const rows = cellsOf(answer.text)
    expect(answer.headers.get('Sitrep-Rows')).toBe('3')
    expect(
      rows.map(({ event_date, time_precision, fatalities }) => [event_date, time_precision, fatalities]),
    ).toEqual([
      ['2022-01-30', '1', '2'],
      ['2022-01-31', '1', '1'],
      ['2022-02-01', '1', '1'],
    ])
    expect(new Set(rows.map((row) => row.event_id_cnty)).size).toBe(3)
  })

  it('are named one by one where they are left out', async () => {
    const answer = await ask('/incidents.loss.csv?profile=acled')
    const losses = cellsOf(answer.text)
    expect(answer.headers.get('Sitrep-Rows')).toBe(String(losses.length))
    expect(Object.keys(losses[0] ?? {})).toEqual(['id', 'kind', 'rule', 'column', 'detail'])
    expect(losses.filter(({ kind }) => kind === 'left_out')).toMatchObject([
      { rule: 'acled.kind', detail: 'The event is other.' },
    ])
  })

  it('are asked for by the name of the layout', async () => {
    for (const query of ['', '?profile=full'])
      expectProblem(await ask(`/incidents.loss.csv${query}`), 'invalid-query')
    expectProblem(await ask('/incidents.csv?profile=ucpd'), 'invalid-query')
  })
})
