import { parse } from 'csv-parse/sync'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import type { StoredIncident } from '../../../../schemas/incident.ts'
import { ask, everyFormat, publishRecord, record, submitRecord } from '../../client.ts'

/** The flat row as the contract has it: each column, in order, and the path in the record that it is of, if another. */
const columns = `
  id dataset reference status event_type event_subtype conflict_type outcome
  date date_start=date date_end=date date_precision=+day date_note
  country=location.country admin1=location.admin1 admin2=location.admin2 admin3=location.admin3 place=location.place
  latitude=location.latitude longitude=location.longitude coordinates_from=location.coordinates_from
  geo_precision=location.precision perpetrators=+perpetrator sides=+side responders=+responder
  targets=targets.*.name target_types=targets.*.type weapon_types=weapons.*.type
  munitions_fired=+fired munitions_hit=+hit munitions_missed=+missed munitions_intercepted=+intercepted
  munitions_found=+found casualties_reported=casualties.reported
  deaths_low=casualties.deaths.low deaths_best=casualties.deaths.best deaths_high=casualties.deaths.high
  injuries_low=casualties.injuries.low injuries_best=casualties.injuries.best injuries_high=casualties.injuries.high
  civilian_deaths_best=+civilians damage=damage.level claimed_by=claims.*.by
  attributed_to=attributions.*.to attributed_by=attributions.*.by
  series tags=tags.* links=+links source_count=sources.length sources=+sources source_urls=sources.*.url
  title summary warnings=warnings.*.rule revision created_at updated_at`
  .trim()
  .split(/\s+/)
  .map((each) => [each.replace(/=.*/, ''), each.replace(/.*=/, '')] as const)

const header = columns.map(([name]) => name)

/** An item of a list in one cell: `;` behind a backslash, and backslashes doubled where one would count. */
const escaped = (item: string): string => item.replace(/(\\*);/g, '$1$1\\;').replace(/(\\*)$/, '$1$1')

const listed = (items: readonly (string | undefined)[] = []) =>
  items.some(Boolean) ? items.map((item) => escaped(item ?? '')).join('; ') : undefined

const actorsOf = (r: StoredIncident, role: string) =>
  listed(r.actors?.filter((each) => each.role?.startsWith(role)).map(({ name }) => name))

const sumOf = (
  { weapons = [] }: StoredIncident,
  name: 'fired' | 'hit' | 'missed' | 'intercepted' | 'found',
) => {
  const stated = weapons.flatMap((each) => each[name] ?? [])
  return stated.length > 0 ? stated.reduce((a, b) => a + b) : undefined
}

/** The columns that are more than a value or a list of values. */
const special: Readonly<Record<string, (r: StoredIncident) => unknown>> = {
  day: () => 'day',
  civilians: (r) => r.casualties?.groups?.find(({ group }) => group === 'civilians')?.deaths?.best,
  links: (r) => listed(r.links?.map(({ type, incident }) => `${type}:${incident}`)),
  sources: (r) => listed(r.sources.map(({ publisher, title }) => publisher ?? title)),
  ...Object.fromEntries(['perpetrator', 'side', 'responder'].map((role) => [role, (r) => actorsOf(r, role)])),
  ...Object.fromEntries(
    (['fired', 'hit', 'missed', 'intercepted', 'found'] as const).map((name) => [
      name,
      (r) => sumOf(r, name),
    ]),
  ),
}

const at = (value: unknown, [step, ...rest]: readonly string[]): unknown => {
  if (step === undefined || value === undefined) return value
  if (step === '*') return listed((value as unknown[]).map((item) => at(item, rest) as string | undefined))
  return at((value as Record<string, unknown>)[step], rest)
}

/** Digits alone: an exponent is read as text by too many programs. */
const digits = (value: number): string =>
  value.toLocaleString('en', { useGrouping: false, maximumFractionDigits: 20 })

const cellsOf = (r: StoredIncident): string[] =>
  columns.map(([, path]) => {
    const value = path.startsWith('+') ? special[path.slice(1)]?.(r) : at(r, path.split('.'))
    return value === undefined ? '' : typeof value === 'number' ? digits(value) : String(value)
  })

