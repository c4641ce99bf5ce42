// Rows of another project over the records that they made, in files with other columns and other forms of cells.
import { describe, expect, it } from 'vitest'
import { admin, patchRecord } from '../../client.ts'
import { acled, type Cells, createDataset, exportedCells, gtd, ucdp } from './crosswalk-rows.ts'
import { csvOf, importBody, recordsOf, reportCounts } from './send-file.ts'

const [fewerColumns = ''] = Object.values(
  import.meta.glob('../../../fixtures/layouts/ucdp-fewer-columns.csv', {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
)

const editRecord = async (dataset: string, change: object) => {
  const [record] = await recordsOf(dataset)
  const path = `/incidents/${record?.id}`
  const { headers } = await admin(`${path}.json`)
  const answer = await patchRecord(path, headers.get('ETag') ?? '', change)
  expect(answer.status, answer.text.slice(0, 500)).toBe(200)
}

const whole = ucdp({
  ...{
    id: '147997',
    country: 'Ukraine',
    latitude: '50.45',
    longitude: '30.52',
    best: '4',
    low: '3',
    high: '6',
  },
  ...{ date_start: '2014-01-22 00:00:00.000', date_end: '2014-01-22 00:00:00.000', date_prec: '1' },
  ...{ conflict_name: 'Ukraine: Government', source_original: 'A witness' },
})

describe('a file with fewer columns', () => {
  it('leaves what its columns do not say', async () => {
    await importBody('profile=ucdp&publish=true', csvOf([whole]))
    const [before] = await recordsOf('ucdp')
    expect(reportCounts(await importBody('profile=ucdp&publish=true', fewerColumns))).toEqual([0, 1, 0, 0, 0])
    const [after] = await recordsOf('ucdp')
    expect(after).toMatchObject({
      ...{ actors: before?.actors, sources: before?.sources, location: before?.location },
      casualties: { deaths: { low: 3, best: 5, high: 6 }, groups: [{ deaths: { best: 0 } }, {}, {}, {}] },
    })
    expect(after).toMatchObject({
      external: { fields: { iso3: 'IRQ', conflict_name: 'Ukraine: Government' } },
    })
    const { iso3: _, ...came } = whole
    expect(await exportedCells('ucdp', came)).toEqual({ ...came, best: '5' })
  })

  it('changes nothing where its cells say the same', async () => {
    await importBody('profile=ucdp&publish=true', csvOf([whole]))
    await editRecord('ucdp', {
      title: 'A title',
      sources: [{ publisher: 'X', url: 'https://example.org/1' }],
    })
    const same = fewerColumns.replace(/,5\r?\n?$/, ',4\r\n')
    const report = await importBody('profile=ucdp&publish=true', same)
    expect(reportCounts(report)).toEqual([0, 0, 1, 0, 0])
    expect((await recordsOf('ucdp'))[0]).toMatchObject({
      title: 'A title',
      sources: [{ url: 'https://example.org/1' }],
    })
  })

  it('moves the end of an event of one day, and gives up what a changed cell made wrong', async () => {
    const ids = {
      side_b_new_id: '234',
      dyad_name: 'Government of Iraq - IS',
      geom_wkt: 'POINT (30.520 50.450)',
    }
    await importBody('profile=ucdp&publish=true', csvOf([{ ...whole, ...ids, latitude: '50.450' }]))
    const { id, type_of_violence, country } = whole
    const fewer = {
      ...{ id, type_of_violence, country, date_start: '2014-02-03', side_b: 'X' },
      ...{ latitude: '50.500', longitude: '30.52' },
    }
    const report = await importBody('profile=ucdp&publish=true', csvOf([fewer]))
    expect([report.errors, reportCounts(report)]).toEqual([[], [0, 1, 0, 0, 0]])
    expect((await recordsOf('ucdp'))[0]).toMatchObject({ date: '2014-02-03' })
    expect(await exportedCells('ucdp', { ...fewer, ...ids, best: '', date_end: '' })).toEqual({
      ...{ ...fewer, best: '4', date_end: '2014-02-03', side_b_new_id: '', dyad_name: '' },
      geom_wkt: 'POINT (30.52 50.5)',
    })
  })

  it.each([
    ['acled', acled(), ['event_id_cnty', 'event_date', 'event_type', 'country', 'fatalities', 'timestamp']],
    ['gtd', gtd(), ['eventid', 'iyear', 'imonth', 'country_txt', 'attacktype1', 'suicide', 'nkill']],
  ])('of %s leaves the rest', async (profile, came, columns) => {
    await createDataset(profile)
    await importBody(`profile=${profile}&publish=true`, csvOf([came]))
    const deaths = profile === 'acled' ? 'fatalities' : 'nkill'
    const newer = profile === 'acled' ? { timestamp: '4000000000' } : {}
    const cells: Cells = { ...came, ...newer, [deaths]: '9' }
    const fewer = Object.fromEntries(columns.map((name) => [name, cells[name] ?? '']))
    const report = await importBody(`profile=${profile}&publish=true`, csvOf([fewer]))
    expect(report.errors).toEqual([])
    expect(reportCounts(report)).toEqual([0, 1, 0, 0, 0])
    expect(await exportedCells(profile, came)).toEqual(cells)
  })
})

describe('a cell that a program wrote anew', () => {
  it.each([
    ['line ends', { where_description: 'a\r\nb' }, { where_description: 'a\nb' }],
    ['line ends of a column without a field', { conflict_name: 'a\r\nb' }, { conflict_name: 'a\nb' }],
    ['a day without its midnight', {}, { date_start: '2014-01-24' }],
    ['a number without idle zeros', {}, { latitude: '33.3558' }],
  ])('makes no revision: %s', async (_, came, went) => {
    await importBody('profile=ucdp&publish=true', csvOf([ucdp(came)]))
    const report = await importBody('profile=ucdp&publish=true', csvOf([ucdp({ ...came, ...went })]))
    expect(reportCounts(report)).toEqual([0, 0, 1, 0, 0])
  })
})
