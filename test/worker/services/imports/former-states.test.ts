import { describe, expect, it } from 'vitest'
import { formerStates } from '../../../../schemas/crosswalk/countries.ts'
import { admin, ask, patchRecord } from '../../client.ts'
import { createDataset, gtd } from './crosswalk-rows.ts'
import { cellsOf, csvOf, importBody, recordsOf, reportCounts } from './send-file.ts'

const at = (country_txt: string, latitude = '', longitude = '') =>
  gtd({ country: '999', country_txt, latitude, longitude })

/** A place in each of the states that are parted today. */
const places = [
  ['Soviet Union', '56.95', '24.1', 'LV'],
  ['Soviet Union', '55.75', '37.62', 'RU'],
  ['Soviet Union', '40.38', '49.87', 'AZ'],
  ['Soviet Union', '44.95', '34.10', 'UA'],
  ['Czechoslovakia', '50.08', '14.43', 'CZ'],
  ['Czechoslovakia', '48.15', '17.11', 'SK'],
  ['Yugoslavia', '43.85', '18.38', 'BA'],
  ['Yugoslavia', '42.66', '21.16', 'XK'],
  ['Serbia-Montenegro', '44.8', '20.46', 'RS'],
] as const

describe('a row of a state that is no more', () => {
  it.each(places)(
    'is of the country of today at its coordinates, and goes out as it came: %s %s,%s %s',
    async (name, latitude, longitude, country) => {
      await createDataset('gtd')
      const came = at(name, latitude, longitude)
      const report = await importBody('profile=gtd&publish=true', csvOf([came]))
      expect([report.errors, report.notes['gtd.former_state']]).toEqual([[], 1])
      expect(report.warnings['location.outside'] ?? 0).toBe(0)
      const notice = { rule: 'gtd.former_state', column: 'country_txt', received: name }
      expect(report.notices).toContainEqual(expect.objectContaining(notice))
      const [record] = await recordsOf('gtd')
      expect(record).toMatchObject({ location: { country }, external: { fields: { country_txt: name } } })
      const [row = {}] = cellsOf((await ask('/incidents.csv?profile=gtd')).text)
      expect(Object.fromEntries(Object.keys(came).map((column) => [column, row[column]]))).toEqual(came)
    },
  )

  it('of which one country has all the ground needs no coordinates', async () => {
    const whole = Object.entries(formerStates).filter(([, countries]) => countries.length === 1)
    const rows = whole.map(([name], i) => ({ ...at(name), eventid: String(i) }))
    expect(rows.length).toBe(7)
    expect((await importBody('profile=gtd', csvOf(rows))).notes['gtd.former_state']).toBe(rows.length)
    const records = await recordsOf('gtd')
    expect(records).toMatchObject(whole.map(([, [country]]) => ({ location: { country } })))
  })

  it.each([
    ['without coordinates', '', '', /^Czechoslovakia is no country of today, and the row has no coordinates/],
    ['whose coordinates lie elsewhere', '33.3', '44.4', /the coordinates lie in none/],
  ])('%s is refused, with the names that would be right', async (_, latitude, longitude, wanted) => {
    const report = await importBody('profile=gtd', csvOf([at('Czechoslovakia', latitude, longitude)]))
    expect(reportCounts(report)).toEqual([0, 0, 0, 0, 1])
    expect(report.errors).toMatchObject([
      { row: 1, column: 'country_txt', rule: 'code.unknown', received: 'Czechoslovakia' },
    ])
    expect(report.errors[0]?.detail).toMatch(wanted)
    expect(report.errors[0]?.detail).toContain('Czechia, Slovakia')
  })

  it('says the country of the record once that was changed', async () => {
    await createDataset('gtd')
    await importBody('profile=gtd&publish=true', csvOf([at('Soviet Union', '56.95', '24.1')]))
    const [record] = await recordsOf('gtd')
    const path = `/incidents/${record?.id}`
    const { headers } = await admin(`${path}.json`)
    const answer = await patchRecord(path, headers.get('ETag') ?? '', { location: { country: 'LT' } })
    expect(answer.status).toBe(200)
    const [row = {}] = cellsOf((await ask('/incidents.csv?profile=gtd')).text)
    expect(row.country_txt).toBe('Lithuania')
  })
})