/** What every format says of the published records; fails where they do not agree. */
const agreed = async (): Promise<StoredIncident[]> => {
  const [csv, json, ndjson] = await everyFormat('')
  const { rows, incidents } = json.data() as { rows: number; incidents: StoredIncident[] }
  expect(rows).toBe(incidents.length)
  expect(ndjson.text.endsWith('\n')).toBe(true)
  expect(
    ndjson.text
      .slice(0, -1)
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual(incidents)
  const text = csv.text
  const table = Papa.parse<string[]>(text, { delimiter: ',', newline: '\r\n', header: false })
  expect(table.errors).toEqual([])
  expect(table.data.pop()).toEqual([''])
  expect(parse(text, { delimiter: ',', record_delimiter: '\r\n', bom: false })).toEqual(table.data)
  expect(table.data).toEqual([header, ...incidents.map(cellsOf)])
  return incidents
}

const full = {
  reference: 'r-1',
  conflict_type: 'state_based',
  outcome: 'mixed',
  date_note: 'evening',
  series: 'january-2022',
  tags: ['a', 'b'],
  location: {
    country: 'IQ',
    admin1: 'Anbar',
    admin2: 'Hit',
    admin3: 'x',
    place: 'y',
    latitude: 33.2625,
    longitude: -0.0000001,
    coordinates_from: 'map',
    precision: 'near',
  },
  actors: [
    { name: 'A; b', role: 'perpetrator' },
    { role: 'perpetrator' },
    { name: 'C', role: 'side_a' },
    { name: 'D', role: 'side_b' },
    { name: 'E', role: 'responder' },
  ],
  targets: [{ name: 'base', type: 'military' }, { type: 'government' }, { name: 'house' }],
  weapons: [
    { type: 'rocket', fired: 2, hit: 0 },
    { hit: 5, missed: 0 },
    { type: 'mortar', intercepted: 1 },
  ],
  casualties: {
    reported: 'some',
    deaths: { low: 0, best: 1, high: 2 },
    injuries: { low: 3, best: 4, high: 5 },
    groups: [{ group: 'contractors' }, { group: 'civilians', deaths: { best: 0 } }],
  },
  damage: { level: 'minor' },
  claims: [{ by: 'F' }, { by: 'G; H' }],
  attributions: [{ by: 'I', to: 'J' }, { to: 'K' }],
  links: [{ type: 'follows', incident: 'r-0' }],
  sources: [{ publisher: 'P' }, { title: 'T', url: 'https://example.org/?a=1;b=2' }],
  summary: undefined,
}

describe('the formats', () => {
  it('agree with one another and with the contract, column by column', async () => {
    await publishRecord(full)
    await publishRecord({ summary: 'b' })
    const [first, second] = await agreed()
    const { summary: _, ...stated } = full
    expect(first).toMatchObject(stated)
    expect(first?.warnings.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['summary.empty', 'link.unresolved']),
    )
    expect(second).toMatchObject(record({ summary: 'b' }))
  })

  it('tell unknown, which is an empty cell, from 0', async () => {
    await publishRecord({
      casualties: { reported: 'none', deaths: { low: 0, best: 0, high: 0 } },
      weapons: [{ fired: 0 }],
      location: { country: 'XZ', latitude: 0, longitude: 0 },
    })
    await publishRecord({ casualties: { reported: 'none' }, weapons: [{ type: 'rocket' }] })
    await agreed()
    const rows = Papa.parse<Record<string, string>>((await ask('/incidents.csv')).text.trimEnd(), {
      header: true,
    }).data
    const columns = [
      'deaths_low',
      'deaths_best',
      'munitions_fired',
      'munitions_hit',
      'injuries_best',
      'latitude',
      'longitude',
    ] as const
    expect(rows.map((row) => columns.map((name) => row[name]))).toEqual([
      ['0', '0', '0', '', '', '0', '0'],
      ['', '', '', '', '', '', ''],
    ])
  })

  it('have the header alone, an empty list, or nothing, where there is no record', async () => {
    await submitRecord()
    const [csv, json, ndjson] = await everyFormat('?country=SY')
    expect(csv.text).toBe(`${header.join()}\r\n`)
    expect(json.data()).toEqual({ commit: 0, rows: 0, incidents: [] })
    expect(ndjson.text).toBe('')
    for (const each of [csv, json, ndjson])
      expect([each.status, each.headers.get('Sitrep-Rows')]).toEqual([200, '0'])
  })
})
