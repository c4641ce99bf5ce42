// Records that JSON Schema and Sitrep judge alike, but for the rules that JSON Schema cannot express.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rulesBeyondJsonSchema } from '../../../schemas/beyond-json-schema.ts'
import { type RuleId, rules } from '../../../schemas/rules.ts'
import { validate } from '../../../src/ingest/validate/validate.ts'
import { plant, soundRecord } from '../../pure/arbitrary.ts'
import { minimalRecord, ruleCasesAt, rulesTestedElsewhere, validationContext } from '../../pure/rule-cases.ts'
import { compileRecordSchema } from '../support/record-schema.ts'

type Made = Record<string, unknown>

const cases = ruleCasesAt(validationContext.now)
const bases = fc.sample(soundRecord, { numRuns: 300, seed: 25 }).map((record) => JSON.stringify(record))

/** Values that some field has, and that most do not take. */
const values = [
  ...[
    null,
    true,
    0,
    -1,
    1.5,
    2e9,
    '',
    ' ',
    '0',
    'a',
    ' IQ',
    'IQ',
    'a\u0007',
    'é'.repeat(201),
    [],
    [null],
    {},
  ],
  ...[
    '2023-02-29',
    '2022-01-05/2022-01-03',
    '2030',
    'https://a b',
    'http://[',
    'en-x',
    { name: 'A' },
    [['a']],
  ],
]

/** Returns a record: a valid one without some of its fields; over most of them, what breaks a rule, or any value. */
const makeRecord = (pick: (count: number) => number): Made => {
  const record = JSON.parse(bases[pick(bases.length)] ?? '') as Made
  for (const name of Object.keys(record)) if (pick(4) === 0 && name !== 'event_type') delete record[name]
  const complete = { ...minimalRecord, ...record }
  const kind = pick(10)
  if (kind < 3) return complete
  if (kind > 6) {
    for (let i = pick(3); i >= 0; i--) plant(complete, pick(1e9), values[pick(values.length)])
    return complete
  }
  const breaks = Array.from({ length: 1 + pick(3) }, () => cases[pick(cases.length)]?.breaks)
  return Object.assign(complete, ...breaks)
}

/** Returns numbers below a count, the same ones each time. */
const createPicker = (seed: number) => {
  let state = seed
  return (count: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * count)
  }
}

const beyond: readonly string[] = Object.keys(rulesBeyondJsonSchema)

describe('JSON Schema and Sitrep', () => {
  const accepts = compileRecordSchema()
  const pick = createPicker(25)
  const records = Array.from({ length: 10_000 }, () => makeRecord(pick))
  const judgements = records.map((record) => {
    const sent = JSON.parse(JSON.stringify(record)) as Made
    const { record: canonical, errors } = validate(sent, validationContext)
    return { sent, canonical, broken: [...new Set(errors.map(({ rule }) => rule))] }
  })

  it('judge 10,000 records, at least 4,000 of which break a rule, and each rule is broken', () => {
    const invalid = judgements.filter(({ canonical }) => canonical === undefined)
    expect(invalid.length).toBeGreaterThan(4000)
    expect(invalid.length).toBeLessThan(9000)
    const elsewhere: readonly string[] = rulesTestedElsewhere
    const expected = Object.keys(rules).filter(
      (rule) => rules[rule as RuleId].severity === 'error' && !elsewhere.includes(rule),
    )
    expect([...new Set(invalid.flatMap(({ broken }) => broken))].sort()).toEqual(expected.sort())
  })

  it('both accept what Sitrep accepts, in its canonical form', () => {
    const refused = judgements.filter(({ canonical }) => canonical && !accepts(canonical))
    expect(refused.map(({ canonical }) => canonical)).toEqual([])
  })

  it('both refuse what breaks a rule that is not named as beyond JSON Schema', () => {
    const accepted = judgements.filter(
      ({ sent, broken }) => broken.some((rule) => !beyond.includes(rule)) && accepts(sent),
    )
    expect(accepted.map(({ sent, broken }) => [broken, sent])).toEqual([])
  })

  it('differ by at most 25 rules', () => {
    expect(beyond.length).toBeLessThanOrEqual(25)
  })
})
