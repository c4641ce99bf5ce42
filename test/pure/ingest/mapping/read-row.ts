// Reading one row by a mapping that gives every record its required fields.
import { expect } from 'vitest'
import { mappingCandidate } from '../../../../src/ingest/mapping/apply.ts'
import { parseMapping } from '../../../../src/ingest/mapping/parse-mapping.ts'
import { planMapping } from '../../../../src/ingest/mapping/plan.ts'
import { validate } from '../../../../src/ingest/validate/validate.ts'
import { type StatedIssue, stateIssue } from '../../../../src/problems.ts'
import { validationContext } from '../../rule-cases.ts'

export type Json = Readonly<Record<string, unknown>>
export type Cells = Readonly<Record<string, string>>

const constants = {
  event_type: 'battle',
  date: '2022-01-01',
  'location.country': 'SY',
  'sources.0.publisher': 'A',
}

const parse = (more: Json) => parseMapping({ columns: {}, constants, ...more })

/** The first error of a mapping: its pointer, its rule and its text. */
export const faultOf = (more: Json): string => {
  const [{ pointer, rule, detail } = {} as Partial<StatedIssue>] = parse(more).issues.map(stateIssue)
  return `${pointer} ${rule} ${detail}`
}

export const readRow = (more: Json, cells: Cells) => {
  const { mapping, issues } = parse(more)
  expect(issues).toEqual([])
  if (!mapping) throw new Error('There is no mapping.')
  const plan = planMapping(mapping, Object.keys(cells))
  expect(plan.faults).toEqual([])
  const reading = mappingCandidate(plan, Object.values(cells), 1)
  const options = { fromText: true, issues: reading.issues }
  return { ...reading, ...validate(reading.candidate, validationContext, options) }
}

/** What a row adds to the required fields, or its errors with their columns. */
export const outcome = (more: Json, cells: Cells): unknown => {
  const { record, errors, columnOf } = readRow(more, cells)
  if (!record) return errors.map(({ pointer, rule }) => `${pointer} ${rule} ${columnOf(pointer)}`)
  const { dataset: _, event_type: _type, sources: _sources, date, location, ...stated } = record
  const { country, ...place } = location
  return {
    ...stated,
    ...place,
    ...(date !== constants.date && { date }),
    ...(country !== constants['location.country'] && { country }),
  }
}
