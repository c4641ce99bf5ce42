import { describe, expect, it } from 'vitest'
import type { Mapping } from '../../../../schemas/column-mapping.ts'
import { editMapping, type MappingEdit } from '../../../../src/ingest/mapping/edit-mapping.ts'
import { extendValues } from '../../../../src/ingest/mapping/extend-values.ts'

const stated: Mapping = {
  about: 'A table',
  columns: {
    day: { to: 'date', date: 'DD/MM/YYYY HH:mm', offset: '+03:00' },
    kind: { to: 'event_type', values: { IED: 'remote_violence', '?': null }, otherwise: 'keep' },
    both: ['title', 'summary'],
    hidden: 'notes',
  },
  constants: { 'location.country': 'IQ' },
  missing: ['NA'],
  rest: 'external',
}
const suggested: Mapping = { columns: { killed: { to: 'casualties.deaths', missing: ['-99'] } } }

const edit = (over: Partial<MappingEdit>): MappingEdit => ({
  columns: [],
  rest: 'ignore',
  missing: [],
  constants: {},
  ...over,
})

describe('a mapping that somebody edits column by column', () => {
  it.each<[string, Partial<MappingEdit>, unknown]>([
    [
      'keeps the rules of a field that stays',
      { columns: [{ column: 'day', to: 'date' }] },
      stated.columns.day,
    ],
    [
      'drops the form of a date with its offset',
      { columns: [{ column: 'day', to: 'date', date: '' }] },
      'date',
    ],
    ['takes another field alone', { columns: [{ column: 'day', to: 'title' }] }, 'title'],
    [
      'keeps the other fields of a column',
      { columns: [{ column: 'both', to: 'title' }] },
      ['title', 'summary'],
    ],
    ['drops a column without a field', { columns: [{ column: 'day', to: '' }] }, undefined],
    [
      'takes the rule that is suggested for the field',
      { columns: [{ column: 'killed', to: 'casualties.deaths' }] },
      suggested.columns.killed,
    ],
    [
      'lists values, keeps those that mean unknown, and does not keep the rest',
      { columns: [{ column: 'kind', to: 'event_type', values: { IED: 'battle', mine: '' }, isKept: false }] },
      { to: 'event_type', values: { '?': null, IED: 'battle' } },
    ],
    [
      'reads the value of a number as one',
      { columns: [{ column: 'n', to: 'location.latitude', values: { north: '33.5' }, isKept: true }] },
      { to: 'location.latitude', values: { north: 33.5 }, otherwise: 'keep' },
    ],
  ])('%s', (_, over, expected) => {
    const { columns } = editMapping(stated, suggested, edit(over))
    expect(columns[over.columns?.[0]?.column ?? '']).toEqual(expected)
    expect(columns.hidden).toBe('notes')
  })

  it('replaces what holds for the file', () => {
    const over = { rest: undefined, missing: ['-'], constants: { 'location.latitude': '33.5', title: 'x' } }
    expect(editMapping(stated, suggested, edit(over))).toEqual({
      about: 'A table',
      columns: stated.columns,
      missing: ['-'],
      constants: { 'location.latitude': 33.5, title: 'x' },
    })
  })
})

describe('replaced cells in a mapping', () => {
  const whole: Mapping = {
    columns: { ...stated.columns, killed: 'casualties.deaths', place: 'location.place' },
    constants: { 'location.country': 'IQ', 'sources.0.publisher': 'x', 'external.scheme': 'y' },
    rest: 'external',
  }

  it.each([
    ['a code', { column: 'kind', from: 'mine', to: 'battle' }, { mine: 'battle' }],
    ['a text', { column: 'place', from: 'Bagdad', to: 'Baghdad' }, { Bagdad: 'Baghdad' }],
    ['no value', { column: 'place', from: 'none', to: ' ' }, { none: null }],
  ])('become values: %s', (_, replacement, values) => {
    const { mapping, rest } = extendValues(whole, [replacement])
    expect(rest).toEqual([])
    expect(mapping.columns[replacement.column]).toMatchObject({ values, otherwise: 'keep' })
  })

  it.each([
    ['of one row', { column: 'kind', from: 'mine', to: 'battle', row: 3 }],
    ['of a date, which is read by its form', { column: 'day', from: '5.1.', to: '05/01/2022' }],
    ['of a column with several fields', { column: 'both', from: 'a', to: 'b' }],
    ['of a blank cell', { column: 'place', from: '', to: 'b' }],
    ['of a column that the mapping does not name', { column: 'other', from: 'a', to: 'b' }],
    ['of no code', { column: 'kind', from: 'a', to: 'no_code' }],
  ])('stay replacements: that %s', (_, replacement) => {
    expect(extendValues(whole, [replacement])).toEqual({ mapping: whole, rest: [replacement] })
  })
})
