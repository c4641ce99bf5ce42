import { describe, expect, it } from 'vitest'
import { eventSubtype } from '../../../../schemas/vocabularies.ts'
import { validate } from '../../../../src/ingest/validate/validate.ts'
import { stateIssue } from '../../../../src/problems.ts'
import { validationContext, withBase } from '../../rule-cases.ts'

const validateKind = (kind: Readonly<Record<string, unknown>>, fromText = false) =>
  validate(withBase({ event_type: undefined, ...kind }), validationContext, { fromText })

describe('a specific type of event', () => {
  it.each(Object.entries(eventSubtype))('implies its type: %s', (code, { parent }) => {
    const { record, errors } = validateKind({ event_subtype: code })
    expect(errors).toEqual([])
    expect(record).toEqual(validateKind({ event_type: parent, event_subtype: code }).record)
    expect(Object.keys(record ?? {}).slice(0, 3)).toEqual(['dataset', 'event_type', 'event_subtype'])
  })

  it.each([
    ['absent', undefined],
    ['null', null],
    ['blank', ' '],
  ])('implies a type that is %s, with a note', (_, event_type) => {
    const { record, notes } = validateKind({ event_type, event_subtype: ' shelling ' }, true)
    expect(record?.event_type).toBe('remote_violence')
    expect(notes).toEqual([{ rule: 'event_type.implied', pointer: '/event_subtype', received: 'shelling' }])
  })

  it('implies nothing beside a stated type, which is compared', () => {
    const right = validateKind({ event_type: 'remote_violence', event_subtype: 'shelling' })
    expect([right.errors, right.notes]).toEqual([[], undefined])
    const wrong = validateKind({ event_type: 'battle', event_subtype: 'shelling' })
    expect(wrong.errors).toMatchObject([{ rule: 'event_subtype.parent' }])
  })

  it.each([['shellin'], ['toString'], [7], [['shelling']]])(
    'that is no code implies nothing: %j',
    (event_subtype) => {
      const rules = validateKind({ event_subtype }).errors.map(({ pointer, rule }) => [pointer, rule])
      expect(rules).toContainEqual(['/event_type', 'field.required'])
      expect(rules.some(([pointer]) => pointer === '/event_subtype')).toBe(true)
    },
  )

  it('beside a mistyped name of the type implies nothing that hides the mistake', () => {
    const { errors } = validateKind({ event_typ: 'battle', event_subtype: 'armed_clash' })
    expect(errors).toMatchObject([{ pointer: '/event_typ', rule: 'field.unknown' }])
  })
})

describe('a code in the field of the other kind', () => {
  const shelling =
    'shelling is a specific type of event. Send event_subtype=shelling; its event_type is remote_violence and may be left out.'
  const battle =
    'battle is a type of event, not a specific one. Send event_type=battle and leave event_subtype blank, or choose a more specific code.'

  it.each([
    ['event_type', 'shelling', shelling],
    ['event_type', 'Shelling', shelling],
    ['event_type', 'drone strike', /^drone_strike is a specific type/],
    ['event_type', 'Sexual-violence', /^sexual_violence is .* violence_against_civilians/],
    ['event_subtype', 'battle', battle],
    ['event_subtype', 'Remote violence', /^remote_violence is a type of event, not/],
    ['event_type', 'shellin', /Did you mean|The codes are/],
    ['event_type', 'Battle', 'There is no such code. Did you mean battle?'],
  ])('is named with its field: %s %s', (name, code, detail) => {
    const { errors } = validateKind({ event_type: 'remote_violence', [name]: code })
    expect(errors.map(stateIssue)).toMatchObject([
      { pointer: `/${name}`, rule: 'code.unknown', detail: expect.stringMatching(detail), received: code },
    ])
  })
})
