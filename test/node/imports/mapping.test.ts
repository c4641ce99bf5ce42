import { existsSync, readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { beforeEach, describe, expect, it } from 'vitest'
import type { RuleContext } from '../../../schemas/cross-field-rules.ts'
import type { Incident } from '../../../schemas/incident.ts'
import { mappingCandidate } from '../../../src/ingest/mapping/apply.ts'
import { parseMapping } from '../../../src/ingest/mapping/parse-mapping.ts'
import { planMapping } from '../../../src/ingest/mapping/plan.ts'
import { validate } from '../../../src/ingest/validate/validate.ts'
import { isInCountry } from '../../../src/web/country-lookup.ts'

/** Files of others, which are not part of the repository. */
const data = new URL('../../../../shared/data/', import.meta.url)
const mappings = new URL('../../fixtures/mappings/', import.meta.url)

const world: RuleContext = { now: Date.parse('2026-11-22T12:00:00Z'), isInCountry }

type Row = Readonly<Record<string, string>>

interface Case {
  readonly mapping: string
  readonly file: string
  readonly rows: number
  /** The row of the file, made of the record alone. */
  readonly back: (record: Incident) => Row
  /** How many records lie outside the stated country. */
  readonly outside: number
}

const last = (reference: string | undefined): string => (reference ?? '').split('-').at(-1) ?? ''

const iraq = ({ date, location, external }: Incident): Row => ({
  date,
  longitude: String(location.longitude),
  latitude: String(location.latitude),
  type: String(external?.fields?.type),
})

const cases: readonly Case[] = [
  { mapping: 'insurgencies', file: 'iraq-2007/insurgencies.csv', rows: 68_573, back: iraq, outside: 2 },
  { mapping: 'airstrikes', file: 'iraq-2007/airstrikes.csv', rows: 3938, back: iraq, outside: 2 },
  {
    mapping: 'fpv',
    file: 'lebanon-fpv/fpv_drone_map_records.csv',
    rows: 149,
    outside: 5,
    back: ({ date, location, summary, sources, external, reference }) => ({
      row: last(reference),
      date,
      description: summary ?? '',
      town: location.place ?? '',
      lat: String(location.latitude),
      lon: String(location.longitude),
      status: String(external?.fields?.status),
      thumbnail_url: String(external?.fields?.thumbnail_url),
      video_url: sources[0]?.url ?? '',
    }),
  },
]

const read = (mapping: string, file: string) => {
  const table: string[][] = parse(readFileSync(new URL(file, data)))
  const [headers = [], ...rows] = table
  const json: unknown = JSON.parse(readFileSync(new URL(`${mapping}.json`, mappings), 'utf8'))
  const stated = parseMapping(json)
  expect(stated.issues).toEqual([])
  if (!stated.mapping) throw new Error('There is no mapping.')
  const plan = planMapping(stated.mapping, headers)
  expect(plan.faults).toEqual([])
  return { headers, rows, plan }
}

describe('a whole file through its mapping', () => {
  beforeEach(({ skip }) => {
    if (!existsSync(data) && !process.env.CI) skip('shared/data is not beside this repository')
  })

  it.each(cases)('keeps every row of $file, and every cell of it', (each) => {
    const { headers, rows, plan } = read(each.mapping, each.file)
    expect(rows.length).toBe(each.rows)
    const references = new Set<string | undefined>()
    const [wrong, outside]: [string[], string[]] = [[], []]
    for (const [i, cells] of rows.entries()) {
      const { candidate, issues } = mappingCandidate(plan, cells, i + 1)
      const { record, errors, warnings } = validate(candidate, world, { fromText: true, issues })
      const back = record ? each.back(record) : {}
      if (!record || headers.some((header, n) => back[header] !== cells[n]))
        wrong.push(`${i + 1}: ${cells} became ${JSON.stringify(back)} ${JSON.stringify(errors)}`)
      if (warnings.some(({ rule }) => rule === 'location.outside')) outside.push(cells.join())
      references.add(record?.reference)
    }
    expect(wrong.slice(0, 10)).toEqual([])
    expect(references.size).toBe(each.rows)
    expect(outside.length, outside.slice(0, 10).join('\n')).toBe(each.outside)
  })

  it('keeps what a row says of its kind', () => {
    const { rows, plan } = read('insurgencies', 'iraq-2007/insurgencies.csv')
    const kinds = new Map(rows.map((cells) => [cells[3], mappingCandidate(plan, cells, 1).candidate]))
    const summary = [...kinds].map(([type, { event_type, event_subtype, weapons }]) => [
      type,
      event_type,
      event_subtype,
      weapons,
    ])
    expect(new Map(summary.map(([type, ...more]) => [type, more]))).toEqual(
      new Map([
        ['SAF', ['unspecified', undefined, [{ type: 'small_arms' }]]],
        ['IED', ['remote_violence', 'explosive_device', [{ type: 'explosive_device' }]]],
        ['other', ['unspecified', undefined, undefined]],
      ]),
    )
  })
})
