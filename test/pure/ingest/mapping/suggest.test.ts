import { describe, expect, it } from 'vitest'
import type { Mapping } from '../../../../schemas/column-mapping.ts'
import { parseMapping } from '../../../../src/ingest/mapping/parse-mapping.ts'
import { readSample } from '../../../../src/ingest/mapping/suggest/sample.ts'
import { suggestMapping } from '../../../../src/ingest/mapping/suggest/suggest.ts'
import { layouts } from '../../../../src/record/crosswalk/layouts.ts'

const utf8 = new TextEncoder()

const suggest = async (text: string, options = {}, kind?: 'lines' | 'array') =>
  suggestMapping(await readSample(utf8.encode(text), { jsonKind: kind }), options)

/** The suggestion for one column with these cells. */
const suggestColumn = async (name: string, ...cells: string[]) => {
  const quoted = [name, ...cells].map((cell) => `"${cell.replaceAll('"', '""')}"`)
  const { columns, mapping } = await suggest(`${quoted.map((cell) => `${cell},x`).join('\n')}\n`)
  const [{ to, confidence, unknown_values } = { to: undefined, confidence: 0 }] = columns
  return { to, confidence, unknown_values, rule: mapping.columns[name] }
}

describe('a column', () => {
  it('whose day may be its month is not sure', async () => {
    const found = await suggestColumn('date', '05/01/2022', '06/02/2022')
    expect(found).toMatchObject({ to: 'date', rule: { to: 'date', date: 'D/M/YYYY' } })
    expect(found.confidence).toBeLessThan(0.8)
  })

  it('whose day is proven is sure', async () => {
    const found = await suggestColumn('date', '05/01/2022', '13/02/2022')
    expect(found.confidence).toBeGreaterThanOrEqual(0.8)
  })

  it.each<[string, string[], string | null]>([
    ['country', ['Iraq', 'Syrie', 'اليمن'], 'location.country'],
    ['country', ['95', '200'], null],
    ['lat', ['33.3', '34.1'], 'location.latitude'],
    ['lat', ['133.3', '34.1'], null],
    ['lon', ['133.3', '34.1'], 'location.longitude'],
    ['killed', ['0', '12'], 'casualties.deaths.best'],
    ['killed', ['some', 'many'], null],
    ['killed', ['3', '3-5', '12+'], 'casualties.deaths'],
    ['killed', ['1.000', '12'], null],
    ['killed_min', ['3-5'], null],
    ['killed_us', ['0', '1'], null],
    ['deaths_min', ['0', '1'], 'casualties.deaths.low'],
    ['wounded', ['0', '1'], 'casualties.injuries.best'],
    ['event_id', ['a1', 'a2'], 'reference'],
    ['event_id', ['a1', 'a1'], null],
    ['country_id', ['1', '2'], null],
    ['link', ['https://example.org/a'], 'sources.0.url'],
    ['link', ['see below'], null],
    ['grid_id', ['1', '2'], null],
    ['number of sources', ['1', '2'], null],
  ])('%s with %j leads to %s', async (name, cells, to) => {
    expect((await suggestColumn(name, ...cells)).to).toBe(to)
  })

  it('of codes gets a table, and says which values it does not know', async () => {
    expect(await suggestColumn('event type', 'Battles', 'Protests', 'Riots', 'Sieges')).toMatchObject({
      to: 'event_type',
      rule: { to: 'event_type', values: { Battles: 'battle', Protests: 'unrest', Riots: 'unrest' } },
      unknown_values: ['Sieges'],
    })
  })

  it('of specific types also gives the type of event', async () => {
    const { rule } = await suggestColumn('type of attack', 'Air strike', 'Shelling', 'Abduction')
    expect(rule).toMatchObject([
      { to: 'event_type', values: { 'Air strike': 'remote_violence' } },
      { to: 'event_subtype', values: { 'Air strike': 'air_strike' }, otherwise: null },
    ])
  })

  it('of counts says what means unknown', async () => {
    expect((await suggestColumn('killed', '3', '-99', 'NA', '-99')).rule).toEqual({
      to: 'casualties.deaths.best',
      missing: ['-99', 'NA'],
    })
  })

  it('with decimal commas says so', async () => {
    expect((await suggestColumn('lat', '33,4', '34,12')).rule).toEqual({
      to: 'location.latitude',
      decimal: ',',
    })
  })

  it('shows its first different cells', async () => {
    const { columns } = await suggest('a\nx\nx\n\ny\n')
    expect(columns).toEqual([{ column: 'a', to: null, confidence: 0.8, samples: ['x', 'y'] }])
  })
})

