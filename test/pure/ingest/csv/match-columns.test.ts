import { describe, expect, it } from 'vitest'
import { matchColumns } from '../../../../src/ingest/csv/match-columns.ts'
import { en } from '../../../../src/messages/en.ts'
import { stateIssue } from '../../../../src/problems.ts'

const known = ['reference', 'event_type', 'date', 'deaths_best']

describe('columns', () => {
  it('match by name in any order, case and spaces forgiven', () => {
    const { names, faults } = matchColumns([' Deaths-Best ', 'DATE', 'Event  type', 'reference'], known)
    expect(names).toEqual(['deaths_best', 'date', 'event_type', 'reference'])
    expect(faults).toEqual([])
  })

  it('match known names that are not plain themselves', () => {
    expect(matchColumns(['where prec', 'EVENT ID'], ['Where-Prec', 'Event ID']).names).toEqual([
      'Where-Prec',
      'Event ID',
    ])
  })

  it('match the exact name first where two known ones are alike', () => {
    const { names, faults } = matchColumns(['a b', 'A_B', 'a-b'], ['a_b', 'A_B', 'a b'])
    expect(names).toEqual(['a b', 'A_B', 'a_b'])
    expect(faults).toEqual([])
  })

  it('are refused with the nearest known name', () => {
    const { names, faults } = matchColumns(['date', 'event_typ'], known)
    expect(names).toEqual(['date', undefined])
    expect(faults.map(stateIssue)).toEqual([
      {
        column: 'event_typ',
        rule: 'table.column_unknown',
        detail: 'There is no column "event_typ". Did you mean event_type?',
        received: 'event_typ',
      },
    ])
  })

  it('are refused with the known names where none is near', () => {
    expect(matchColumns(['weather'], known).faults[0]?.say(en)).toBe(
      'There is no column "weather". Known are reference, event_type, date, deaths_best.',
    )
  })

  it('are refused when two are the same known one', () => {
    expect(matchColumns(['date', ' date'], known).faults[0]?.say(en)).toBe(
      '"date" and " date" are both the column date.',
    )
    const { names, faults } = matchColumns(['Event Type', 'event_type'], known)
    expect(names).toEqual(['event_type', undefined])
    expect(faults).toMatchObject([{ column: 'event_type', rule: 'table.column_twice' }])
    expect(faults[0]?.say(en)).toBe('"Event Type" and "event_type" are both the column event_type.')
  })

  it('leave to the head what has no name or has one twice', () => {
    const { names, faults } = matchColumns(['date', '', 'date', ' '], known)
    expect(names).toEqual(['date', undefined, undefined, undefined])
    expect(faults).toEqual([])
  })

  it('named like parts of every object match nothing', () => {
    const { faults } = matchColumns(['__proto__', 'constructor', 'toString'], known)
    expect(faults.map(({ rule }) => rule)).toEqual(Array(3).fill('table.column_unknown'))
  })

  it('take no long time, however many and long they are', () => {
    const columns = Array.from({ length: 1000 }, (_, i) => `${'x'.repeat(5000)}${i}`)
    const { faults } = matchColumns(columns, known)
    expect(faults).toHaveLength(1000)
    expect(faults[999]?.say(en)).not.toContain('Known are')
    expect(Math.max(...faults.map(({ say }) => say(en).length))).toBeLessThan(500)
  })
})
