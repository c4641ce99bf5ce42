import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type RuleId, rules } from '../../../schemas/rules.ts'
import { validate } from '../../../src/ingest/validate/validate.ts'
import { en } from '../../../src/messages/en.ts'
import {
  type RuleCase,
  ruleCasesAt,
  rulesTestedElsewhere,
  validationContext,
  withBase,
} from '../rule-cases.ts'

const cases = ruleCasesAt(validationContext.now)

interface Found {
  readonly severity: string
  readonly rule: string
  readonly pointer: string
}

const inOrder = (a: Found, b: Found) => (`${a.pointer} ${a.rule}` < `${b.pointer} ${b.rule}` ? -1 : 1)

/** What is wrong with a record, in the order of pointers and rules. */
const foundIn = (record: unknown): Found[] => {
  const { errors, warnings } = validate(record, validationContext)
  return [
    ...errors.map(({ rule, pointer }) => ({ severity: 'error', rule, pointer })),
    ...warnings.map(({ rule, pointer }) => ({ severity: 'warning', rule, pointer })),
  ].sort(inOrder)
}

const expectedOf = ({ severity, rule, pointer }: RuleCase): Found => ({ severity, rule, pointer })
const names = cases.map((each) => [`${each.rule}: ${each.what}`, each] as const)

describe('each rule', () => {
  it('has a case, or comes in by another door', () => {
    const covered = new Set<RuleId>([...cases.map((each) => each.rule), ...rulesTestedElsewhere])
    expect([...covered].sort()).toEqual(Object.keys(rules).sort())
  })

  it('has a case of each severity that it can have', () => {
    const tried = new Set(cases.map((each) => `${each.rule} ${each.severity}`))
    const possible = Object.entries(rules)
      .filter(([rule]) => !(rulesTestedElsewhere as readonly string[]).includes(rule))
      .flatMap(([rule, { severity, isRelaxedForImports }]) =>
        isRelaxedForImports ? [`${rule} error`, `${rule} warning`] : [`${rule} ${severity}`],
      )
    expect([...tried].sort()).toEqual(possible.sort())
  })

  it.each(names)('is the only one that a record breaks: %s', (_, each) => {
    expect(foundIn(withBase(each.breaks))).toEqual([expectedOf(each)])
  })

  it.each(names)('is kept by the record beside it: %s', (_, each) => {
    const { record, errors, warnings } = validate(withBase(each.keeps), validationContext)
    expect([...errors, ...warnings].filter(({ rule }) => rule === each.rule)).toEqual([])
    expect(errors).toEqual([])
    expect(record).toBeDefined()
  })

  it.each(names)('refuses or only warns, and says why in a sentence: %s', (_, each) => {
    const { record, errors, warnings } = validate(withBase(each.breaks), validationContext)
    expect(record === undefined ? 'error' : 'warning').toBe(each.severity)
    for (const { say } of [...errors, ...warnings]) expect(say(en)).toMatch(/^[\w-].*[.?]$/s)
  })
})

describe('a record that is no object', () => {
  it.each([[[]], ['text'], [5], [null], [true], [undefined], [[{}]]])(
    'is refused as a whole: %j',
    (candidate) => {
      expect(foundIn(candidate)).toEqual([{ severity: 'error', rule: 'record.type', pointer: '' }])
    },
  )
})

describe('several breaches at once', () => {
  /** Cases that have no field in common. */
  const disjoint = fc.shuffledSubarray([...cases], { minLength: 2 }).map((some) => {
    const used = new Set<string>()
    return some.filter(({ breaks }) => {
      const fields = Object.keys(breaks)
      if (fields.some((field) => used.has(field))) return false
      for (const field of fields) used.add(field)
      return true
    })
  })

  it('are all found, none hides another, and none follows from another', () => {
    fc.assert(
      fc.property(disjoint, (some) => {
        const record = withBase(Object.assign({}, ...some.map((each) => each.breaks)))
        expect(foundIn(record)).toEqual(some.map(expectedOf).sort(inOrder))
      }),
      { numRuns: 500 },
    )
  })
})
