// Every example of the mapping language gives the records that the document shows, and every key has one.
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { allowedNames } from '../../../schemas/column-mapping.ts'
import { mappingCandidate } from '../../../src/ingest/mapping/apply.ts'
import { parseMapping } from '../../../src/ingest/mapping/parse-mapping.ts'
import { planMapping } from '../../../src/ingest/mapping/plan.ts'
import { validate } from '../../../src/ingest/validate/validate.ts'
import { findDocument } from '../support/documents.ts'

const { blocks, text } = findDocument('docs/importing.md')
const context = { now: Date.parse('2026-11-22T12:00:00Z'), isInCountry: () => true }

const [headers = [], ...rows]: string[][] = parse(
  blocks.find(({ language }) => language === 'csv')?.text ?? '',
)

/** The record that a row makes, or the rules that it breaks. */
const readRows = (json: string): unknown[] => {
  const { mapping, issues } = parseMapping(JSON.parse(json))
  if (!mapping) throw new Error(JSON.stringify(issues))
  const plan = planMapping(mapping, headers)
  expect(plan.faults).toEqual([])
  return rows.map((cells, i) => {
    const { candidate, issues } = mappingCandidate(plan, cells, i + 1)
    const { record, errors } = validate(candidate, context, { fromText: true, issues })
    if (!record) return { errors: errors.map(({ rule }) => rule) }
    const { dataset: _, ...stated } = record
    return stated
  })
}

const examples = blocks.filter(({ language, info }) => language === 'json' && info === 'mapping')

describe('the mapping language', () => {
  it.each(examples.map((example) => [example.line, example] as const))(
    'gives the shown records at line %i',
    (_line, example) => {
      const shown = blocks[blocks.indexOf(example) + 1]
      expect(shown?.info).toBe('records')
      expect(readRows(example.text)).toEqual(JSON.parse(shown?.text ?? ''))
    },
  )

  it('has a heading and an example for every key', () => {
    const headings = [...text.matchAll(/^### (.*)$/gm)].flatMap(([, heading = '']) =>
      [...heading.matchAll(/`(\w+)`/g)].map(([, name = '']) => name),
    )
    const keys = [...new Set([...allowedNames([]), ...allowedNames(['columns', 'a', 'to'])])]
    expect(headings.toSorted()).toEqual(keys.toSorted())
    for (const key of keys)
      expect(
        examples.some((example) => example.text.includes(`"${key}":`)),
        key,
      ).toBe(true)
  })
})
