// Codes that the schema of today does not have, as records of another schema may.
import { describe, expect, it } from 'vitest'
import { schemes } from '../../../schemas/crosswalk/layout.ts'
import type { StoredIncident } from '../../../schemas/incident.ts'
import type { TableShape } from '../../../schemas/query.ts'
import { encodeText } from '../../../src/export/byte-stream.ts'
import { csvRow } from '../../../src/export/csv/write-csv.ts'
import type { ExportSource, Format } from '../../../src/export/format.ts'
import { formats, lossReport } from '../../../src/export/registry.ts'
import { toCells } from '../../../src/record/flat-columns.ts'
import { allFields, type Shape } from '../../../src/record/shape.ts'
import { toPublic } from '../../../src/record/withheld.ts'

/** A value of a shape, with every code unknown. */
const sampleOf = (shape: Shape): unknown => {
  if (shape.kind === 'group')
    return Object.fromEntries([...shape.fields].map(([name, field]) => [name, sampleOf(field.shape)]))
  if (shape.kind === 'list') return [sampleOf(shape.item), sampleOf(shape.item)]
  if (shape.kind === 'map') return { column: 'cell' }
  if (shape.leaf === 'code') return 'gone'
  if (shape.leaf === 'date') return '2022-01-05'
  if (shape.leaf === 'url') return 'https://example.org/'
  return shape.type === 'number' ? 2 : 'text'
}

const stamps = {
  id: '0197f3a0-1c2b-7d4e-8f60-718293a4b5c6',
  created_at: '2022-01-06T00:00:00.000Z',
  updated_at: '2022-01-07T00:00:00.000Z',
}
const whole = { ...(sampleOf({ kind: 'group', fields: allFields }) as object), ...stamps } as StoredIncident
const { external: _columns, ...own } = whole
const { withheld: _level, ...place } = whole.location
const withoutLevel = { ...own, location: place, launched_from: place } as StoredIncident
/** Of a kind that every layout has rows for. */
const shelling = {
  ...withoutLevel,
  event_type: 'remote_violence',
  event_subtype: 'shelling',
  conflict_type: 'one_sided',
} as const
const records: StoredIncident[] = [toPublic(whole), withoutLevel, shelling]

const source: ExportSource = {
  records: async function* () {
    yield records
  },
  rows: async function* () {
    yield Buffer.from(records.map((record) => csvRow(toCells(record, record))).join('\r\n'))
  },
  committedAt: async () => stamps.created_at,
  datasets: async () => [],
}

const write = async (format: Format, shape: TableShape): Promise<string> => {
  const encoding = format.encoder(shape)
  const count = records.length
  const facts = { commit: 1, rows: count, records: count, address: 'https://example.org/incidents?commit=1' }
  const texts = {
    csv: source.rows,
    json: async function* () {
      yield Buffer.from(records.map((record) => JSON.stringify(record)).join(','))
    },
  }
  const pages = async function* (kind: 'csv' | 'json') {
    for await (const data of texts[kind]()) yield { rows: count, data }
  }
  const parts: Uint8Array[] = []
  const rows = 'write' in encoding ? ((await encoding.countRows?.(source)) ?? count) : count
  const bytes =
    'write' in encoding
      ? encoding.write(source, { ...facts, rows })
      : encodeText(encoding, facts, pages(encoding.source))
  for await (const part of bytes) parts.push(part)
  return Buffer.concat(parts).toString('latin1')
}

const cases: readonly (readonly [string, Format, TableShape])[] = [
  ...Object.entries(formats).map(([name, format]) => [name, format, {}] as const),
  ['csv with labels', formats.csv, { labels: true }],
  ['xlsx with labels', formats.xlsx, { labels: true }],
  ['csv full', formats.csv, { profile: 'full' }],
  ...schemes.flatMap((profile) => [
    [`csv ${profile}`, formats.csv, { profile }] as const,
    [`xlsx ${profile}`, formats.xlsx, { profile }] as const,
    [`losses ${profile}`, lossReport, { profile }] as const,
  ]),
]

describe('a record with unknown codes', () => {
  it.each(cases)('is written: %s', async (name, format, shape) => {
    const file = await write(format, shape)
    expect(file.length).toBeGreaterThan(0)
    if (/^(?:csv|csv with labels|csv full|json|ndjson)$/.test(name)) expect(file).toContain('gone')
  })

  it('withholds as much as the strictest level', () => {
    expect(toPublic(whole).location).toEqual(expect.not.objectContaining({ place: 'text' }))
  })
})
