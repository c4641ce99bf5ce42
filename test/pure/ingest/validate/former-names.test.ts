/** Input with former names of fields. */
import { describe, expect, it } from 'vitest'
import { parseForm } from '../../../../src/ingest/request/form-fields.ts'
import { planFull } from '../../../../src/ingest/rows/full-profile.ts'
import { validate } from '../../../../src/ingest/validate/validate.ts'
import { en } from '../../../../src/messages/en.ts'
import { stateIssue } from '../../../../src/problems.ts'
import { withFormerName } from '../../../former-name.ts'
import { minimalRecord, validationContext } from '../../rule-cases.ts'

const check = (candidate: unknown) => validate(candidate, validationContext)
const detail = 'date_comment is the former name of date_note, and both have a value. Give one of them.'
const withDateNote = <Result>(act: () => Result) => withFormerName('date_note', 'date_comment', act)

describe('a former name', () => {
  it('is read as the current one, in groups and entries of lists too, with a warning for each', async () => {
    const { record, warnings } = await withFormerName('weapons.model', 'make', () =>
      withFormerName('location.place', 'village', () =>
        check({
          ...minimalRecord,
          location: { village: 'A', country: 'IQ' },
          weapons: [{ type: 'rocket' }, { make: 'B', type: 'rocket' }],
        }),
      ),
    )
    expect(record).toEqual({
      ...minimalRecord,
      dataset: 'reports',
      location: { country: 'IQ', place: 'A' },
      weapons: [{ type: 'rocket' }, { type: 'rocket', model: 'B' }],
    })
    expect(Object.keys(record?.location ?? {})).toEqual(['country', 'place'])
    expect(warnings.map(({ pointer, rule }) => [pointer, rule])).toEqual([
      ['/location/place', 'field.renamed'],
      ['/weapons/1/model', 'field.renamed'],
    ])
  })

  it('beside the current one is refused by an error that names both', async () => {
    const { record, errors } = await withDateNote(() =>
      check({ ...minimalRecord, date_comment: 'dusk', date_note: 'dawn' }),
    )
    expect(record).toBeUndefined()
    expect(errors.map(stateIssue)).toEqual([
      { pointer: '/date_note', rule: 'field.twice', detail, received: 'dusk' },
    ])
  })

  it('beside the current one counts alone if one of them is null', async () => {
    for (const names of [
      { date_comment: 'dusk', date_note: null },
      { date_note: 'dusk', date_comment: null },
    ]) {
      const { record } = await withDateNote(() => check({ ...minimalRecord, ...names }))
      expect(record?.date_note).toBe('dusk')
    }
  })

  it('beside the current one is refused in forms', async () => {
    const fields = Object.entries({ date_comment: 'dusk', date_note: 'dawn' })
    const { errors } = await withDateNote(() =>
      check({ ...minimalRecord, ...(parseForm(fields).candidate as object) }),
    )
    expect(errors.map(({ say }) => say(en))).toEqual([detail])
  })

  it('beside the current one is a fault of a full table', async () => {
    const { faults } = await withDateNote(() => planFull(['date_note', 'date_comment']))
    expect(faults.map(stateIssue)).toEqual([
      {
        column: 'date_comment',
        rule: 'table.column_twice',
        detail: '"date_note" and "date_comment" are both the column date_note.',
      },
    ])
  })
})
