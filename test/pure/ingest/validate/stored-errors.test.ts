/** Records that were stored before a rule, or under a code that was withdrawn since. */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { code, explainText } from '../../../../schemas/field-types.ts'
import type { Incident } from '../../../../schemas/incident.ts'
import type { RuleId } from '../../../../schemas/rules.ts'
import { validate } from '../../../../src/ingest/validate/validate.ts'
import { english } from '../../../../src/text/sentence.ts'
import { minimalRecord, validationContext } from '../../rule-cases.ts'

const estimate = { low: 3, best: 2 }
const stored = {
  ...minimalRecord,
  dataset: 'reports',
  casualties: { deaths: estimate },
} as unknown as Incident
const rulesOf = (issues: readonly { readonly rule: string }[]) => issues.map(({ rule }) => rule)

describe('an edit of a stored record', () => {
  it('is not refused for what is wrong with the record already: that warns', () => {
    const candidate = { ...stored, title: 'Edited' }
    expect(rulesOf(validate(candidate, validationContext).errors)).toEqual(['casualties.order'])
    const { record, errors, warnings } = validate(candidate, validationContext, { previous: [stored] })
    expect([record, errors]).toEqual([candidate, []])
    expect(rulesOf(warnings)).toContain('casualties.order')
  })

  it('is refused for what it brings in, with that alone as an error', () => {
    const candidate = { ...stored, event_type: 'nonsense', location: { country: 'IQ', latitude: 33 } }
    const { record, errors, warnings } = validate(candidate, validationContext, { previous: [stored] })
    expect(record).toBeUndefined()
    expect(rulesOf(errors)).toEqual(['code.unknown', 'location.pair'])
    expect(rulesOf(warnings)).toContain('casualties.order')
    const elsewhere = { ...stored, casualties: { injuries: estimate } }
    expect(rulesOf(validate(elsewhere, validationContext, { previous: [stored] }).errors)).toEqual([
      'casualties.order',
    ])
  })

  it('keeps a value of another kind than its field holds now, and a field that is no more', () => {
    const wrong = {
      ...minimalRecord,
      dataset: 'reports',
      former: 'field',
      event_type: 'given_up',
      summary: 'a\u0007b',
      tags: Array.from({ length: 101 }, (_, i) => `t${i}`),
    } as unknown as Incident
    const candidate = { ...wrong, title: 'Edited' }
    const { record, errors, warnings } = validate(candidate, validationContext, { previous: [wrong] })
    expect([record, errors]).toEqual([candidate, []])
    expect(rulesOf(warnings).sort()).toEqual(
      expect.arrayContaining(['code.unknown', 'field.unknown', 'list.length', 'text.control']),
    )
  })

  it('may move a code within its list, and may not bring in another one that is unknown', () => {
    const weapons = [{ type: 'given_up' }, { type: 'rocket' }]
    const before = { ...minimalRecord, dataset: 'reports', weapons } as unknown as Incident
    const options = { previous: [before] }
    const moved = { ...before, weapons: [...weapons].reverse() }
    expect(validate(moved, validationContext, options).record).toEqual(moved)
    const other = { ...before, weapons: [{ type: 'other_given_up' }] }
    expect(rulesOf(validate(other, validationContext, options).errors)).toEqual(['code.unknown'])
  })
})

describe('an error that is tolerated', () => {
  const withParts = (parts: object) =>
    ({ ...minimalRecord, dataset: 'reports', ...parts }) as unknown as Incident
  const [sound, broken] = [{ type: 'rocket' }, { type: 'given_up' }]
  const errorsOf = (candidate: object, ...previous: Incident[]) =>
    rulesOf(validate(candidate, validationContext, { previous }).errors)
  const group = (name: string) => ({ group: name, deaths: estimate })

  it('may move, as every other one', () => {
    const before = withParts({ casualties: { groups: [{ group: 'civilians' }, group('state_forces')] } })
    const after = withParts({ casualties: { groups: [group('state_forces')] } })
    expect(errorsOf(after)).toEqual(['casualties.order'])
    expect(errorsOf(after, before)).toEqual([])
  })

  it('is tolerated as often as the stored record has it', () => {
    const before = withParts({ weapons: [sound, broken] })
    expect(errorsOf(withParts({ weapons: [broken, sound] }), before)).toEqual([])
    expect(errorsOf(withParts({ weapons: [broken, broken] }), before)).toEqual(['code.unknown'])
    expect(errorsOf(withParts({ weapons: [sound, broken, { type: 'other_one' }] }), before)).toEqual([
      'code.unknown',
    ])
  })

  it('of two merged records counts for both', () => {
    const one = withParts({ weapons: [sound, broken] })
    const both = withParts({ weapons: [broken, broken] })
    expect(errorsOf(both, one, withParts({ weapons: [broken] }))).toEqual([])
    expect(errorsOf(both, one, withParts({ weapons: [sound] }))).toEqual(['code.unknown'])
  })

  it('keeps its value: a long text may not grow, nor a long list', () => {
    const [text, tags] = ['x'.repeat(6000), Array.from({ length: 102 }, (_, i) => `t${i}`)]
    const before = withParts({ title: text, tags })
    expect(rulesOf(validate(before, validationContext).errors).sort()).toEqual(['list.length', 'text.length'])
    expect(errorsOf({ ...before, summary: 'Edited.' }, before)).toEqual([])
    expect(errorsOf({ ...before, title: `${text}x` }, before)).toEqual(['text.length'])
    expect(errorsOf({ ...before, tags: tags.slice(1) }, before)).toEqual([])
    expect(errorsOf({ ...before, tags: [...tags, 'more'] }, before)).toEqual(['list.length'])
  })

  it('may have texts that a redaction rewrites', () => {
    const before = withParts({ title: `secret ${'x'.repeat(6000)}` })
    const after = withParts({ title: `[redacted] ${'x'.repeat(6000)}` })
    const rewrite = (text: string) => text.replace('secret', '[redacted]')
    expect(errorsOf(after, before)).toEqual(['text.length'])
    expect(validate(after, validationContext, { previous: [before], rewrite }).errors).toEqual([])
  })
})

describe('a withdrawn code', () => {
  const vocabulary = {
    kept: { label: 'Kept', definition: '' },
    gone: { label: 'Gone', definition: '', withdrawn: true },
    replaced: { label: 'Replaced', definition: '', withdrawn: 'kept' },
  } as const

  it('is refused by a message that names the one that replaces it', () => {
    const detailOf = (value: string) => {
      const [found] = v.safeParse(code(vocabulary), value).issues ?? []
      return found && explainText(found.message as RuleId, value, found.expected)?.(english)
    }
    expect(detailOf('kept')).toBeUndefined()
    expect(detailOf('gone')).toBe('The code gone was withdrawn. Choose another one.')
    expect(detailOf('replaced')).toBe('The code replaced was withdrawn. Use kept instead.')
  })
})
