import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import type { StoredIncident } from '../../../../schemas/incident.ts'
import { admin, everyFormat, publishRecord, record } from '../../client.ts'

/** The published records, of which every format says the same. */
const agreed = async (): Promise<StoredIncident[]> => {
  const [csv, json, ndjson] = await everyFormat('')
  const incidents = json.data().incidents as StoredIncident[]
  const lines = ndjson.text.trimEnd().split('\n')
  expect(lines.map((line) => JSON.parse(line))).toEqual(incidents)
  const text = csv.text
  expect(text.endsWith('\r\n')).toBe(true)
  const { data, errors } = Papa.parse<Record<string, string>>(text.slice(0, -2), {
    header: true,
    delimiter: ',',
    newline: '\r\n',
  })
  expect(errors).toEqual([])
  // Whatever a reader takes for the end of a line, and whether it is told: nothing breaks a line outside of quotes.
  for (const record_delimiter of [undefined, ['\r\n'], ['\r\n', '\n', '\r']])
    expect(
      parse(text, { columns: true, bom: false, ...(record_delimiter ? { record_delimiter } : {}) }),
    ).toEqual(data)
  expect(data.map(({ title, summary, place }) => [title, summary, place])).toEqual(
    incidents.map(({ title = '', summary = '', location: { place = '' } }) => [title, summary, place]),
  )
  return incidents
}

const texts = [
  'a "quoted" word, and ""two""',
  '"',
  ',a,,b,',
  'a; b\\; c',
  'a\nb\n\nc',
  'a\tb',
  '=1+1',
  '+49 30',
  '-1',
  '@SUM(A1)',
  '007',
  'NULL',
  'NA',
  'قاعدة عين الأسد، العراق',
  '🚀👩‍👩‍👧‍👦🇮🇶',
  'a\u00a0b',
  'a\u2028b\u2029c',
  'C:\\new\\table \\',
  "'tis",
  'ÀÉÎõü ÿ×÷¡¿',
  '𐎠𝄞𠀀',
]

describe('the formats', () => {
  it('agree on every kind of text', async () => {
    for (const text of texts)
      await publishRecord({
        title: text,
        summary: text,
        location: { country: 'IQ', place: text },
        actors: [{ name: text, role: 'perpetrator' }],
      })
    const found = await agreed()
    expect(found.map(({ title }) => title)).toEqual(texts)
    expect(found.map(({ summary }) => summary)).toEqual(texts)
  })

  it('agree on texts that were trimmed, on line breaks that were made one, on a BOM before a text', async () => {
    for (const title of ['  a ', '\ta\t', '\ufeffa', '\u3000a\u00a0', '\u202ea\u202c', 'a\u200e'])
      await publishRecord({ title, summary: 'a\r\nb\rc\n' })
    for (const each of await agreed()) expect([each.title, each.summary]).toEqual(['a', 'a\nb\nc'])
  })

  it('agree on very long texts', async () => {
    for (const letter of ['x', '"', ',"', 'ع', '🚀'])
      await publishRecord({ summary: letter.repeat(10_000 / [...letter].length) })
    expect((await agreed()).map(({ summary }) => [...(summary ?? '')].length)).toEqual(Array(5).fill(10_000))
  })

  it('agree on any texts at all', async () => {
    const text = fc.string({
      unit: fc.oneof(
        fc.constantFrom('"', ',', '\n', '\r', ';', '\\', ' ', '=', '\ufeff'),
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
      ),
      maxLength: 30,
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ title: text, summary: text, place: text, name: text }), {
          minLength: 12,
          maxLength: 12,
        }),
        async (all) => {
          for (const { title, summary, place, name } of all)
            await admin('/incidents?publish=true', {
              json: record({
                title,
                summary,
                location: { country: 'IQ', place },
                actors: [{ name, role: 'side_a' }],
              }),
            })
          await agreed()
        },
      ),
      { numRuns: 4, endOnFailure: true },
    )
  })
})
