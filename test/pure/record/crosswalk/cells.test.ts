import { describe, expect, it } from 'vitest'
import { parseCount, parseDegrees } from '../../../../src/record/crosswalk/cells.ts'
import { parseDay } from '../../../../src/record/crosswalk/days.ts'
import { english, sentence } from '../../../../src/text/sentence.ts'

const formHint = sentence`Write a day.`
const day = (cell: string, year = '') => parseDay(cell, { year, formHint })

/** Returns the number, the note or the error of a cell. */
const outcome = (parse: typeof parseCount, cell: string) => {
  const said: string[] = []
  const number = parse(
    cell,
    0,
    [],
    (rule) => said.push(rule),
    (_, rule) => said.push(rule),
  )
  return [number, ...said]
}

describe('a day', () => {
  it.each([
    ['2009-08-07', '2009-08-07', false],
    ['2009-08-07 00:00:00.000', '2009-08-07', false],
    [' 2009-08-07T00:00:00Z ', '2009-08-07', false],
    ['2009/08/07', '2009-08-07', true],
    ['2009.8.7 0:00', '2009-08-07', true],
    ['2009-08-07 13:45', '2009-08-07', true],
    ['16 February 2023', '2023-02-16', false],
    ['16-Feb-2023', '2023-02-16', false],
    ['February 16, 2023', '2023-02-16', true],
    ['25.12.2009', '2009-12-25', true],
    ['12/25/2009 12:00:00 AM', '2009-12-25', true],
    ['07/07/2009', '2009-07-07', true],
    ['2009-08', '2009-08', false],
  ])('is certain: %s', (cell, wanted, isOther) => {
    expect(day(cell)).toEqual({ day: wanted, isOther })
  })

  it.each([
    ['07.08.2009', /2009-08-07 or 2009-07-08/],
    ['7/8/2009 00:00', /2009-08-07 or 2009-07-08/],
    ['16-Feb-19', /two digits/],
    ['2009/02/30', /no day 30/],
    ['25.13.2009', /no month 13/],
    ['16 Foo 2023', /Write a day/],
    ['16 Ma 2023', /Write a day/],
    ['40032', /Write a day/],
    ['', /Write a day/],
  ])('is not certain, and the fault says why: %s', (cell, wanted) => {
    const reading = day(cell)
    expect('fault' in reading && reading.fault(english)).toMatch(wanted)
  })

  it('of two digits has the century of the year beside it', () => {
    expect(day('16-Feb-19', '2019')).toEqual({ day: '2019-02-16', isOther: true })
    expect(day('16-Feb-19', '1919')).toEqual({ day: '1919-02-16', isOther: true })
    expect(day('16-Feb-19', '2020')).toHaveProperty('fault')
  })
})

describe('a count', () => {
  it.each([
    ['12', 12],
    [' 12 ', 12],
    ['3.0', 3],
    ['', undefined],
    ['1 234', 1234, 'crosswalk.number_form'],
    ['1,234,567', 1_234_567, 'crosswalk.number_form'],
    ['١٢', 12, 'crosswalk.number_form'],
    ['\u200e12', 12, 'crosswalk.number_form'],
    ['NA', undefined, 'crosswalk.number'],
    ['#N/A', undefined, 'crosswalk.number'],
    ['1,234', undefined, 'number.whole'],
    ['1.000', undefined, 'number.whole'],
    ['2.5', undefined, 'number.whole'],
    ['-1', undefined, 'number.range'],
    ['1e400', undefined, 'field.type'],
    ['0x10', undefined, 'field.type'],
    ['12+', undefined, 'field.type'],
    ['-', undefined, 'field.type'],
    ['None', undefined, 'field.type'],
  ])('of %j', (cell, ...wanted) => {
    expect(outcome(parseCount, cell)).toEqual(wanted)
  })
})

describe('degrees', () => {
  it.each([
    ['-33.5', -33.5],
    [' 4e1 ', 40],
    ['33,4265', 33.4265, 'crosswalk.number_form'],
    ['33,426', 33.426, 'crosswalk.number_form'],
    ['−٤٤٫٤', -44.4, 'crosswalk.number_form'],
    ['NaN', undefined, 'crosswalk.number'],
    ['33°25\'35"N', undefined, 'field.type'],
    ['33.4265,44.1', undefined, 'field.type'],
  ])('of %j', (cell, ...wanted) => {
    expect(outcome(parseDegrees, cell)).toEqual(wanted)
  })
})
