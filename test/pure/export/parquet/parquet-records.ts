/** Records as they are stored, and what a reader of their Parquet file has to find. */
import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import type { StoredIncident } from '../../../../schemas/incident.ts'
import { csvRow } from '../../../../src/export/csv/write-csv.ts'
import { parquet } from '../../../../src/export/parquet/parquet.ts'
import { validate } from '../../../../src/ingest/validate/validate.ts'
import { stateIssue } from '../../../../src/problems.ts'
import { flatColumns } from '../../../../src/record/flat-columns.ts'
import { soundRecord } from '../../arbitrary.ts'
import { minimalRecord, validationContext } from '../../rule-cases.ts'

/** A record that was sent, as it is stored. */
export const storedRecord = (part: object = {}, i = 0): StoredIncident => {
  const { record, errors, warnings } = validate({ ...minimalRecord, ...part }, validationContext)
  if (!record) throw new Error(JSON.stringify(errors))
  return {
    ...record,
    id: `0197f3a0-1c2b-7d4e-8f60-${String(i).padStart(12, '0')}`,
    status: 'published',
    warnings: warnings.map(stateIssue).map(({ pointer, rule, detail }) => ({ pointer, rule, detail })),
    revision: 1 + (i % 3),
    commit: 42,
    created_at: new Date(Date.parse('2022-01-06T00:00:00.001Z') + i * 1000).toISOString(),
    updated_at: '2022-01-07T00:00:00.000Z',
  }
}

/** Records of every kind, the same ones each time. */
export const sampleRecords = (numRuns: number): StoredIncident[] =>
  fc.sample(soundRecord, { numRuns, seed: 7 }).map(storedRecord)

/** Days at the ends of the calendar, sums past 32 bits, zeros, and neither. */
export const edgeCases: readonly StoredIncident[] = [
  storedRecord({ date: '0001' }, 1),
  storedRecord({ date: '0099-03-01/0400-02-29' }, 2),
  storedRecord({ date: '1969-12-31/1970-01-01' }, 3),
  storedRecord({ date: '[2022-01-01..9999-12-31]' }, 4),
  storedRecord(
    {
      weapons: [1, 2, 3].map(() => ({ type: 'rocket', fired: 1_000_000_000, hit: 1_000_000_000, missed: 0 })),
    },
    5,
  ),
  storedRecord({ casualties: { reported: 'none', deaths: { best: 0 } } }, 6),
  storedRecord({ location: { country: 'XZ', latitude: 0, longitude: 0 } }, 7),
  storedRecord({ location: { country: 'XZ', latitude: -90, longitude: 180 } }, 8),
  storedRecord({ location: { country: 'IQ', latitude: 33.00000000000001, longitude: 1e-7 } }, 9),
]

/** The flat row of a record; unknown is null. */
export const toFlatRow = (record: StoredIncident): Record<string, string | number | null> =>
  Object.fromEntries(flatColumns.map(({ name, get }) => [name, get(record) ?? null]))

const lineOf = (record: StoredIncident): string => `${csvRow(flatColumns.map(({ get }) => get(record)))}\r\n`

/** Finished rows, page by page. */
export async function* inPages(records: readonly StoredIncident[], size = 100) {
  for (let at = 0; at < records.length; at += size)
    yield Buffer.from(
      records
        .slice(at, at + size)
        .map(lineOf)
        .join(''),
    )
}

/** A file of records; a row group ends at so many rows or characters. */
export const writeParquet = async (
  records: readonly StoredIncident[],
  { rows = 10_000, characters = 8_000_000, page = 100 } = {},
): Promise<Uint8Array<ArrayBuffer>> => {
  const facts = { commit: 42, rows: records.length }
  const parts: Uint8Array[] = []
  for await (const part of parquet(inPages(records, page), facts, { rows, characters })) parts.push(part)
  return new Uint8Array(Buffer.concat(parts))
}
