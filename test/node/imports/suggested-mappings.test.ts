import { readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { mappingProfile } from '../../../src/ingest/mapping/apply.ts'
import { parseMapping } from '../../../src/ingest/mapping/parse-mapping.ts'
import { readSample } from '../../../src/ingest/mapping/suggest/sample.ts'
import {
  type SuggestedColumn,
  type Suggestion,
  suggestMapping,
} from '../../../src/ingest/mapping/suggest/suggest.ts'
import { readCsvRows } from '../../../src/ingest/rows/csv-reader.ts'
import { validate } from '../../../src/ingest/validate/validate.ts'
import { validationContext } from '../../pure/rule-cases.ts'

const folder = new URL('../../fixtures/suggestions/', import.meta.url)

/** The field of each column; null if none, a list if several are right. */
type Fields = Readonly<Record<string, string | null | readonly (string | null)[]>>
type Tables = Readonly<Record<string, Fields>>

const expected = JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8')) as Readonly<
  Record<'tuned' | 'held_out', Tables>
>

const suggest = async (file: string): Promise<Suggestion> =>
  suggestMapping(await readSample(readFileSync(new URL(file, folder))), { dataset: 'trial' })

/** The rows of 2026 are not in the future. */
const context = { ...validationContext, now: Date.parse('2026-11-22T12:00:00Z') }

/** What a person adds for the fields that no column gives. */
const corrections: Readonly<Record<string, string>> = {
  event_type: 'unspecified',
  'location.country': 'IQ',
  'sources.0.publisher': 'Example News',
}

/** Returns the errors of all rows, as column and rule. */
const importErrors = async (file: string, { mapping, missing }: Suggestion): Promise<string[]> => {
  const stated = Object.fromEntries(missing.map((name) => [name, corrections[name]]))
  const constants = { ...mapping.constants, ...stated }
  const { mapping: parsed, issues } = parseMapping({ ...mapping, constants })
  expect(issues).toEqual([])
  if (!parsed) return []
  const errors: string[] = []
  const chunks = Readable.from([readFileSync(new URL(file, folder))])
  for await (const event of readCsvRows(chunks, mappingProfile(parsed))) {
    expect(event.kind).not.toBe('unreadable')
    for (const row of event.kind === 'rows' ? event.rows : []) {
      const reading = row.build(undefined)
      const options = { ...row.options, issues: reading.issues }
      for (const { pointer, rule } of validate(reading.candidate, context, options).errors)
        errors.push(`${row.columnOf(pointer)} ${rule}`)
    }
  }
  return errors
}

/** The confidence from which a column counts as sure. */
const sure = 0.8

/** Returns how many columns there are, how many are surely right, and those that are surely wrong. */
const measure = async (tables: Tables) => {
  let [columns, right] = [0, 0]
  const wrong: string[] = []
  for (const [file, fields] of Object.entries(tables))
    for (const { column, to, confidence } of (await suggest(file)).columns as readonly SuggestedColumn[]) {
      columns++
      if (confidence < sure) continue
      if ([fields[column]].flat().includes(to)) right++
      else wrong.push(`${file} ${column} ${to}`)
    }
  return { columns, right: right / columns, wrong: wrong.length / (right + wrong.length), list: wrong }
}

describe('suggested mappings', () => {
  it.each(['tuned', 'held_out'] as const)('are surely right for four of five columns: %s', async (split) => {
    const { columns, right, wrong, list } = await measure(expected[split])
    expect(columns).toBeGreaterThan(100)
    expect(right).toBeGreaterThanOrEqual(0.8)
    expect(wrong, list.join('\n')).toBeLessThanOrEqual(0.02)
  })

  it.each(Object.keys({ ...expected.tuned, ...expected.held_out }))(
    'import the rows with three corrections at most, but for values that they name: %s',
    async (file) => {
      const suggestion = await suggest(file)
      expect(suggestion.missing.length).toBeLessThanOrEqual(3)
      const unknown = suggestion.columns.filter((each) => each.unknown_values).map((each) => each.column)
      const errors = await importErrors(file, suggestion)
      expect(
        errors.filter((error) => !unknown.some((column) => error === `${column} mapping.value`)),
      ).toEqual([])
    },
  )

  it('cover every column of the tables, under both splits', async () => {
    for (const [file, fields] of Object.entries({ ...expected.tuned, ...expected.held_out }))
      expect((await suggest(file)).columns.map(({ column }) => column)).toEqual(Object.keys(fields))
  })
})
