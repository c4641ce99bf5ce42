// Every example of the mapping language gives the records that the document shows, and every key has one.
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { allowedNames } from '../../../schemas/column-mapping.ts'
import { mappingCandidate } from '../../../src/ingest/mapping/apply.ts'
import { mapObject } from '../../../src/ingest/mapping/map-objects.ts'
import { type ParsedMapping, parseMapping } from '../../../src/ingest/mapping/parse-mapping.ts'
import { planMapping } from '../../../src/ingest/mapping/plan.ts'
import type { RowCandidate } from '../../../src/ingest/rows/cell-assembly.ts'
import { validate } from '../../../src/ingest/validate/validate.ts'
import type { JsonObject } from '../../../src/text/json.ts'
import { type Block, findDocument } from '../support/documents.ts'

const { blocks, text } = findDocument('docs/importing.md')
const context = { now: Date.parse('2026-11-22T12:00:00Z'), isInCountry: () => true }

/** Returns the candidates of the rows above an example: of a table, or of objects. */
const readAbove = (mapping: ParsedMapping, example: Block): RowCandidate[] => {
  const above = blocks.slice(0, blocks.indexOf(example))
  const rows = above.findLast(({ language, info }) => language === 'csv' || info === 'rows')
  if (rows?.info === 'rows')
    return (JSON.parse(rows.text) as JsonObject[]).map((object, i) => mapObject(mapping, object, i + 1))
  const [headers = [], ...table]: string[][] = parse(rows?.text ?? '')
  const plan = planMapping(mapping, headers)
  expect(plan.faults).toEqual([])
  return table.map((cells, i) => mappingCandidate(plan, cells, i + 1))
}

/** The record that each row makes, or the rules that it breaks. */
const readRows = (example: Block): unknown[] => {
  const { mapping, issues } = parseMapping(JSON.parse(example.text))
  if (!mapping) throw new Error(JSON.stringify(issues))
  return readAbove(mapping, example).map(({ candidate, issues }) => {
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
      expect(readRows(example)).toEqual(JSON.parse(shown?.text ?? ''))
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