describe('a suggestion', () => {
  it('says what no column gives', async () => {
    const { missing, mapping } = await suggest('date,killed\n2022-01-05,0\n')
    expect(missing).toEqual(['event_type', 'location.country', 'sources.0.publisher', 'external.scheme'])
    expect(mapping.constants).toBeUndefined()
  })

  it('names the layout of other columns after the dataset', async () => {
    const { missing, mapping } = await suggest('date\n2022-01-05\n', { dataset: 'trial' })
    expect(mapping.constants).toEqual({ 'external.scheme': 'trial' })
    expect(missing).not.toContain('external.scheme')
  })

  it('that lacks nothing is a mapping', async () => {
    const { missing, mapping } = await suggest(
      'id,date,country,event_type,source,injured\n1,2022-01-05,Iraq,Battles,Example News,\n',
      { dataset: 'trial' },
    )
    expect(missing).toEqual([])
    expect(parseMapping(mapping).issues).toEqual([])
  })

  it('gives a field to the likeliest column alone', async () => {
    const { mapping } = await suggest('country,iso3,place,city\nIraq,IRQ,Hit,Hit\n')
    const fields = Object.values(mapping.columns as Mapping['columns']).flat()
    expect(fields.map((each) => (typeof each === 'object' && 'to' in each ? each.to : each)).sort()).toEqual([
      'location.country',
      'location.place',
    ])
  })

  it.each(['ucdp', 'acled', 'gtd'] as const)('knows the layout of %s', async (scheme) => {
    const header = layouts[scheme].columns.map(({ name }) => name)
    expect((await suggest(`${header.join(',')}\n`)).profile).toBe(scheme)
    expect((await suggest(`${header.map((name) => name.toUpperCase()).join('\t')}\n`)).profile).toBe(scheme)
    expect((await suggest('id,date,country\n1,2022-01-05,IQ\n')).profile).toBeNull()
  })

  it.each(['lines', 'array'] as const)('reads JSON: %s', async (kind) => {
    const objects = [
      { when: { date: '2022-01-05' }, killed: 0 },
      { when: { date: '2022-01-06' }, killed: 2, geometry: { type: 'Point', coordinates: [44.5, 33.2] } },
    ].map((each) => JSON.stringify(each))
    const text = kind === 'lines' ? objects.join('\n') : `[${objects.join(',')}]`
    const { columns } = await suggest(text, {}, kind)
    expect(columns.map(({ column, to }) => [column, to])).toEqual([
      ['when.date', 'date'],
      ['killed', 'casualties.deaths.best'],
      ['geometry.longitude', 'location.longitude'],
      ['geometry.latitude', 'location.latitude'],
    ])
  })

  it.each([
    ['a table', 'date,killed\n2022-01-05,3\n2022-01-', undefined],
    ['lines', '{"date":"2022-01-05","killed":"3"}\n{"da', 'lines'],
    ['an array', '[{"date":"2022-01-05","killed":"3"},{"da', 'array'],
  ] as const)('leaves out the broken end of %s', async (_, text, kind) => {
    const { columns } = await suggest(text, {}, kind)
    expect(columns.map(({ column, samples }) => [column, samples])).toEqual([
      ['date', ['2022-01-05']],
      ['killed', ['3']],
    ])
  })
})
